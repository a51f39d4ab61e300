"""The things of the demo house, by site: desks, rooms, machines and what is lent."""

from dataclasses import dataclass

from spaces.models import Feature, Kind, Resource, Site

FEATURES = {
    "screen": ("Grand écran", "Large screen"),
    "wheelchair": ("Accessible en fauteuil", "Wheelchair accessible"),
    "quiet": ("Au calme", "Quiet"),
    "whiteboard": ("Tableau blanc", "Whiteboard"),
    "video": ("Visioconférence", "Video meetings"),
}


@dataclass(frozen=True, slots=True)
class Things:
    """`count` resources of one kind at one site, "{name} 1" onwards where there are several."""

    site: str
    key: str
    kind: Kind
    name_fr: str
    name_en: str
    count: int = 1
    capacity: int | None = None
    features: tuple[str, ...] = ()


MAISON, DORET, OPALE = "maison", "marcel-doret", "cote-opale"
THINGS = (
    Things(MAISON, "desks", Kind.DESK, "Bureau", "Desk", 24),
    Things(MAISON, "opale", Kind.ROOM, "Salle Opale", "Opale room", 1, 8, ("screen", "video")),
    Things(
        MAISON,
        "nez",
        Kind.ROOM,
        "Salle Gris-Nez",
        "Gris-Nez room",
        1,
        12,
        ("screen", "whiteboard", "wheelchair"),
    ),
    Things(MAISON, "atelier", Kind.SPACE, "Atelier", "Workshop", 1, 20, ("wheelchair",)),
    Things(MAISON, "vr", Kind.VR_KIT, "Casque VR", "VR kit", 6),
    Things(MAISON, "tablets", Kind.TABLET, "Tablette", "Tablet", 12),
    Things(MAISON, "laptops", Kind.LAPTOP, "Ordinateur", "Laptop", 8),
    Things(DORET, "stations", Kind.WORKSTATION, "Poste", "Workstation", 6),
    Things(DORET, "printers", Kind.PRINTER_3D, "Imprimante", "Printer", 3),
    Things(DORET, "pro", Kind.PRINTER_3D, "Imprimante pro", "Pro printer", 2),
    Things(DORET, "laser", Kind.LASER, "Découpeuse laser", "Laser cutter"),
    Things(DORET, "cnc", Kind.CNC, "Fraiseuse", "CNC mill"),
    Things(OPALE, "stations-o", Kind.WORKSTATION, "Poste", "Workstation", 4),
    Things(OPALE, "printers-o", Kind.PRINTER_3D, "Imprimante", "Printer", 2),
    Things(OPALE, "phare", Kind.ROOM, "Salle du Phare", "Lighthouse room", 1, 6, ("quiet",)),
)


def make_resources(sites: dict[str, Site]) -> dict[str, list[Resource]]:
    """Every thing of every site, by the key of its family."""
    features = {
        code: Feature.objects.create(code=code, name_fr=french, name_en=english)
        for code, (french, english) in FEATURES.items()
    }
    made = {}
    for position, family in enumerate(THINGS):
        made[family.key] = [
            _resource(sites[family.site], family, number, position * 100 + number)
            for number in range(1, family.count + 1)
        ]
        for resource in made[family.key]:
            resource.features.set(features[code] for code in family.features)
    for desk in made["desks"][-2:]:
        desk.features.add(features["wheelchair"])
    return made


def _resource(site: Site, family: Things, number: int, position: int) -> Resource:
    suffix = f" {number}" if family.count > 1 else ""
    return Resource.objects.create(
        site=site,
        kind=family.kind,
        name_fr=family.name_fr + suffix,
        name_en=family.name_en + suffix,
        capacity=family.capacity,
        position=position,
    )

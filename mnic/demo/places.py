"""The plans of the demo sites: what is where, on a grid of 100 by 100 steps a floor."""

from dataclasses import dataclass

from spaces.models import Place, Resource, Site


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle of a plan, and the families of things that stand in it."""

    name_fr: str
    name_en: str
    box: tuple[int, int, int, int]
    things: tuple[str, ...] = ()
    floor: int = 0


PLANS: dict[str, tuple[Room, ...]] = {
    "maison": (
        Room("Galerie du centre", "Shopping arcade", (0, 0, 100, 14)),
        Room("Accueil", "Reception", (60, 14, 40, 34), ("vr", "tablets", "laptops")),
        Room("Atelier", "Workshop", (0, 14, 60, 58), ("atelier",)),
        Room("Ascenseur et escalier", "Lift and stairs", (60, 48, 40, 24)),
        Room("Open space", "Open space", (0, 0, 58, 72), ("desks",), floor=1),
        Room("Salle Opale", "Opale room", (58, 0, 42, 22), ("opale",), floor=1),
        Room("Salle Gris-Nez", "Gris-Nez room", (58, 22, 42, 26), ("nez",), floor=1),
        Room("Ascenseur et escalier", "Lift and stairs", (58, 48, 22, 24), floor=1),
        Room("Toilettes adaptées", "Adapted toilets", (80, 48, 20, 24), floor=1),
    ),
    "marcel-doret": (
        Room("Entrée", "Entrance", (0, 0, 24, 28)),
        Room("Postes de travail", "Workstations", (24, 0, 76, 28), ("stations",)),
        Room("Impression 3D", "3D printing", (0, 28, 44, 44), ("printers", "pro")),
        Room("Découpe laser", "Laser cutting", (44, 28, 28, 44), ("laser",)),
        Room("Fraiseuse", "CNC mill", (72, 28, 28, 44), ("cnc",)),
    ),
    "cote-opale": (
        Room("Cour", "Courtyard", (0, 46, 40, 24)),
        Room("Porte bleue", "Blue door", (40, 46, 22, 24)),
        Room("Postes de travail", "Workstations", (0, 0, 62, 46), ("stations-o",)),
        Room("Impression 3D", "3D printing", (62, 0, 38, 30), ("printers-o",)),
        Room("Salle du Phare", "Lighthouse room", (62, 30, 38, 40), ("phare",)),
    ),
}


def draw_plans(sites: dict[str, Site], resources: dict[str, list[Resource]]) -> None:
    """Every place of every site, with what stands in it."""
    for slug, rooms in PLANS.items():
        for room in rooms:
            x, y, width, height = room.box
            place = Place.objects.create(
                site=sites[slug],
                name_fr=room.name_fr,
                name_en=room.name_en,
                floor=room.floor,
                x=x,
                y=y,
                width=width,
                height=height,
            )
            place.resources.set(one for key in room.things for one in resources[key])

"""Machines, lenders, requirements and authorisations of the demo house."""

import datetime as dt
from random import Random

from accounts.models import Audience
from equipment.models import (
    Category,
    EquipmentModel,
    KitItem,
    Lender,
    LoanAgreement,
    Machine,
    Requirement,
)
from equipment.services.give_authorisation import give_authorisation
from equipment.services.request_initiation import request_initiation
from mnic.demo.people import PERSONAL, People
from spaces.models import Offer, Resource, Site

CATEGORIES = {
    "printers": ("Imprimantes 3D à filament", "Filament 3D printers"),
    "pro": ("Imprimantes 3D professionnelles", "Professional 3D printers"),
    "laser": ("Découpe laser", "Laser cutting"),
    "cnc": ("Fraisage numérique", "CNC milling"),
    "vr": ("Réalité virtuelle", "Virtual reality"),
    "portable": ("Matériel portable", "Portable equipment"),
}
MODELS = {
    "printers": ("printers", "Exemple", "FDM 250", None),
    "printers-o": ("printers", "Exemple", "FDM 250", None),
    "pro": ("pro", "Exemple", "Résine XL", "member"),
    "laser": ("laser", "Exemple", "CO2 600 × 300 mm", None),
    "cnc": ("cnc", "Exemple", "Fraiseuse 3 axes", None),
    "vr": ("vr", "Exemple", "Casque autonome", "simplon"),
    "tablets": ("portable", "Exemple", "Tablette 10 pouces", "simplon"),
    "laptops": ("portable", "Exemple", "Portable 14 pouces", "simplon"),
}
VALUES = {"vr": 45000, "tablets": 32000, "laptops": 65000, "pro": 380000}
REQUIRED = {
    "impression": ("printers", Requirement.Mode.AUTONOMOUS),
    "machine": ("laser", Requirement.Mode.ACCOMPANIED),
}


def make_equipment(
    resources: dict[str, list[Resource]], offers: list[Offer], *, today: dt.date
) -> dict[str, Category]:
    """Categories, models, agreements, machines and what offers ask of people."""
    categories = {
        code: Category.objects.create(code=code, name_fr=french, name_en=english)
        for code, (french, english) in CATEGORIES.items()
    }
    agreements = _agreements(today)
    for key, (category, maker, name, lender) in MODELS.items():
        model, _ = EquipmentModel.objects.get_or_create(
            maker=maker, name=name, defaults={"category": categories[category]}
        )
        agreement = agreements[lender] if lender else None
        for resource in resources[key]:
            _machine(key, resource, model, agreement)
    for offer in offers:
        _require(offer, categories)
    return categories


def _agreements(today: dt.date) -> dict[str, LoanAgreement]:
    simplon = LoanAgreement.objects.create(
        lender=Lender.objects.create(name="Simplon", email="pret@simplon.example"),
        reference="MNIC-2026-01",
        starts_on=today - dt.timedelta(days=300),
        ends_on=today + dt.timedelta(days=45),
        insurer="Assureur d’exemple",
    )
    simplon.audiences.set(Audience.objects.filter(code__in=PERSONAL))
    member = LoanAgreement.objects.create(
        lender=Lender.objects.create(name="Atelier Merlin (adhérent)"),
        reference="MERLIN-1",
        starts_on=today - dt.timedelta(days=200),
        resale_forbidden=False,
    )
    return {"simplon": simplon, "member": member}


def _machine(
    key: str, resource: Resource, model: EquipmentModel, agreement: LoanAgreement | None
) -> None:
    machine = Machine.objects.create(
        resource=resource,
        model=model,
        serial_number=f"{key.upper()}-{resource.position:04d}",
        agreement=agreement,
        value_cents=VALUES.get(key),
    )
    if key == "vr":
        KitItem.objects.bulk_create(
            KitItem(machine=machine, name=name, quantity=quantity)
            for name, quantity in (("Casque", 1), ("Manette", 2), ("Chargeur", 1))
        )


def _require(offer: Offer, categories: dict[str, Category]) -> None:
    wanted = REQUIRED.get(offer.slug.rpartition("-")[0])
    if wanted is None:
        return
    code, mode = wanted
    if "professionnelle" in offer.name_fr:
        code = "pro"
    if offer.kind == "cnc":
        code = "cnc"
    Requirement.objects.create(offer=offer, category=categories[code], mode=mode)


def authorise(
    people: People, categories: dict[str, Category], random: Random, *, now: dt.datetime
) -> None:
    """A third of the members may print alone, some may cut; the demo resident may print."""
    given_at = now - dt.timedelta(days=60)
    for member in people.members:
        for code, share in (("printers", 0.35), ("laser", 0.1), ("pro", 0.08)):
            if random.random() < share:
                give_authorisation(
                    person=member,
                    category=categories[code],
                    by=people.fab_manager,
                    now=given_at,
                    valid_until=now + dt.timedelta(days=random.randint(90, 600)),
                )
    give_authorisation(
        person=people.resident,
        category=categories["printers"],
        by=people.fab_manager,
        now=given_at,
    )


def ask_for_initiations(
    people: People,
    categories: dict[str, Category],
    site: Site,
    *,
    now: dt.datetime,
) -> None:
    """Three requests that wait for the fab manager."""
    times = ("mardi ou jeudi après 16 h", "samedi matin", "toute la semaine, l’après-midi")
    for member, possible in zip((people.holder, *people.members[-2:]), times, strict=True):
        request_initiation(
            person=member,
            category=categories["laser"],
            site=site,
            possible_times=possible,
            by=member,
            now=now - dt.timedelta(days=1),
        )

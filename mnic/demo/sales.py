"""What the demo house lets people book, and at which price.

Known local prices: 3D printer 5 €/h without material, laser cutter 80 €/h. All others are examples.
"""

from dataclasses import dataclass

from spaces.models import Kind


@dataclass(frozen=True, slots=True)
class Sale:
    """One offer over things, with its policy and its prices in cents (hour, half-day, day)."""

    things: tuple[str, ...]
    kind: Kind
    policy: str
    name_fr: str
    name_en: str
    hour: int | None
    half_day: int | None = None
    day: int | None = None
    whole: bool = False
    by_name: bool = False
    capacity: int | None = None
    description_fr: str = ""
    description_en: str = ""
    safety_fr: str = ""
    safety_en: str = ""


PRINT_FR = "Fermez le capot. Ne touchez pas la buse : elle est à plus de 200 °C."
PRINT_EN = "Keep the lid closed. Don’t touch the nozzle: it is over 200 °C."
LASER_FR = "Ne quittez jamais la machine pendant la découpe. Pas de PVC : il dégage du chlore."
LASER_EN = "Never leave the machine while it cuts. No PVC: it gives off chlorine."

SALES = (
    Sale(
        ("desks",),
        Kind.DESK,
        "bureau",
        "Bureau en open space",
        "Desk in the open space",
        300,
        800,
        1400,
        description_fr="Une place parmi 24, wifi et café compris.",
        description_en="One of 24 places, Wi-Fi and coffee included.",
    ),
    Sale(
        ("desks",),
        Kind.SPACE,
        "espace",
        "Open space entier",
        "The whole open space",
        9000,
        30000,
        50000,
        whole=True,
        capacity=60,
        description_fr="Pour une soirée ou une journée. L’équipe valide votre demande.",
        description_en="For an evening or a day. The team approves your request.",
    ),
    Sale(
        ("opale",),
        Kind.ROOM,
        "salle",
        "Salle Opale",
        "Opale room",
        1500,
        5000,
        9000,
        capacity=8,
        description_fr="Huit places, grand écran et visioconférence.",
        description_en="Eight seats, large screen and video meetings.",
    ),
    Sale(
        ("nez",),
        Kind.ROOM,
        "salle",
        "Salle Gris-Nez",
        "Gris-Nez room",
        2000,
        6500,
        11000,
        capacity=12,
        description_fr="Douze places, grand écran, accessible en fauteuil.",
        description_en="Twelve seats, large screen, wheelchair accessible.",
    ),
    Sale(
        ("opale", "nez"),
        Kind.ROOM,
        "salle",
        "Salles Opale et Gris-Nez réunies",
        "Opale and Gris-Nez joined",
        3200,
        10500,
        18000,
        whole=True,
        capacity=20,
        description_fr="La cloison s’ouvre : vingt places d’un seul tenant.",
        description_en="The wall folds away: twenty seats in one room.",
    ),
    Sale(
        ("atelier",),
        Kind.SPACE,
        "espace",
        "Atelier du rez-de-chaussée",
        "Ground-floor workshop",
        2500,
        8000,
        14000,
        whole=True,
        capacity=20,
    ),
    Sale(
        ("vr",),
        Kind.VR_KIT,
        "casque",
        "Casque de réalité virtuelle",
        "VR kit",
        0,
        None,
        0,
        description_fr="Prêté par Simplon, gratuit. À utiliser sur place.",
        description_en="Lent by Simplon, free. To use on the spot.",
    ),
    Sale(
        ("tablets",),
        Kind.TABLET,
        "pret",
        "Tablette à emporter",
        "Tablet to take home",
        0,
        None,
        0,
        description_fr="Prêt gratuit, 14 jours au plus.",
        description_en="Free loan, 14 days at most.",
    ),
    Sale(
        ("laptops",),
        Kind.LAPTOP,
        "pret",
        "Ordinateur à emporter",
        "Laptop to take home",
        0,
        None,
        0,
        description_fr="Prêt gratuit, 14 jours au plus.",
        description_en="Free loan, 14 days at most.",
    ),
    Sale(
        ("stations",),
        Kind.WORKSTATION,
        "bureau",
        "Poste de travail équipé",
        "Equipped workstation",
        200,
        600,
        1000,
        by_name=True,
        description_fr="Grand écran, logiciels de CAO.",
        description_en="Large screen, CAD software.",
    ),
    Sale(
        ("printers",),
        Kind.PRINTER_3D,
        "impression",
        "Imprimante 3D",
        "3D printer",
        500,
        by_name=True,
        safety_fr=PRINT_FR,
        safety_en=PRINT_EN,
        description_fr="5 € de l’heure, matière non comprise.",
        description_en="€5 an hour, material not included.",
    ),
    Sale(
        ("pro",),
        Kind.PRINTER_3D,
        "impression",
        "Imprimante 3D professionnelle",
        "Professional 3D printer",
        1200,
        by_name=True,
        safety_fr=PRINT_FR,
        safety_en=PRINT_EN,
        description_fr="Prêtée par un adhérent. Résine et grands formats.",
        description_en="Lent by a member. Resin and large formats.",
    ),
    Sale(
        ("laser",),
        Kind.LASER,
        "machine",
        "Découpeuse laser 600 × 300 mm",
        "Laser cutter 600 × 300 mm",
        8000,
        safety_fr=LASER_FR,
        safety_en=LASER_EN,
        description_fr="Bois, carton, acrylique. Avec un fab manager à côté de vous.",
        description_en="Wood, cardboard, acrylic. With a fab manager beside you.",
    ),
    Sale(
        ("cnc",),
        Kind.CNC,
        "machine",
        "Fraiseuse numérique",
        "CNC mill",
        4000,
        safety_fr="Lunettes obligatoires. Pas de manches larges.",
        safety_en="Goggles required. No loose sleeves.",
    ),
    Sale(
        ("stations-o",),
        Kind.WORKSTATION,
        "bureau",
        "Poste de travail équipé",
        "Equipped workstation",
        200,
        600,
        1000,
    ),
    Sale(
        ("printers-o",),
        Kind.PRINTER_3D,
        "impression",
        "Imprimante 3D",
        "3D printer",
        500,
        safety_fr=PRINT_FR,
        safety_en=PRINT_EN,
        description_fr="5 € de l’heure, matière non comprise.",
        description_en="€5 an hour, material not included.",
    ),
    Sale(
        ("phare",),
        Kind.ROOM,
        "salle",
        "Salle du Phare",
        "Lighthouse room",
        1000,
        3500,
        6000,
        capacity=6,
    ),
)

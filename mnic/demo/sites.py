"""The three sites of the demo house and their hours. Telephones and mail are examples."""

import datetime as dt

from bookings.services.opening import close_site
from core.period import Period
from spaces.expansion import expand
from spaces.models import Hours, SchoolHoliday, Site
from spaces.recurrence import add_weekly, create_hours

PAST_DAYS = 49
AHEAD_DAYS = 400
WEEKDAYS, SATURDAY = range(5), 5

SITES = {
    "maison": {
        "name_fr": "Maison du numérique",
        "name_en": "Digital House",
        "address": "Centre Cœur de Vie, boulevard Jacquard",
        "postcode": "62100",
        "city": "Calais",
        "telephone": "03 21 00 00 10",
        "email": "maison@mnic.example",
        "max_party_size": 60,
        "directions_fr": (
            "Entrez par la galerie du centre Cœur de Vie. L’accueil est au rez-de-chaussée, "
            "à droite. Le coworking et les salles sont à l’étage."
        ),
        "directions_en": (
            "Come in through the Cœur de Vie arcade. Reception is on the ground floor, on the "
            "right. Coworking and meeting rooms are upstairs."
        ),
        "accessibility_fr": "Entrée de plain-pied, ascenseur, toilettes adaptées à l’étage.",
        "accessibility_en": "Step-free entrance, lift, adapted toilets upstairs.",
    },
    "marcel-doret": {
        "name_fr": "Fablab Marcel-Doret",
        "name_en": "Fablab Marcel-Doret",
        "address": "Zone Marcel-Doret",
        "postcode": "62100",
        "city": "Calais",
        "telephone": "03 21 00 00 20",
        "email": "fablab@mnic.example",
        "max_party_size": 30,
        "directions_fr": "Grand parking devant. Sonnez à la porte vitrée, on vous ouvre.",
        "directions_en": "Large car park in front. Ring at the glass door, we let you in.",
        "accessibility_fr": "Tout est de plain-pied. Une place de parking réservée.",
        "accessibility_en": "All on one level. One reserved parking space.",
    },
    "cote-opale": {
        "name_fr": "Fablab Côte d’Opale",
        "name_en": "Fablab Côte d’Opale",
        "address": "Rue du Fablab (adresse d’exemple)",
        "postcode": "62100",
        "city": "Calais",
        "telephone": "03 21 00 00 30",
        "email": "opale@mnic.example",
        "max_party_size": 20,
        "directions_fr": "Au fond de la cour, la porte bleue.",
        "directions_en": "At the end of the courtyard, the blue door.",
        "accessibility_fr": "Une marche à l’entrée, rampe amovible sur demande.",
        "accessibility_en": "One step at the entrance, ramp on request.",
    },
}

OPENING = {
    "maison": [(day, "08:30", "19:00") for day in WEEKDAYS] + [(SATURDAY, "09:00", "13:00")],
    "marcel-doret": [(day, "09:00", "19:00") for day in range(1, 5)]
    + [(SATURDAY, "09:00", "18:00")],
    "cote-opale": [(day, "09:00", "18:00") for day in WEEKDAYS],
}
ATTENDED = {
    "maison": [(day, "10:00", "12:00") for day in WEEKDAYS]
    + [(day, "14:00", "18:00") for day in WEEKDAYS],
    "marcel-doret": [(day, "14:00", "18:00") for day in range(1, 6)],
    "cote-opale": [(day, "14:00", "17:00") for day in (1, 3)],
}
# School holidays of zone B, 2026-2027 (Ministry of Education, decree of the school calendar).
HOLIDAYS = (
    ("Toussaint", dt.date(2026, 10, 17), dt.date(2026, 11, 1)),
    ("Noël", dt.date(2026, 12, 19), dt.date(2027, 1, 3)),
    ("Hiver", dt.date(2027, 2, 20), dt.date(2027, 3, 7)),
    ("Printemps", dt.date(2027, 4, 17), dt.date(2027, 5, 2)),
)


def make_sites(*, now: dt.datetime) -> dict[str, Site]:
    """The sites with opening and attended hours, expanded from seven weeks ago on."""
    today = now.date()
    _school_holidays()
    sites = {}
    for position, (slug, facts) in enumerate(SITES.items()):
        site = Site.objects.create(slug=slug, position=position, **facts)
        _hours(site, Hours.HoursKind.OPENING, "Ouverture", OPENING[slug], today)
        _hours(site, Hours.HoursKind.ATTENDED, "Fab manager présent", ATTENDED[slug], today)
        _close_once(site, now=now)
        sites[slug] = site
    return sites


def _hours(
    site: Site, kind: str, name: str, lines: list[tuple[int, str, str]], today: dt.date
) -> None:
    hours = create_hours(site, kind=kind, name=f"{name} · {site.name_fr}")
    first = today - dt.timedelta(days=PAST_DAYS)
    for weekday, opens, closes in lines:
        add_weekly(
            hours,
            weekday=weekday,
            opens=dt.time.fromisoformat(opens),
            closes=dt.time.fromisoformat(closes),
            valid_from=first,
        )
    expand(hours, since=first, until=today + dt.timedelta(days=AHEAD_DAYS))


def _close_once(site: Site, *, now: dt.datetime) -> None:
    """One afternoon of inventory, three weeks ahead."""
    today = now.date()
    day = today + dt.timedelta(days=21 - today.weekday() + 3)
    start = dt.datetime.combine(day, dt.time(13, 0), site.zone)
    close_site(
        site,
        period=Period(start, start.replace(hour=20)),
        reason_fr="Inventaire",
        reason_en="Stock-taking",
        by=None,
        now=now,
    )


def _school_holidays() -> None:
    SchoolHoliday.objects.bulk_create(
        SchoolHoliday(zone="B", name=name, first_day=first, last_day=last)
        for name, first, last in HOLIDAYS
    )

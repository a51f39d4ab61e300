"""The policies of the demo house, by name; lengths in minutes."""

from spaces.models import Policy

DAY = 1440
POLICIES: dict[str, dict[str, object]] = {
    "bureau": {
        "name": "Bureaux",
        "granularity_minutes": 30,
        "min_minutes": 30,
        "max_minutes": 660,
        "change_notice_minutes": 60,
    },
    "salle": {
        "name": "Salles de réunion",
        "granularity_minutes": 30,
        "min_minutes": 30,
        "max_minutes": 660,
        "buffer_after_minutes": 15,
        "change_notice_minutes": 120,
        "max_party_size": 24,
    },
    "espace": {
        "name": "Espaces entiers, à valider",
        "granularity_minutes": 30,
        "min_minutes": 120,
        "max_minutes": 660,
        "notice_minutes": 2 * DAY,
        "horizon_days": 365,
        "change_notice_minutes": 2 * DAY,
        "needs_approval": True,
    },
    "impression": {
        "name": "Impressions 3D, nuit comprise",
        "granularity_minutes": 30,
        "min_minutes": 30,
        "max_minutes": DAY,
        "span": Policy.Span.MAY_SPAN_CLOSED,
        "notice_minutes": 60,
        "horizon_days": 60,
        "buffer_after_minutes": 15,
        "change_notice_minutes": 120,
        "max_party_size": 4,
    },
    "machine": {
        "name": "Machines d’atelier",
        "granularity_minutes": 30,
        "min_minutes": 30,
        "max_minutes": 240,
        "notice_minutes": 120,
        "horizon_days": 60,
        "buffer_after_minutes": 15,
        "change_notice_minutes": 240,
        "max_party_size": 4,
    },
    "casque": {
        "name": "Casques, sur place",
        "granularity_minutes": 30,
        "min_minutes": 30,
        "max_minutes": 480,
        "buffer_after_minutes": 15,
    },
    "pret": {
        "name": "Prêt à emporter, 14 jours au plus",
        "granularity_minutes": 30,
        "min_minutes": 60,
        "max_minutes": 14 * DAY,
        "span": Policy.Span.MAY_SPAN_CLOSED,
        "horizon_days": 60,
    },
}


def make_policies() -> dict[str, Policy]:
    return {key: Policy.objects.create(**fields) for key, fields in POLICIES.items()}

"""Why a booking no longer fits, for staff; residents read the sentences of bookings/rules.py."""

from collections.abc import Collection

from bookings.selectors.misfits import ELSEWHERE, HIDDEN, NOT_FOR_MONEY, SEAT_GONE, SITE_CLOSED

WORDS = {
    SITE_CLOSED: "lieu fermé au public",
    HIDDEN: "offre masquée au public",
    ELSEWHERE: "offre passée à un autre lieu",
    SEAT_GONE: "les places de l’offre ont changé",
    NOT_FOR_MONEY: "payante, ce que le prêteur interdit",
    "closed": "hors des horaires",
    "off_grid": "hors du pas",
    "too_short": "trop courte",
    "too_long": "trop longue",
    "quantity_unavailable": "plus assez d’unités",
    "not_by_name": "ne se choisit plus par nom",
    "audience_refused": "public non admis",
    "agreement_ended": "après la fin du prêt",
    "agreement_not_begun": "avant le début du prêt",
    "lender_audience": "public refusé par le prêteur",
    "not_authorised": "habilitation exigée",
    "not_attended": "hors de la présence d’un fab manager",
    "party_too_large": "trop de personnes",
}


def in_words(codes: Collection[str]) -> str:
    """ "trop longue, hors des horaires", always in the same order."""
    return ", ".join(words for code, words in WORDS.items() if code in codes)

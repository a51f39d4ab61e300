"""Age bands for the house's reports, from a year of birth and the state of the answer. Pure."""

import datetime as dt

from accounts.models import Answer

BANDS = ((14, "under_14"), (18, "14_17"), (26, "18_25"), (65, "26_64"))
OLDEST = "65_plus"


def age_band(birth_year: int | None, answer: str, today: dt.date) -> str:
    """The band of the age reached in this year; without a year, why there is none.

    Returns not_asked, declined, under_14, 14_17, 18_25, 26_64 or 65_plus.
    """
    if birth_year is None:
        return Answer.DECLINED.value if answer == Answer.DECLINED else Answer.NOT_ASKED.value
    age = today.year - birth_year
    return next((band for below, band in BANDS if age < below), OLDEST)

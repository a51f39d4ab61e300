"""The three optional questions: which they are, and when they may be asked again. Pure."""

import datetime as dt

from accounts.models import Person

QUESTIONS = ("birth_year", "commune", "programme")
OLDEST_BIRTH_YEAR = 1900


def questions_due(person: Person, today: dt.date) -> bool:
    """Whether the questions may be shown: never asked, or at least a year ago."""
    asked_on = person.questions_asked_on
    return asked_on is None or _a_year_after(asked_on) <= today


def _a_year_after(day: dt.date) -> dt.date:
    """The same day next year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return dt.date(day.year + 1, 3, 1)

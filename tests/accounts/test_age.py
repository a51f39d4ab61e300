import datetime as dt

import pytest

from accounts.age import age_band

TODAY = dt.date(2027, 3, 2)


@pytest.mark.parametrize(
    ("year", "band"),
    [
        (2027, "under_14"),
        (2014, "under_14"),
        (2013, "14_17"),
        (2010, "14_17"),
        (2009, "18_25"),
        (2002, "18_25"),
        (2001, "26_64"),
        (1963, "26_64"),
        (1962, "65_plus"),
        (1927, "65_plus"),
    ],
)
def test_age_band_of_a_year_is_the_band_of_the_age_reached_in_it(year: int, band: str) -> None:
    assert age_band(year, "given", TODAY) == band


@pytest.mark.parametrize("answer", ["not_asked", "declined"])
def test_age_band_without_a_year_says_why(answer: str) -> None:
    assert age_band(None, answer, TODAY) == answer

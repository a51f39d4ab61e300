"""A period written in the times of one zone lasts what it lasts, in both DST nights of 2027."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from core.period import Period

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(("day", "minutes"), [((3, 27), 240), ((3, 28), 180), ((10, 31), 300)])
def test_midnight_to_four_lasts_what_elapses(day: tuple[int, int], minutes: int) -> None:
    month, date = day
    start, end = (dt.datetime(2027, month, date, hour, tzinfo=PARIS) for hour in (0, 4))
    period = Period(start, end)

    assert period.minutes == minutes
    assert period == Period(start.astimezone(dt.UTC), end.astimezone(dt.UTC))


def test_the_hour_that_comes_twice_is_an_hour_from_its_first_to_its_second_coming() -> None:
    first = dt.datetime(2027, 10, 31, 2, 30, tzinfo=PARIS)
    assert Period(first, first.replace(fold=1)).minutes == 60


def test_the_second_coming_is_not_before_a_later_time_of_the_first() -> None:
    """2:10 the second time is after 2:50 the first time, whatever the clocks on the wall show."""
    late = dt.datetime(2027, 10, 31, 2, 50, tzinfo=PARIS)
    early_again = dt.datetime(2027, 10, 31, 2, 10, tzinfo=PARIS, fold=1)
    assert Period(late, early_again).minutes == 20
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(early_again, late)

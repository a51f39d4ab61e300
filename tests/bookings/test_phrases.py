"""What several refusals say alike."""

import pytest

from bookings.phrases import length_of


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(45, "45 min"), (60, "1 h"), (150, "2 h 30"), (1440, "1 jour(s)"), (2880, "2 jour(s)")],
)
def test_lengths_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert length_of(minutes) == words

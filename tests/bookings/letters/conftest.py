"""The house of the letters."""

import pytest

from tests.bookings.letters.post_box import House, make_house


@pytest.fixture
def house(db: None) -> House:
    return make_house()

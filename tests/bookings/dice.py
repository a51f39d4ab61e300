"""What a random life asks for: bundles, times, and how often."""

from random import Random

from tests.bookings.model_house import Item

ITEMS: tuple[tuple[Item, ...], ...] = (
    (("desk", 1, None),),
    (("desk", 2, None),),
    (("desk", 4, None),),
    (("desk", 1, "d2"),),
    (("desk", 1, "r1"),),
    (("desk", 1, "d1"), ("desk", 2, None)),
    (("desk", 3, None), ("pair", 1, None)),
    (("pair", 1, None),),
    (("pair", 2, None),),
    (("pair", 1, None), ("room", 1, None)),
    (("space", 1, None),),
    (("space", 1, None), ("pair", 1, None)),
    (("room", 1, None),),
    (("rooms", 1, None),),
    (("rooms", 1, None),),
    (("rooms", 1, None), ("kit", 1, None)),
    (("kit", 1, None),),
    (("kit", 1, "k1"),),
)


def chance(roll: Random, percent: int) -> bool:
    return roll.randrange(100) < percent


def some_items(roll: Random) -> tuple[Item, ...]:
    return roll.choice(ITEMS)


def some_span(roll: Random, now: int) -> tuple[int, int]:
    """Mostly an hour or two of the morning, ahead and on the grid; sometimes anything."""
    day = roll.choice((0, 0, 0, 1, 1)) if now < 1080 else 1
    start = day * 1440 + roll.randrange(8, 14) * 60
    length = roll.choice((60, 60, 60, 120, 120, 180))
    if chance(roll, 30):
        start += roll.choice((-30, 30, 15, 1440, 300, -1440))
    if chance(roll, 25):
        length = roll.choice((30, 45, 90, 300, 360, 840, 1440))
    return start, start + length

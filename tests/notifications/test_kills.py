"""Worker, Redis and PostgreSQL killed at random under load: what was promised arrives, soon after.

The house is whole: servers of its own, a worker and beat as `make run` starts them, a process that
books, a mail server. Nothing is stopped politely. `make test-deep` kills thirty times.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notifications.kill_house import Booked, KillHouse, wait_for
from tests.notifications.mail_server import MailServer, mail_server
from tests.telling import DEEP, SEED, Tell

KILLS = 30 if DEEP else 4
# A killed part is away for up to so many seconds, and the next kill comes up to so many later.
AWAY, BETWEEN = (3.0, 6.0) if DEEP else (1.5, 2.5)
PAUSE = 0.15
A_MINUTE = 60
VICTIMS = ("worker", "redis", "postgres")


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def house(mail: MailServer, tmp_path: Path) -> Iterator[KillHouse]:
    yield from _opened(KillHouse(tmp_path, mail))


@pytest.fixture
def house_without_sweep(mail: MailServer, tmp_path: Path) -> Iterator[KillHouse]:
    yield from _opened(KillHouse(tmp_path, mail, sweeps=False))


def _opened(house: KillHouse) -> Iterator[KillHouse]:
    try:
        house.open()
        yield house
    finally:
        house.close()


def test_every_promised_message_arrives_whatever_is_killed(
    house: KillHouse, mail: MailServer, tell: Tell
) -> None:
    dice = random.Random(SEED)
    house.begin_to_book(PAUSE)
    kills, recoveries = _kill_at_random(house, dice)
    house.end_booking()
    wait_for(lambda: not _missing(house, mail), A_MINUTE)
    copies = Counter(mail.ids())
    duplicates = copies.total() - len(copies)
    late = _latest(house, mail, recoveries)
    raw = _latest(house, mail, [])
    tell(
        f"{KILLS} kills {dict(kills)}, {len(house.booked)} bookings acknowledged, "
        f"{house.failed} tries failed, {len(copies)} messages, {duplicates} duplicates, "
        f"longest {raw:.1f} s after the booking, {late:.1f} s after the recovery"
    )
    assert _missing(house, mail) == set(), house.states()
    assert house.alive() == dict.fromkeys(house.parts, True)
    assert late <= A_MINUTE
    # One message has one Message-ID, however often it comes; and it seldom comes twice.
    assert set(copies) <= set(house.messages())
    assert duplicates <= KILLS


def test_control_without_the_sweep_messages_stay_behind(
    house_without_sweep: KillHouse, mail: MailServer, tell: Tell
) -> None:
    house = house_without_sweep
    house.begin_to_book(PAUSE)
    assert wait_for(lambda: len(mail.letters) >= 3, A_MINUTE), "the nudges work by themselves"
    house.kill("redis")
    _wait_until_still(mail)
    told = len(house.booked)
    assert wait_for(lambda: len(house.booked) >= told + 5, A_MINUTE), "booking needs no Redis"
    house.end_booking()
    house.get_up("redis")
    assert not wait_for(lambda: not _missing(house, mail), 10)
    tell(f"{len(_missing(house, mail))} of {len(house.booked)} messages stay behind")


def _wait_until_still(mail: MailServer, seconds: float = 3) -> None:
    """What the worker had been told before its broker died is done."""
    arrived = -1
    while arrived != len(mail.letters):
        arrived = len(mail.letters)
        time.sleep(seconds)


def _kill_at_random(house: KillHouse, dice: random.Random) -> tuple[Counter[str], list[float]]:
    """What was killed how often, and when each was up again."""
    kills: Counter[str] = Counter()
    recoveries = []
    for number in range(KILLS):
        time.sleep(dice.uniform(0.5, BETWEEN))
        name = VICTIMS[number] if number < len(VICTIMS) else dice.choice(VICTIMS)
        house.kill(name)
        time.sleep(dice.uniform(0.0, AWAY))
        house.get_up(name)
        kills[name] += 1
        recoveries.append(time.monotonic())
    return kills, recoveries


def _missing(house: KillHouse, mail: MailServer) -> set[str]:
    """Bookings that were acknowledged, and have a message that has not arrived, or none at all."""
    arrived, told_of = set(mail.ids()), Counter[str]()
    waiting = set()
    for message_id, booking in house.messages().items():
        told_of[booking] += 1
        if message_id not in arrived:
            waiting.add(booking)
    return {one.id for one in house.booked if one.id in waiting or not told_of[one.id]}


def _latest(house: KillHouse, mail: MailServer, recoveries: list[float]) -> float:
    """The longest wait for a first copy, from the booking or from a later recovery."""
    first: dict[str, float] = {}
    for message_id, at in zip(mail.ids(), mail.arrivals, strict=True):
        first.setdefault(message_id, at)
    booked = {one.id: one for one in house.booked}
    waits = [
        at - _since(booked[booking], at, recoveries)
        for message_id, booking in house.messages().items()
        if booking in booked and (at := first.get(message_id, float("inf")))
    ]
    return max(waits)


def _since(booking: Booked, arrival: float, recoveries: list[float]) -> float:
    return max([booking.at, *(one for one in recoveries if one <= arrival)])

"""Random lives of a small house beside a plain model: every answer and every row must agree."""

from collections import Counter
from collections.abc import Callable
from typing import ClassVar

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from bookings import facts
from bookings.services import change_state, create_booking
from tests.bookings.built_house import BuiltHouse
from tests.bookings.lives import Lives
from tests.telling import DEEP, SEED, Tell

pytestmark = pytest.mark.django_db
STEPS_A_LIFE = 50
LIVES_AT_ONCE = 20
STEPS = 50_000 if DEEP else 5_000
ACTS = ("create", "hold", "confirm", "take over", "extend", "move", "cancel", "sweep")
ACTS += ("approve", "decline", "block", "lift", "quote", "clock")


def _see_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every usable seat is free, as if nobody had booked."""
    look = facts._seat
    monkeypatch.setattr(facts, "_seat", lambda row: look(row | {"taken": False}))


def _ask_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(create_booking, "check_rules", lambda *asked, **more: None)


def _keep_what_is_freed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_state, "FREED", frozenset())


FAULTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "claims unseen": _see_no_claim,
    "rules off": _ask_no_rule,
    "places never given back": _keep_what_is_freed,
}


def live(steps: int) -> type[Lives]:
    """Life after life until so many acts were done and each often enough, twice as many at most."""

    class Life(Lives):
        built = BuiltHouse()
        outcomes: ClassVar[Counter[str]] = Counter()

    batch = 0
    while Life.steps < steps or (_missing(Life) and Life.steps < 2 * steps):
        run_state_machine_as_test(seed(SEED * 1000 + batch)(Life), settings=_settings())
        batch += 1
    return Life


def _settings() -> settings:
    """Lives of the same number of acts; a difference is told as it was found."""
    return settings(
        max_examples=LIVES_AT_ONCE,
        stateful_step_count=STEPS_A_LIFE,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # to shrink takes minutes; the last acts tell enough
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )


def _missing(lived: type[Lives]) -> list[str]:
    """What was not yet seen often enough: an act that succeeds, a booking that finds no place."""
    wanted = {f"{act} ok": 5 for act in ACTS} | {"create place_taken": 50}
    return [what for what, times in wanted.items() if lived.outcomes[what] < times]


def test_no_act_ever_differs_from_the_model(tell: Tell) -> None:
    lived = live(STEPS)
    told = ", ".join(f"{what} {count}" for what, count in sorted(lived.outcomes.items()))
    tell(f"{lived.steps} steps, no difference ({told})")
    assert lived.steps >= STEPS
    assert not _missing(lived)


@pytest.mark.parametrize("planted", ["claims unseen", "rules off", "places never given back"])
def test_control_a_planted_fault_is_found(
    planted: str, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    FAULTS[planted](monkeypatch)
    with pytest.raises((AssertionError, IntegrityError, Flaky)) as difference:
        live(STEPS)
    tell(f"found: {(str(difference.value) or 'rows differ').splitlines()[0]}")

"""Typed events from the left to the right: published here, handled as mnic/wiring.py registers.

Handlers are plain functions, called at once, in a fixed order, in the publisher's transaction.
Rows that a handler adds are not saved by it: it returns them, and the publisher inserts them in one
statement with its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has just happened in this transaction."""


Handler = Callable[[Any], Sequence[Model]]
_handlers: dict[type[Event], tuple[Handler, ...]] = {}


def register(wiring: Mapping[type[Event], Sequence[Handler]]) -> None:
    """Replace the whole wiring; called once at start by mnic."""
    _handlers.clear()
    _handlers.update({kind: tuple(handlers) for kind, handlers in wiring.items()})


def publish(event: Event) -> list[Model]:
    """Call every handler of the event's type, in the registered order; the rows they add."""
    return [row for handler in _handlers.get(type(event), ()) for row in handler(event)]

"""Typed events from the left to the right: published here, handled as mnic/wiring.py registers.

Handlers are plain functions, called at once, in a fixed order, in the publisher's transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has just happened in this transaction."""


Handler = Callable[[Any], None]
_handlers: dict[type[Event], tuple[Handler, ...]] = {}


def register(wiring: Mapping[type[Event], Sequence[Handler]]) -> None:
    """Replace the whole wiring; called once at start by mnic."""
    _handlers.clear()
    _handlers.update({kind: tuple(handlers) for kind, handlers in wiring.items()})


def publish(event: Event) -> None:
    """Call every handler of the event's type, in the registered order."""
    for handler in _handlers.get(type(event), ()):
        handler(event)

"""A small house as plain Python, minute by minute, written without the project's code.

Times are whole minutes since the midnight that begins its first day. What the house must answer
is a code ("ok", "place_taken", …) or, where rules refuse, the set of their codes.
"""

from dataclasses import dataclass, field
from itertools import combinations, product

DAY = 1440
OPENS, CLOSES = 8 * 60, 20 * 60
ENDED = {"cancelled", "declined", "expired"}
WAIVED = {"too_late", "too_early", "past"}
Item = tuple[str, int, str | None]
Span = tuple[int, int]
Answer = str | frozenset[str]


@dataclass(frozen=True)
class ModelOffer:
    members: tuple[str, ...]
    whole: bool = False
    by_name: bool = False
    step: int = 30
    least: int = 30
    most: int = 300
    spans: bool = False
    notice: int = 0
    horizon_days: int = 1
    change_notice: int = 0
    before: int = 0
    after: int = 0
    hold: int = 60
    approval: bool = False
    cents: int = 200


@dataclass
class ModelBooking:
    items: tuple[Item, ...]
    start: int
    end: int
    state: str
    person: str | None
    holder: str = ""
    until: int | None = None
    extended: bool = False
    price: int = 0
    order: tuple[str, int] | None = None
    seats: list[list[tuple[str, int, int]]] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return self.state not in ENDED

    def lapsed(self, now: int) -> bool:
        return self.state == "hold" and self.until is not None and self.until <= now


@dataclass
class ModelBlock:
    resources: tuple[str, ...]
    start: int
    end: int
    stands: bool = True


class ModelHouse:
    """Offers, bookings and blocks; every question is answered by plain loops."""

    def __init__(self, offers: dict[str, ModelOffer], now: int) -> None:
        self.offers = offers
        self.now = now
        self.bookings: list[ModelBooking] = []
        self.blocks: list[ModelBlock] = []

    def taken(self, resource: str, start: int, end: int, but: ModelBooking | None = None) -> bool:
        for booking in self.bookings:
            if booking is but or not booking.stands or booking.lapsed(self.now):
                continue
            for seats in booking.seats:
                for name, since, until in seats:
                    if name == resource and since < end and start < until:
                        return True
        return any(
            block.stands and resource in block.resources and block.start < end and start < block.end
            for block in self.blocks
        )

    def widened(self, offer: str, start: int, end: int) -> Span:
        return start - self.offers[offer].before, end + self.offers[offer].after

    def choices(
        self, item: Item, start: int, end: int, but: ModelBooking | None
    ) -> list[frozenset[str]]:
        """Every set of resources that could serve one item."""
        name, quantity, named = item
        offer = self.offers[name]
        since, until = self.widened(name, start, end)
        free = [one for one in offer.members if not self.taken(one, since, until, but)]
        if named:
            return [frozenset({named})] if named in free else []
        if offer.whole:
            return [frozenset(free)] if len(free) == len(offer.members) else []
        return [frozenset(some) for some in combinations(free, quantity)]

    def can_seat(
        self, items: tuple[Item, ...], start: int, end: int, but: ModelBooking | None = None
    ) -> bool:
        """Whether some choice for each item leaves no resource given twice: every one is tried."""
        every = [self.choices(item, start, end, but) for item in items]
        return any(
            sum(len(part) for part in parts) == len(frozenset().union(*parts))
            for parts in product(*every)
        )

    def refusals(self, items: tuple[Item, ...], start: int, end: int, waive: bool) -> set[str]:
        found = set()
        for item in items:
            found |= self._of_item(item, start, end)
        return found - WAIVED if waive else found

    def _of_item(self, item: Item, start: int, end: int) -> set[str]:
        name, quantity, named = item
        offer = self.offers[name]
        says = {
            "over": end <= self.now,
            "past": start <= self.now - offer.step,
            "too_late": offer.notice > 0 and start <= self.now + offer.notice - offer.step,
            "too_early": start // DAY > self.now // DAY + offer.horizon_days,
            "off_grid": start % offer.step > 0 or end % offer.step > 0,
            "too_short": end - start < offer.least,
            "too_long": end - start > offer.most,
            "closed": not self._is_open(offer, start, end),
            "quantity_unavailable": quantity > (1 if offer.whole else len(offer.members)),
            "not_by_name": named is not None
            and not (named in offer.members and offer.by_name and quantity == 1),
        }
        return {code for code, refused in says.items() if refused}

    def _is_open(self, offer: ModelOffer, start: int, end: int) -> bool:
        if not offer.spans:
            return start // DAY == end // DAY and start % DAY >= OPENS and end % DAY <= CLOSES
        return OPENS <= start % DAY < CLOSES and OPENS <= end % DAY <= CLOSES

    def price(self, items: tuple[Item, ...], start: int, end: int) -> int:
        return sum(
            self.offers[name].cents * (end - start) // 60 * quantity for name, quantity, _ in items
        )

    def hold_minutes(self, items: tuple[Item, ...]) -> int:
        return min(self.offers[name].hold for name, _, _ in items)

    def first_state(self, items: tuple[Item, ...], waive: bool) -> str:
        asks = any(self.offers[name].approval for name, _, _ in items)
        return "awaiting_approval" if asks and not waive else "confirmed"

    def is_late(self, booking: ModelBooking) -> bool:
        """Whether it is too late for its person to move or cancel."""
        notice = max(self.offers[name].change_notice for name, _, _ in booking.items)
        return booking.start - self.now < notice or booking.start <= self.now

    def is_ahead(self, booking: ModelBooking) -> bool:
        ahead = booking.state in {"hold", "awaiting_approval", "confirmed"}
        return ahead and booking.end > self.now

    def may_lapse(self, booking: ModelBooking) -> bool:
        """Whether a sweep expires it now."""
        waits = booking.state == "awaiting_approval" and booking.start <= self.now
        return waits or booking.lapsed(self.now)

    def end(self, booking: ModelBooking, state: str) -> None:
        if booking.order:
            booking.order = ("void", booking.order[1])
        booking.state, booking.until = state, None

    def owe(self, booking: ModelBooking) -> None:
        if booking.state == "confirmed" and booking.price:
            booking.order = ("due", booking.price)

"""Six weeks of bookings on both sides of today, each made by the booking service."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from accounts.models import Person
from billing.models import Order
from billing.services import settle_order
from bookings.models import Booking, Channel
from bookings.request import BookingRequest, ItemRequest
from bookings.services.blocks import create_block
from bookings.services.cancel_booking import cancel_booking
from bookings.services.change_state import change_state
from bookings.services.create_booking import create_booking
from bookings.services.decide_booking import approve_booking
from bookings.states import State
from core.errors import DomainError
from core.period import Period
from mnic.demo.openings import Openings
from mnic.demo.people import People
from spaces.models import Offer, Resource

WANTED = 1560
TRIES = 6000
DAY = dt.timedelta(days=1)
HALF = dt.timedelta(minutes=30)
# How often each policy is asked for, its usual lengths in half hours, its usual party, and how
# many openings later a loan or a long print may end.
HABITS: dict[str, tuple[int, tuple[int, ...], int, int]] = {
    "bureau": (46, (6, 8, 8, 14, 16, 20), 1, 0),
    "salle": (24, (3, 4, 4, 8), 6, 0),
    "espace": (4, (6, 8, 8), 15, 0),
    "impression": (14, (4, 6, 8), 1, 1),
    "machine": (9, (2, 4, 6), 1, 0),
    "casque": (7, (2, 3, 4), 2, 0),
    "pret": (7, (8, 10), 1, 7),
}
# How many places at once, where a group comes: mostly one.
TOGETHER: dict[str, tuple[int, ...]] = {
    "bureau": (1, 1, 1, 1, 1, 2, 2, 3, 4, 6),
    "casque": (1, 1, 2, 4),
    "pret": (1, 1, 1, 2, 3),
}
# What people come for, by policy; most say nothing.
PURPOSES: dict[str, tuple[str, ...]] = {
    "bureau": ("Travail à distance", "Compte rendu", "CV", "Dossier de candidature"),
    "salle": ("Réunion d’équipe", "Rendez-vous client", "Entretien", "Formation"),
    "espace": ("Atelier", "Soirée débat", "Exposition", "Assemblée générale"),
    "impression": ("Prototype", "Pièce de rechange", "Maquette", "Figurine"),
    "machine": ("Prototype", "Enseigne", "Boîtier", "Cadeau"),
    "casque": ("Découverte", "Visite virtuelle", "Atelier jeunes", "Essai d’un jeu"),
    "pret": ("Tournage", "Stand", "Atelier à l’école", "Podcast"),
}
SILENT = 3
PAST = 0.55  # as much of it is past


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the bookings of the demo house are drawn from."""

    people: People
    offers: list[Offer]
    openings: Openings
    random: Random
    now: dt.datetime

    def fill(self) -> int:
        """Book until there are enough; returns how many stand, cancelled ones included."""
        made = 0
        for _ in range(TRIES):
            if made == WANTED:
                break
            made += self._one() is not None
        return made

    def _one(self) -> Booking | None:
        weights = [self._weight(one) for one in self.offers]
        offer = self.random.choices(self.offers, weights)[0]
        period = self._wish(offer)
        asked_at = min(self.now - self._ago(), period.starts_at - self._ahead())
        request, by = self._request(offer, period, self._person(offer))
        try:
            booking = create_booking(request, by=by, now=asked_at)
        except DomainError:
            return None
        self._live_on(booking, asked_at, self._host(offer))
        return booking

    def _wish(self, offer: Offer) -> Period:
        """A time within one opening, or from one into a later one where the offer may span them."""
        openings, random = self.openings.of(offer), self.random
        halves = random.choice(HABITS[_habit(offer)][1])
        place = self._place(len(openings))
        opening = openings[place]
        latest = max(1, opening.minutes // 30 - 3)
        # Most come in the morning.
        starts_at = opening.starts_at + HALF * min(random.randrange(latest) for _ in range(2))
        ends_at = min(starts_at + HALF * halves, opening.ends_at)
        later = random.randint(0, HABITS[_habit(offer)][3])
        if later and place + later < len(openings):
            ends_at = openings[place + later].starts_at + HALF * random.randint(0, 3)
        return Period(starts_at, ends_at)

    def _place(self, openings: int) -> int:
        """Which opening: any that is past, or one ahead, the sooner the likelier."""
        random, half = self.random, openings // 2
        if random.random() < PAST:
            return random.randrange(half)
        return min(random.randrange(half, openings) for _ in range(2))

    def _weight(self, offer: Offer) -> float:
        """An offer of many places is asked for more often than its like of few."""
        alike = sum(_places(one) for one in self.offers if _habit(one) == _habit(offer))
        return HABITS[_habit(offer)][0] * _places(offer) / alike

    def _person(self, offer: Offer) -> Person:
        """Regulars come more often; who prints is who may."""
        people = self.people.members
        if _habit(offer) == "impression":
            people = self.openings.authorised(offer) or people
        elif self.random.random() < 0.4:
            people = people[:20]
        return self.random.choice(people)

    def _ahead(self) -> dt.timedelta:
        return dt.timedelta(days=self.random.randint(1, 20), minutes=self.random.randint(0, 600))

    def _ago(self) -> dt.timedelta:
        """What lies ahead was mostly asked for these last days, not all of it just now."""
        return dt.timedelta(minutes=round(self.random.triangular(0, 6 * 1440, 0)))

    def _request(
        self, offer: Offer, period: Period, person: Person
    ) -> tuple[BookingRequest, Person]:
        # Without an e-mail address few book from home: only what the team has to look at first.
        from_home = person.email or offer.policy.needs_approval
        at_the_desk = self.random.random() < 0.3 or not from_home
        request = BookingRequest(
            period=period,
            items=(ItemRequest(offer.pk, self._quantity(offer)),),
            person=person,
            purpose=self.random.choice(("",) * SILENT + PURPOSES[_habit(offer)]),
            party_size=self.random.randint(1, HABITS[_habit(offer)][2]),
            channel=Channel.DESK if at_the_desk else Channel.ONLINE,
        )
        return request, self._host(offer) if at_the_desk else person

    def _quantity(self, offer: Offer) -> int:
        if offer.quantifier == Offer.Quantifier.ALL:
            return 1
        return min(_places(offer), self.random.choice(TOGETHER.get(_habit(offer), (1,))))

    def _host(self, offer: Offer) -> Person:
        return self.people.hosts[offer.site.slug]

    def _live_on(self, booking: Booking, asked_at: dt.datetime, host: Person) -> None:
        """What became of it: approved, cancelled, missed, paid at the desk."""
        later = min(asked_at + DAY, self.now)
        if booking.state == State.AWAITING_APPROVAL and later < self.now:
            approve_booking(booking.pk, by=self.people.director, now=later)
        if self.random.random() < 0.07 and booking.starts_at > later:
            cancel_booking(booking.pk, by=self.people.director, now=later, reason="imprévu")
        elif booking.ends_at < self.now:
            self._look_back(booking, host)

    def _look_back(self, booking: Booking, host: Person) -> None:
        """Few did not come; of the others most have paid."""
        if booking.state == State.CONFIRMED and self.random.random() < 0.03:
            change_state(booking, State.NO_SHOW, by=host, now=booking.ends_at)
        elif self.random.random() < 0.93:
            self._settle(booking)

    def _settle(self, booking: Booking) -> None:
        order = Order.objects.filter(booking=booking, state="due").first()
        if order is not None:
            note = self.random.choice(("carte", "espèces", "chèque"))
            settle_order(order, by=self.people.director, note=note, now=booking.starts_at)


def _habit(offer: Offer) -> str:
    return offer.slug.rpartition("-")[0]


def _places(offer: Offer) -> int:
    """How many parties it holds at once."""
    return 1 if offer.quantifier == Offer.Quantifier.ALL else len(offer.resources.all())


def book_for_accounts(people: People, offers: list[Offer], *, now: dt.datetime) -> None:
    """The demo project holder has a desk and a room ahead, the demo resident a printer."""
    by_name = {offer.name_fr: offer for offer in offers}
    wishes: tuple[tuple[Person, str, int, int], ...] = (
        (people.holder, "Bureau en open space", 9, 8),
        (people.holder, "Salle Opale", 14, 4),
        (people.resident, "Imprimante 3D", 14, 4),
    )
    for person, name, hour, halves in wishes:
        _first_free_day(person, by_name[name], hour, halves, now=now)


def _first_free_day(
    person: Person, offer: Offer, hour: int, halves: int, *, now: dt.datetime
) -> None:
    today = now.astimezone(offer.site.zone).date()
    for days in range(1, 15):
        start = dt.datetime.combine(today + days * DAY, dt.time(hour), offer.site.zone)
        period = Period(
            start.astimezone(dt.UTC), start.astimezone(dt.UTC) + dt.timedelta(minutes=30 * halves)
        )
        request = BookingRequest(period=period, items=(ItemRequest(offer.pk),), person=person)
        try:
            create_booking(request, by=person, now=now)
        except DomainError:
            continue
        return


def block_machines(
    people: People, resources: dict[str, list[Resource]], *, now: dt.datetime
) -> None:
    """One printer under repair for a week, the CNC mill in use by the team one morning, and the
    laser cutter out of order for three days of the week before last."""
    zone = resources["printers"][0].site.zone
    morning = dt.datetime.combine(now.astimezone(zone).date() + DAY, dt.time(9), zone)
    soon = morning.astimezone(dt.UTC)
    broken = soon - 11 * DAY
    blocks: tuple[tuple[str, Period, str, str], ...] = (
        ("printers", Period(soon, soon + 7 * DAY), "maintenance", "Buse à changer"),
        ("cnc", Period(soon, soon + dt.timedelta(hours=3)), "staff_use", "Montage d’un stand"),
        ("laser", Period(broken, broken + 3 * DAY), "maintenance", "Miroir fendu"),
    )
    for things, period, kind, note in blocks:
        create_block(
            site_id=resources[things][-1].site_id,
            resource_ids=[resources[things][-1].pk],
            period=period,
            kind=kind,
            note=note,
            by=people.director,
            now=min(now, period.starts_at - DAY),
        )

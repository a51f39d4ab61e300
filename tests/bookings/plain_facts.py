"""The facts of an ordinary offer of three desks, to be changed one at a time."""

import datetime as dt
import uuid

from bookings.facts import OfferFacts, SeatFacts

SEATS = tuple(
    SeatFacts(
        id=uuid.UUID(int=number),
        name_fr=f"Poste {number}",
        name_en="",
        since=None,
        until=None,
        not_for_money=False,
        audiences=frozenset(),
        taken=False,
        lapsed=(),
        gap=dt.timedelta(hours=24),
    )
    for number in (1, 2, 3)
)
STUDENT, RESIDENT = uuid.UUID(int=71), uuid.UUID(int=72)
FACTS = OfferFacts(
    id=uuid.UUID(int=9),
    kind="desk",
    name_fr="Bureau",
    name_en="Desk",
    quantifier="any",
    choose_by_name=False,
    is_public=True,
    capacity=None,
    site_id=uuid.UUID(int=8),
    site_name_fr="Maison",
    site_name_en="House",
    time_zone="Europe/Paris",
    telephone="03 21 00 00 00",
    site_max_party_size=None,
    granularity_minutes=15,
    min_minutes=30,
    max_minutes=600,
    span="open_throughout",
    notice_minutes=0,
    horizon_days=90,
    change_notice_minutes=0,
    buffer_before_minutes=0,
    buffer_after_minutes=0,
    hold_minutes=15,
    needs_approval=False,
    max_party_size=None,
    audiences=frozenset(),
    open_throughout=True,
    open_at_both_ends=True,
    attended_throughout=True,
    mode=None,
    category_id=None,
    category_fr=None,
    category_en=None,
    authorised=False,
    audience_code="",
    prices=(),
    seats=SEATS,
)

"""The tables of time."""

from bookings.models.block import Block
from bookings.models.booking import Booking, BookingItem, Channel
from bookings.models.claim import Claim
from bookings.models.feed import CalendarFeed

__all__ = ("Block", "Booking", "BookingItem", "CalendarFeed", "Channel", "Claim")

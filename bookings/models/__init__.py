"""The tables of time."""

from bookings.models.block import Block
from bookings.models.booking import Booking, BookingItem, Channel
from bookings.models.claim import Claim

__all__ = ("Block", "Booking", "BookingItem", "Channel", "Claim")

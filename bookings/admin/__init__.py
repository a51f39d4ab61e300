"""Admin pages of open time, and read-only lists of bookings and blocks."""

from bookings.admin import bookings, closures, days_off, hours

__all__ = ("bookings", "closures", "days_off", "hours")

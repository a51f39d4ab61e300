"""Admin pages of open time and of what rules booking; read-only lists of bookings and blocks."""

from bookings.admin import bookings, closures, days_off, hours, rules

__all__ = ("bookings", "closures", "days_off", "hours", "rules")

"""Letters about bookings: when one is owed, what it says, in both languages."""

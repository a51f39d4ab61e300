"""Time: bookings, the claims they make on resources, and blocks."""

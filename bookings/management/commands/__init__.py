"""Commands about open time."""

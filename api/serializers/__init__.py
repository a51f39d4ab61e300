"""The shapes of API v1: what is read, what is written, and the functions that make the latter."""

"""Whose a visitor's hold is: a random secret in the session, its SHA-256 on the booking."""

import hashlib

SESSION_NAME = "hold_secret"


def holder_key_of(secret: str | None) -> str:
    """What the booking keeps of the session's secret; empty when there is none."""
    return hashlib.sha256(secret.encode()).hexdigest() if secret else ""

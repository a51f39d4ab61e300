"""Identifiers that sort by the time they were made: UUID version 7 (RFC 9562, section 5.7)."""

import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """A new UUIDv7: 60 bits of time, to a quarter of a microsecond, then 62 random bits."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (rest << 12) // 1_000_000 << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)

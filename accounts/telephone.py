"""Telephone numbers as people write them, and the digits that tell whether two are one. Pure."""

import re

SIGNIFICANT = 9


def significant_digits(written: str) -> str:
    """The last nine digits: the same for 06 12 34 56 78, +33 6 12 34 56 78 and 0033612345678."""
    return re.sub(r"\D", "", written)[-SIGNIFICANT:]


def is_whole(digits: str) -> bool:
    """Whether there are enough digits to name one line."""
    return len(digits) >= SIGNIFICANT

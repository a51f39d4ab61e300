"""Reading the letters that the house sent."""

import re

from django.core import mail
from django.core.mail import EmailMessage


def letters_to(email: str) -> list[EmailMessage]:
    return [letter for letter in mail.outbox if letter.to == [email]]


def last_code(email: str) -> str:
    """The six digits on a line of their own in the last letter to this address."""
    found = re.findall(r"^(\d{6})$", str(letters_to(email)[-1].body), re.MULTILINE)
    assert len(found) == 1
    return str(found[0])

"""Reading the letters that the house sent."""

import re

from django.core import mail
from django.core.mail import EmailMessage

from notifications.tasks import deliver_waiting


def all_letters() -> list[EmailMessage]:
    """Everything that has left, once the worker has had its turn."""
    deliver_waiting()
    return list(mail.outbox)


def letters_to(email: str) -> list[EmailMessage]:
    return [letter for letter in all_letters() if letter.to == [email]]


def last_code(email: str) -> str:
    """The six digits on a line of their own in the last letter to this address."""
    found = re.findall(r"^(\d{6})$", str(letters_to(email)[-1].body), re.MULTILINE)
    assert len(found) == 1
    return str(found[0])

"""The one door to e-mail: Django's backend, and its many failures as three of ours."""

import contextlib
import smtplib
import types

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from notifications.errors import NotDelivered, Postponed, Refused, Unreachable
from notifications.models import Message

CALENDAR_FILE = "mnic.ics"


class Postman:
    """Keeps one connection for a round of letters; leaving the block closes it."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> "Postman":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        self._close()

    def send(self, message: Message, *, address: str) -> None:
        """Hand the letter over; raises Unreachable, Postponed or Refused, and begins anew then."""
        try:
            self._open()
            self._hand_over(email_of(message, address=address))
        except NotDelivered:
            self._close()
            raise

    def _open(self) -> None:
        try:
            self._connection.open()
        except (smtplib.SMTPException, OSError) as failure:
            raise Unreachable(f"unreachable_{_code_of(failure)}") from failure

    def _hand_over(self, email: EmailMultiAlternatives) -> None:
        try:
            self._connection.send_messages([email])
        except Exception as failure:  # whatever it is, the letters behind this one go on
            raise read(failure) from failure

    def _close(self) -> None:
        # Django forgets a connection that it could not close politely.
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self._connection.close()


def email_of(message: Message, *, address: str) -> EmailMultiAlternatives:
    """The letter as it travels. Django refuses headers with line ends (BadHeaderError)."""
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[address],
        headers={
            "Message-ID": message.message_id,
            "Auto-Submitted": "auto-generated",  # RFC 3834: no answer "I am on holiday" to this
            "Reply-To": settings.HOUSE["email"],
        },
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    if message.calendar:
        kind = f"text/calendar; method={message.calendar_method}"
        email.attach_alternative(message.calendar, kind)
        email.attach(CALENDAR_FILE, message.calendar, "text/calendar")
    return email


def read(failure: Exception) -> NotDelivered:
    """What a failure after the door was open means for this letter."""
    code = _code_of(failure)
    if code in SILENCES or code.startswith("smtp_4"):
        return Postponed(code)
    if isinstance(failure, smtplib.SMTPSenderRefused):
        return Postponed(code)  # it is the house that is not liked: a setting, a quota of the day
    return Refused(code)


SILENCES = ("timeout", "disconnected", "no_network")
# The second is the round's own end: a server that says one word now and then is silent too.
TOO_LATE = (TimeoutError, SoftTimeLimitExceeded)


def _code_of(failure: Exception) -> str:
    """A short code, without a word of the server's: it may repeat the address."""
    number = _number_of(failure)
    if number:
        return f"smtp_{number}"
    if any(isinstance(one, TOO_LATE) for one in (failure, failure.__context__)):
        return "timeout"
    if isinstance(failure, smtplib.SMTPServerDisconnected | ConnectionError):
        return "disconnected"
    if isinstance(failure, OSError) and not isinstance(failure, smtplib.SMTPException):
        return "no_network"
    return "not_sendable"


def _number_of(failure: Exception) -> int:
    """The reply of the server (RFC 5321), 0 without one. It said so of the only recipient."""
    if isinstance(failure, smtplib.SMTPResponseException):
        return failure.smtp_code
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return next(number for number, _ in failure.recipients.values())
    return 0

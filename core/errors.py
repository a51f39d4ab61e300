"""The kinds of failure a service may raise; each failure has a stable code and typed data.

Only api/errors.py knows what HTTP status a kind becomes.
"""

from typing import Any


class DomainError(Exception):
    """A refusal that a person can understand: a code, a sentence, the fields and data behind it."""

    code = "refused"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fields: dict[str, list[str]] | None = None,
        details: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.fields = fields or {}
        self.details = details or {}


class Malformed(DomainError):
    """The request cannot be read as one."""

    code = "malformed"


class NotSignedIn(DomainError):
    """Nobody is signed in, and the act needs somebody."""

    code = "not_signed_in"


class NotAllowed(DomainError):
    """The person sees the thing and may not do this with it."""

    code = "not_allowed"


class NotFound(DomainError):
    """No such thing, or none that this person may see."""

    code = "not_found"


class Conflict(DomainError):
    """The act collides with what is already there."""

    code = "conflict"


class RuleRefused(DomainError):
    """A rule of the house says no."""

    code = "rule_refused"


class Busy(DomainError):
    """The house could not get its turn in time; nothing was written, try again."""

    code = "busy"

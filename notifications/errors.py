"""Why a message has not left, and what the desk may not do with one."""

from django.utils.translation import gettext as _

from core.errors import Conflict


class NotDelivered(Exception):
    """A try that failed; `code` is kept with the message, and is never what a server wrote."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unreachable(NotDelivered):
    """The house's own mail server did not open its door: nothing leaves, whoever it is for."""


class Postponed(NotDelivered):
    """The server said not now, or fell silent: this message may leave later."""


class Refused(NotDelivered):
    """The server said no, or the letter cannot be made: trying again seldom helps."""


class NothingToDo(Conflict):
    """The message is not one that waits for a human."""

    code = "nothing_to_do"

    def __init__(self) -> None:
        super().__init__(_("Il n’y a plus rien à faire pour ce message. Rechargez la page."))

"""Where a message may stand on its way to a person."""

from django.db import models


class State(models.TextChoices):
    """WAITING is the only one from which the worker sends; staff may bring a message back to it."""

    WAITING = "waiting", "en attente"
    SENT = "sent", "envoyé"
    GIVEN_UP = "given_up", "abandonné"
    NO_ADDRESS = "no_address", "à appeler"
    TOLD = "told", "dit de vive voix"
    SUPERSEDED = "superseded", "sans objet"


# What a human has to do something about.
TO_DO = (State.GIVEN_UP, State.NO_ADDRESS)

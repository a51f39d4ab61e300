"""Whether what leaves the house must wait, because this may be a copy of the house and not it."""

import datetime as dt

from django.conf import settings

from core.models import Restoration


def is_held() -> bool:
    """True on a restored copy until it is released, and wherever the settings say so.

    Whoever sends something out of the house, letters or money, asks first.
    """
    return settings.HOUSE_HELD or Restoration.objects.filter(released_at__isnull=True).exists()


def release(*, now: dt.datetime) -> int:
    """This copy is the house from now on; how many restorations had held it back."""
    return Restoration.objects.filter(released_at__isnull=True).update(released_at=now)

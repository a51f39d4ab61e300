"""Post the reminders of tomorrow’s bookings: each once, however often it is asked."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from bookings.letters.owed import reminder_owed
from bookings.models import Booking, Channel
from bookings.states import State
from core.period import day_of
from notifications.models import Message
from notifications.states import State as MessageState
from spaces.models import Site

# On the site's own clock. The first hours are the aim; the others catch up on a worker that was
# away, until it is too late in the evening to write.
FROM, UNTIL = dt.time(16), dt.time(21)


def remind(*, now: dt.datetime) -> int:
    """Post what is missing for every site where it is that hour; how many reminders that was.

    To whom the house has written of the booking today (made, moved, accepted, reminded), it does
    not write again; nobody is called for it who has no e-mail and booked in person. The key, one
    for each start of a booking, makes two at once as good as one.
    """
    missing = [
        reminder_owed(booking, now=now)
        for site in Site.objects.filter(is_active=True)
        if FROM <= now.astimezone(site.zone).time() < UNTIL
        for booking in _due(site, now=now)
    ]
    Message.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


def _due(site: Site, *, now: dt.datetime) -> "QuerySet[Booking]":
    today = now.astimezone(site.zone).date()
    tomorrow = day_of(today + dt.timedelta(days=1), site.zone)
    due = Booking.objects.filter(
        site=site,
        state=State.CONFIRMED,
        person__isnull=False,
        starts_at__gte=tomorrow.starts_at,
        starts_at__lt=tomorrow.ends_at,
    )
    written = Message.objects.filter(
        about_id=OuterRef("pk"), created_at__gte=day_of(today, site.zone).starts_at
    ).exclude(state=MessageState.SUPERSEDED)
    to_be_called = ~Q(channel=Channel.ONLINE) & Q(person__email=None)
    return due.exclude(to_be_called).exclude(Exists(written)).select_related("person", "site")

"""Furnish an empty house: everything or nothing, the same for a day but for ids and passwords."""

import datetime as dt
import json
import os
from dataclasses import asdict
from pathlib import Path
from random import Random

from django.db import transaction
from django.db.models import prefetch_related_objects

from mnic.demo.calendar import Calendar, block_machines, book_for_accounts
from mnic.demo.equipment import ask_for_initiations, authorise, make_equipment
from mnic.demo.offers import make_offers
from mnic.demo.openings import read_openings
from mnic.demo.people import Account, make_people
from mnic.demo.places import draw_plans
from mnic.demo.policies import make_policies
from mnic.demo.resources import make_resources
from mnic.demo.sites import PAST_DAYS, make_sites
from notifications.models import Message


@transaction.atomic
def furnish(*, now: dt.datetime) -> tuple[list[Account], int]:
    """Make the demo house around `now`; returns its accounts and how many bookings it has."""
    today = now.date()
    # Not for secrets: the same day draws the same house.
    random = Random(today.isoformat())  # noqa: S311
    since = today - dt.timedelta(days=PAST_DAYS + 60)
    sites = make_sites(now=now)
    resources = make_resources(sites)
    draw_plans(sites, resources)
    offers = make_offers(resources, make_policies(), since=since)
    people = make_people(sites, random, now=now - dt.timedelta(days=PAST_DAYS + 30))
    categories = make_equipment(resources, offers, today=today)
    authorise(people, categories, random, now=now)
    ask_for_initiations(people, categories, sites["marcel-doret"], now=now)
    block_machines(people, resources, now=now)
    book_for_accounts(people, offers, now=now)
    prefetch_related_objects(offers, "resources")
    calendar = Calendar(people, offers, read_openings(people, now=now), random, now)
    made = calendar.fill()
    _forget_old_letters(now=now)
    return people.accounts, made


def _forget_old_letters(*, now: dt.datetime) -> None:
    """Only what was booked since yesterday is written about: six weeks would leave all at once."""
    old = now - dt.timedelta(days=1)
    Message.objects.filter(created_at__lt=old, send_after__lte=now).delete()


def write_accounts(accounts: list[Account], path: Path) -> None:
    """Keep the demo accounts where only their owner can read them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump([asdict(account) for account in accounts], file, indent=2, ensure_ascii=False)

"""What feeds tell: one's own in full, others' not at all, and names to staff of the site alone."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import Person, RoleAssignment
from bookings.models import CalendarFeed
from bookings.selectors.feed_content import FeedContent, content_of
from bookings.selectors.feeds import find_feed
from bookings.services.blocks import create_block
from bookings.services.cancel_booking import cancel_booking
from bookings.services.create_booking import hold_booking
from bookings.services.feeds import create_feed
from bookings.services.move_booking import move_booking
from tests.bookings.calendar_files.reading import assert_is_well_formed, events_in, instant
from tests.bookings.feeds.conftest import Scene
from tests.factories import NOW, ask, at, make_booking, period

DAY = dt.timedelta(days=1)


def fed(person: Person, *, now: dt.datetime = NOW, **target: Any) -> FeedContent:
    """What a feed of this person tells."""
    feed, _token = create_feed(person, now=NOW, **target)
    return content_of(feed, now=now)


def test_mine_tells_ones_own_bookings_in_full(scene: Scene) -> None:
    text = fed(scene.zoe).as_text()

    assert_is_well_formed(text)
    (event,) = events_in(text)
    assert event["UID"] == f"{scene.booking.pk}@mnic.example"
    assert event["SUMMARY"] == "2 × Tablette"
    assert event["LOCATION"] == "Maison maison, 1 rue Royale, 62100 Calais"
    assert "03 21 00 00 00" in event["DESCRIPTION"]
    assert event["URL"] == f"http://127.0.0.1:8000/mes-reservations/{scene.booking.pk}"
    assert instant(event, "DTSTART") == scene.booking.starts_at
    assert "METHOD:PUBLISH" in text


def test_mine_is_in_the_language_of_its_person(scene: Scene) -> None:
    scene.zoe.language = "en"
    scene.zoe.save()

    assert [entry.summary for entry in fed(scene.zoe).entries] == ["2 × Tablet"]


def test_mine_tells_nothing_of_others(scene: Scene) -> None:
    assert fed(scene.paul).entries == ()


def test_moved_and_cancelled_follow_in_the_feed(scene: Scene) -> None:
    move_booking(scene.booking.pk, period=period(20, 9, 11), by=scene.zoe, now=NOW)
    (moved,) = fed(scene.zoe).entries
    cancel_booking(scene.booking.pk, by=scene.zoe, now=NOW)
    (over,) = fed(scene.zoe).entries

    assert (moved.sequence, moved.starts_at, moved.status) == (1, at(20, 9), "CONFIRMED")
    assert (over.uid, over.sequence, over.status) == (moved.uid, 2, "CANCELLED")
    assert fed(scene.zoe, now=NOW + 31 * DAY).entries == ()


def test_hold_is_in_no_feed_of_mine(scene: Scene) -> None:
    hold_booking(ask(scene.tablets, period(20, 9, 10), person=scene.paul), by=scene.paul, now=NOW)

    assert fed(scene.paul).entries == ()


def test_mine_looks_sixty_days_back(scene: Scene) -> None:
    end = scene.booking.ends_at

    assert len(fed(scene.zoe, now=end + 59 * DAY).entries) == 1
    assert fed(scene.zoe, now=end + 61 * DAY).entries == ()


def test_site_tells_what_is_taken_and_nothing_personal(scene: Scene) -> None:
    text = fed(scene.paul, site=scene.site).as_text()

    (event,) = events_in(text)
    assert event["SUMMARY"] == "2 × Tablette"
    assert instant(event, "DTSTART") == scene.booking.starts_at
    assert personal_in(text, scene) == []


def test_resource_tells_that_it_is_taken_and_no_more(scene: Scene) -> None:
    (resource, *_) = [claim.resource for claim in scene.booking.claims.all()]

    text = fed(scene.paul, resource=resource).as_text()

    assert [event["SUMMARY"] for event in events_in(text)] == ["Occupé"]
    assert personal_in(text, scene) == []


def test_control_the_feed_with_names_holds_what_is_personal(scene: Scene) -> None:
    """The same look finds it there: that nothing was found above means something."""
    text = fed(scene.host, site=scene.site, with_names=True).as_text()

    assert_is_well_formed(text)
    assert set(personal_in(text, scene)) == {"Zoé", str(scene.booking.pk)}
    assert len(events_in(text)) == 1
    assert "ATTENDEE" not in events_in(text)[0]


def test_names_end_with_the_role(scene: Scene) -> None:
    _feed, token = create_feed(scene.host, now=NOW, site=scene.site, with_names=True)
    assert find_feed(token) is not None

    RoleAssignment.objects.filter(person=scene.host).delete()

    assert find_feed(token) is None


@pytest.mark.parametrize("leaves", ["person", "site", "resource"])
def test_feed_ends_with_what_it_is_of(scene: Scene, leaves: str) -> None:
    resource = scene.booking.claims.all()[0].resource
    feeds = {"person": {}, "site": {"site": scene.site}, "resource": {"resource": resource}}
    _feed, token = create_feed(scene.paul, now=NOW, **feeds[leaves])
    assert find_feed(token) is not None

    gone = {"person": scene.paul, "site": scene.site, "resource": resource}[leaves]
    gone.is_active = False
    gone.save()

    assert find_feed(token) is None


def test_hidden_offers_stay_hidden_and_blocks_say_unavailable(scene: Scene) -> None:
    scene.tablets.is_public = False
    scene.tablets.save()
    assert fed(scene.paul, site=scene.site).entries == ()

    scene.tablets.is_public = True
    scene.tablets.save()
    free = scene.tablets.resources.exclude(claims__booking=scene.booking).get()
    create_block(
        site_id=scene.site.pk,
        resource_ids=[free.pk],
        period=period(19, 9, 10),
        kind="maintenance",
        note="Écran cassé par Zoé",
        by=scene.host,
        now=NOW,
    )
    content = fed(scene.paul, site=scene.site)
    assert [entry.summary for entry in content.entries] == ["Indisponible", "2 × Tablette"]
    assert "cassé" not in content.as_text()


def test_lapsed_hold_takes_nothing(scene: Scene) -> None:
    hold_booking(ask(scene.tablets, period(20, 9, 10), person=scene.paul), by=scene.paul, now=NOW)

    held = fed(scene.paul, site=scene.site).entries
    later = fed(scene.paul, site=scene.site, now=NOW + DAY).entries
    assert [entry.status for entry in held] == ["CONFIRMED", "TENTATIVE"]
    assert [entry.status for entry in later] == ["CONFIRMED"]


def test_etag_stands_while_nothing_changes(scene: Scene) -> None:
    feed, _token = create_feed(scene.zoe, now=NOW)
    first = content_of(feed, now=NOW).etag

    assert content_of(feed, now=NOW + dt.timedelta(hours=3)).etag == first
    scene.site.address = "2 rue Royale"
    scene.site.save()
    moved_house = content_of(feed, now=NOW).etag
    make_booking(scene.tablets, period(21, 9, 10), person=scene.zoe)
    assert len({first, moved_house, content_of(feed, now=NOW).etag}) == 3


def test_feed_keeps_only_the_hash_of_its_token(scene: Scene) -> None:
    feed, token = create_feed(scene.zoe, now=NOW)

    kept = str(CalendarFeed.objects.filter(pk=feed.pk).values().get())
    assert token not in kept
    assert len(token) == 43


def personal_in(text: str, scene: Scene) -> list[str]:
    """What of this person, or of what they do, can be read in the file."""
    whole = text.replace("\r\n ", "")
    known = (
        "Zoé",
        "zoe@example.org",
        "06 39 98",
        "privé",
        str(scene.booking.pk),
        str(scene.zoe.pk),
    )
    return [words for words in known if words in whole]

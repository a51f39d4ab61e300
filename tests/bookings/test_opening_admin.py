"""The admin of open time: first whom it touches, then the writing; strangers and staff apart."""

import datetime as dt

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Person, Role, RoleAssignment
from bookings.models import Booking, BookingItem
from core import clock
from core.models import AuditEntry
from spaces.expansion import expand_from
from spaces.models import Closure, Hours, Kind, Offer, OpenInterval, Policy, SchoolHoliday
from spaces.recurrence import add_weekly
from spaces.timetable_reading import special_days, weekly_lines
from tests.spaces.builders import make_hours

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 1, 7, 0, tzinfo=dt.UTC)
TODAY = dt.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _monday_morning(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def hours():
    hours = make_hours()
    for weekday in range(5):
        add_weekly(hours, weekday=weekday, opens=dt.time(9), closes=dt.time(18), valid_from=TODAY)
    expand_from(hours, TODAY)
    return hours


@pytest.fixture
def booking(hours):
    policy = Policy.objects.create(name="Bureau")
    offer = Offer.objects.create(
        site=hours.site, slug="bureau", kind=Kind.DESK, name_fr="Bureau", policy=policy
    )
    booking = Booking.objects.create(
        site=hours.site,
        person=Person.objects.create(name="Zoé Habitante", telephone="06 00 00 00 01"),
        starts_at=dt.datetime(2027, 3, 9, 16, tzinfo=dt.UTC),
        ends_at=dt.datetime(2027, 3, 9, 17, tzinfo=dt.UTC),
        state="confirmed",
        channel="online",
        price_cents=0,
        created_at=NOW,
        changed_at=NOW,
    )
    BookingItem.objects.create(booking=booking, offer=offer)
    return booking


def sign_in(client, role, site=None):
    person = Person.objects.create(name=role, email=f"{role}@example.org")
    RoleAssignment.objects.create(person=person, role=role, site=site)
    client.force_login(person)
    return person


@pytest.fixture
def director(client):
    return sign_in(client, Role.DIRECTOR)


def page_of(hours):
    return reverse("admin:spaces_hours_change", args=(hours.pk,))


def week(hours, **changed):
    """The form of the week as the browser would send it back, with some fields changed."""
    lines = weekly_lines(hours, on_or_after=TODAY)
    data = {
        "act": "lines",
        "lines-TOTAL_FORMS": str(len(lines) + 3),
        "lines-INITIAL_FORMS": str(len(lines)),
    }
    for number, line in enumerate(lines):
        data |= {
            f"lines-{number}-id": str(line.id),
            f"lines-{number}-weekday": str(line.weekday),
            f"lines-{number}-opens": str(line.opens),
            f"lines-{number}-closes": str(line.closes),
            f"lines-{number}-season": line.season,
            f"lines-{number}-valid_from": line.valid_from.isoformat(),
            f"lines-{number}-valid_until": "",
        }
    for number in range(len(lines), len(lines) + 3):
        data |= {f"lines-{number}-weekday": "0", f"lines-{number}-season": "always"}
    return data | changed


def test_the_page_shows_the_week(client, director, hours):
    answer = client.get(page_of(hours))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count("09:00") >= 5
    assert page.count("Heures du lieu") == 1
    assert ".timezonewarning { display: none; }" in page


def test_a_change_that_touches_somebody_asks_first(client, director, hours, booking):
    before = set(OpenInterval.objects.values_list("pk", flat=True))
    data = week(hours, **{"lines-1-closes": "17:00"})
    answer = client.post(page_of(hours), data)
    text = answer.content.decode()
    assert "1 réservation touchée" in text
    assert "Zoé Habitante" in text
    assert "06 00 00 00 01" in text
    assert set(OpenInterval.objects.values_list("pk", flat=True)) == before
    assert not AuditEntry.objects.exists()

    answer = client.post(page_of(hours), data | {"confirmed": "1"}, follow=True)
    assert "Zoé Habitante" in answer.content.decode()
    assert weekly_lines(hours, on_or_after=TODAY)[1].closes == dt.time(17)
    assert AuditEntry.objects.get().action == "hours.changed"
    booking.refresh_from_db()
    assert booking.state == "confirmed"


def test_the_question_carries_every_field(client, director, hours, booking):
    data = week(hours, **{"lines-1-closes": "17:00"})
    answer = client.post(page_of(hours), data)
    assert dict(answer.context["again"]) == data


def test_a_change_that_touches_nobody_is_written_at_once(client, director, hours, booking):
    new = {
        "lines-5-weekday": "5", "lines-5-opens": "10:00", "lines-5-closes": "12:00",
        "lines-0-DELETE": "on",
    }  # fmt: skip
    answer = client.post(page_of(hours), week(hours, **new))
    assert answer.status_code == 302
    lines = weekly_lines(hours, on_or_after=TODAY)
    assert [line.weekday for line in lines] == [1, 2, 3, 4, 5]


def test_an_unreadable_line_is_told_and_nothing_is_written(client, director, hours):
    answer = client.post(page_of(hours), week(hours, **{"lines-0-opens": "25:99"}))
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert [line.weekday for line in weekly_lines(hours, on_or_after=TODAY)] == [0, 1, 2, 3, 4]


def test_one_day_apart_and_back(client, director, hours, booking):
    data = {"act": "day", "day-day": "2027-03-09", "day-opens": "10:30", "day-closes": "16:00"}
    assert "touchée" in client.post(page_of(hours), data).content.decode()
    assert special_days(hours, since=TODAY) == []
    client.post(page_of(hours), data | {"confirmed": "1"})
    assert [one.day for one in special_days(hours, since=TODAY)] == [dt.date(2027, 3, 9)]
    assert "10:30 – 16:00" in client.get(page_of(hours)).content.decode()
    client.post(page_of(hours), {"act": "clear", "clear_day": "2027-03-09"})
    assert special_days(hours, since=TODAY) == []


def test_days_off_are_changed_on_the_same_page(client, director, hours):
    client.post(page_of(hours), {"act": "days_off", "days_off-school_zone": "C"})
    hours.site.refresh_from_db()
    assert (hours.site.school_zone, hours.site.closes_on_public_holidays) == ("C", False)


def test_new_hours_begin_empty(client, director, hours):
    data = {"site": str(hours.site_id), "kind": "attended", "name": "Fab manager"}
    answer = client.post(reverse("admin:spaces_hours_add"), data)
    made = Hours.objects.get(kind="attended")
    assert answer["Location"] == page_of(made)
    assert client.get(page_of(made)).status_code == 200


def test_a_closure_asks_first_then_closes_and_reopens(client, director, hours, booking):
    data = {
        "site": str(hours.site_id), "first_day": "2027-03-09", "first_time": "00:00",
        "last_day": "2027-03-10", "last_time": "00:00", "reason_fr": "Grève", "reason_en": "",
    }  # fmt: skip
    add = reverse("admin:spaces_closure_add")
    assert client.get(add).status_code == 200
    assert "Zoé Habitante" in client.post(add, data).content.decode()
    assert not Closure.objects.exists()
    client.post(add, data | {"confirmed": "1"})
    closure = Closure.objects.get()
    assert (closure.starts_at, closure.ends_at) == (
        dt.datetime(2027, 3, 8, 23, tzinfo=dt.UTC),
        dt.datetime(2027, 3, 9, 23, tzinfo=dt.UTC),
    )
    chosen = {"action": "reopen", "_selected_action": [str(closure.pk)]}
    client.post(reverse("admin:spaces_closure_changelist"), chosen)
    assert not Closure.objects.exists()


def test_school_holidays_are_imported_and_dropped(client, director, hours):
    add = reverse("admin:spaces_schoolholiday_add")
    content = "nom;premier jour;dernier jour;zone\nHiver;13/02/2027;28/02/2027;B\n"
    bad = content + "Printemps;32/04/2027;01/05/2027;B\n"
    answer = client.post(add, {"file": SimpleUploadedFile("a.csv", bad.encode())})
    assert "ligne 3" in answer.content.decode()
    assert not SchoolHoliday.objects.exists()
    client.post(add, {"file": SimpleUploadedFile("a.csv", content.encode())})
    row = SchoolHoliday.objects.get()
    chosen = {"action": "drop", "_selected_action": [str(row.pk)]}
    client.post(reverse("admin:spaces_schoolholiday_changelist"), chosen)
    assert not SchoolHoliday.objects.exists()


@pytest.mark.parametrize("role", [Role.HOST, Role.FAB_MANAGER, Role.ACCOUNTANT])
def test_other_staff_cannot_change_open_time(client, hours, role):
    sign_in(client, role, hours.site if role != Role.ACCOUNTANT else None)
    before = set(OpenInterval.objects.values_list("pk", flat=True))
    data = week(hours, **{"lines-1-DELETE": "on"})
    assert client.post(page_of(hours), data).status_code in (302, 403)
    assert client.post(reverse("admin:spaces_closure_add"), {}).status_code in (302, 403)
    assert set(OpenInterval.objects.values_list("pk", flat=True)) == before


def test_every_page_of_the_menu_opens(client, director, hours, booking):
    answer = client.get(reverse("admin:index"))
    links = [
        item["link"] for group in answer.context["sidebar_navigation"] for item in group["items"]
    ]
    assert len(links) >= 15
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_schedulers_own_pages_are_not_there(client, director):
    registered = {model._meta.app_label for model in admin.site._registry}
    assert "schedule" not in registered
    for path in ("/schedule/", "/scheduler/", "/calendar/create/", "/event/create/maison/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"title": "x"}).status_code in (403, 404)


def test_open_intervals_have_no_page():
    assert not admin.site.is_registered(OpenInterval)


def test_changes_elsewhere_leave_an_act_with_field_names_only(client, hours):
    sign_in(client, Role.ADMIN)
    url = reverse("admin:spaces_feature_add")
    client.post(url, {"code": "ecran", "name_fr": "Grand écran", "name_en": ""})
    entry = AuditEntry.objects.get()
    assert entry.action == "admin.added"
    assert "écran" not in str(entry.changes)
    answer = client.get(reverse("admin:spaces_feature_changelist"), {"a_traduire": "oui"})
    assert "Grand écran" in answer.content.decode()

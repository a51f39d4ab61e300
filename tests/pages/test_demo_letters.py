"""The letter box of the demo house, which no other house has."""

from typing import Any

import pytest
from django.test import Client

from notifications.models import Message
from notifications.services.post import post_written
from tests.factories import NOW, make_person

pytestmark = pytest.mark.django_db
BOX = "/demo/courrier/"
CALENDAR = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def message(settings: Any) -> Message:
    settings.DEMO = True
    message = _posted("nadia@example.org", "Votre bureau", person=make_person("Nadia Lens"))
    message.html = "<html><head></head><body><script>x</script><p>Bonjour</p></body></html>"
    message.calendar, message.calendar_method = CALENDAR, "REQUEST"
    message.save()
    return message


def _posted(address: str, subject: str, **more: Any) -> Message:
    return post_written(
        address=address, subject=subject, text="Bonjour <b>", language="fr", now=NOW, **more
    )


def _addresses(message: Message) -> list[str]:
    return [f"{BOX}{message.pk}/{part}" for part in ("", "page/", "agenda/")]


def test_box_lists_letters_newest_first_and_as_one_reader_sees_them(message: Message) -> None:
    _posted("karim@example.org", "Votre code : 123456", secret=True)
    page = Client().get(BOX).content.decode()
    assert page.index("Votre code : 123456") < page.index("Votre bureau")
    page = Client().get(BOX, {"adresse": "nadia@example.org"}).content.decode()
    assert "Votre bureau" in page
    assert "123456" not in page
    assert '<option value="nadia@example.org" selected>' in page


def test_letter_shows_its_text_its_page_and_its_calendar(message: Message) -> None:
    letter, page, calendar = (Client().get(path) for path in _addresses(message))
    assert "Bonjour &lt;b&gt;" in letter.content.decode()
    assert f'src="{BOX}{message.pk}/page/"' in letter.content.decode()
    assert '<head><base target="_top">' in page.content.decode()
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "script-src 'self';" in page["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert calendar.content.decode() == CALENDAR
    assert calendar["Content-Disposition"] == 'attachment; filename="mnic.ics"'


def test_no_other_house_shows_letters(message: Message, settings: Any) -> None:
    settings.DEMO = False
    for path in (BOX, *_addresses(message)):
        assert Client().get(path).status_code == 404, path


def test_letter_without_a_calendar_has_no_file(message: Message) -> None:
    Message.objects.update(calendar="", html="")
    letter, _, calendar = (Client().get(path) for path in _addresses(message))
    assert "<iframe" not in letter.content.decode()
    assert calendar.status_code == 404

"""Redis away: people sign up, sign in and book as ever, at once; their messages come later."""

import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from redis.exceptions import RedisError

from accounts.models import Person
from api import throttles
from core import cache as core_cache
from core import clock, queue
from notifications.models import Message
from spaces.models import Offer
from tests.factories import NOW, make_offer, make_site
from tests.pages.letters import last_code, letters_to

pytestmark = pytest.mark.django_db
NOWHERE = "redis://127.0.0.1:1"
EMAIL = "nadia@example.org"
AT_ONCE = 2.0  # seconds a request, also on a busy machine: nobody waits for a server that is away


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Offer:
    offer = make_offer(make_site())
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return offer


@pytest.fixture
def with_cache(settings: Any) -> Iterator[Callable[[str], None]]:
    """The cache and the limits of a house whose Redis is nowhere, by this backend."""

    def use(backend: str) -> None:
        options = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
        settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": NOWHERE, "OPTIONS": options}}
        throttles._server.cache_clear()
        core_cache.wake()

    yield use
    throttles._server.cache_clear()
    core_cache.wake()
    if hasattr(cache, "memory"):
        cache.memory.clear()


def _post(client: Client, path: str, data: dict[str, Any], **more: Any) -> Any:
    start = time.monotonic()
    answer = client.post(path, data, **more)
    assert time.monotonic() - start < AT_ONCE, path
    return answer


def _sign_up(client: Client) -> None:
    client.get("/compte/inscription/")  # the first page of a process loads all others
    _post(client, "/compte/inscription/", {"name": "Nadia", "email": EMAIL})
    done = _post(client, "/compte/adresse/code/", {"code": last_code(EMAIL)})
    assert done.status_code == 302, done.content


def test_without_redis_people_sign_up_sign_in_and_book(
    offer: Offer, with_cache: Callable[[str], None]
) -> None:
    with_cache("core.cache.RedisOrMemory")
    _sign_up(Client())
    client = Client()
    _post(client, "/compte/connexion/code/", {"email": EMAIL})
    _post(client, "/compte/connexion/code/saisir/", {"code": last_code(EMAIL)})
    assert client.session["_auth_user_id"] == str(Person.objects.get(email=EMAIL).pk)
    body = {
        "starts_at": "2027-01-12T10:00:00+01:00",
        "ends_at": "2027-01-12T12:00:00+01:00",
        "items": [{"offer": str(offer.pk)}],
    }
    booked = _post(client, "/api/v1/bookings/", body, content_type="application/json")
    assert booked.status_code == 201, booked.content
    message = Message.objects.get(about_id=booked.json()["id"])
    assert message.state == "waiting"
    assert letters_to(EMAIL)  # the sweep has come
    message.refresh_from_db()
    assert message.state == "sent"


def test_control_with_djangos_own_cache_nobody_signs_up(
    offer: Offer, with_cache: Callable[[str], None]
) -> None:
    with_cache("django.core.cache.backends.redis.RedisCache")
    with pytest.raises(RedisError):
        _sign_up(Client())
    assert not Person.objects.filter(email=EMAIL).exists()


def test_limits_hold_without_redis(with_cache: Callable[[str], None]) -> None:
    """Six digits are guessed in vain: allauth counts on, in this process."""
    with_cache("core.cache.RedisOrMemory")
    statuses = [
        _post(Client(), "/compte/connexion/code/", {"email": EMAIL}).status_code for _ in range(4)
    ]
    assert (statuses[0], statuses[-1]) == (302, 200)  # the form again, with the reason
    assert Message.objects.count() <= 3  # as mnic/settings/accounts.py says for one address


@pytest.fixture
def own_messenger(monkeypatch: pytest.MonkeyPatch) -> Iterator[queue.Messenger]:
    """Nudges are carried by a thread as in production, one that nothing else uses."""
    messenger = queue.Messenger()
    monkeypatch.setattr(queue, "_messenger", messenger)
    monkeypatch.setattr(queue, "_pass_on", messenger.carry)
    yield messenger
    messenger._wanted.clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broker", ["silent", "refusing"])
def test_nudge_neither_waits_for_the_broker_nor_fails_with_it(
    own_messenger: queue.Messenger, monkeypatch: pytest.MonkeyPatch, broker: str
) -> None:
    asked: list[str] = []

    def publish(task: str) -> None:
        asked.append(task)
        if broker == "silent":
            time.sleep(3)
        raise ConnectionError

    monkeypatch.setattr(queue, "_publish", publish)
    start = time.monotonic()
    for _ in range(1000):
        with transaction.atomic():
            queue.nudge("notifications.tasks.deliver_waiting")
    assert time.monotonic() - start < AT_ONCE
    deadline = time.monotonic() + AT_ONCE
    while not asked and time.monotonic() < deadline:
        time.sleep(0.01)
    assert asked == ["notifications.tasks.deliver_waiting"]


@pytest.mark.django_db(transaction=True)
def test_many_nudges_are_one_a_second_and_the_last_is_not_lost(
    own_messenger: queue.Messenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    monkeypatch.setattr(queue, "_publish", lambda task: asked.append(time.monotonic()))
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        queue.nudge("a task")
        last = time.monotonic()
        time.sleep(0.01)
    time.sleep(queue.PAUSE_SECONDS + 0.3)
    assert len(asked) == 3
    assert asked[-1] >= last
    assert all(b - a >= queue.PAUSE_SECONDS for a, b in itertools.pairwise(asked))


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_nudges_nobody(
    own_messenger: queue.Messenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(queue, "_publish", asked.append)
    with transaction.atomic():
        queue.nudge("a task")
        transaction.set_rollback(True)
    time.sleep(0.2)
    assert asked == []

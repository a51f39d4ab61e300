"""Chromium in front of a running house; every page that any test visits is watched."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import Person
from tests.browser.house import House, make_house
from tests.browser.under_way import UnderWay
from tests.browser.watching import Watch

# Playwright's loop runs in this thread, and Django would refuse to ask the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=fr",
)
SCREENS: dict[str, dict[str, Any]] = {
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "390": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
type_of_context = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each test has a server of its own: see `browser_context_args`."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, speaking French: its date fields follow the language of the system."""
    french = {**os.environ, "LANGUAGE": "fr", "LANG": "fr_FR.UTF-8"}
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": list(FLAGS),
        "env": french,
    }


@pytest.fixture(scope="session", autouse=True)
def _built_screens() -> None:
    if not (Path(settings.FRONTEND_DIST) / "manifest.json").exists():
        pytest.fail(
            "The screens are not built: `npm run build` in frontend/ does it, and `make test` too.",
            pytrace=False,
        )


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest) -> str:
    """Each test that asks for it runs on a desktop and on a phone."""
    return str(request.param)


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any],
    request: pytest.FixtureRequest,
    live_server: LiveServer,
) -> Iterator[dict[str, Any]]:
    """Once the contexts are closed, the answers under way end before the tables are emptied."""
    wanted = "screen" in request.fixturenames
    under_way = UnderWay()
    yield {
        **browser_context_args,
        **SCREENS[request.getfixturevalue("screen") if wanted else "1280"],
        "base_url": live_server.url,
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "reduced_motion": "reduce",
    }
    under_way.wait()


@pytest.fixture
def new_context(new_context: type_of_context, watch: Watch) -> type_of_context:
    def make(**fields: Any) -> BrowserContext:
        context = new_context(**fields)
        context.set_default_timeout(10_000)
        watch.over(context)
        return context

    return make


@pytest.fixture(autouse=True)
def watch(request: pytest.FixtureRequest) -> Iterator[Watch]:
    """Fails the test whose pages complained, once they are closed."""
    watching = Watch()
    yield watching
    if not request.node.get_closest_marker("complains"):
        assert watching.complaints() == []


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def house(live_server: LiveServer) -> House:
    return make_house()


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[BrowserContext, Person], None]:
    """Be somebody without passing by the form; the stories that are about the form use it."""

    def as_person(context: BrowserContext, person: Person) -> None:
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return as_person


@pytest.fixture
def page_of(
    new_context: type_of_context, sign_in: Callable[[BrowserContext, Person], None]
) -> Callable[..., Page]:
    """A page of a context of its own, of a visitor or of a person."""

    def make(person: Person | None = None, **fields: Any) -> Page:
        context = new_context(**fields)
        if person:
            sign_in(context, person)
        return context.new_page()

    return make

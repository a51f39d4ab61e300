"""Opens the demo house at a fixed hour, goes through the pictures in Chromium, writes the files.

Run by `make screenshots` alone: pytest gives it the servers and the browser of the stories.
"""

import base64
import datetime as dt
import os
from collections.abc import Callable, Iterator

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Person
from mnic.demo.furnish import furnish
from tests.browser.conftest import *  # noqa: F403 - the fixtures of the stories
from tests.screenshots.pictures import PICTURES, Picture

# A Tuesday before the holidays, 10:12 in Calais.
NOW = dt.datetime(2026, 12, 8, 9, 12, tzinfo=dt.UTC)
DESKTOP: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}
QUALITY = 82


@pytest.fixture
def demo_house(live_server: LiveServer) -> Iterator[None]:
    with time_machine.travel(NOW):
        furnish(now=NOW)
        yield


def test_take_the_pictures(
    demo_house: None,
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[[BrowserContext, Person], None],
) -> None:
    wanted = os.environ.get("PICTURES", "").split()
    for picture in PICTURES:
        if not wanted or picture.name in wanted:
            context = new_context(device_scale_factor=1.5 if picture.phone else 1)
            if picture.who:
                sign_in(context, Person.objects.get(email=f"{picture.who}@mnic.example"))
            page = context.new_page()
            page.set_viewport_size(PHONE if picture.phone else DESKTOP)
            page.clock.set_fixed_time(NOW)
            picture.file.write_bytes(_take(page, picture))
            print(f"{picture.file.name}: {picture.file.stat().st_size // 1000} kB", flush=True)
            context.close()


def _take(page: Page, picture: Picture) -> bytes:
    page.goto(picture.address)
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    picture.steps(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.evaluate("document.activeElement?.blur()")
    return _webp(page, picture.part)


def _webp(page: Page, part: str) -> bytes:
    """Playwright writes PNG and JPEG only; Chromium knows the smaller format."""
    asked: dict[str, object] = {"format": "webp", "quality": QUALITY}
    if part:
        box = page.locator(part).first.bounding_box()
        assert box is not None
        # The clip is on the page, the box in the window.
        top = page.evaluate("scrollY")
        asked["clip"] = {**box, "y": box["y"] + top, "scale": 1}
    answer = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    return base64.b64decode(answer["data"])

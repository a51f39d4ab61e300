"""What the first page weighs, and that the watch over all pages hears what it must."""

import gzip
import re

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.house import House
from tests.browser.watching import POLICY, Watch

BUDGET = 90 * 1024


def test_scripts_of_the_first_page_are_light(page: Page, house: House) -> None:
    scripts: list[Response] = []
    page.on("response", lambda answer: _keep_script(scripts, answer))
    page.goto("/")
    expect(page.get_by_role("link", name="Un bureau")).to_be_visible()
    page.wait_for_load_state("networkidle")
    weights = {answer.url: len(gzip.compress(answer.body())) for answer in scripts}
    assert weights
    assert sum(weights.values()) <= BUDGET, weights


def _keep_script(scripts: list[Response], answer: Response) -> None:
    if answer.request.resource_type == "script":
        scripts.append(answer)


@pytest.mark.complains
@pytest.mark.parametrize(
    ("planted", "heard"),
    [
        (
            "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
            POLICY,
        ),
        ("document.body.insertAdjacentHTML('beforeend', '<b style=\"color: red\">x</b>')", POLICY),
        ("fetch('https://elsewhere.example/').catch(() => 0)", POLICY),
        ("setTimeout(() => { throw new Error('planted') })", "uncaught: .*planted"),
        ("console.error('planted')", "planted"),
        ("fetch('/api/v1/offers/nowhere/')", "status of 40"),
    ],
)
def test_the_watch_hears(planted: str, heard: str, page: Page, house: House, watch: Watch) -> None:
    """The control of every other test here: each kind of fault, planted, is heard."""
    page.goto("/")
    expect(page.get_by_role("link", name="Un bureau")).to_be_visible()
    assert watch.complaints() == []
    page.evaluate(f"() => {{ {planted} }}")
    for _ in range(20):
        if any(re.search(heard, line) for line in watch.complaints()):
            return
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    raise AssertionError(f"not heard: {watch.complaints()}")

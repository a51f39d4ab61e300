"""What is measured on a page: axe's findings, sideways scrolling, sizes of what one touches."""

import functools
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

_AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_LEAST = 44  # pixels, WCAG 2.2's 2.5.5

_SMALL = """(least) => {
  const controls = 'a[href], button, select, textarea, summary, input:not([type=hidden])';
  const seen = (box) => box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0;
  const inText = (one) => one.matches('p a, li a, dd a')
    && getComputedStyle(one).display === 'inline'
    && one.closest('p, li, dd').textContent.trim() !== one.textContent.trim();
  const rectangle = (one) => {
    const own = one.getBoundingClientRect();
    const label = one.matches('[type=checkbox], [type=radio]') && one.closest('label, .check');
    return label ? label.getBoundingClientRect() : own;
  };
  return [...document.querySelectorAll(controls)]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !inText(one))
    .map((one) => [one, rectangle(one)])
    .filter(([, box]) => seen(box) && (box.height < least - 0.5 || box.width < least - 0.5))
    .map(([one, box]) => `${one.outerHTML.slice(0, 120)} ${box.width} x ${box.height}`);
}"""


@functools.cache
def _axe() -> str:
    return _AXE.read_text()


def bring_axe(page: Page) -> None:
    """Load axe into the page."""
    page.evaluate(_axe())


def violations(page: Page) -> list[str]:
    """What axe finds wrong, one line a rule with the elements it names."""
    bring_axe(page)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {[node['target'] for node in rule['nodes']]} {rule['nodes'][0]['any'][:1]}"
        for rule in found["violations"]
    ]


def look(page: Page, where: str, *, dense: bool = False) -> list[str]:
    """What is wrong with the page as it stands; staff's dense lists may have smaller targets."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Un instant…")).to_have_count(0)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{where}, {scheme}: {line}" for line in violations(page)]
    if sideways(page) > 0:
        found.append(f"{where}: {sideways(page)} pixels too wide")
    if not dense:
        found += [f"{where}: small {line}" for line in small_targets(page)]
    return found


def too_pale(page: Page) -> list[str]:
    """The same for contrast alone, on a page whose drawing is not ours but whose colours are."""
    found: dict[str, Any] = page.evaluate(
        "axe.run(document, {runOnly: ['color-contrast'], resultTypes: ['violations']})"
    )
    return [str(node["target"]) for rule in found["violations"] for node in rule["nodes"]]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def small_targets(page: Page) -> list[str]:
    """What one touches and is smaller than a finger; links inside a sentence may be."""
    return list(page.evaluate(_SMALL, _LEAST))

"""What every template may say of the house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from pages import manifest


def house(request: HttpRequest) -> dict[str, Any]:
    """The house's name, telephone and e-mail, and whether this is the demo."""
    return {"house": settings.HOUSE, "is_demo": settings.DEMO, "screen_styles": _screen_styles()}


def _screen_styles() -> tuple[str, ...]:
    """The screens' own styles, for their typeface; none before they are built."""
    try:
        return manifest.entry().styles
    except manifest.NotBuilt:
        return ()

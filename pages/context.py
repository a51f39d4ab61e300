"""What every template may say of the house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """The house's name, telephone and e-mail, and whether this is the demo."""
    return {"house": settings.HOUSE, "is_demo": settings.DEMO}

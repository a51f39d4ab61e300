"""How the admin looks: the house's name and colours, and the menu that mnic/admin_menu.py draws."""

from typing import Any

from django.templatetags.static import static

from mnic.settings.house import HOUSE


def _style(request: Any) -> str:
    return static("mnic/admin.css")


def _icon(request: Any) -> str:
    return static("favicon.svg")


UNFOLD = {
    "SITE_TITLE": f"Réglages · {HOUSE['name']}",
    "SITE_HEADER": HOUSE["name"],
    "SITE_SUBHEADER": "Réglages",
    "SITE_SYMBOL": "home_work",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _icon}],
    "SITE_URL": "/",
    "STYLES": [_style],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "DASHBOARD_CALLBACK": "mnic.admin_menu.first_page",
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": "mnic.admin_menu.navigation",
    },
}

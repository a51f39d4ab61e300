"""How the admin looks: its title, and the menu that mnic/admin_menu.py draws."""

UNFOLD = {
    "SITE_TITLE": "MNIC · réglages",
    "SITE_HEADER": "MNIC · réglages",
    "SITE_SYMBOL": "home_work",
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": "mnic.admin_menu.navigation",
    },
}

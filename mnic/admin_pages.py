"""Which admin pages the house has: its own, not those that come with the libraries."""

from django.apps import apps
from django.contrib import admin

FOREIGN = ("account", "auth", "mfa", "schedule")


def leave_out_foreign_tables() -> None:
    """Take away the libraries' pages: they would write past the services and the audit."""
    for label in FOREIGN:
        for model in apps.get_app_config(label).get_models():
            if admin.site.is_registered(model):
                admin.site.unregister(model)

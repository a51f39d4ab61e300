"""Django's name for this app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

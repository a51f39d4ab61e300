"""Servers for the tests, started before pytest-django reads the settings."""

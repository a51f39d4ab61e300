"""Signing up, in and out: django-allauth with the rules of the house."""

"""The wiring of the house: settings, addresses, Celery, event handlers, the launcher, the demo.

Empty on purpose: the launcher imports this package before anything is installed.
"""

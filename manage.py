#!/usr/bin/env python
"""Django's command line; by hand, it finds the embedded servers of a house that is running."""

import os
import sys

from django.core.management import execute_from_command_line

from mnic.launcher.addresses import use_running_servers


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mnic.settings.local")
    use_running_servers(os.environ)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

"""What stops the launcher: each failure is one sentence for the person at the terminal."""


class LauncherError(Exception):
    """Something the person can act upon; its text is the whole explanation."""


class StopAsked(Exception):
    """Somebody pressed Ctrl-C or sent a signal: no failure."""

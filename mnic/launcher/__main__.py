"""`python -m mnic.launcher run | reset-demo`, inside the virtual environment."""

import os
import sys

import environ

from mnic.launcher.commands import Stop
from mnic.launcher.errors import LauncherError, StopAsked
from mnic.launcher.house import reset_demo, run_house
from mnic.launcher.progress import Progress
from mnic.launcher.stamps import CLONE

COMMANDS = {"run": run_house, "reset-demo": reset_demo}


def main(command: str) -> int:
    environ.Env.read_env(CLONE / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mnic.settings.local")
    stop, progress = Stop(), Progress()
    stop.listen()
    try:
        COMMANDS[command](stop, progress)
    except StopAsked:
        progress.say("The house is closed.")
    except (LauncherError, OSError) as error:
        progress.say(f"{error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

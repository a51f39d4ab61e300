"""`python -m tests.screenshots`: Chromium where it is missing, then the pictures.

PICTURES="jour planning" in the environment takes only those.
"""

import sys

from mnic.launcher.commands import Stop
from mnic.launcher.errors import LauncherError, StopAsked
from mnic.launcher.progress import Progress
from tests.run import install_chromium, run_in_sight

TAKE = ["-m", "pytest", "--quiet", "--capture=no", "tests/screenshots/take.py"]


def main() -> int:
    stop, progress = Stop(), Progress()
    stop.listen()
    try:
        install_chromium(stop, progress)
        return run_in_sight([sys.executable, *TAKE], stop)
    except StopAsked:
        return 130
    except LauncherError as error:
        progress.say(f"{error}")
        return 1


if __name__ == "__main__":
    sys.exit(main())

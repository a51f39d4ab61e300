"""First step of every make target, for whatever Python is there: find a good one, or say so."""

import os
import sys

OLDEST = (3, 11)
NEWER = ("python3.11", "python3.12", "python3.13", "python3.14")


def newer_python() -> "str | None":
    """The path of a Python that is new enough, or None. Old Pythons read this file."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        for name in NEWER:
            path = os.path.join(folder, name)
            if os.access(path, os.X_OK):
                return path
    return None


def main() -> None:
    if sys.version_info < OLDEST:
        python = newer_python()
        if python is None:
            sys.exit(
                "The house needs Python 3.11 or later; this is Python %d.%d: install a newer one."
                % sys.version_info[:2]
            )
        os.execv(python, [python, *sys.argv])
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, os.path.dirname(os.path.dirname(here)))
    from mnic.launcher.install import install_and_go_on  # only a Python new enough can read it

    install_and_go_on(sys.argv[1:])


if __name__ == "__main__":
    main()

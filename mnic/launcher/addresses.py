"""Where the servers of a running house are: a file that only its owner may read."""

import json
import os
from collections.abc import Mapping, MutableMapping

from mnic.launcher.stamps import CLONE

ADDRESSES = CLONE / "var" / "run" / "addresses.json"


def publish(environment: Mapping[str, str]) -> None:
    """Write down what a command by hand needs in its environment to reach the running servers."""
    ADDRESSES.parent.mkdir(parents=True, exist_ok=True)
    withdraw()
    descriptor = os.open(ADDRESSES, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(dict(environment), file)


def withdraw() -> None:
    ADDRESSES.unlink(missing_ok=True)


def use_running_servers(environ: MutableMapping[str, str]) -> None:
    """Complete `environ` with the running house's addresses; a database given by hand wins."""
    if "DATABASE_URL" in environ:
        return
    try:
        published: dict[str, str] = json.loads(ADDRESSES.read_text())
    except (FileNotFoundError, PermissionError):
        return
    for name, value in published.items():
        environ.setdefault(name, value)

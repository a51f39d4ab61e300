"""Two calendar programmes of people: vdirsyncer fetches a feed, khal reads what it fetched."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_SYNC = """
[general]
status_path = "{folder}/status"
[pair house]
a = "feed"
b = "kept"
collections = null
[storage feed]
type = "http"
url = "{url}"
[storage kept]
type = "filesystem"
path = "{folder}/kept"
fileext = ".ics"
"""
_READ = """
[calendars]
[[house]]
path = {folder}/kept
readonly = True
[locale]
local_timezone = UTC
default_timezone = UTC
longdatetimeformat = %Y-%m-%dT%H:%M
longdateformat = %Y-%m-%d
dateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
"""


@dataclass(frozen=True)
class Subscriber:
    """Somebody's computer with both programmes, subscribed to one address; its clock is on UTC."""

    folder: Path
    url: str

    def subscribe(self) -> None:
        (self.folder / "kept").mkdir()
        (self.folder / "vdirsyncer.conf").write_text(_SYNC.format(folder=self.folder, url=self.url))
        (self.folder / "khal.conf").write_text(_READ.format(folder=self.folder))
        self._run("vdirsyncer", "-c", "vdirsyncer.conf", "discover")

    def fetch(self) -> subprocess.CompletedProcess[str]:
        """Ask the house; the answer of the programme."""
        return self._run("vdirsyncer", "-c", "vdirsyncer.conf", "sync", check=False)

    def files(self) -> list[Path]:
        return sorted((self.folder / "kept").iterdir())

    def read(self, first: str, last: str) -> list[str]:
        """The events from one day to another as khal lists them, times in UTC."""
        shape = "{start-long} {end-long} {title} {status}"
        listed = self._run(
            *("khal", "-c", "khal.conf", "list", "--notstarted", "--once", "--format", shape),
            *("--day-format", "", first, last),
        )
        return [line.strip() for line in listed.stdout.splitlines() if line.strip()]

    def _run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """The programme of our own virtual environment, at home in its folder."""
        home = os.environ | {"HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        program = Path(sys.executable).with_name(command[0])
        return subprocess.run(
            [program, *command[1:]],
            cwd=self.folder,
            env=home,
            check=check,
            text=True,
            capture_output=True,
            timeout=60,
        )

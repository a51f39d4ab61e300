"""The house in the foreground: servers, tables, demo, then web, worker and beat."""

import json
import os
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Callable
from functools import partial

from mnic.launcher import addresses, tables
from mnic.launcher.commands import LOGS, Stop, run, side_by_side
from mnic.launcher.errors import LauncherError
from mnic.launcher.install import bind_port
from mnic.launcher.places import Place, servers_place
from mnic.launcher.postgres import has_sites
from mnic.launcher.processes import Child, kept_secret, start, wait_until
from mnic.launcher.progress import Progress
from mnic.launcher.servers import start_servers
from mnic.launcher.stamps import CLONE, files_below, hash_of, is_stamped, stamp
from mnic.launcher.supervisor import Supervisor

RUN = CLONE / "var" / "run"
DEMO_ACCOUNTS = CLONE / "var" / "demo-accounts.json"
PRODUCTION = "mnic.settings.production"
PUBLISHED = (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "MNIC_EMBEDDED_DATABASE",
    "MNIC_EMBEDDED_REDIS",
)
WEB = ["-m", "gunicorn", "--config", "python:mnic.web_server", "mnic.wsgi:application"]
CELERY = ["-m", "celery", "--app", "mnic.celery", "--quiet"]
WORKER = [
    *(*CELERY, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"),
    *("--queues", "celery,letters"),  # the only worker: also where LETTERS_QUEUE sets letters apart
]
BEAT = [*CELERY, "beat", "--schedule", str(RUN / "beat-schedule"), "--pidfile="]


def run_house(stop: Stop, progress: Progress) -> None:
    """From installed to open, then until a stop is asked; raises what ended it."""
    # First the house, then its door: a killed run's web server may still hold the port.
    with Supervisor(servers_place(), stop, say=progress.say) as house, bind_port() as door:
        try:
            _furnish(house, stop, progress)
            with progress.step("Web, worker, beat"):
                _open(house, door, stop)
            _welcome(progress, f"http://127.0.0.1:{door.getsockname()[1]}")
            house.watch()
        finally:
            addresses.withdraw()


def reset_demo(stop: Stop, progress: Progress) -> None:
    """Forget the embedded house's data and furnish the demo anew."""
    if os.environ.get("DATABASE_URL"):
        raise LauncherError(
            "`make reset-demo` empties the embedded database only: "
            "remove DATABASE_URL from the environment, or empty that database by hand."
        )
    place = servers_place()
    with Supervisor(place, stop, say=progress.say) as house:
        with progress.step("Emptying the house"):
            for name in ("postgres", "valkey"):
                shutil.rmtree(place.root / name, ignore_errors=True)
            tables.forget(place)
            DEMO_ACCOUNTS.unlink(missing_ok=True)
        try:
            _furnish(house, stop, progress)
        finally:
            addresses.withdraw()
    progress.say(
        "The demo house is as new, and so are its passwords: `make run` opens it and shows them."
    )


def _furnish(house: Supervisor, stop: Stop, progress: Progress) -> None:
    """Servers, tables, static files, and the demo where nobody has made a site yet."""
    os.environ.setdefault("SECRET_KEY", kept_secret(house.place.root / "secret-key"))
    with progress.step("PostgreSQL and Valkey"):
        start_servers(house.place, house.join, stop)
    addresses.publish({name: os.environ[name] for name in PUBLISHED if name in os.environ})
    side_by_side(
        [
            partial(_prepare_database, house.place, stop, progress),
            partial(_collect_static_files, stop, progress),
        ],
        stop=stop,
    )


def _prepare_database(place: Place, stop: Stop, progress: Progress) -> None:
    if not tables.are_ready(place):
        with progress.step("Tables"):
            _manage("migrate", "--no-input", stop=stop)
        tables.note_ready(place)
    if _wants_demo() and not has_sites(os.environ["DATABASE_URL"]):
        with progress.step("Demo house"):
            _manage("demo_house", stop=stop)


def _wants_demo() -> bool:
    """A house for its public never gets accounts whose passwords were printed."""
    is_production = os.environ["DJANGO_SETTINGS_MODULE"] == PRODUCTION
    return not is_production and os.environ.get("DEMO_HOUSE", "1") != "0"


def _collect_static_files(stop: Stop, progress: Progress) -> None:
    sources = [CLONE / "requirements.txt", *files_below(CLONE / "docs" / "images")]
    sources += files_below(CLONE / "frontend" / "dist")
    for folder in sorted(CLONE.glob("*/static")):
        sources += files_below(folder)
    inputs = hash_of(sources)
    if not is_stamped("static", inputs) or not (CLONE / "static").is_dir():
        with progress.step("Static files"):
            _manage("collectstatic", "--no-input", "--clear", stop=stop)
        stamp("static", inputs)


def _manage(command: str, *arguments: str, stop: Stop) -> None:
    run(command, [sys.executable, CLONE / "manage.py", command, *arguments], stop=stop, cwd=CLONE)


def _open(house: Supervisor, door: socket.socket, stop: Stop) -> None:
    """Start the three together, then wait for each: they need each other only later."""
    RUN.mkdir(parents=True, exist_ok=True)
    pool = {"DATABASE_POOL": "8"}
    bind = ["--bind", f"fd://{door.fileno()}"]
    port = door.getsockname()[1]
    os.environ.setdefault("PUBLIC_URL", f"http://127.0.0.1:{port}")  # links in letters lead here
    web = start(
        "The web server",
        [sys.executable, *WEB, *bind],
        log=LOGS / "web.log",
        env=os.environ | pool,
        cwd=CLONE,
        pass_fds=[door.fileno()],
    )
    house.join(web)
    waits: list[tuple[Child, Callable[[], bool]]] = [(web, partial(_answers, port))]
    for name, command in (("worker", WORKER), ("beat", BEAT)):
        sign = RUN / f"{name}-ready"
        sign.unlink(missing_ok=True)
        child = start(
            f"The {name}",
            [sys.executable, *command],
            log=LOGS / f"{name}.log",
            env=os.environ | {"MNIC_READY_FILE": str(sign)},
            cwd=CLONE,
        )
        house.join(child)
        waits.append((child, sign.exists))
    for child, ready in waits:
        wait_until(ready, child, pause=stop.pause, seconds=60)
    stop.pause(0)  # asked while a question to the web server was under way


def _answers(port: int) -> bool:
    """Whether the house says it is ready. The port is ours: the socket is held since the start."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:  # no answer, or one that says why not yet
        return False


def _welcome(progress: Progress, address: str) -> None:
    seconds = time.monotonic() - float(os.environ.get("MNIC_STARTED", time.monotonic()))
    progress.say(f"\nThe house is open after {seconds:.0f} s: {address}")
    for line in _demo_accounts():
        progress.say(line)
    progress.say(f"Logs: {LOGS}. Ctrl-C closes the house.")


def _demo_accounts() -> list[str]:
    try:
        accounts: list[dict[str, str]] = json.loads(DEMO_ACCOUNTS.read_text())
    except FileNotFoundError:
        return []
    rows = [
        f"  {a['role']:<12} {a['email']:<40} {a['password']:<24} {a.get('site') or ''}".rstrip()
        for a in accounts
    ]
    return [f"Demo accounts (also in {DEMO_ACCOUNTS}):", *rows]

"""Stamps: the hash of what a step read, left when it was done, so that the next start skips it."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
STAMPS = CLONE / "var" / "stamps"


def hash_of(paths: Iterable[Path], *more: str) -> str:
    """One hash for the names and contents of these files, and whatever else matters."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        digest.update(os.fsencode(path) + b"\0" + path.read_bytes())
    return digest.hexdigest()


def files_below(folder: Path, *, without: frozenset[str] = frozenset()) -> list[Path]:
    """Every file of a tree in a fixed order, without the folders of those names."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in without]
        found += [Path(place, name) for name in files]
    return sorted(found)


def is_stamped(step: str, value: str) -> bool:
    try:
        return (STAMPS / step).read_text() == value
    except FileNotFoundError:
        return False


def stamp(step: str, value: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(value)

"""Vite's manifest: which built files the first page of the screens loads."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

ENTRY = "src/main.ts"


class NotBuilt(Exception):
    """The screens have not been built: there is no manifest to read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Addresses of the first script, of what it imports at once, and of its styles."""

    script: str
    preloads: tuple[str, ...]
    styles: tuple[str, ...]


def entry() -> Entry:
    """The first page's files, read again only when a build has replaced the manifest."""
    path = Path(settings.FRONTEND_DIST) / "manifest.json"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise NotBuilt(str(path)) from None


@functools.lru_cache(maxsize=1)
def _read(path: Path, built_at: int) -> Entry:
    chunks = json.loads(path.read_text())
    first = chunks[ENTRY]
    imported = [chunks[name] for name in first.get("imports", ())]
    styles = [style for chunk in (first, *imported) for style in chunk.get("css", ())]
    return Entry(
        script=static(first["file"]),
        preloads=tuple(static(chunk["file"]) for chunk in imported),
        styles=tuple(static(style) for style in dict.fromkeys(styles)),
    )

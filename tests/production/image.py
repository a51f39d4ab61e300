"""What the Dockerfile would put under /app, made of this clone by the same rules."""

import shutil
import subprocess
from pathlib import Path

from pathspec import PathSpec

CLONE = Path(__file__).resolve().parents[2]


def _rules() -> PathSpec:
    """.dockerignore in the words of .gitignore: there a name alone means any depth."""
    lines = (CLONE / ".dockerignore").read_text().splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    anchored = [_anchored(rule) for rule in rules]
    return PathSpec.from_lines("gitignore", anchored)


def _anchored(rule: str) -> str:
    if rule.startswith("!"):
        return f"!/{rule[1:]}"
    return rule if rule.startswith("**") else f"/{rule}"


def goes_into_the_image(path: str) -> bool:
    return not _rules().match_file(path)


def made_of(folder: Path) -> Path:
    """The files of the image without its packages: tracked ones, and the built screens."""
    known = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(known, cwd=CLONE, capture_output=True, text=True, check=True).stdout
    rules = _rules()
    for name in filter(None, listed.split("\0")):
        source = CLONE / name
        if rules.match_file(name) or name.startswith("frontend/") or not source.exists():
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copytree(CLONE / "frontend" / "dist", folder / "frontend" / "dist")
    return folder

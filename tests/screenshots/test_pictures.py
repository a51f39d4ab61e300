"""The pictures that README and docs/fr show: each exists, is light, and can be taken again."""

import re
from pathlib import Path

from tests.screenshots.pictures import FOLDER, HEAVIEST, PICTURES

CLONE = Path(__file__).resolve().parents[2]
TEXTS = [CLONE / "README.md", *sorted((CLONE / "docs").rglob("*.md"))]
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def shown() -> dict[Path, str]:
    """Every picture of the texts with the words for those who do not see it."""
    return {
        (text.parent / path).resolve(): words
        for text in TEXTS
        for words, path in SHOWN.findall(text.read_text())
    }


def test_every_picture_shown_is_in_the_list_and_the_other_way_round() -> None:
    named = {picture.file for picture in PICTURES}
    assert len(named) == len(PICTURES)
    assert set(shown()) == named


def test_every_picture_is_there_and_light_and_said_in_words() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {picture.file.name for picture in PICTURES}
    for path, words in shown().items():
        assert path.read_bytes()[8:12] == b"WEBP", path
        assert path.stat().st_size <= HEAVIEST, path
        assert len(words) > 10, path

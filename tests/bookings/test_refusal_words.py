"""A refusal is a reason, the next act and the telephone; the screens add the one not said."""

import ast
import re
from pathlib import Path

import pytest

from bookings import rules

NEXT_ACT = re.compile(
    r"%\(call\)s|\b(?:choisissez|demandez|réservez|rechargez|réessayez|appelez)\b", re.IGNORECASE
)
A_REASON_FIRST = re.compile(r"^(?!Choisissez|Demandez|Réservez|Appelez)\S")
# « Choisissez une heure ronde » says why by what it asks for.
REASON_IN_THE_ACT = {"Choisissez une heure ronde, de %(step)s en %(step)s minutes."}


def sentences() -> list[str]:
    """What the rules say: the messages that stand by themselves, not inside others."""
    tree = ast.parse(Path(rules.__file__).read_text())
    said = [
        str(node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and isinstance(node.args[0], ast.Constant)
    ]
    return [one for one in said if re.search(r"[.]$|%\(call\)s$", one) and not one[0].islower()]


def codes() -> set[str]:
    """The codes that the rules refuse with."""
    return set(re.findall(r'Refusal\(\s*"(\w+)"', Path(rules.__file__).read_text()))


def test_every_refusal_is_looked_at() -> None:
    assert len(codes()) >= 15
    assert len(sentences()) >= len(codes())


@pytest.mark.parametrize("sentence", sentences())
def test_refusal_says_why_and_what_to_do(sentence: str) -> None:
    assert NEXT_ACT.search(sentence)
    assert A_REASON_FIRST.search(sentence) or sentence in REASON_IN_THE_ACT


@pytest.mark.parametrize("bare", ["C’est fermé.", "Il y en a %(most)s au plus."])
def test_refusal_without_an_act_would_be_noticed(bare: str) -> None:
    assert not NEXT_ACT.search(bare)

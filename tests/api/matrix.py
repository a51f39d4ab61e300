"""The role matrix: what matrix.txt expects of every step, and where an answer differs from it."""

from collections.abc import Iterator
from pathlib import Path

from tests.api.walk import Operation, observe, operations
from tests.api.world import ROLES, WHOSE, World

TABLE = Path(__file__).parent / "matrix.txt"


def expected() -> dict[str, dict[str, list[str]]]:
    lines = [line.split() for line in TABLE.read_text().splitlines() if line[:1].isalpha()]
    header, *rows = lines
    assert tuple(header[1:]) == ROLES
    return {
        row[0]: {role: cell.split("/") for role, cell in zip(ROLES, row[1:], strict=True)}
        for row in rows
    }


def _steps() -> Iterator[tuple[Operation, str, int, str]]:
    for operation in operations():
        for role in ROLES:
            for place, whose in enumerate(WHOSE):
                yield operation, role, place, whose


def differences(world: World, only: str = "") -> Iterator[str]:
    """Every step whose answer is not the expected one."""
    table = expected()
    for operation, role, place, whose in _steps():
        if only and operation.name != only:
            continue
        got, wanted = observe(world, operation, role, whose), table[operation.name][role][place]
        if got != wanted:
            yield f"{operation.name} {role} {whose}: {got}, expected {wanted}"

"""What every test has: the language of the house, and lines that long tests want seen."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.telling import SEED, TOLD, Tell


@pytest.fixture(autouse=True)
def _language_of_the_house() -> Iterator[None]:
    """A request leaves its language to its thread: the next test begins with that of the house."""
    yield
    translation.deactivate()


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Say a line at the end of the run, whichever process the test runs in."""

    def say(line: str) -> None:
        request.node.user_properties.append((TOLD, f"{request.node.name}: {line}, seed {SEED}"))

    return say


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.getreports(kind)]
    lines = [text for one in reports for name, text in one.user_properties if name == TOLD]
    if lines:
        terminalreporter.section("told by the tests")
    for line in dict.fromkeys(lines):
        terminalreporter.line(line)

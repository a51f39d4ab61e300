"""Django's own list of what a public house needs, under the settings of production."""

import os
import subprocess
import sys

from tests.launcher.test_production_refusals import GOOD
from tests.production.compose import CLONE

KEY = "".join(chr(33 + n) for n in range(64))
CHECK = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def _check(**change: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        CHECK,
        cwd=CLONE,
        env={"PATH": os.environ["PATH"]} | GOOD | {"SECRET_KEY": KEY} | change,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_checks_of_deployment_find_nothing() -> None:
    checked = _check()
    assert checked.returncode == 0, checked.stderr
    assert "no issues (1 silenced)" in checked.stdout, "preloading, which is not ours to ask for"


def test_control_a_house_without_https_is_found() -> None:
    checked = _check(SECURE_SSL_REDIRECT="false")
    assert checked.returncode == 1
    assert "security.W008" in checked.stderr

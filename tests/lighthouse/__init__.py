"""Lighthouse, with Node packages of its own: only `make test` installs them."""

from pathlib import Path

MEASURE = Path(__file__).parent / "measure.mjs"

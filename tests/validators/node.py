"""Where the validators of .ci/node lie; `make test` installs them there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FOLDER = Path(sys.prefix) / "node" / "node_modules"


def validator(path: str) -> Path:
    """A file of an installed validator; without it the test is skipped, by name."""
    file = FOLDER / path
    if not file.is_file():
        pytest.skip(f"{path.partition('/')[0]} is missing: `make test` installs it where npm is there")
    return file

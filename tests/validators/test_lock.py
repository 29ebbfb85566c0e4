"""What is installed from npm is pinned, each file by its hash, and no registry is named."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / ".ci" / "node"
LOCK: dict[str, Any] = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))
PACKAGES = {path: package for path, package in LOCK["packages"].items() if path}


@pytest.mark.parametrize("path", PACKAGES)
def test_a_package_is_pinned_by_hash_and_names_no_host(path: str) -> None:
    package = PACKAGES[path]
    assert re.fullmatch(r"\d+\.\d+\.\d+[-.\w]*", package["version"])
    assert package["integrity"].startswith("sha512-")
    assert "resolved" not in package


def test_the_lock_is_that_of_the_package_file() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert LOCK["packages"][""]["dependencies"] == wanted
    assert wanted == {name: PACKAGES[f"node_modules/{name}"]["version"] for name in wanted}

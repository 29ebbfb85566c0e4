"""Under `serve` the search index follows a change when nobody waits, and comes to that of a clean build."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import main
from tests.conftest import Project
from tests.test_serve import PATIENCE, read, served, wait_for

pytestmark = pytest.mark.slow

INDEX = "search/index/"


def built_index(project: Project, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The files of the index that a clean build makes, by name."""
    monkeypatch.chdir(project.folder)
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    return {path.name: path.read_text() for path in Path(project.site, INDEX).iterdir()}


def test_the_index_follows_every_change(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.article("one", "title: One", "Tamarisk.")
    project.article("two", "title: Two", "Juniper.")
    with served(project) as address:
        register = wait_for(f"{address}{INDEX}register.json", "{")
        assert "tangerine" not in register
        project.article("one", "title: One", "Tangerine.")
        wait_for(f"{address}articles/one/", "Tangerine")
        project.article("three", "title: Three", "Mulberry.")  # before the index has followed
        wait_for(f"{address}articles/three/", "Mulberry")
        wanted = built_index(project, monkeypatch)
        end = time.monotonic() + PATIENCE
        while read(f"{address}{INDEX}register.json") != wanted["register.json"]:
            assert time.monotonic() < end
            time.sleep(0.1)
        assert {name: read(f"{address}{INDEX}{name}") for name in wanted} == wanted
        assert any("mulberri" in text or "mulberry" in text for text in wanted.values())
        assert not any("tamarisk" in text for text in wanted.values())

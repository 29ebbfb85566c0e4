"""What sitegen knows of MkDocs from within. Where MkDocs changes, these tests say so first."""

from __future__ import annotations

import hashlib
import inspect
from typing import Any

import mkdocs
import pytest
from mkdocs.commands import build as building
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from sitegen import plugin
from sitegen.plugin import READ, build
from tests.conftest import Project

READ_SOURCES = {
    building.build: "c476b64474ac",
    building._build_page: "adcdbd14b236",
    building._populate_page: "31a70ea4caef",
    Page.render: "320529348f7a",
    _RelativePathTreeprocessor: "523b46edca94",
    get_toc: "67a357fabce5",
    Files.documentation_pages: "a18f043c1697",
    Files.copy_static_files: "d26112b6cfc8",
    File.copy_file: "369c71ea1799",
    LiveReloadServer: "e31977f2f87a",
}
"""What was read before sitegen was built on it, with the beginning of a digest of its source.

When one is another, read it: does what `sitegen/plugin.py` and `sitegen/site/live/server.py` say of it still
hold? Then put the new digest here, and the version into `plugin.READ`.
"""


def digest_of(thing: Any) -> str:
    return hashlib.sha256(inspect.getsource(thing).encode()).hexdigest()[:12]


def test_this_is_the_mkdocs_that_was_read() -> None:
    assert mkdocs.__version__ == READ


@pytest.mark.parametrize("thing", READ_SOURCES, ids=lambda thing: thing.__qualname__)
def test_what_was_read_is_as_it_was(thing: Any) -> None:
    assert digest_of(thing) == READ_SOURCES[thing]


def test_under_another_mkdocs_all_pages_are_set_anew_and_that_is_said(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugin, "mkdocs_version", "1.6.99")
    project.article("quake", "title: Quake\ndate: 2026-01-02", "The ground shook.")
    build(project.settings)
    page = project.site / "articles" / "quake" / "index.html"
    first, before = page.read_bytes(), page.stat().st_ino
    report = build(project.settings)
    assert page.stat().st_ino != before
    assert page.read_bytes() == first
    assert [line for line in report.warnings if "1.6.99" in line]

"""The search index: what is found, and what is not."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from sitegen.errors import SitegenError
from sitegen.plugin import build
from sitegen.site.search import build_index
from tests.conftest import Project

STORY = """
title: 'Bridge <b>opens</b> & closes'
date: 2024-03-13T15:35:00-04:00
authors: [Ann & Bob <x>, Eve Rye]
section: R&D <i>
tags: [Steel & Iron]
description: A standfirst with a plumbago in it.
"""


def fragments(site: Path) -> list[dict[str, Any]]:
    """What Pagefind keeps of each page: content, meta, filters."""
    found = []
    for path in sorted((site / "pagefind" / "fragment").glob("*.pf_fragment")):
        data = gzip.decompress(path.read_bytes())
        found.append(json.loads(data[data.index(b"{") :]))
    return found


@pytest.fixture
def fragment(project: Project) -> dict[str, Any]:
    """What the search keeps of one hostile article."""
    project.article("2024/03/bridge", STORY, "The **zarzuela** played on.\n\n## A subhead\n\nMore.")
    assert build(project.settings).exit_code == 0
    (only,) = fragments(project.site)
    return only


def test_only_articles_are_searched(project: Project) -> None:
    project.article("one", "title: One")
    project.article("two", "title: Two")
    build(project.settings)
    assert sorted(each["url"] for each in fragments(project.site)) == ["/articles/one/", "/articles/two/"]


def test_standfirst_and_body_are_the_text_and_the_furniture_is_not(fragment: dict[str, Any]) -> None:
    content = fragment["content"]
    assert "zarzuela" in content
    assert "plumbago" in content
    assert content.startswith("A standfirst")
    for furniture in ("Bridge", "Eve Rye", "R&D", "13 March", "Steel", "Front page", "Sitegen Courier"):
        assert furniture not in content


def test_a_result_knows_its_title_section_and_day(fragment: dict[str, Any]) -> None:
    meta = fragment["meta"]
    assert meta["title"] == "Bridge <b>opens</b> & closes"
    assert meta["section"] == "R&D <i>"
    assert meta["day"] == "13 March 2024"


def test_section_author_year_and_topic_are_filters(fragment: dict[str, Any]) -> None:
    assert fragment["filters"] == {
        "section": ["R&D <i>"],
        "author": ["Ann & Bob <x>", "Eve Rye"],
        "year": ["2024"],
        "topic": ["Steel & Iron"],
    }


def test_pagefinds_own_interfaces_are_not_published(project: Project) -> None:
    project.article("one", "title: One")
    build(project.settings)
    names = {path.name for path in (project.site / "pagefind").iterdir()}
    assert "pagefind.js" in names
    assert not [name for name in names if "ui" in name or "highlight" in name]


def test_a_site_without_articles_needs_no_index(project: Project) -> None:
    assert build(project.settings).exit_code == 0
    assert not (project.site / "pagefind").exists()


def test_a_build_without_search_has_neither_index_nor_button(project: Project) -> None:
    project.article("one", "title: One")
    assert build(project.settings, search=False).exit_code == 0
    assert not (project.site / "pagefind").exists()
    assert project.page("").select("[data-search-open], [data-search], script[src*='search.js']") == []
    assert "without a search" in project.page("search").get_text()


def test_a_failing_pagefind_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "articles" / "one" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html><body data-pagefind-body>x</body></html>")
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho cannot do it >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(SitegenError, match=r"could not make the search index: cannot do it[^$]*--no-search"):
        build_index(tmp_path)


def test_when_the_index_fails_the_last_good_site_stands(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.article("one", "title: One")
    build(project.settings)
    before = project.tree()
    project.article("two", "title: Two")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    report = build(project.settings)
    assert report.exit_code == 2
    assert "Pagefind" in report.reason
    assert project.tree() == before

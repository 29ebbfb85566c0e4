"""The search index: what is found, what a result is told, and what is not in it."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SitegenError
from sitegen.plugin import build
from sitegen.site.search import Entry, build_index
from sitegen.site.search.common import FILE, LARGE, common_words
from sitegen.site.search.parting import GLUE, OVERLAP, SPACE, parted, parted_html
from tests.conftest import Project

STORY = """
title: 'Bridge <b>opens</b> & closes'
date: 2024-03-13T15:35:00-04:00
authors: [Ann & Bob <x>, "Rye, Eve"]
section: R&D <i>
tags: [Steel & Iron]
description: A standfirst with a plumbago & more in it.
"""


def fragments(site: Path) -> list[dict[str, Any]]:
    """What Pagefind keeps of each story: content, meta, filters."""
    found = []
    for path in sorted((site / "pagefind" / "fragment").glob("*.pf_fragment")):
        data = gzip.decompress(path.read_bytes())
        found.append(json.loads(data[data.index(b"{") :]))
    return found


def facts(fragment: dict[str, Any]) -> dict[str, list[str]]:
    """What a result is told besides: it travels as the name of the first anchor."""
    return parse_qs(fragment["anchors"][0]["id"])


@pytest.fixture
def fragment(project: Project) -> dict[str, Any]:
    """What the search keeps of one hostile article."""
    body = "The **zarzuela** played R&D on.\n\n## A subhead\n\nMore steel & iron."
    project.article("2024/03/bridge", STORY, body)
    assert build(project.settings).exit_code == 0
    (only,) = fragments(project.site)
    return only


def test_only_articles_are_searched(project: Project) -> None:
    project.article("one", "title: One")
    project.article("two", "title: Two")
    project.article("draft", "title: Three\ndraft: true")
    build(project.settings)
    assert sorted(each["meta"]["title"] for each in fragments(project.site)) == ["One", "Two"]


def test_a_result_leads_to_the_page_of_its_story(project: Project) -> None:
    url = project.article("2024/03/straße 1", "title: One")
    build(project.settings)
    (only,) = fragments(project.site)
    assert only["url"].endswith("straße 1/")
    assert (project.site / only["url"].lstrip("/") / "index.html").is_file()
    assert url


def test_standfirst_and_body_are_the_text_and_the_furniture_is_not(fragment: dict[str, Any]) -> None:
    content = fragment["content"].replace(SPACE, " ")
    assert content.startswith("A standfirst with a plumbago & more in it. The zarzuela played R&D on.")
    assert content.endswith("More steel & iron.")
    for furniture in ("Bridge", "Rye", "13 March", "Front page", "Sitegen Courier"):
        assert furniture not in content


def test_the_headline_and_names_are_found_and_nothing_else_is_meta(fragment: dict[str, Any]) -> None:
    assert fragment["meta"] == {
        "title": f"Bridge <b>opens</b>{SPACE}& closes",
        "names": f"Ann{SPACE}& Bob <x>, Rye, Eve, Steel{SPACE}& Iron",
    }


def test_a_result_knows_its_day_and_picture(project: Project) -> None:
    project.write("images/küste 1.svg", "<svg viewBox='0 0 3 2'/>")
    picture = "image: {src: '/images/küste 1.svg', alt: A coast}"
    project.article("one", f"title: One\ndate: 2024-03-13\n{picture}\nlang: de")
    build(project.settings)
    (only,) = fragments(project.site)
    assert facts(only) == {"day": ["13 March 2024"], "picture": ["images/k%C3%BCste%201.svg"], "lang": ["de"]}


def test_section_author_year_topic_and_day_are_filters(fragment: dict[str, Any]) -> None:
    assert fragment["filters"] == {
        "section": ["R&D <i>"],
        "author": ["Ann & Bob <x>", "Rye, Eve"],
        "topic": ["Steel & Iron"],
        "year": ["2024"],
        "day": ["2024-03", "2024-03-13"],
    }


def test_the_language_is_a_filter_in_a_paper_of_several(project: Project) -> None:
    project.article("one", "title: One\nlang: en-GB")
    project.article("two", "title: Two")
    project.article("three", "title: Drei\nlang: de")
    build(project.settings)
    languages = {each["meta"]["title"]: each["filters"]["lang"] for each in fragments(project.site)}
    assert languages == {"One": ["en"], "Two": ["en"], "Drei": ["de"]}


def test_all_languages_are_in_one_index(project: Project) -> None:
    for lang in ("en", "de", "ar", "zh", "ja"):
        project.article(lang, f"title: One\nlang: {lang}", f"A story in {lang}.")
    build(project.settings)
    entry = json.loads((project.site / "pagefind" / "pagefind-entry.json").read_text())
    assert {name: each["page_count"] for name, each in entry["languages"].items()} == {"en": 5}


@pytest.mark.parametrize(("language", "index"), [("de", "de"), ("pt-BR", "pt"), ("ja", "und"), ("zh", "und")])
def test_the_index_hears_word_endings_in_the_language_of_the_site(
    tmp_path: Path, language: str, index: str
) -> None:
    build_index(tmp_path, [Entry("articles/one/", "One", "<p>Words.</p>", sort="0")], language)
    entry = json.loads((tmp_path / "pagefind" / "pagefind-entry.json").read_text())
    assert list(entry["languages"]) == [index]


def test_two_builds_keep_the_same_words_and_stories(project: Project) -> None:
    """Pagefind 1.5 writes the values of a filter in an order of chance; all else is the same."""
    for number in range(20):
        project.article(f"{number}", f"title: Story {number}\ntags: [a, b{number % 3}]", f"Words {number}.")
    kept = ("pagefind/fragment/", "pagefind/index/")
    build(project.settings)
    first = {path: data for path, data in project.tree().items() if path.startswith(kept)}
    build(project.settings)
    assert len(first) > 20
    assert first == {path: data for path, data in project.tree().items() if path.startswith(kept)}


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
    project.article("one", "title: One\nsection: Local")
    assert build(project.settings, search=False).exit_code == 0
    assert not (project.site / "pagefind").exists()
    assert project.page("").select("[data-search-open], [data-search], script[src*='search.js']") == []
    page = project.page("search")
    assert "without a search" in page.get_text()
    assert page.select_one(".search__elsewhere a[href='../archive/']")


def test_without_javascript_the_search_page_leads_to_archive_and_sections(project: Project) -> None:
    project.article("one", "title: One\nsection: Local news")
    build(project.settings)
    links = [link.get_text() for link in project.page("search").select("noscript a")]
    assert links == ["Archive", "Local news"]


def test_a_failing_pagefind_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho cannot do it >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(SitegenError, match=r"could not make the search index: cannot do it[^$]*--no-search"):
        build_index(tmp_path, [Entry("articles/one/", "One", "x")], "en")


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("北京市", "北京= 京市= 市"),
        ("市", "市"),
        ("北京，天气。", "北京= 京，+ 天气= 气。"),
        ("新iPhone手机", "新+ iPhone+ 手机= 机"),
        ("データ。The end", "デー= ータ= タ。+ The end"),
        ("R&D of 3.5 million", "R&D of 3.5 million"),
        ("steel & iron – as", "steel_& iron_– as"),
        ("서울에서 만난", "서울에서 만난"),
    ],
)
def test_words_without_spaces_are_parted_into_pairs(text: str, shown: str) -> None:
    assert parted(text).translate({ord(OVERLAP): "=", ord(GLUE): "+", ord(SPACE): "_"}) == shown


def test_markup_is_not_parted_and_words_are_not_cut_by_tags_in_a_line() -> None:
    html = '<p title="北京市">北<em>京</em>市 &amp; x</p>\n<p>天</p>'
    shown = parted_html(html).translate({ord(OVERLAP): "=", ord(GLUE): "+", ord(SPACE): "_"})
    assert shown == '<p title="北京市">北京= 京市= 市_&amp; x</p>\n<p>天</p>'


def together(text: str) -> str:
    """What search/parting.js makes of the words of the index."""
    made = ""
    for word in text.split(" "):
        if word.endswith(OVERLAP):
            made += word[:-2]
        elif word.endswith(GLUE):
            made += word[:-1]
        else:
            made += word + " "
    return made.replace(SPACE, " ").removesuffix(" ")


@given(st.text(alphabet="北京市データกา ab1&–，。（ー", max_size=30))
def test_what_is_parted_can_be_put_together_again(text: str) -> None:
    assert together(parted(text)) == text


def test_words_that_many_stories_have_are_named_for_a_large_paper() -> None:
    texts = [f"<p class='to'>The ferry’s crew didn’t say {number}, the end.</p>" for number in range(LARGE)]
    texts[::3] = ["<p>Nothing at all</p>"] * len(texts[::3])
    assert common_words(texts) == ["crew", "didn’t", "end", "ferry’s", "say", "the"]
    assert common_words(texts[: LARGE - 1]) == []


def test_the_script_finds_the_common_words_beside_the_index(project: Project) -> None:
    project.article("one", "title: One")
    build(project.settings)
    assert json.loads((project.site / "pagefind" / FILE).read_text()) == []

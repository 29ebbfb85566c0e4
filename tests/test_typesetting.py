"""A story's Markdown as HTML: what it may hold, its anchors, its links."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

import tests.no_deadlines  # noqa: F401
from sitegen.site.typesetting import DEEPEST, Heading, nested, typeset, with_links


def words(html: str) -> str:
    return lxml_html.fromstring(f"<div>{html}</div>").text_content()


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("KYIV: *one* **two**", "<p>KYIV: <em>one</em> <strong>two</strong></p>"),
        ("~~gone~~", "<p><del>gone</del></p>"),
        ("| a | b |\n|---|--:|\n| 1 | 2 |", '<th class="align-end">b</th>'),
        ("<sub>2</sub> <kbd>x</kbd>", "<p><sub>2</sub> <kbd>x</kbd></p>"),
        ("* * *", "<hr>"),
        ("1984. A year", '<ol start="1984">'),
    ],
)
def test_the_dialect_is_common_mark_with_tables_and_strikethrough(markdown: str, html: str) -> None:
    assert html in typeset(markdown).html


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="vbscript:x">x</a>',
        '<iframe src="https://example.org"></iframe>',
        '<p style="position:fixed" id="__drawer" class="md-header">x</p>',
        "<svg onload=alert(1)>",
        "<form action=x><input autofocus onfocus=alert(1)></form>",
        "![x](javascript:alert(1))",
    ],
)
def test_nothing_that_could_run_or_cover_the_page_is_let_through(markdown: str) -> None:
    html = typeset(markdown).html.lower()
    for sign in (
        "script",
        "onerror",
        "onload",
        "onfocus",
        "data:",
        "<iframe",
        "style=",
        "id=",
        "<svg",
        "<form",
    ):
        assert sign not in html


def test_subheads_have_anchors_and_no_two_the_same() -> None:
    story = typeset("## What *next*?\n\n## What next?\n\n### Über uns\n\n## ???\n")
    assert story.headings == (
        Heading(2, "what-next", "What next?"),
        Heading(2, "what-next_1", "What next?"),
        Heading(3, "über-uns", "Über uns"),
        Heading(2, "section", "???"),
    )
    assert '<h3 id="über-uns">Über uns</h3>' in story.html
    (first, second, third) = nested(story.headings)
    assert [below["id"] for below in second["children"]] == ["über-uns"]
    assert (first["children"], third["name"]) == ([], "???")


def test_only_addresses_of_the_site_are_resolved() -> None:
    html = typeset(
        "[a](b.md?x&y) [c](https://example.org/) [d](#e) [f](mailto:a@example.org) ![g](h.png)"
    ).html
    asked: list[str] = []

    def resolve(address: str) -> str:
        asked.append(address)
        return f"../{address}"

    resolved = with_links(html, resolve)
    assert asked == ["b.md?x&y", "h.png"]
    assert 'href="../b.md?x&amp;y"' in resolved
    assert 'src="../h.png"' in resolved
    assert 'href="https://example.org/"' in resolved


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=200))
def test_any_text_is_set_and_parses(text: str) -> None:
    words(typeset(text).html)


@pytest.mark.parametrize("unit", ["[", "[a](", "[^1]", "> ", "*a **b ", "<", "`" * 7 + " ", "![", "<a "])
def test_hostile_runs_are_set_whole(unit: str) -> None:
    assert len(typeset(unit * 20_000).html) < 200 * 20_000


DEEP = [
    "> ",
    ">",
    "- ",
    "1. ",
    "<div>",
    "<b>",
    "<dl><dd>",
    "<details>",
    "<sub>",
    "<ul><li>",
    "<DIV>",
    "*a **b ",
]


@pytest.mark.parametrize("unit", DEEP)
def test_what_is_nested_too_deeply_is_set_flat_with_its_words(unit: str) -> None:
    html = typeset(unit * 20_000 + "the last words").html
    assert words(html).strip().endswith("the last words")
    assert depth_of(html) <= 4 * DEEPEST  # an item of a list, a paragraph in it


@pytest.mark.parametrize("unit", ["> ", "- ", "1. "])
def test_what_stands_behind_deep_nesting_is_set_as_ever(unit: str) -> None:
    html = typeset(f"{unit * 2_000}deep\n\n## A subhead\n\nPlain *words*.\n").html
    assert "<em>words</em>" in html
    assert "<h2" in html


def test_thousands_of_the_same_subhead_have_anchors_of_their_own() -> None:
    story = typeset("## x\n\n" * 20_000 + "## x 7\n\n## x_7\n\n## x\n")
    anchors = [heading.id for heading in story.headings]
    assert len(set(anchors)) == len(anchors) == 20_003
    assert anchors[:3] == ["x", "x_1", "x_2"]


def test_a_long_story_keeps_all_its_marks() -> None:
    body = (
        "> > A *quoted* word\n\n- one\n  - two\n\n<details><summary>x</summary>\n\ny\n\n</details>\n\n" * 300
    )
    html = typeset(body).html
    assert [html.count(f"<{name}>") for name in ("em", "ul", "details", "blockquote")] == [300, 600, 300, 600]
    assert words(html).count("quoted") == 300


def depth_of(html: str) -> int:
    deepest = depth = 0
    for tag in re.findall(r"<(/?)(?!br|hr|img|wbr)[a-z]", html):
        depth += -1 if tag else 1
        deepest = max(deepest, depth)
    return deepest

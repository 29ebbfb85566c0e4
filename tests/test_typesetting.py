"""A story's Markdown as HTML: what it may hold, its anchors, its links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

import tests.no_deadlines  # noqa: F401
from sitegen.site.typesetting import Heading, nested, typeset, with_links


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

"""Whatever a saved page holds, converting it ends well: with an article and a whole account, or a refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import SitegenError
from sitegen.front_matter import parse
from sitegen.pipeline import Conversion, explain
from tests import no_deadlines  # noqa: F401

PAGES = [path.read_bytes() for path in sorted((Path(__file__).parent / "golden").glob("*/raw.html"))]
TAGS = (
    "p",
    "h1",
    "h2",
    "li",
    "div",
    "figure",
    "figcaption",
    "img",
    "br",
    "hr",
    "td",
    "blockquote",
    "span",
    "a",
)
WORDS = (
    "",
    " ",
    "Harbour bridge closes",
    "By Jane Roe",
    "13 March 2024",
    "Photo: Jane Roe",
    "|",
    "1.",
    "©",
    "📷",
)


def converted(raw: bytes) -> Conversion | None:
    """The conversion of a page, None when it is refused."""
    try:
        return explain(raw, media_type="text/html")
    except SitegenError:
        return None


def check(conversion: Conversion | None) -> None:
    """Every block stands in the account once, and the article's file reads back as the article."""
    if conversion is None:
        return
    assert [entry.number for entry in conversion.account] == list(range(1, len(conversion.account) + 1))
    assert parse(conversion.article.to_markdown()) == conversion.article


@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_converted_or_refused(raw: bytes) -> None:
    check(converted(raw))


@given(st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(WORDS)), max_size=30))
def test_a_page_of_odd_elements_is_converted_or_refused(elements: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{words}" for tag, words in elements)
    check(converted(f"<html><body><article>{body}</article></body></html>".encode()))


@pytest.mark.parametrize("page", PAGES, ids=range(len(PAGES)))
@given(data=st.data())
def test_a_page_with_a_piece_cut_out_is_converted_or_refused(page: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))
    check(converted(page[:start] + page[end:]))

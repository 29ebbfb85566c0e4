"""Text that is kept packed is the text that was put there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.packed import PackedText


class Page:
    words = PackedText()


@given(st.none() | st.text(st.characters(codec=None)))
def test_any_text_comes_back(text: str | None) -> None:
    page = Page()
    assert page.words is None
    page.words = text
    assert page.words == text


def test_pages_do_not_share_their_words() -> None:
    one, other = Page(), Page()
    one.words, other.words = "“Eels”", "Ferries"
    assert (one.words, other.words) == ("“Eels”", "Ferries")

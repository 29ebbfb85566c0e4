"""Quick ways through common texts: each says what the plain, slower way says, whatever the text."""

from __future__ import annotations

import re
import sys
from types import FrameType

import ftfy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import convert
from sitegen.dates.lexicon import may_begin_date
from sitegen.dates.lines import find_date, read_date_line
from sitegen.languages.letters import words_of
from sitegen.looks.look import same_letters
from sitegen.looks.words import content_words
from sitegen.opinion.packing import Unpacking, packed
from sitegen.readers.encoding import unscramble
from sitegen.readers.plain_text import lines_of
from tests import no_deadlines  # noqa: F401

texts = st.text(
    st.one_of(st.sampled_from("ab Z9_-.'’“”–…é\xa0ÃÂœ©ßИї新聞\u0307"), st.characters(codec="utf-8"))
)


@given(texts)
def test_words_are_the_runs_of_letters(text: str) -> None:
    assert words_of(text) == re.findall(r"[^\W\d_]+", text)


@given(texts)
def test_the_same_letters_are_all_letters_and_digits_folded(text: str) -> None:
    assert same_letters(text) == re.sub(r"[\W_]+", "", text.casefold())


@given(st.text("ab Z9_-.'’“”–…é\xa0Ãœß"))
def test_content_words_are_words_of_four_letters_or_more_cut_to_six(text: str) -> None:
    assert content_words(text) == {word[:6] for word in re.findall(r"\w{4,}", text.casefold())}


@given(st.lists(st.sampled_from(["a", "", "\n", "\r\n", "\r", "\f", "\u2028", "b c"])).map("".join))
def test_lines_end_at_every_kind_of_line_end(text: str) -> None:
    others = re.findall("(?:\r\n|\n|\r)\f?|\f", text)
    separators = "\u2028\u2029" if text.count("\u2028") > len(others) else ""
    *lines, last = re.split(f"(?:\r\n|\n|\r)\f?|[\f{separators}]", text)
    assert lines_of(text) == ((*lines, last) if last else tuple(lines))


@given(st.lists(st.lists(st.integers(-900, 900), min_size=5, max_size=5), min_size=1))
def test_packed_weights_add_up_as_single_ones_do(rows: list[list[int]]) -> None:
    total = sum(packed([weight / 100 for weight in row]) for row in rows)
    assert Unpacking(5)(total) == [sum(column) for column in zip(*rows, strict=True)]


@given(st.text("abz .,!œéâÃÂ\xa0‚€™œ°ÅŸÐ¿Ñ‹ÄÖ²£в“”新", max_size=40))
def test_scrambled_letters_are_found_wherever_they_stand_in_a_line(text: str) -> None:
    suspect = not text.isascii() and re.search(r"[^\x00-\x7f]{2}|[ÃÂ] ", text)
    assert unscramble(text) == (ftfy.fix_encoding(text) if suspect else text)


@pytest.mark.parametrize("text", ["13.03.24", "March 13, 2024", "2024年3月13日", "١٣ مارس ٢٠٢٤", "3/13/2024"])
def test_a_line_that_holds_a_date_is_not_passed_over(text: str) -> None:
    assert find_date(f"Jane Roe | {text}") is not None or text == "3/13/2024"
    assert may_begin_date(text)


@pytest.mark.parametrize("text", ["", " ", "Bridge closed", "Jane Roe, March 13, 2024"])
def test_a_line_that_begins_with_another_word_is_no_date_line(text: str) -> None:
    assert not may_begin_date(text)
    assert read_date_line(text) is None


@pytest.mark.parametrize(
    "lines", ["Harbour news today\n\n", "- Harbour news\n\n", "Share\n\nBy Jane Roe | March 13, 2024\n\n"]
)
def test_a_line_said_a_thousand_times_costs_no_more_each_time(lines: str) -> None:
    convert(lines.encode())  # reads the language files
    assert calls_for(lines * 600) < 5 * calls_for(lines * 150)


def calls_for(text: str) -> int:
    """How many calls of functions a conversion takes: a measure of its work that no clock disturbs."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        convert(text.encode())
    finally:
        sys.setprofile(before)
    return calls

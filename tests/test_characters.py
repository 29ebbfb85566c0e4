"""Characters are made ordinary, and no word is lost by it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.readers.characters import ordinary, visible
from tests import no_deadlines  # noqa: F401


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  a \t b\xa0\u2009c\u3000d  ", "a b c d"),
        ("cafe\u0301", "café"),
        ("hy\xadphen zero\u200bwidth", "hyphen zerowidth"),
        ("\ufeffmark\ufffc", "mark"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("a\x0bb\x0cc\x85d\u2028e", "a b c d e"),
        ("in\u202everted\u202c \u2066x\u2069", "inverted x"),
        ("“quoted” – dash — more… ‚‘’„", "“quoted” – dash — more… ‚‘’„"),
        ("ｆｕｌｌ　ｗｉｄｔｈ、。", "ｆｕｌｌ ｗｉｄｔｈ、。"),
        ("ﬁne ½ ™ ²", "ﬁne ½ ™ ²"),
        ("👩\u200d👩\u200d👧 ❤\ufe0f", "👩\u200d👩\u200d👧 ❤\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200fשלום\u200e", "\u200fשלום\u200e"),
        ("bad \ufffd byte", "bad \ufffd byte"),
        ("", ""),
        (" \t\xa0", ""),
        ("\u200e\u200f\u200d", ""),
        ("\u2800\u3164", ""),
        ("\ud800lone", "lone"),
    ],
)
def test_a_line_is_made_ordinary(raw: str, text: str) -> None:
    assert ordinary(raw) == text


@given(st.text())
def test_making_ordinary_twice_changes_nothing_more(raw: str) -> None:
    assert ordinary(ordinary(raw)) == ordinary(raw)


@given(st.text())
def test_every_letter_and_number_stays(raw: str) -> None:
    def kept(text: str) -> str:
        text = unicodedata.normalize(
            "NFC", "".join(letter for letter in text if unicodedata.category(letter)[0] != "C")
        )
        return "".join(
            letter
            for letter in text
            if unicodedata.category(letter)[0] in "LN" and letter not in "\u3164\uffa0"
        )

    assert kept(ordinary(raw)) == kept(raw)


@given(st.text())
def test_what_comes_out_is_one_line_with_single_spaces(raw: str) -> None:
    text = ordinary(raw)
    assert text == " ".join(text.split())
    assert not text or any(map(visible, text))
    assert all(unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp") for letter in text)

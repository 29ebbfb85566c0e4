"""Small measures of words that several rules share."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.languages import codes, load
from sitegen.languages.letters import unmarked

SHORTEST = 4
_LONG_WORD = re.compile(r"\w{4,}")
_SPACED = {code: chr(code).lower() if re.match(r"\w", chr(code)) else " " for code in range(128)}
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+")


def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning: four letters or more, case-folded, cut to six so that endings do not matter.

    A text without spaces (Chinese, Japanese) counts by pairs of letters.
    """
    plain = unmarked(text, " ")
    if plain.isascii():
        return frozenset([word[:6] for word in plain.translate(_SPACED).split() if len(word) >= SHORTEST])
    if not _WIDE.search(text):
        return frozenset([word[:6] for word in _LONG_WORD.findall(text.casefold())])
    words = {word[:6] for word in _LONG_WORD.findall(text.casefold()) if not _WIDE.search(word)}
    for run in _WIDE.findall(text):
        words.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(words)


def share_in(words: frozenset[str], others: frozenset[str]) -> float:
    """0..1, the share of `words` that are among `others`; 0 when there are none."""
    return len(words & others) / len(words) if words else 0.0


@lru_cache(maxsize=64)
def stopwords_of(code: str) -> frozenset[str]:
    """The small, frequent words of a language; empty for one that has no file."""
    return frozenset(load(code).stopwords) if code in codes() else frozenset()

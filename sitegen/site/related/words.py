"""Words -> terms, in any script, and the words of a language that say nothing of a story."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from sitegen.languages.loading import codes, load
from sitegen.site.reading import HAN, THAI, has_unspaced_script

_LONGEST = 8  # letters of a word that count: "investigation" and "investigators" are one term
_ENDINGS = (
    "sаеиоуыэюяьйіїє"  # of nouns: the plural of many languages in Latin letters, the cases of Slavonic ones
)
_ARTICLES = ("ال", "وال", "بال", "لل")  # which Arabic writes as one word with the noun
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_SAMPLE = 256

# Indic scripts have vowel signs that \w leaves out. Short words are names or headline words, or nothing.
_WORD = re.compile(r"[\w\u0900-\u0dff]{4,}")
_SHORT_WORD = re.compile(r"[\w\u0900-\u0dff]{2,}")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")  # foreign names and words in Japanese
_SPACED = re.compile(r"[^\W\u0e01-\u0edf\u1000-\u109f\u1780-\u17ff\u3005-\U0003ffff]{2,}")
_RUNS = ((re.compile(f"[{HAN}]{{2,}}"), 2), (re.compile(f"[{THAI}]{{4,}}"), 4))
"""Runs of a script without spaces, and how many characters in a row make about a word."""


def words_of(text: str, *, short: bool = False) -> list[str]:
    """The words of `text` as they stand there, or what does for them in scripts without spaces.

    short  True for words of two letters and more, as in a headline; else of four and more
    """
    if has_unspaced_script(text):
        return [*_pieces(text), *_KATAKANA.findall(text), *_SPACED.findall(text)]
    if short or _HANGUL.search(text[:: 1 + len(text) // _SAMPLE]):
        return _SHORT_WORD.findall(text)
    return _WORD.findall(text)


def _pieces(text: str) -> Iterator[str]:
    for runs, size in _RUNS:
        for run in runs.findall(text):
            yield from (run[at : at + size] for at in range(len(run) - size + 1))


@lru_cache(maxsize=1 << 15)
def term_of(word: str) -> str:
    """The term of a word: lower case, without common endings, eight letters; "" for a bare number."""
    word = word.lower().strip("_")
    if word.isdigit():
        return ""
    if word[:1] >= "\u0600":
        return _term_of_caseless(word)
    return (word.rstrip(_ENDINGS) or word)[:_LONGEST] if len(word) > 4 else word


def _term_of_caseless(word: str) -> str:
    if _HANGUL.match(word):  # most nouns have two or three syllables, and particles follow without a space
        return word[:2]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 2:
            return word.removeprefix(article)[:_LONGEST]
    return word[:_LONGEST]


@cache
def empty_terms(lang: str) -> frozenset[str]:
    """Terms that say nothing of a story: grammar, days, months, and the small change of news prose.

    lang  a language's code without region; the set is empty for one that nothing is known of
    """
    words = [_small_change().get(lang, "")]
    if lang in codes():
        language = load(lang)
        words += language.stopwords
        words += [word for row in (*language.months, *language.weekdays) for word in row]
    return frozenset({"", *map(term_of, words_of("\n".join(words), short=True))})


@cache
def _small_change() -> dict[str, str]:
    text = (files(__package__) / "small_change.toml").read_text(encoding="utf-8")
    return {code: str(words) for code, words in tomllib.loads(text).items()}

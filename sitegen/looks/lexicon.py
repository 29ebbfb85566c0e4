"""The words of all languages at once, arranged for looking a line up.

A line is looked up in every language, not only in its article's: sites mix them, and a label of a share
bar means the same wherever it stands. Phrases match whole lines or their beginning, never a word inside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import NamedTuple

from sitegen.languages import all_languages

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_USUAL = (
    ("’", "'"),
    ("‘", "'"),
    ("‛", "'"),
    ("´", "'"),
    ("…", "..."),
    ("–", "-"),
    ("—", "-"),
    ("‑", "-"),
    ("ʼ", "'"),
    ("\u0307", ""),
    ("：", ":"),
    ("＝", "="),
)
"""Marks as phrases write them; the dot that case-folding leaves behind a Turkish İ goes."""

_OUTER = (
    " \t.,:;!?|>»›<«‹-*•·+→←↓↑▶►▼▲#/\\=_~()[]{}\"“”„'○●◦✓✕×©®"
    "。、，！？（）【】〔〕「」『』《》〈〉［］＜＞｜・／＝ⓒ■□◆◇★☆▽△※…"
)

MAX_LINE = 160
"""Characters of the longest line that is looked up: furniture is short, sentences of the story are not."""


def key_of(text: str) -> str:
    """A line as phrases are written: case-folded, plain apostrophes, numbers as '#', outer marks gone."""
    folded = text.casefold().replace("`", "'")
    if not folded.isascii():
        for mark, usual in _USUAL:
            folded = folded.replace(mark, usual)
    return _DIGITS.sub("#", folded.strip(_OUTER))


def phrase_key(phrase: str) -> str:
    """A phrase of a language file as key_of() gives a line: its '#' stands for any number."""
    return key_of(phrase.replace("#", "0"))


class Openings(NamedTuple):
    """Phrases that begin with the same two letters, longest first, and the kind of each."""

    phrases: tuple[str, ...]
    kinds: tuple[str, ...]


Starts = dict[str, Openings]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrase -> kind, for whole lines and for line starts; starts are kept by their first two characters."""

    lines: dict[str, str]
    starts: Starts
    bylines: Starts
    credits: Starts
    notes: Starts
    captions: Starts
    key_points: frozenset[str]
    roles: frozenset[str]
    joiners: frozenset[str]
    credit_starts: frozenset[str]

    def line_kind(self, key: str) -> str:
        """The kind of furniture that a whole line is, "" when it is none. `key` comes from key_of()."""
        return self.lines.get(key, "")

    def start_kind(self, key: str) -> str:
        """The kind of prompt that a line begins with, "" when none."""
        found = longest_start(self.starts, key)
        return found[1] if found else ""


def longest_start(starts: Starts, key: str) -> tuple[str, str] | None:
    """The longest (phrase, kind) that `key` begins with at a word's end, or None."""
    found = starts.get(key[:2])
    if found is None or not key.startswith(found.phrases):
        return None
    for phrase, kind in zip(*found, strict=True):
        if key.startswith(phrase) and _at_word_end(key, len(phrase)):
            return phrase, kind
    return None


def _at_word_end(key: str, end: int) -> bool:
    if end == len(key):
        return True
    last, following = key[end - 1], key[end]
    return not (last.isalnum() and following.isalnum()) or ord(last) > 0x2E80


def _starts(pairs: Iterable[tuple[str, str]], *, colons: bool = False) -> Starts:
    """Phrases by their first two letters, longest first; `colons`: a phrase's last colon must be there."""
    by_two: dict[str, dict[str, str]] = defaultdict(dict)
    for phrase, kind in pairs:
        key = phrase_key(phrase)
        if colons and phrase.rstrip().endswith((":", "：")):
            key += ":"
        if key.strip(":"):
            by_two[key[:2]].setdefault(key, kind)
    starts = {}
    for two, found in by_two.items():
        phrases = tuple(sorted(found, key=len, reverse=True))
        starts[two] = Openings(phrases, tuple(found[phrase] for phrase in phrases))
    return starts


def _kinds(part: object) -> Iterator[tuple[str, str]]:
    for field in fields(part):  # type: ignore[arg-type]  # each part of a Language is a dataclass
        for phrase in getattr(part, field.name):
            yield phrase, field.name


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """All languages' words; made once."""
    languages = all_languages()
    lines: dict[str, str] = {}
    for language in languages:
        for phrase, kind in _kinds(language.furniture):
            lines.setdefault(phrase_key(phrase), kind)
        for phrase in language.dates.relative:
            lines.setdefault(phrase_key(phrase), "relative")
    lines.pop("", None)
    starts = [pair for language in languages for pair in _kinds(language.furniture_start)]
    starts += [
        (sentence, "boilerplate") for language in languages for sentence in language.boilerplate.sentences
    ]
    return Lexicon(
        lines=lines,
        starts=_starts(starts, colons=True),
        bylines=_starts((phrase, "byline") for language in languages for phrase in language.byline.start),
        credits=_starts((phrase, "credit") for language in languages for phrase in language.credit.start),
        notes=_starts(pair for language in languages for pair in _kinds(language.notes)),
        captions=_starts((p, "caption") for language in languages for p in language.structure.caption_start),
        key_points=frozenset(key_of(p) for language in languages for p in language.structure.key_points),
        roles=frozenset(key_of(role) for language in languages for role in language.byline.roles),
        joiners=frozenset(word for language in languages for word in language.byline.joiners),
        credit_starts=frozenset(key_of(word) for language in languages for word in language.credit.start),
    )

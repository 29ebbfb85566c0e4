"""What the line model looks at: each block as a list of named features.

A feature is a short string, readable in `text.tsv`: `width=64`, `ends=.`,
`label=related`, `prose 2 lines above`. Numbers are put into bins, so that a weight means something.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from sys import intern

from sitegen.languages.letters import words_of
from sitegen.looks.look import CLOSERS, SENTENCE_END, Look, opening
from sitegen.looks.reading import Reading
from sitegen.looks.words import stopwords_of
from sitegen.model.document import Kind
from sitegen.opinion.bins import COUNTS, SHARES, TENTHS, WIDTHS, scale
from sitegen.opinion.places import places_of

NEAR = {-1: "above ", 1: "below "}
"""Neighbours whose gist counts too, and how its features are named. Two lines away taught nothing more."""

HEAD = 240
"""Letters of a line whose words are looked at: they tell how it is written, and a long line costs time."""

TAIL = 100
"""Letters of a line's end in which a credit is looked for."""

_NAME = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w.'’-]*\s+){1,3}[A-ZÀ-ÞА-Я][\w.'’-]*")
_CREDIT_END = re.compile(r"(?:©|/)\s?[\w. ]{2,40}\)?$|\((?:[^()]*?[:：]\s?)?[^()]{2,60}\)$|撮影[)）]$")
_MARKS = (
    ("©", "©"),
    ("|", "|"),
    ("@", "@"),
    ("http", "address"),
    ("»", "»"),
    ("#", "#"),
    ("/", "/"),
    ("…", "…"),
    (">", ">"),
)
_CLOCK = re.compile(r"\d(?<!\w\d)\d?[:.]\d\d\b")
_YEAR = re.compile(r"(?:19|20)\d\d(?<!\w\d{4})\b")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁЄІЇҐ]")
_CAPITALS = frozenset(filter(_CAPITAL.match, map(chr, range(0x530))))
_DIGIT = re.compile(r"\d")
_MOST_WORDS = 8

_width = scale("width=", WIDTHS)
_words = scale("words=", COUNTS)
_small_words = scale("small words=", TENTHS)
_capitals = scale("capitals=", TENTHS)
_digits = scale("digits=", TENTHS)
_prose_shares = scale("prose shares words=", SHARES)
_line_shares = scale("line shares words=", SHARES)


@dataclass(frozen=True, slots=True)
class Row:
    """A block's features: its own, and the gist, which tells something about its neighbours too."""

    own: list[str]
    gist: list[str]


def rows_of(reading: Reading) -> list[Row]:
    """For each block of the document its own features; see named() for its neighbours'."""
    places = places_of(reading)
    shares = _shared_words(reading)
    return [
        Row(_own(reading, index) + places[index] + shares[index], _gist(reading, index))
        for index in range(len(reading))
    ]


def named(rows: list[Row]) -> list[list[str]]:
    """For each block all its features as they stand in the weights' file, its neighbours' gist included."""
    return [
        row.own
        + row.gist
        + [
            f"{name}{feature}"
            for offset, name in NEAR.items()
            for feature in (rows[index + offset].gist if 0 <= index + offset < len(rows) else EDGE)
        ]
        for index, row in enumerate(rows)
    ]


EDGE = ["edge"]
"""The gist of what stands before the first block and after the last."""


def _gist(reading: Reading, index: int) -> list[str]:
    """The features of a block that also tell something about its neighbours."""
    look, block = reading.looks[index], reading.document.blocks[index]
    text = block.text
    features = [_width(look.width), _ENDINGS[_ending(text)]]
    if look.label:
        features.append(f"label={look.label}")
    if look.prompt:
        features.append(f"prompt={look.prompt}")
    if index in reading.date_lines:
        features.append("date line")
    features += _openings(reading, look)
    if look.width <= 50 and _NAME.fullmatch(text):
        features.append("like a name")
    if look.same and reading.repeats[look.same] > 1:
        features.append("said twice")
    if look.width > 12 and _ends_in_credit(text[-TAIL:]):
        features.append("credit at end")
    if block.kind is not Kind.LINE:
        features.append(f"kind={block.kind}")
    if look.prose:
        features.append("prose")
    return features


def _ends_in_credit(tail: str) -> bool:
    may_be = tail[-1] in ")）]" or "/" in tail or "©" in tail
    return may_be and _CREDIT_END.search(tail) is not None


def _openings(reading: Reading, look: Look) -> list[str]:
    found = []
    if look.width <= 100 and opening(reading.words.bylines, look):
        found.append("byline opening")
    if look.width <= 120 and opening(reading.words.credits, look):
        found.append("credit opening")
    return found


_ENDINGS = {
    ending: intern(f"ends={ending}")
    for ending in ("digit", "letter", "mark", ".", "?", "!", ":", ",", ";", ")", "…", "-")
}
_BEGINNINGS = {
    beginning: intern(f"starts={beginning}")
    for beginning in ("capital", "small", "letter", "digit", "quote", "dash", "mark")
}


def _ending(text: str) -> str:
    last = text[-1]
    if last.isalnum():
        return "digit" if last.isdigit() else "letter"
    bare = text.rstrip(CLOSERS)[-1:]
    if bare and bare in SENTENCE_END:
        return "." if bare not in "?!" else bare
    return last if last in ":,;)…-" else "mark"


def _own(reading: Reading, index: int) -> list[str]:
    look, block = reading.looks[index], reading.document.blocks[index]
    text, lexicon = block.text, reading.words
    features = [
        "bias",
        _words(look.words),
        _BEGINNINGS[_beginning(text)],
        "gap above" if block.gap else "no gap above",
    ]
    below = reading.document.blocks[index + 1] if index + 1 < len(reading) else None
    if below is not None and not below.gap:
        features.append("no gap below")
    features += [name for mark, name in _MARKS if mark in text]
    if look.key:
        if opening(lexicon.notes, look):
            features.append("note opening")
        if opening(lexicon.captions, look):
            features.append("caption opening")
    if look.key in lexicon.key_points:
        features.append("key points")
    if look.key in lexicon.roles:
        features.append("job title")
    head = text[:HEAD]
    digits = len(_DIGIT.findall(head))
    if digits and _CLOCK.search(head):
        features.append("clock time")
    if digits and _YEAR.search(head):
        features.append("year")
    return features + _word_features(reading, look, text, digits / len(head))


def _beginning(text: str) -> str:
    first = text[0]
    if first.isalpha():
        return "capital" if first.isupper() else "small" if first.islower() else "letter"
    return (
        "digit"
        if first.isdigit()
        else "quote"
        if first in "\"'“„«‘「『"
        else "dash"
        if first in "-–—"
        else "mark"
    )


def _word_features(reading: Reading, look: Look, text: str, digits: float) -> list[str]:
    head = text[:HEAD]
    words = words_of(head)
    if not words:
        return ["no word"]
    small = _folded(head, words)
    tail = small if len(text) <= HEAD else words_of(text[-40:].casefold())
    features = [f"first={small[0]}", f"last={tail[-1]}" if tail else "last is no word"]
    if look.words <= 2 * _MOST_WORDS and len(small) <= _MOST_WORDS:
        features += [f"has={word}" for word in set(small)]
    stop = stopwords_of(reading.language)
    features.append(_small_words(sum(map(stop.__contains__, small)) / len(small)))
    features.append(_capitals(sum([word[0] in _CAPITALS for word in words]) / len(words)))
    features.append(_digits(digits))
    if text.isupper():
        features.append("all capitals")
    return features


def _folded(head: str, words: list[str]) -> list[str]:
    """The words of `head` in small letters; a letter that becomes several when folded may part its word."""
    folded = head.casefold()
    return list(map(str.casefold, words)) if len(folded) == len(head) else words_of(folded)


def _shared_words(reading: Reading) -> list[list[str]]:
    """How many of a line's words other lines of the core use too: a teaser for another story has few."""
    looks, core = reading.looks, reading.core
    words = reading.block_words
    used = Counter(chain.from_iterable(words[index] for index in core if looks[index].prose))
    again = {word for word, count in used.items() if count > 1}
    features: list[list[str]] = []
    for index, own in enumerate(words):
        prose = looks[index].prose
        shared = len(own & again) if prose and index in core else len(own & used.keys())
        measure = _prose_shares if prose else _line_shares
        features.append([measure(shared / len(own))] if own else [])
    return features

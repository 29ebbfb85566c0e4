"""What the line model looks at: each block as a list of named features.

A feature is a short string, readable in `text.tsv`: `width=64`, `ends=.`,
`label=related`, `prose 2 lines above`. Numbers are put into bins, so that a weight means something.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from sitegen.looks.look import CLOSERS, SENTENCE_END, Look, opening
from sitegen.looks.reading import Reading
from sitegen.looks.words import stopwords_of
from sitegen.model.document import Kind
from sitegen.opinion.bins import COUNTS, SHARES, TENTHS, WIDTHS, bin_of
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
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORDS = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁЄІЇҐ]")
_DIGIT = re.compile(r"\d")
_MOST_WORDS = 8


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
    features = [f"width={bin_of(look.width, WIDTHS)}", f"ends={_ending(block.text)}"]
    if look.label:
        features.append(f"label={look.label}")
    if look.prompt:
        features.append(f"prompt={look.prompt}")
    if index in reading.date_lines:
        features.append("date line")
    features += _openings(reading, look)
    if look.width <= 50 and _NAME.fullmatch(block.text):
        features.append("like a name")
    if reading.repeats[look.same] > 1 and look.same:
        features.append("said twice")
    if look.width > 12 and _CREDIT_END.search(block.text[-TAIL:]):
        features.append("credit at end")
    if block.kind is not Kind.LINE:
        features.append(f"kind={block.kind}")
    if look.prose:
        features.append("prose")
    return features


def _openings(reading: Reading, look: Look) -> list[str]:
    found = []
    if look.width <= 100 and opening(reading.words.bylines, look):
        found.append("byline opening")
    if look.width <= 120 and opening(reading.words.credits, look):
        found.append("credit opening")
    return found


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
    text = block.text
    features = [
        "bias",
        f"words={bin_of(look.words, COUNTS)}",
        f"starts={_beginning(text)}",
        "gap above" if block.gap else "no gap above",
    ]
    below = reading.document.blocks[index + 1] if index + 1 < len(reading) else None
    if below is not None and not below.gap:
        features.append("no gap below")
    features += [name for mark, name in _MARKS if mark in text]
    head = text[:HEAD]
    if _CLOCK.search(head):
        features.append("clock time")
    if _YEAR.search(head):
        features.append("year")
    if opening(reading.words.notes, look):
        features.append("note opening")
    if opening(reading.words.captions, look):
        features.append("caption opening")
    if look.key in reading.words.key_points:
        features.append("key points")
    if look.key in reading.words.roles:
        features.append("job title")
    features += _word_features(reading, look, text)
    return features


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


def _word_features(reading: Reading, look: Look, text: str) -> list[str]:
    head = text[:HEAD]
    words = _WORDS.findall(head)
    if not words:
        return ["no word"]
    folded = head.casefold()
    small = _WORDS.findall(folded)
    tail = small if len(text) <= HEAD else _WORDS.findall(text[-40:].casefold())
    features = [f"first={small[0]}", f"last={tail[-1]}" if tail else "last is no word"]
    if look.words <= 2 * _MOST_WORDS and len(small) <= _MOST_WORDS:
        features += [f"has={word}" for word in set(small)]
    stop = stopwords_of(reading.language)
    features.append(f"small words={bin_of(sum(map(stop.__contains__, small)) / len(small), TENTHS)}")
    features.append(f"capitals={bin_of(len(_CAPITALISED.findall(head)) / len(words), TENTHS)}")
    features.append(f"digits={bin_of(len(_DIGIT.findall(head)) / len(head), TENTHS)}")
    if text.isupper():
        features.append("all capitals")
    return features


def _shared_words(reading: Reading) -> list[list[str]]:
    """How many of a line's words other lines of the core use too: a teaser for another story has few."""
    looks = reading.looks
    words = reading.block_words
    used = Counter(word for index in reading.core if looks[index].prose for word in words[index])
    features: list[list[str]] = []
    for index, own in enumerate(words):
        itself = int(index in reading.core and looks[index].prose)
        shared = sum(used[word] > itself for word in own)
        kind = "prose" if looks[index].prose else "line"
        features.append([f"{kind} shares words={bin_of(shared / len(own), SHARES)}"] if own else [])
    return features

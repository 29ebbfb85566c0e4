"""One block measured: length, ending, the kind of line its words make it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.languages.letters import unmarked
from sitegen.looks.lexicon import MAX_LINE, Lexicon, Starts, key_of, longest_start
from sitegen.model.document import Block

SENTENCE_END = ".!?…。！？।؟۔"
CLOSERS = "\"'”’»›«‹“‘)）]」』*"

PROSE_WIDTH = 75
"""Columns from which a line that ends like a sentence counts as prose; a wide (CJK) letter counts two."""

_WIDE = re.compile("[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a block looks.

    key    the line as phrases are looked up; "" for a line too long to be furniture
    same   for telling repeats: letters and digits only, case-folded
    width  columns: letters, wide ones counted twice
    words  words, or half the letters of a text that has no spaces
    ends   True when it ends like a sentence
    prose  True when it is long enough and ends like a sentence
    label  the kind of furniture the whole line is by its words (a field of languages.Furniture), or ""
    prompt the kind of prompt it begins with (a field of languages.FurnitureStart, or "boilerplate"), or ""
    """

    key: str
    same: str
    width: int
    words: int
    ends: bool
    prose: bool
    label: str
    prompt: str


def look_at(block: Block, lexicon: Lexicon) -> Look:
    """Measure a block."""
    text = block.text
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    width = len(text) + wide
    bare = text.rstrip(CLOSERS)
    ends = bool(bare) and bare[-1] in SENTENCE_END
    key = key_of(text) if len(text) <= MAX_LINE else ""
    return Look(
        key=key,
        same=same_letters(text),
        width=width,
        words=max(text.count(" ") + 1, wide // 2),
        ends=ends,
        prose=(ends and width >= PROSE_WIDTH) or width >= 3 * PROSE_WIDTH,
        label=lexicon.line_kind(key) if key else "",
        prompt=lexicon.start_kind(key) if key else "",
    )


_LETTERS = re.compile(r"[^\W_]+")
_PLAIN_LETTERS = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}


def same_letters(text: str) -> str:
    """Letters and digits only, case-folded: two lines that say the same have the same."""
    plain = unmarked(text, "")
    if plain.isascii():
        return plain.translate(_PLAIN_LETTERS)
    return "".join(_LETTERS.findall(text.casefold()))


def opening(starts: Starts, look: Look) -> str:
    """The kind of the longest phrase of `starts` that the line begins with, or ""."""
    found = longest_start(starts, look.key) if look.key else None
    return found[1] if found else ""

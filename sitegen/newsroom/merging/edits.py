"""What one side did to a row of blocks: which of them it replaced, removed or added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MANY = 4_000
"""Blocks of the longest row that is compared block by block; of a longer one only its two ends are."""

_ALIKE = 0.5
"""From this share of common words on, a new block is an old one in other words; below it is another."""

_PAIRS = 400
"""Blocks that are compared with one another to find which became which; more are replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Edit:
    """In place of base[start:end] stands new[low:high]."""

    start: int
    end: int
    low: int
    high: int

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end


def edits_of(base: Sequence[str], new: Sequence[str], words: Mapping[str, Counter[str]]) -> list[Edit]:
    """The edits that lead from one row to another, in order; as small as they can be told.

    words  of those blocks whose text is known; a block is recognised in other words by them
    """
    edits: list[Edit] = []
    for edit in _opcodes(base, new):
        edits += _split(edit, base, new, words)
    return edits


def _opcodes(base: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    head = 0
    most = min(len(base), len(new))
    while head < most and base[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and base[-1 - tail] == new[-1 - tail]:
        tail += 1
    olds, news = base[head : len(base) - tail], new[head : len(new) - tail]
    if max(len(olds), len(news)) > MANY:
        yield Edit(head, head + len(olds), head, head + len(news))
        return
    for tag, start, end, low, high in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(head + start, head + end, head + low, head + high)


def _split(
    edit: Edit, base: Sequence[str], new: Sequence[str], words: Mapping[str, Counter[str]]
) -> Iterator[Edit]:
    """One replacement of several blocks as several, where it shows which block became which."""
    start, low = edit.start, edit.low
    for old, at in _pairs(edit, base, new, words):
        yield from _some(Edit(start, old, low, at))
        yield Edit(old, old + 1, at, at + 1)
        start, low = old + 1, at + 1
    yield from _some(Edit(start, edit.end, low, edit.high))


def _some(edit: Edit) -> Iterator[Edit]:
    if edit.start < edit.end or edit.low < edit.high:
        yield edit


def _pairs(
    edit: Edit, base: Sequence[str], new: Sequence[str], words: Mapping[str, Counter[str]]
) -> Iterator[tuple[int, int]]:
    olds, news = edit.end - edit.start, edit.high - edit.low
    if not 1 < olds * news <= _PAIRS:
        return
    low = edit.low
    for old in range(edit.start, edit.end):
        best, at = max(
            ((_common(base[old], new[at], words), -at) for at in range(low, edit.high)), default=(0.0, 0)
        )
        if best >= _ALIKE:
            yield old, -at
            low = -at + 1


def alike(old: str, new: str, words: Mapping[str, Counter[str]]) -> bool:
    """True when a block is likely another one in other words; False when the words are not known."""
    return _common(old, new, words) >= _ALIKE


def _common(one: str, other: str, words: Mapping[str, Counter[str]]) -> float:
    """Share of common words: 0 to 1."""
    first, second = words.get(one), words.get(other)
    if not first or not second:
        return 0.0
    return 2 * (first & second).total() / (first.total() + second.total())


def words_of(text: str) -> Counter[str]:
    """Each word of a text, and how often it stands there."""
    return Counter(text.lower().split())

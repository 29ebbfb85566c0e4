"""A document with its blocks measured. What is dear to know is found once, when somebody asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from sitegen.dates import DateLine, read_date_line
from sitegen.languages import detect
from sitegen.looks.lexicon import Lexicon, lexicon
from sitegen.looks.look import Look, look_at
from sitegen.looks.words import content_words
from sitegen.model.document import Document, Kind


def _weight(look: Look) -> float:
    """What a block counts for or against the core; a full paragraph outweighs about six short lines."""
    if look.label in ENDS:
        return -4.0
    if look.label or look.prompt:
        return -1.0
    return min(look.width, 400) / 100 if look.prose else -0.6


ENDS = frozenset({"related", "comments", "bio", "copyright"})
"""Labels that often stand where a story is over; a core that goes on past one needs prose to pay for it."""

HEAD_LETTERS = 480
"""Letters of a block whose words are compared with those of other blocks."""

MAX_DATE_LINE = 200
"""Columns of the longest line that can be nothing but a date."""


@dataclass(frozen=True)
class Reading:
    """A document and how each of its blocks looks; index i of `looks` belongs to block i."""

    document: Document
    looks: tuple[Look, ...]
    words: Lexicon

    @classmethod
    def of(cls, document: Document) -> Reading:
        words = lexicon()
        return cls(document, tuple(look_at(block, words) for block in document.blocks), words)

    def __len__(self) -> int:
        return len(self.looks)

    @cached_property
    def language(self) -> str:
        """The language of the text, detected or declared; "" when not sure."""
        prose = [
            block.text for block, look in zip(self.document.blocks, self.looks, strict=True) if look.prose
        ]
        found = detect("\n".join(prose)[:4000]) or ""
        return found or self.document.declared.lang.split("-")[0].lower()

    @cached_property
    def date_lines(self) -> dict[int, DateLine]:
        """Index -> date line, for each block that is nothing but date furniture."""
        language = self.language or None
        found = {}
        for index, look in enumerate(self.looks):
            if look.width <= MAX_DATE_LINE:
                line = read_date_line(self.document.blocks[index].text, language)
                if line is not None:
                    found[index] = line
        return found

    @cached_property
    def first_prose(self) -> int:
        """Index of the first block of prose that is no furniture by its words; len(self) when none."""
        for index, look in enumerate(self.looks):
            if look.prose and not look.prompt and self.document.blocks[index].kind is not Kind.CAPTION:
                return index
        return len(self)

    @cached_property
    def last_prose(self) -> int:
        """Index of the last block of prose; -1 when there is none."""
        return max(
            (index for index, look in enumerate(self.looks) if look.prose and not look.prompt), default=-1
        )

    @cached_property
    def is_gapless(self) -> bool:
        """True when the source parts its paragraphs by single line ends, so that a gap says nothing."""
        return sum(block.gap for block in self.document.blocks) * 8 <= len(self)

    @cached_property
    def core(self) -> range:
        """The run of blocks that holds the most prose for the fewest other lines: the story's middle.

        Each block of prose counts for it by its length, each other line against it; the run with the
        greatest sum is the core (Kadane's maximum subarray). A caption or a comment far from it is outside.
        """
        best, best_run = 0.0, range(0)
        total, start = 0.0, 0
        for index, look in enumerate(self.looks):
            if total <= 0:
                total, start = 0.0, index
            total += _weight(look)
            if total > best:
                best, best_run = total, range(start, index + 1)
        return best_run

    @cached_property
    def block_words(self) -> tuple[frozenset[str], ...]:
        """For each block the words that carry its meaning; of a long one those of its first 480 letters."""
        return tuple(content_words(block.text[:HEAD_LETTERS]) for block in self.document.blocks)

    @cached_property
    def repeats(self) -> Counter[str]:
        """How often each line's letters occur in the document."""
        return Counter(look.same for look in self.looks)

    @cached_property
    def story_words(self) -> frozenset[str]:
        """The words that carry the meaning of the document's prose."""
        prose = [
            (block.text, words)
            for block, look, words in zip(self.document.blocks, self.looks, self.block_words, strict=True)
            if look.prose
        ]
        return frozenset().union(
            *(words if len(text) <= HEAD_LETTERS else content_words(text) for text, words in prose)
        )

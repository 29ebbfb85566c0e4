"""A second look at every line, with the first opinion on all the others.

The first look sees a line and its neighbours. Only when all lines have an opinion is it known where the
story lies, which words it uses, and what became of other lines of the same shape.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import log, sqrt

from sitegen.looks.reading import Reading
from sitegen.opinion.bins import COUNTS, SHARES, bin_of

KEEPS = (0.01, 0.03, 0.08, 0.15, 0.25, 0.35, 0.5, 0.65, 0.75, 0.85, 0.92, 0.97, 0.99)
ROUGHLY = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
COLUMNS = (1, 100, 300, 600, 1000, 2000, 4000)
PASSED = (0.02, 0.1, 0.3, 0.7, 0.9, 0.98)
BETWEEN = (1, 2, 3, 5, 9)
MIDDLE = 10
LEANING = (5, 7, 8, 9, 9.5, 10, 10.5, 11, 12, 13, 15)
"""How words lean to the story (above MIDDLE) or to other lines (below it)."""

LITTLE, HALF = 0.3, 0.5
"""What an unseen word counts; the expected lines from which a word counts as used."""

CERTAINTY = (0.5, 0.6, 0.7, 0.8, 0.9)
SHAPES = (20, 50, 100, 230)
OFTEN = 5
"""Other lines of a shape from which their mean says much."""

LIKELY = 0.7
"""The probability from which a line counts as the story's when lines are counted."""

PERHAPS, AROUND = 0.03, 8
"""See `worth_a_second_look`: a probability, and lines."""

BREAK_EVEN = 0.4
"""The probability at which a line neither lengthens the story's span nor shortens it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the second look needs of a document, for each block: columns, prose, words, shape."""

    widths: tuple[int, ...]
    prose: tuple[bool, ...]
    words: tuple[frozenset[str], ...]
    shapes: tuple[str, ...]


def outline_of(reading: Reading) -> Outline:
    """Measure a document for the second look."""
    looks, blocks = reading.looks, reading.document.blocks
    prose = tuple(look.prose for look in looks)
    shapes = tuple(
        f"{bin_of(look.width, SHAPES)} {look.ends} {block.gap} {block.kind} {index == 0 or prose[index - 1]}"
        for index, (look, block) in enumerate(zip(looks, blocks, strict=True))
    )
    return Outline(tuple(look.width for look in looks), prose, reading.block_words, shapes)


def second_looks(
    outline: Outline, first: Sequence[Sequence[float]], within: range | None = None
) -> list[list[str]]:
    """For each block of `within` (None: of all) the features of the second look.

    first  the probabilities of the first look for every block of the document, in the order of LABELS
    """
    keeps = [row[0] + row[1] for row in first]
    within = range(len(keeps)) if within is None else within
    parts = (
        [_own(first[index]) for index in within],
        _span(outline, keeps, within),
        _masses(outline, keeps, within),
        _distances(keeps, within),
        _company(keeps, within),
        _words(outline, keeps, within),
        _shapes(outline, keeps, within),
    )
    return [list(chain(*row)) for row in zip(*parts, strict=True)]


def worth_a_second_look(first: Sequence[Sequence[float]]) -> range:
    """From some lines before the first that may be the story's to some after the last.

    Of the lines of a page's menus far from it the first look is sure, and a second would cost time.
    """
    likely = [index for index, row in enumerate(first) if row[0] + row[1] >= PERHAPS]
    if not likely:
        return range(0)
    return range(max(0, likely[0] - AROUND), min(len(first), likely[-1] + AROUND + 1))


def _own(row: Sequence[float]) -> list[str]:
    return [
        f"kept={bin_of(row[0] + row[1], KEEPS)}",
        f"story={bin_of(row[0], KEEPS)}",
        f"subhead={bin_of(row[1], KEEPS)}",
        f"title={bin_of(row[2], KEEPS)}",
        f"byline={bin_of(row[3], KEEPS)}",
    ]


def span_of(widths: Sequence[int], keeps: Sequence[float]) -> range:
    """The run of blocks where most words are likely the story's and fewest are not (Kadane's algorithm)."""
    best, best_run = 0.0, range(0)
    total, start = 0.0, 0
    for index, (width, keep) in enumerate(zip(widths, keeps, strict=True)):
        if total <= 0:
            total, start = 0.0, index
        total += (keep - BREAK_EVEN) * (min(width, 300) + 20)
        if total > best:
            best, best_run = total, range(start, index + 1)
    return best_run


def _span(outline: Outline, keeps: Sequence[float], within: range) -> list[list[str]]:
    span = span_of(outline.widths, keeps)
    found = []
    for index in within:
        keep = keeps[index]
        if index in span:
            side, far = "in", bin_of(min(index - span.start, span.stop - 1 - index), (1, 3, 6))
        elif index < span.start:
            side, far = "before", bin_of(span.start - index, COUNTS)
        else:
            side, far = "after", bin_of(index - span.stop + 1, COUNTS)
        kind = "prose" if outline.prose[index] else f"width {bin_of(outline.widths[index], (28, 64, 100))}"
        kept = bin_of(keep, ROUGHLY)
        found.append([f"{side} span={far}", f"{side} span kept={kept}", f"{kind} {side} span kept={kept}"])
    return found


def _masses(outline: Outline, keeps: Sequence[float], within: range) -> list[list[str]]:
    """How much of the story is likely above and below, in columns and as a share."""
    masses = [keep * width for keep, width in zip(keeps, outline.widths, strict=True)]
    total, columns = sum(masses) or 1.0, sum(outline.widths) or 1
    certain = sum(abs(2 * keep - 1) * width for keep, width in zip(keeps, outline.widths, strict=True))
    common = [
        f"certainty={bin_of(certain / columns, CERTAINTY)}",
        f"story share={bin_of(total / columns, (0.1, 0.3, 0.5, 0.7, 0.9))}",
    ]
    found = []
    above = sum(masses[: within.start])
    for mass in masses[within.start : within.stop]:
        below = total - above - mass
        found.append(
            [
                f"story above={bin_of(above, COLUMNS)}",
                f"story below={bin_of(below, COLUMNS)}",
                f"story passed={bin_of(above / total, PASSED)}",
                *common,
            ]
        )
        above += mass
    return found


def _distances(keeps: Sequence[float], within: range) -> list[list[str]]:
    """Lines since the last one that is likely the story's, and to the next."""
    since, until = _since(keeps), _since(keeps[::-1])[::-1]
    return [
        [
            f"since story={bin_of(up, COUNTS)}",
            f"until story={bin_of(down, COUNTS)}",
            f"since/until={bin_of(up, BETWEEN)}/{bin_of(down, BETWEEN)}",
        ]
        for up, down in list(zip(since, until, strict=True))[within.start : within.stop]
    ]


def _since(keeps: Sequence[float]) -> list[int]:
    found = []
    last = -1
    for index, keep in enumerate(keeps):
        found.append(index - last if last >= 0 else 0)
        last = index if keep > LIKELY else last
    return found


def _company(keeps: Sequence[float], within: range) -> list[list[str]]:
    """The mean probability of the three and the eight lines above and below."""
    sums = [0.0]
    for keep in keeps:
        sums.append(sums[-1] + keep)
    count = len(keeps)
    return [
        [
            f"{side} {reach}={bin_of((sums[end] - sums[start]) / reach, ROUGHLY)}"
            for reach in (3, 8)
            for side, start, end in (
                ("up", max(0, index - reach), index),
                ("down", index + 1, max(index + 1, min(count, index + 1 + reach))),
            )
        ]
        for index in within
    ]


def _words(outline: Outline, keeps: Sequence[float], within: range) -> list[list[str]]:
    """Whether a line's words are rather those of the story or those of the other lines."""
    lines: dict[str, int] = {}
    story: dict[str, float] = {}
    for words, keep in zip(outline.words, keeps, strict=True):
        for word in words:
            lines[word] = lines.get(word, 0) + 1
            story[word] = story.get(word, 0.0) + keep
    found = []
    for index in within:
        words, keep = outline.words[index], keeps[index]
        kind = "prose" if outline.prose[index] else "line"
        if not words:
            found.append([f"{kind} without words"])
            continue
        lean, shared, strange = 0.0, 0, 0
        for word in words:
            others = lines[word] - 1
            if others:
                in_story = story[word] - keep
                lean += log((in_story + LITTLE) / (others - in_story + LITTLE))
                shared += in_story > HALF
                strange += others - in_story > HALF
        found.append(
            [
                f"{kind} leans={bin_of(lean / sqrt(len(words)) + MIDDLE, LEANING)}",
                f"{kind} story's words={bin_of(shared / len(words), SHARES)}",
                f"{kind} others' words={bin_of(strange / len(words), SHARES)}",
            ]
        )
    return found


def _shapes(outline: Outline, keeps: Sequence[float], within: range) -> list[list[str]]:
    """The mean probability of the other lines of the same shape."""
    totals: dict[str, float] = defaultdict(float)
    counts = Counter(outline.shapes)
    for shape, keep in zip(outline.shapes, keeps, strict=True):
        totals[shape] += keep
    found = []
    for index in within:
        shape, keep = outline.shapes[index], keeps[index]
        others = counts[shape] - 1
        often = "shape often" if others >= OFTEN else "shape"
        found.append(
            [f"{often}={bin_of((totals[shape] - keep) / others, ROUGHLY)}" if others else "shape alone"]
        )
    return found

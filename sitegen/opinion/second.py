"""A second look at every line, with the first opinion on all the others.

The first look sees a line and its neighbours. Only when all lines have an opinion is it known where the
story lies, which words it uses, and what became of other lines of the same shape.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

from sitegen.looks.reading import Reading
from sitegen.model.document import Kind
from sitegen.opinion.bins import COUNTS, scale
from sitegen.opinion.leanings import leanings

KEEPS = (0.01, 0.03, 0.08, 0.15, 0.25, 0.35, 0.5, 0.65, 0.75, 0.85, 0.92, 0.97, 0.99)
ROUGHLY = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
COLUMNS = (1, 100, 300, 600, 1000, 2000, 4000)
PASSED = (0.02, 0.1, 0.3, 0.7, 0.9, 0.98)
BETWEEN = (1, 2, 3, 5, 9)
CERTAINTY = (0.5, 0.6, 0.7, 0.8, 0.9)
SHAPES = (20, 50, 100, 230)
OFTEN = 5
"""Other lines of a shape from which their mean says much."""

LIKELY = 0.7
"""The probability from which a line counts as the story's when lines are counted."""

PERHAPS, AROUND = 0.03, 8
"""See `worth_a_second_look`: a probability, and lines."""

Features = tuple[str, ...]

Shape = tuple[str, bool, bool, Kind, bool]
"""A block's roughly measured width, whether it ends like a sentence, the gap above it, its kind, whether
prose stands above it."""

BREAK_EVEN = 0.4
"""The probability at which a line neither lengthens the story's span nor shortens it."""


_kept = scale("kept=", KEEPS)
_story = scale("story=", KEEPS)
_subhead = scale("subhead=", KEEPS)
_title = scale("title=", KEEPS)
_byline = scale("byline=", KEEPS)
_near_edge = scale("in span=", (1, 3, 6))
_before_span = scale("before span=", COUNTS)
_after_span = scale("after span=", COUNTS)
_roughly = scale("", ROUGHLY)
_narrow = scale("width ", (28, 64, 100))
_certainty = scale("certainty=", CERTAINTY)
_share = scale("story share=", (0.1, 0.3, 0.5, 0.7, 0.9))
_above = scale("story above=", COLUMNS)
_below = scale("story below=", COLUMNS)
_passed = scale("story passed=", PASSED)
_since_story = scale("since story=", COUNTS)
_until_story = scale("until story=", COUNTS)
_between = scale("", BETWEEN)
_company_of = {
    (side, reach): scale(f"{side} {reach}=", ROUGHLY) for reach in (3, 8) for side in ("up", "down")
}
_shape_width = scale("", SHAPES)
_shape = scale("shape=", ROUGHLY)
_shape_often = scale("shape often=", ROUGHLY)


@dataclass(frozen=True, slots=True)
class Outline:
    """What the second look needs of a document, for each block: columns, prose, words, shape."""

    widths: tuple[int, ...]
    prose: tuple[bool, ...]
    words: tuple[frozenset[str], ...]
    shapes: tuple[Shape, ...]


def outline_of(reading: Reading) -> Outline:
    """Measure a document for the second look."""
    looks, blocks = reading.looks, reading.document.blocks
    prose = tuple(look.prose for look in looks)
    shapes = tuple(
        (_shape_width(look.width), look.ends, block.gap, block.kind, above)
        for look, block, above in zip(looks, blocks, (True, *prose), strict=False)
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
        leanings(outline.words, outline.prose, keeps, within),
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


def _own(row: Sequence[float]) -> Features:
    story, subhead, title, byline = row[:4]
    return _kept(story + subhead), _story(story), _subhead(subhead), _title(title), _byline(byline)


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


def _span(outline: Outline, keeps: Sequence[float], within: range) -> list[Features]:
    span = span_of(outline.widths, keeps)
    found: list[Features] = []
    for index in within:
        if index in span:
            side, far = "in", _near_edge(min(index - span.start, span.stop - 1 - index))
        elif index < span.start:
            side, far = "before", _before_span(span.start - index)
        else:
            side, far = "after", _after_span(index - span.stop + 1)
        kind = "prose" if outline.prose[index] else _narrow(outline.widths[index])
        found.append((far, *_kept_there(side, kind, _roughly(keeps[index]))))
    return found


@lru_cache(maxsize=256)
def _kept_there(side: str, kind: str, kept: str) -> tuple[str, str]:
    return f"{side} span kept={kept}", f"{kind} {side} span kept={kept}"


def _masses(outline: Outline, keeps: Sequence[float], within: range) -> list[Features]:
    """How much of the story is likely above and below, in columns and as a share."""
    masses = [keep * width for keep, width in zip(keeps, outline.widths, strict=True)]
    total, columns = sum(masses) or 1.0, sum(outline.widths) or 1
    certain = sum([abs(2 * keep - 1) * width for keep, width in zip(keeps, outline.widths, strict=True)])
    common = _certainty(certain / columns), _share(total / columns)
    found: list[Features] = []
    above = sum(masses[: within.start])
    for mass in masses[within.start : within.stop]:
        below = total - above - mass
        found.append((_above(above), _below(below), _passed(above / total), *common))
        above += mass
    return found


def _distances(keeps: Sequence[float], within: range) -> list[Features]:
    """Lines since the last one that is likely the story's, and to the next."""
    since, until = _since(keeps), _since(keeps[::-1])[::-1]
    return [
        (_since_story(up), _until_story(down), _since_until(_between(up), _between(down)))
        for up, down in list(zip(since, until, strict=True))[within.start : within.stop]
    ]


@lru_cache(maxsize=64)
def _since_until(since: str, until: str) -> str:
    return f"since/until={since}/{until}"


def _since(keeps: Sequence[float]) -> list[int]:
    found = []
    last = -1
    for index, keep in enumerate(keeps):
        found.append(index - last if last >= 0 else 0)
        last = index if keep > LIKELY else last
    return found


def _company(keeps: Sequence[float], within: range) -> list[Features]:
    """The mean probability of the three and the eight lines above and below."""
    sums = list(accumulate(keeps, initial=0.0))
    count = len(keeps)
    columns: list[list[str]] = []
    for (side, reach), measure in _company_of.items():
        if side == "up":
            column = [measure((sums[i] - sums[max(0, i - reach)]) / reach) for i in within]
        else:
            column = [measure((sums[min(count, i + 1 + reach)] - sums[i + 1]) / reach) for i in within]
        columns.append(column)
    return list(zip(*columns, strict=True))


def _shapes(outline: Outline, keeps: Sequence[float], within: range) -> list[Features]:
    """The mean probability of the other lines of the same shape."""
    totals: dict[Shape, float] = defaultdict(float)
    counts = Counter(outline.shapes)
    for shape, keep in zip(outline.shapes, keeps, strict=True):
        totals[shape] += keep
    found: list[Features] = []
    for index in within:
        shape, keep = outline.shapes[index], keeps[index]
        others = counts[shape] - 1
        measure = _shape_often if others >= OFTEN else _shape
        found.append((measure((totals[shape] - keep) / others) if others else "shape alone",))
    return found

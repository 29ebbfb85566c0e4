"""The same story twice: found by the words that stand next to each other (MinHash)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from sitegen.check.content.copy import Paper, Piece
from sitegen.check.content.made import published_of
from sitegen.check.finding import Check, Complaint, Severity
from sitegen.site.stories import LONG_AGO

SHINGLE = 4
"""Words that stand next to each other and count as one token."""

FEWEST = 40
"""Tokens below which a story is too short to tell: results, notices, the weather."""

ALIKE = 0.5
"""The share of common tokens (Jaccard) from which two stories count as one."""

_HASHES, _BANDS, _SEED = 128, 32, 1
"""A signature of 128 numbers in 32 bands of 4: a pair that shares half of its tokens is met in 87 % of all
cases, one that shares two thirds in 99.9 %, one that shares a tenth in 0.3 %. The estimate is off by 0.04."""

_COMPARED = 20
"""Candidates that a story is compared with, so that a thousand weather reports take no million steps."""

_WORD = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
)
"""A word, or a letter of a script that has no spaces."""


def sketch_of(body: str) -> RMinHash | None:
    """A body's words in short; None for one that is too short to be compared."""
    words = _WORD.findall(body.casefold())
    tokens = list(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))
    if len(tokens) < FEWEST:
        return None
    sketch = RMinHash(_HASHES, _SEED)
    sketch.update(tokens)
    return sketch


def stories_stand_once(paper: Paper) -> Iterator[Complaint]:
    """No story stands in the paper twice: the same wire copy, perhaps with another headline.

    Told of the later one, when half of all runs of four words are the same, or when both came from the same
    page. Stories of less than about 40 words are not compared. The figure is an estimate, a few points off.

    Found:
        [articles/a.md]
        date: 2024-05-01

        The harbour of the town will be closed to all ships for three weeks in May, the council said on
        Monday, because the sand that the winter storms have brought must be dredged before the ferries can
        use the new quay. Fishermen may land their catch at the old pier, and the market moves to the square
        by the church.
        [articles/b.md]
        date: 2024-05-02

        The harbour of the town will be closed to all ships for three weeks in May, the council said on
        Monday, because the sand that the winter storms have brought must be dredged before the ferries can
        use the new quay. Fishermen may land their catch at the old pier until the work is done.
    Found:
        [articles/a.md]
        source: {url: "https://wire.example/1"}
        [articles/b.md]
        source: {url: "https://wire.example/1"}
    Silent:
        [articles/a.md]
        date: 2024-05-01

        The harbour of the town will be closed to all ships for three weeks in May, the council said on
        Monday, because the sand that the winter storms have brought must be dredged before the ferries can
        use the new quay. Fishermen may land their catch at the old pier, and the market moves to the square
        by the church.
        [articles/b.md]
        date: 2024-05-02

        The council said on Monday that the harbour of the town is open again a week early. All the sand
        that the storms had brought has been dredged, the first ferry made fast at the new quay at noon, and
        the market will be back at the water on Saturday. The fishermen want to keep the old pier even so.
    """
    stories = sorted(paper.stories, key=lambda piece: (published_of(paper, piece) or LONG_AGO, piece.path))
    yield from _same_source(paper, stories)
    yield from _same_words(paper, stories)


def _same_source(paper: Paper, stories: list[Piece]) -> Iterator[Complaint]:
    first: dict[str, Piece] = {}
    for piece in stories:
        url = piece.article.source.url if piece.article else ""
        if url and first.setdefault(url, piece) is not piece:
            message = f"comes from the same page as {paper.shelf.shown}/{first[url].path}"
            line = piece.header.line_of("source.url")
            yield paper.tells(piece.path, message, _ONE, line=line, severity=Severity.WARNING)


def _same_words(paper: Paper, stories: list[Piece]) -> Iterator[Complaint]:
    index = RMinHashLSH(ALIKE, _HASHES, _BANDS)
    sketches = [piece.sketch for piece in stories]
    for number, sketch in enumerate(sketches):
        if sketch is None:
            continue
        near = [
            (sketch.jaccard(sketches[other]), -other) for other in sorted(index.query(sketch))[:_COMPARED]
        ]
        share, best = max(near, default=(0.0, 0))
        piece, other = stories[number], stories[-best]
        if share >= ALIKE and not _known_by_source(piece, other):
            message = f"says what {paper.shelf.shown}/{other.path} says: about {share:.0%} of it is the same"
            yield paper.tells(piece.path, message, _ONE, severity=Severity.WARNING)
        index.insert(number, sketch)


def _known_by_source(piece: Piece, other: Piece) -> bool:
    url = piece.article.source.url if piece.article else ""
    return bool(url) and other.article is not None and other.article.source.url == url


_ONE = "keep one, and put the address of the other under its aliases"

CHECKS: tuple[Check[Paper], ...] = (Check(stories_stand_once),)

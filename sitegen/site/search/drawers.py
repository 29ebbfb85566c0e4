"""The words of all volumes put into drawers by their first letters: a query opens one for each of its words.

Which words lie in a drawer follows from how much there is of each key, so that drawers are about equally full
and a change in one place moves none elsewhere. In a drawer the volumes stand side by side, each with its own
records: {"<name of the volume>": {"<word>": [record], ...}, ...}
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from sitegen.site.search.indexing import KEY, Indexed

FULL = 32_000
"""Bytes of a drawer that is not parted further; a third of it when packed."""

HEAVY, HEAVY_FOR_EACH = 60_000, 12
"""A drawer with more bytes than the first, and than the second for each story of the archive, is not opened
as long as a query has words in lighter ones: what lies in it are words that nearly every story has."""


def starts_of(volumes: Sequence[Indexed]) -> list[str]:
    """Where the drawers begin: each holds the words from its beginning to that of the next."""
    sizes: Counter[str] = Counter()
    for volume in volumes:
        for key, size in zip(volume.keys, volume.sizes, strict=True):
            sizes[key] += size
    return list(_starts(sorted(sizes.items()), 1))


def _starts(sizes: Sequence[tuple[str, int]], letters: int) -> Iterator[str]:
    """Keys that begin alike lie together; where that is too much, those that have one more letter alike."""
    room = 0
    for start, group in groupby(sizes, key=lambda each: each[0][:letters]):
        together = list(group)
        size = sum(size for _, size in together)
        if size > FULL and letters < KEY:
            yield from _starts(together, letters + 1)
            room = 0
        else:
            if size > room:
                yield start
                room = FULL
            room -= size


def drawers_of(volumes: Mapping[str, Indexed], starts: Sequence[str]) -> Iterator[bytes]:
    """What lies in each drawer: JSON, in the order of `starts`.

    volumes  by name
    """
    parts = [
        (f'"{name}":{{'.encode(), volume.records, _cuts(volume, starts)) for name, volume in volumes.items()
    ]
    for place in range(len(starts)):
        own = [
            head + records[cuts[place] : cuts[place + 1] - 1] + b"}"
            for head, records, cuts in parts
            if cuts[place + 1] > cuts[place]
        ]
        yield b"{" + b",".join(own) + b"}"


def is_heavy(content: bytes, stories: int) -> bool:
    """Whether a drawer is better left shut, in an archive of so many stories."""
    return len(content) > max(HEAVY, HEAVY_FOR_EACH * stories)


def _cuts(volume: Indexed, starts: Sequence[str]) -> list[int]:
    ends = [0, *accumulate(volume.sizes)]
    return [*(ends[bisect_left(volume.keys, start)] for start in starts), ends[-1]]

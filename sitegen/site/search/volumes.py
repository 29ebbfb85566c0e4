"""The archive parted into volumes: stories that follow one another in time and are indexed together.

A volume ends after a story whose path has a certain hash. So where volumes end depends on the stories near by
and on nothing else: a story that is added, changed or taken away touches the volume that it is in, and any
sequence of builds comes to the same volumes as one build from nothing. (Backup programs do so too, and call
it content-defined chunking.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

USUAL = 256
"""Stories of a volume, about: one in so many ends a volume. Indexed in a fifth of a second."""

LEAST, MOST = 64, 1024
"""A volume of fewer stories does not end, unless they are the newest; one of so many always does."""


@dataclass(frozen=True, slots=True)
class Volume:
    """Some stories that are indexed together.

    paths   of the stories, the oldest first
    digest  of all that the index of this volume depends on; hexadecimal
    """

    paths: tuple[str, ...]
    digest: str

    @property
    def name(self) -> str:
        """Stays the same when stories of the volume change, unless the oldest goes; hexadecimal."""
        return _hash(self.paths[0])[:10]


def volumes_of(keys: Mapping[str, str], maker: str) -> Iterator[Volume]:
    """The volumes of an archive, the oldest first.

    keys   a digest of each story's entry, by path, the oldest first
    maker  says how a volume is indexed; when that changes, every digest does
    """
    for paths in _parted(keys):
        told = "\0".join((maker, *(f"{path}\0{keys[path]}" for path in paths)))
        yield Volume(paths, _hash(told))


def _parted(paths: Iterable[str]) -> Iterator[tuple[str, ...]]:
    run: list[str] = []
    for path in paths:
        run.append(path)
        ends = len(run) >= LEAST and int(_hash(path)[:8], 16) % USUAL == 0
        if ends or len(run) == MOST:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()

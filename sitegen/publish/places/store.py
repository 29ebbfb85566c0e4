"""What a place that holds files one by one can do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol


class Store(Protocol):
    """A place for files. Paths have /, and are relative to the root of the place.

    Every method raises SitegenError when the place cannot be reached or does not take what it is given.
    A file is there whole or not at all: readers never meet half of one.
    """

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The content of each file that is there."""
        ...

    def names(self) -> Sequence[str]:
        """What stands at the root of the place: files, and folders with a slash; nothing if it is missing."""
        ...

    def write(self, path: str, content: bytes) -> None:
        """Write one of our own notes, which no reader is meant to open."""
        ...

    def claim(self, path: str, content: bytes) -> bool:
        """Write a note unless it is there already; False when it is, and nothing was written."""
        ...

    def send(self, source: Path, paths: Sequence[str], keep: str = "", new: Collection[str] = ()) -> None:
        """Put files there. What they replace is kept below `keep`; "" keeps nothing.

        new  those of the paths of which it is known that nothing stands there
        """
        ...

    def remove(self, paths: Sequence[str], keep: str = "") -> None:
        """Delete files that may or may not be there, and folders left empty; keep them as `send` does."""
        ...

    def fetch(self, folder: str, into: Path) -> None:
        """Copy all files below a folder of the place into an empty folder on this machine."""
        ...

    def clear(self, folder: str, but: str = "") -> None:
        """Delete everything below a folder of the place, except its folder `but`; "" excepts nothing."""
        ...


Tell = Callable[[str], None]
"""Prints a line of what goes on."""

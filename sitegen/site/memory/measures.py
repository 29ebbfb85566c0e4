"""How large pictures are: a file that has not changed is not opened again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sitegen.site.pictures import size_of
from sitegen.site.texts import Stamp, stamp_of

Measured = dict[str, tuple[Stamp, int, int]]
"""By the picture's path: its stamp, width and height."""


@dataclass(slots=True)
class Measures:
    """Tells sizes as `size_of` does, and remembers them.

    folder  of the content
    before  what the build before measured
    now     what this one asked for
    """

    folder: Path
    before: Measured = field(default_factory=dict)
    now: Measured = field(default_factory=dict)

    def __call__(self, file: Path) -> tuple[int, int]:
        """Width and height in pixels. Raises what `size_of` does."""
        path = str(file.relative_to(self.folder)) if file.is_relative_to(self.folder) else str(file)
        stamp = stamp_of(file.stat())
        known = self.now.get(path) or self.before.get(path)
        if known and known[0] == stamp:
            self.now[path] = known
            return known[1], known[2]
        width, height = size_of(file)
        self.now[path] = (stamp, width, height)
        return width, height

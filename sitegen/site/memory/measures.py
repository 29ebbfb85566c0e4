"""How large pictures are, and which prints they have: a file that has not changed is not opened again."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.site.memory.records import KeptPicture
from sitegen.site.photos.darkroom import Developed
from sitegen.site.pictures import size_of
from sitegen.site.texts import Stamp, stamp_of

_GONE: Stamp = (0, 0, 0)


@dataclass(slots=True)
class Measures:
    """Tells sizes as `size_of` does, and remembers them.

    folder  of the content
    before  what the build before knew, by path
    now     what this one asked for
    """

    folder: Path
    before: dict[str, KeptPicture] = field(default_factory=dict)
    now: dict[str, KeptPicture] = field(default_factory=dict)

    def __call__(self, file: Path) -> tuple[int, int]:
        """Width and height in pixels. Raises what `size_of` does."""
        path = str(file.relative_to(self.folder)) if file.is_relative_to(self.folder) else str(file)
        stamp = stamp_of(file.stat())
        known = self.now.get(path) or self.before.get(path)
        if not known or known.stamp != stamp or (known.fault and not known.width):
            width, height = size_of(file)
            known = KeptPicture(stamp, width, height)
        self.now[path] = known
        return known.width, known.height

    def recall(self, path: str, recipe: str) -> KeptPicture | None:
        """What is known of a picture that was developed by the same recipe and has not been touched since."""
        known = self.before.get(path)
        if not known or known.recipe != recipe or known.stamp != self.stamp(path):
            return None
        self.now[path] = known
        return known

    def keep(self, path: str, stamp: Stamp, recipe: str, developed: Developed) -> None:
        self.now[path] = KeptPicture(
            stamp, developed.width, developed.height, recipe, developed.prints, developed.fault
        )

    def stamp(self, path: str) -> Stamp:
        """Of a picture in the content folder; zeros where there is none."""
        try:
            return stamp_of(os.stat(f"{self.folder}/{path}"))  # noqa: PTH116  # thousands: plain strings are quicker
        except (OSError, ValueError):
            return _GONE

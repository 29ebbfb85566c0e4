"""What is known of the pictures of the content: their prints, and which of them cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sitegen.errors import Problem
from sitegen.site.photos.prints import NO_PRINTS, Prints


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of the content folder, by their paths in it.

    prints  of those that have any
    faults  why others cannot be read
    """

    prints: Mapping[str, Prints] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str) -> Prints:
        """The prints of the picture at `path`; none where it has none, or there is no such picture."""
        return self.prints.get(path, NO_PRINTS)

    def without(self, paths: Collection[str]) -> Gallery:
        """The same without the prints of some pictures."""
        return Gallery(
            {path: prints for path, prints in self.prints.items() if path not in paths}, self.faults
        )

    def problems(self, shown: str) -> tuple[Problem, ...]:
        """What is wrong with pictures. `shown` is how a person knows the content folder."""
        hint = "save it again as JPEG, PNG or WebP; 2,400 pixels on the longer side are plenty"
        return tuple(
            Problem(f"{shown}/{path}", 0, f"the picture cannot be read: {fault}", hint)
            for path, fault in sorted(self.faults.items())
        )


NO_PICTURES = Gallery()

"""`python -m sitegen.demo.drawing FOLDER`: draw the pictures of the demo paper into a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType

from sitegen.demo.drawing import coast, night, river, sands, town
from sitegen.demo.drawing.paper import Sheet

_SCENES: tuple[Callable[[], Sheet], ...] = (
    *(river.bridge, river.crossing, river.ferry),
    *(sands.eelgrass, sands.choir),
    *(coast.storm, coast.dyke, coast.wind),
    *(town.smokehouse, town.market),
    *(night.stadium, night.kitchen),
)
SCENES = MappingProxyType({scene.__name__: scene for scene in _SCENES})
"""What draws each picture, by the picture's name."""

QUALITY = 76
"""WebP's scale to 100: no halo is seen round an edge, and a picture stays below 60 kB."""


def draw(folder: Path, names: Iterable[str] = tuple(SCENES)) -> list[Path]:
    """Draw pictures into a folder, made where missing; the files written, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        path = folder / f"{name}.webp"
        SCENES[name]().image.save(path, quality=QUALITY, method=6)
        written.append(path)
    return written


if __name__ == "__main__":
    draw(Path(sys.argv[1]), sys.argv[2:] or tuple(SCENES))

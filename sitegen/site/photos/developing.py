"""Every picture of the content is developed once, and its prints are put into the site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.site.memory.measures import Measures
from sitegen.site.photos.darkroom import Darkroom, Developed
from sitegen.site.photos.gallery import NO_PICTURES, Gallery
from sitegen.site.photos.negative import unwarned
from sitegen.site.photos.prints import FOLDER

KINDS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
"""Endings of pictures of which prints are made. A drawing (SVG) needs none."""

_MANY = 40
"""Pictures of which a person should be told that they take a while: some ten seconds on one processor."""

_HANDS = 8
"""Pictures developed side by side at most; each may take some 400 MB while it is decoded."""


def is_developed(path: str) -> bool:
    """True for a file of the content of which prints are made."""
    return path.lower().endswith(KINDS)


def develop(
    paths: Iterable[str], measures: Measures, darkroom: Darkroom, tell: Callable[[str], None] | None = None
) -> Gallery:
    """Develop the pictures among `paths`, of files in the content folder, that were not developed before.

    measures  remembers them
    tell      is told when it will take a while

    Raises SitegenError when the cache cannot be written.
    """
    if not darkroom.recipe:
        return NO_PICTURES
    pictures = [path for path in paths if is_developed(path)]
    new = [path for path in pictures if not measures.recall(path, darkroom.recipe)]
    if tell and len(new) >= _MANY:
        tell(f"Making smaller sizes of {len(new):,} pictures, which is done once")
    stamps = [
        measures.stamp(path) for path in new
    ]  # before they are read: what changes meanwhile is read again
    for path, stamp, developed in zip(new, stamps, _developed(new, measures.folder, darkroom), strict=True):
        measures.keep(path, stamp, darkroom.recipe, developed)
    known = ((path, measures.now[path]) for path in pictures)
    return Gallery(
        {path: kept.prints for path, kept in known if kept.prints.widths},
        {path: measures.now[path].fault for path in pictures if measures.now[path].fault},
    )


def publish(
    gallery: Gallery, darkroom: Darkroom, content: Path, site: Path, needs: Callable[[str, str], bool]
) -> None:
    """Put the prints into the site.

    content  the folder of the content
    needs    tells of each file, with what it is made of, whether it has to be made

    Raises SitegenError when they cannot be written.
    """
    wanted = {
        name: path
        for path, prints in gallery.prints.items()
        for name in prints.names()
        if needs(FOLDER + name, name)
    }
    lost = {path for name, path in wanted.items() if not darkroom.holds(name)}
    _developed(sorted(lost), content, darkroom)
    if wanted:
        (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for name in wanted:
        if darkroom.holds(name):  # else the picture has vanished while the site was built
            shutil.copyfile(darkroom.cache / name, site / FOLDER / name)


def _developed(paths: list[str], folder: Path, darkroom: Darkroom) -> list[Developed]:
    """Developed side by side: Pillow lets other threads work while it decodes, shrinks and packs."""
    if not paths:
        return []
    with unwarned(), ThreadPoolExecutor(min(_HANDS, os.cpu_count() or 1, len(paths))) as hands:
        try:
            return list(hands.map(darkroom.develop, (folder / path for path in paths)))
        except OSError as error:
            problem = f"the sizes of pictures cannot be kept: {error.strerror or error}"
            hint = "see that you may write there and that the disk is not full"
            raise SitegenError(Problem(str(darkroom.cache), 0, problem, hint)) from None
        finally:
            hands.shutdown(cancel_futures=True)

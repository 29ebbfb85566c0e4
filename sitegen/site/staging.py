"""A build happens in a folder beside the site and takes its place only when it is whole.

Two renames swap it in: the old site away, the new one in. A crash between the two leaves no site but
both halves, and the next build mends that first (`recover`). All folders are siblings of the site,
so that a rename never has to copy from one disk to another.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Problem, SitegenError

_NEW, _OLD = "new", "old"


@dataclass(frozen=True, slots=True)
class Stage:
    """A build on its way.

    site    the folder that readers see
    folder  the folder that the build writes to
    """

    site: Path
    folder: Path


def alive(pid: int) -> bool:
    """True when a process of that number runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OverflowError, PermissionError):
        return True
    return True


def stage(site: Path, *, pid: int, runs: Callable[[int], bool] = alive) -> Stage:
    """Mend what an earlier build left behind, and open an empty folder for this one.

    pid   of this process; it is part of the folder's name, so that two builds do not meet
    runs  tells whether the process of a number runs
    """
    site = Path(os.path.realpath(site))
    recover(site, pid=pid, runs=runs)
    folder = _sibling(site, _NEW, pid)
    folder.mkdir(parents=True)
    return Stage(site, folder)


def recover(site: Path, *, pid: int, runs: Callable[[int], bool] = alive) -> None:
    """Put the last good site back if a build broke off between the two renames; clear away leftovers.

    What belongs to another process that runs is left alone.
    """
    leftovers = [folder for folder, owner in _siblings(site) if owner == pid or not runs(owner)]
    olds = sorted((f for f in leftovers if _kind(f) == _OLD), key=lambda folder: folder.stat().st_mtime_ns)
    if olds and not site.exists():
        olds.pop().rename(site)
    for folder in leftovers:
        if folder.exists():
            shutil.rmtree(folder)


def swap_in(stage: Stage, *, pid: int) -> None:
    """Make the finished build the site. On failure the old site is put back, and SitegenError raised."""
    old = _sibling(stage.site, _OLD, pid)
    had_site = stage.site.exists()
    try:
        if had_site:
            stage.site.rename(old)
        stage.folder.rename(stage.site)
    except OSError as error:
        if old.exists() and not stage.site.exists():
            old.rename(stage.site)
        discard(stage)
        hint = "close programs that use it; if it is a mounted folder, let site_dir be one inside it"
        problem = f"the new site could not take its place: {error.strerror}"
        raise SitegenError(Problem(str(stage.site), 0, problem, hint)) from None
    if had_site:
        shutil.rmtree(old)


def discard(stage: Stage) -> None:
    """Throw an unfinished build away; the site stands as it was."""
    if stage.folder.exists():
        shutil.rmtree(stage.folder)


def _sibling(site: Path, kind: str, pid: int) -> Path:
    return site.parent / f".{site.name}.{kind}-{pid}"


def _kind(folder: Path) -> str:
    return folder.name.rpartition(".")[2].partition("-")[0]


def _siblings(site: Path) -> Iterator[tuple[Path, int]]:
    """The folders that builds of this site left beside it, each with the number of its process."""
    for kind in (_NEW, _OLD):
        prefix = f".{site.name}.{kind}-"
        for folder in sorted(site.parent.glob(f"{_escaped(prefix)}*")):
            if (number := folder.name.removeprefix(prefix)).isdecimal():
                yield folder, int(number)


def _escaped(text: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in text)

"""A build happens in a folder beside the site and takes its place only when it is whole.

The two folders change places at once where the system can do that, so that a site stands at every moment.
Elsewhere two renames swap it in: the old site away, the new one in. A crash between the two leaves no site
but both halves, and the next build mends that first (`recover`). All folders are siblings of the site, so
that a rename never has to copy from one disk to another.

A build that made only what had changed is merged in file by file, each of them whole: first what pages need,
then the pages, then what tells others of them; what is gone goes last.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.files import alive as alive  # noqa: PLC0414  # who asks for a build's leftovers asks for this too
from sitegen.files import change_places
from sitegen.site.texts import Stamp, stamp_of

_NEW, _OLD = "new", "old"


@dataclass(frozen=True, slots=True)
class Stage:
    """A build on its way.

    site    the folder that readers see
    folder  the folder that the build writes to
    """

    site: Path
    folder: Path


def stage(site: Path, *, pid: int, runs: Callable[[int], bool] = alive) -> Stage:
    """Mend what an earlier build left behind, and open an empty folder for this one.

    pid   of this process; it is part of the folder's name, so that two builds do not meet
    runs  tells whether the process of a number runs

    Raises SitegenError when nothing can be written there, and when the site's place is taken by a file.
    """
    site = Path(os.path.realpath(site))
    if site.exists() and not site.is_dir():
        hint = "move it away, or build elsewhere: site_dir in mkdocs.yml, or --site-dir"
        raise SitegenError(Problem(str(site), 0, "is a file, and no folder for a site", hint))
    folder = _sibling(site, _NEW, pid)
    try:
        recover(site, pid=pid, runs=runs)
        folder.mkdir(parents=True)
    except OSError as error:
        hint = "check the rights of the folder that it lies in, and the space on the disk"
        problem = f"a new site cannot be built beside it: {error.strerror}"
        raise SitegenError(Problem(str(site), 0, problem, hint)) from None
    return Stage(site, folder)


def recover(site: Path, *, pid: int, runs: Callable[[int], bool] = alive) -> None:
    """Put the last good site back if a build broke off between the two renames; clear away leftovers.

    What belongs to another process that runs is left alone. Leftovers that cannot be removed stay.
    """
    leftovers = [folder for folder, owner in _siblings(site) if owner == pid or not runs(owner)]
    olds = sorted((f for f in leftovers if _kind(f) == _OLD), key=lambda folder: folder.stat().st_mtime_ns)
    if olds and not site.exists():
        olds.pop().rename(site)
    for folder in leftovers:
        _remove(folder)


def swap_in(stage: Stage, *, pid: int) -> None:
    """Make the finished build the site. On failure the old site is put back, and SitegenError raised."""
    old = _sibling(stage.site, _OLD, pid)
    try:
        _swap(stage, old)
    except OSError as error:
        if old.exists() and not stage.site.exists():
            old.rename(stage.site)
        discard(stage)
        hint = "close programs that use it; if it is a mounted folder, let site_dir be one inside it"
        problem = f"the new site could not take its place: {error.strerror}"
        raise SitegenError(Problem(str(stage.site), 0, problem, hint)) from None
    _remove(old)
    _remove(stage.folder)


def _swap(stage: Stage, old: Path) -> None:
    """Afterwards the old site, if there was one, is `old` or lies in the folder of the stage."""
    if change_places(stage.folder, stage.site):
        return
    if stage.site.exists():
        stage.site.rename(old)
    try:
        stage.folder.rename(stage.site)
    except OSError:
        # Another build may have made the first site meanwhile: ours takes its place.
        if not change_places(stage.folder, stage.site):
            raise


def merge_in(stage: Stage, stands: Collection[str], known: Collection[str]) -> dict[str, Stamp]:
    """Put the files of a finished build into the site; the stamps of these files, by path.

    stands  the files of the site that stay as they are
    known   all files that the site had; those that neither stay nor are new are taken away

    Raises SitegenError when a file cannot take its place.
    """
    fresh = sorted((name for name, _ in files_in(stage.folder)), key=partial(_turn, known))
    try:
        stamps = {name: _put(stage, name) for name in fresh}
        for name in set(known).difference(stands, stamps):
            _take_away(stage.site, name)
        discard(stage)
    except OSError as error:
        hint = "see that you may write there, and build again: nothing that stood there was lost"
        problem = f"the new site could not take its place: {error.strerror}"
        raise SitegenError(Problem(str(error.filename or stage.site), 0, problem, hint)) from None
    return stamps


def _turn(known: Collection[str], name: str) -> tuple[int, str]:
    """When a file takes its place: what a page loads before the pages, and after them what names them.

    A new file that is no page comes first: nothing that stands names it, and any other new file may.
    """
    if name.endswith(".html"):
        return 1, name
    return 2 if name in known and name.endswith((".xml", ".json", ".txt")) else 0, name


def _put(stage: Stage, name: str) -> Stamp:
    new, old = f"{stage.folder}/{name}", f"{stage.site}/{name}"
    if not _alike(new, old):
        if os.path.isdir(old):  # noqa: PTH112  # thousands of files: plain strings are quicker
            shutil.rmtree(old)
        try:
            os.replace(new, old)  # noqa: PTH105
        except (FileNotFoundError, NotADirectoryError):
            _make_room(stage.site, name)
            os.replace(new, old)  # noqa: PTH105
    return stamp_of(os.stat(old))  # noqa: PTH116


def _make_room(site: Path, name: str) -> None:
    """Make the folders that a file lies in, in place of files that have their names."""
    for folder in reversed((site / name).parents):
        if folder.is_relative_to(site) and folder.is_file():
            folder.unlink()
    (site / name).parent.mkdir(parents=True, exist_ok=True)


def _alike(new: str, old: str) -> bool:
    try:
        return filecmp.cmp(new, old, shallow=False)
    except OSError:
        return False


def _take_away(site: Path, name: str) -> None:
    """Remove a file, and the folders above it that are empty then."""
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
        (site / name).unlink()
    for folder in (site / name).parents:
        if folder == site or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()


def files_in(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """The files below a folder, by path, with their stamps."""
    return ((name, stamp_of(entry.stat())) for name, entry in _entries(folder))


def names_in(folder: Path) -> Iterator[str]:
    """The paths of the files below a folder; links are not followed."""
    return (name for name, _ in _entries(folder))


def _entries(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name, entry


def discard(stage: Stage) -> None:
    """Throw an unfinished build away; the site stands as it was. What cannot be removed is a leftover."""
    _remove(stage.folder)


def _remove(folder: Path) -> None:
    """Remove a folder that is of no more use. Where that fails, the next build tries again."""
    shutil.rmtree(folder, ignore_errors=True)


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

"""Which files are seeds, and what they are called."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.readers import SUFFIXES


def find_seeds(project: Path, given: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The seeds to convert, sorted by name: those given, folders searched through, or all of `seeds/`.

    Hidden files, links and files of other types inside a folder are passed over; a file named by hand is not.

    Raises SitegenError with every given path that does not exist or has a type nobody can read.
    """
    problems: list[Problem] = []
    seeds: dict[str, Path] = {}
    for path in list(given) or [project / "seeds"]:
        if path.is_dir():
            seeds.update((name_of(seed, project), seed) for seed in _inside(path, problems))
        elif problem := _problem(path, project):
            problems.append(problem)
        else:
            seeds[name_of(path, project)] = path
    if problems:
        raise SitegenError(problems)
    return tuple(seed for _, seed in sorted(seeds.items()))


def name_of(seed: Path, project: Path) -> str:
    """A seed's name: its path relative to the project, with forward slashes."""
    try:
        return Path(os.path.relpath(seed, project)).as_posix()
    except ValueError:  # another drive of Windows
        return seed.absolute().as_posix()


def _problem(path: Path, project: Path) -> Problem | None:
    if path == project / "seeds":
        return Problem("seeds", 0, "there is no such folder", "make it, and put raw articles into it")
    if not path.is_file():
        return Problem(str(path), 0, "there is no such seed", "see what is in the folder seeds/")
    if path.suffix.lower() not in SUFFIXES:
        hint = f"give it one of these endings: {' '.join(SUFFIXES)}"
        return Problem(str(path), 0, "is not a kind of file sitegen reads", hint)
    return None


def _inside(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def closed(error: OSError) -> None:
        hint = "check the folder's rights"
        problems.append(Problem(str(error.filename), 0, f"cannot be searched: {error.strerror}", hint))

    for where, folders, files in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(where, name)
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES and _is_plain_file(path):
                yield path


def _is_plain_file(path: Path) -> bool:
    try:
        return path.is_file() and not path.is_symlink()
    except OSError:
        return True  # reading it will say what is wrong

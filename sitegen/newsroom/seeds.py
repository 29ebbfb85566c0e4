"""Which files are seeds, and what they are called."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.readers import SUFFIXES


def find_seeds(project: Path, given: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The seeds to convert, sorted: those given, folders searched through, or all of `seeds/`.

    Hidden files, links and files of other types inside a folder are passed over; a file named by hand is not.

    Raises SitegenError with every given path that does not exist or has a type nobody can read.
    """
    problems: list[Problem] = []
    seeds: dict[str, Path] = {}
    for path in list(given) or [project / "seeds"]:
        found = _inside(path) if path.is_dir() else [path]
        problem = None if path.is_dir() else _problem(path)
        if problem:
            problems.append(problem)
        else:
            seeds.update((name_of(seed, project), seed) for seed in found)
    if problems:
        raise SitegenError(problems)
    return tuple(seed for _, seed in sorted(seeds.items()))


def name_of(seed: Path, project: Path) -> str:
    """A seed's name: its path relative to the project, with forward slashes."""
    try:
        return Path(os.path.relpath(seed, project)).as_posix()
    except ValueError:  # another drive of Windows
        return seed.absolute().as_posix()


def _problem(path: Path) -> Problem | None:
    if path.suffix.lower() not in SUFFIXES and path.exists():
        hint = f"give it one of these endings: {' '.join(SUFFIXES)}"
        return Problem(str(path), 0, "is not a kind of file sitegen reads", hint)
    if not path.is_file():
        return Problem(str(path), 0, "there is no such seed", "see what is in the folder seeds/")
    return None


def _inside(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path = Path(where, name)
            hidden = name.startswith(".") or path.suffix.lower() not in SUFFIXES
            if not hidden and path.is_file() and not path.is_symlink():
                yield path

"""Which files are seeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.readers import SUFFIXES


def find_seeds(project: Path, given: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The seeds to convert, sorted: those given, folders searched through, or all of `seeds/`.

    Hidden files and files of other types inside a folder are passed over; a file named by hand is not.

    Raises SitegenError with every given path that does not exist or has a type nobody can read.
    """
    problems: list[Problem] = []
    seeds: set[Path] = set()
    for path in list(given) or [project / "seeds"]:
        if path.is_dir():
            seeds.update(_inside(path))
        elif not path.exists():
            problems.append(
                Problem(str(path), 0, "there is no such seed", "see what is in the folder seeds/")
            )
        elif path.suffix.lower() not in SUFFIXES:
            hint = f"give it one of these endings: {' '.join(SUFFIXES)}"
            problems.append(Problem(str(path), 0, "is not a kind of file sitegen reads", hint))
        else:
            seeds.add(path)
    if problems:
        raise SitegenError(problems)
    return tuple(sorted(seeds))


def _inside(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.suffix.lower() not in SUFFIXES or not path.is_file():
            continue
        if path.resolve().is_relative_to(root):
            yield path

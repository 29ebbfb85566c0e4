"""A built site -> its files, each with a digest, in one reading."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.publish.manifest import Entry

OURS = ".sitegen"
"""The folder at a target in which sitegen keeps what it has to remember."""

Digest = Callable[[bytes], str]
Look = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Scan:
    """The files of a built site.

    folder  where they are
    files   path, with /, -> digest and size
    """

    folder: Path
    files: Mapping[str, Entry]

    @property
    def sizes(self) -> Mapping[str, int]:
        return {path: entry.size for path, entry in self.files.items()}


def scan(
    folder: Path, digest: Digest, *, leave_out: frozenset[str] = frozenset(), look: Look | None = None
) -> Scan:
    """Read every file of a built site once.

    digest     of a file's content
    leave_out  paths that are not published
    look       is shown every path and its content

    Raises SitegenError for what cannot be published: a link out of the site, a name that is no text, a file
    that cannot be read.
    """
    inside = os.path.realpath(folder)
    files: dict[str, Entry] = {}
    problems: list[Problem] = []
    for path in sorted(_paths(folder)):
        if path in leave_out:
            continue
        if problem := _unfit(folder, path, inside):
            problems.append(problem)
            continue
        content = (folder / path).read_bytes()
        files[path] = Entry(digest(content), len(content))
        if look:
            look(path, content)
    if problems:
        raise SitegenError(problems)
    return Scan(folder, files)


def _paths(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield Path(place, name).relative_to(folder).as_posix()


def _unfit(folder: Path, path: str, inside: str) -> Problem | None:
    """Why a file of the site cannot be published, or None."""
    shown = os.fspath(folder / path)
    if path.partition("/")[0] == OURS:
        return Problem(shown, 0, f"{OURS}/ is where sitegen keeps its own notes", "rename it in content/")
    if not path.isprintable():
        return Problem(shown, 0, "its name holds a character that cannot be shown", "rename it in content/")
    if not os.path.realpath(folder / path).startswith(inside + os.sep):
        return Problem(shown, 0, "is a link to a file outside the site", "copy the file into content/")
    return None

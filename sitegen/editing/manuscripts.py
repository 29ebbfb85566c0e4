"""The Markdown files of a content folder as they stand, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.files import write_atomic
from sitegen.yaml_header.places import header_span

_HANDS = 16
"""Files that are written at once; see sitegen.newsroom.shelf."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file of the content: its path there, with forward slashes, and its text as it stands."""

    path: str
    text: str

    @property
    def body(self) -> str:
        """What stands below the line that closes the header, as it stands; all of a text without a header."""
        return body_of(self.text)


def body_of(text: str) -> str:
    """What stands below the line that closes a file's header; all of a text without a header."""
    span = header_span(text)
    return text[text.index("---", span[1]) + 3 :] if span else text


@dataclass(frozen=True, slots=True)
class Content:
    """A content folder, and how a person knows it: relative to the project, for messages."""

    folder: Path
    shown: str = "content"

    def paths(self) -> list[str]:
        """All files, sorted, without hidden ones, which the site does not publish either."""
        return sorted(_walk(os.fspath(self.folder), ""))

    def read(self, path: str) -> Manuscript:
        """Raises SitegenError for a file that cannot be read, or is not UTF-8."""
        shown = f"{self.shown}/{path}"
        try:
            raw = (self.folder / path).read_bytes()
            return Manuscript(path, raw.decode())
        except OSError as error:
            raise SitegenError(Problem(shown, 0, f"cannot be read: {error.strerror}")) from None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            hint = "save the file as UTF-8 in your editor"
            raise SitegenError(Problem(shown, line, "is not UTF-8 text", hint)) from None

    def texts(self, paths: Iterable[str], problems: list[Problem]) -> Iterator[Manuscript]:
        """The Markdown files among the paths, sorted; problems of those that cannot be read are added."""
        for path in sorted(paths):
            if path.endswith(".md"):
                try:
                    yield self.read(path)
                except SitegenError as error:
                    problems.extend(error.problems)

    def write(self, changes: Iterable[tuple[Manuscript, str]]) -> dict[str, Problem]:
        """Write texts in place of manuscripts; each is whole and safe on the disk when this returns.

        A file that has changed since it was read stays as it is. Returns the problems, by path.
        """
        todo = list(changes)
        with ThreadPoolExecutor(min(_HANDS, len(todo)) or 1) as hands:
            problems = list(hands.map(self._put, todo))
        return {old.path: problem for (old, _), problem in zip(todo, problems, strict=True) if problem}

    def _put(self, change: tuple[Manuscript, str]) -> Problem | None:
        old, text = change
        file = self.folder / old.path
        try:
            if file.is_symlink():
                return self.problem(
                    old.path, "is a link to another file", "change that file, or copy it here"
                )
            if file.read_bytes() != old.text.encode():
                return self.problem(
                    old.path, "was changed by somebody else meanwhile", "give the command again"
                )
            write_atomic(file, text)
        except OSError as error:
            return self.unwritable(old.path, error)
        return None

    def problem(self, path: str, problem: str, hint: str = "") -> Problem:
        return Problem(f"{self.shown}/{path}", 0, problem, hint)

    def unwritable(self, path: str, error: OSError) -> Problem:
        hint = "check the folder's rights, and the space on the disk"
        return self.problem(path, f"cannot be written: {error.strerror or error}", hint)


def _walk(folder: str, inside: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # a folder that cannot be read publishes nothing
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{inside}{entry.name}/")
        else:
            yield inside + entry.name

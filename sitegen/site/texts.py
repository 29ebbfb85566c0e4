"""The files of the content folder as they lie there: their stamps and their text, and none from outside."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.yaml_header import split

Stamp = tuple[int, int, int]
"""What changes when a file does: nanoseconds of its last change, bytes, inode. A change of the file's entry
counts too (`ctime`), so that a copy which keeps its time is seen."""


def stamp_of(found: os.stat_result) -> Stamp:
    return max(found.st_mtime_ns, found.st_ctime_ns), found.st_size, found.st_ino


@dataclass(slots=True)
class Texts:
    """Reads the files below a folder.

    folder  of the content
    shown   how a person knows it, for messages
    """

    folder: Path
    shown: str
    _root: str = field(init=False)
    _inside: dict[str, bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._root = os.path.realpath(self.folder)

    def stamp(self, path: str) -> Stamp:
        """The stamp of the file at `path`. Raises SitegenError when it is not there, or lies outside."""
        file = f"{self.folder}/{path}"
        try:
            found = os.lstat(file)
            linked = stat.S_ISLNK(found.st_mode)
            if linked:
                found = os.stat(file)  # noqa: PTH116  # thousands of files: plain strings are quicker
        except OSError as error:
            raise SitegenError(
                Problem(f"{self.shown}/{path}", 0, f"cannot be read: {error.strerror}")
            ) from None
        if not (self._is_inside(file) if linked else self._lies_inside(file.rpartition("/")[0])):
            problem = "is a link to a file outside the content"
            raise SitegenError(Problem(f"{self.shown}/{path}", 0, problem, "copy the file here"))
        return stamp_of(found)

    def raw(self, path: str) -> bytes:
        """The bytes of the file at `path`. Raises SitegenError as `stamp` does."""
        self.stamp(path)
        return self.raw_of_stamped(path)

    def raw_of_stamped(self, path: str) -> bytes:
        """The same for a file whose stamp was asked for just now."""
        try:
            with open(f"{self.folder}/{path}", "rb") as file:  # noqa: PTH123  # quicker, for thousands
                return file.read()
        except OSError as error:
            raise SitegenError(
                Problem(f"{self.shown}/{path}", 0, f"cannot be read: {error.strerror}")
            ) from None

    def text(self, path: str) -> str:
        """The text of the file at `path`. Raises SitegenError as `stamp` does, and when it is not UTF-8."""
        return decoded(self.raw(path), f"{self.shown}/{path}")

    def body(self, path: str) -> str:
        """What stands below the header of the article at `path`. Raises SitegenError as `text` does."""
        return split(in_lines(self.text(path)), f"{self.shown}/{path}")[1]

    def _lies_inside(self, folder: str) -> bool:
        """The same for a folder; known folders are not looked at again."""
        if (known := self._inside.get(folder)) is None:
            known = self._inside[folder] = self._is_inside(folder)
        return known

    def _is_inside(self, file: str) -> bool:
        real = os.path.realpath(file)
        return real == self._root or real.startswith(self._root.rstrip(os.sep) + os.sep)


def decoded(raw: bytes, shown: str) -> str:
    """A file's text; `shown` is its name for messages. Raises SitegenError when it is not UTF-8."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8 in your editor"
        raise SitegenError(Problem(shown, line, "is not UTF-8 text", hint)) from None


def in_lines(text: str) -> str:
    """A text as every editor's file is read: without a byte order mark, with one kind of line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

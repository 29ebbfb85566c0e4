"""The articles of a content folder as files: which names are taken, and which article belongs to a seed."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sitegen import front_matter
from sitegen.errors import Problem, SitegenError
from sitegen.files import write_atomic
from sitegen.model.article import Article, Source
from sitegen.newsroom.register import Register, sha256_of
from sitegen.slugs import article_paths

FOLDER = "articles"

LINK = "a link is never sitegen's"
"""In place of the sha256 of what stands there."""

_HANDS = 16
"""Files that are written at once. A disk takes its time over a file that must be safe on it, and takes no
more over several: on a busy machine a file took 7 to 19 ms of waiting one by one, 1 to 2 ms among sixteen."""


class ArticleShelf:
    """Articles by their path below `content/`, with forward slashes; and, beside them, proposals.

    dry  nothing is written or removed; what was put stands there as far as this shelf tells
    """

    def __init__(self, content: Path, register: Register, *, dry: bool = False) -> None:
        self._content = content
        self._dry = dry
        self._taken = {path.casefold() for path in _articles(content)}
        self._taken |= {record.article.casefold() for record in register.values()}
        self._register = register
        self._strays: dict[str, str] | None = None
        self._to_write: dict[str, str] = {}

    def holds(self, article: str) -> bool:
        """True when something stands at a path, even a link that leads nowhere, or soon will."""
        return article in self._to_write or os.path.lexists(self._content / article)

    def stray_of(self, seed: str, sha256: str = "") -> str:
        """An article that names this seed as its source and is not in the register; "" when there is none.

        An editor moved it, or the register is lost, or a run was killed before it was entered. One that names
        another seed, which is no more and had these bytes, is of this seed too: it was renamed.
        """
        if self._strays is None:
            self._strays = self._find_strays()
        return self._strays.get(seed) or self._strays.get(f"sha256 {sha256}", "")

    def _find_strays(self) -> dict[str, str]:
        known = {record.article for record in self._register.values()}
        strays: dict[str, str] = {}
        for path in (path for path in sorted(_articles(self._content)) if path not in known):
            source = self._source_of(path)
            strays.setdefault(source.path, path)
            if source.sha256 and source.path and not (self._content.parent / source.path).exists():
                strays.setdefault(f"sha256 {source.sha256}", path)
        return strays

    def place_for(self, article: Article) -> str:
        """A path for a new article; where two share title and date, the second has its seed's hash in it."""
        paths = map(str, article_paths(article))
        place = next(path for path in paths if path.casefold() not in self._taken)
        self._taken.add(place.casefold())
        return place

    def standing(self, path: str) -> str:
        """sha256 of the file that stands at a path, "" when none does; a link has one of its own.

        Line ends and a byte order mark do not count: git and Windows' editors write them as they like. A
        file that will be written stands there already.
        """
        if path in self._to_write:
            return sha256_of(self._to_write[path].encode())
        file = self._content / path
        if file.is_symlink():
            return LINK
        return sha256_of(_ordinary(file.read_bytes())) if self.holds(path) else ""

    def text(self, path: str) -> str:
        """The file that stands at a path, as it is. Raises OSError, or UnicodeDecodeError."""
        return self._to_write.get(path) or (self._content / path).read_bytes().decode()

    def put(self, path: str, text: str) -> None:
        """Have a file written by write_out()."""
        self._to_write[path] = text

    def remove(self, path: str) -> None:
        """Remove a file, now; one that has gone already is no mistake."""
        if not self._dry:
            (self._content / path).unlink(missing_ok=True)

    def write_out(self) -> dict[str, Problem]:
        """Write what was put; each file is whole and safe on the disk when this returns.

        Returns the problems of those that could not be written, by path.
        """
        if self._dry:
            return {}
        todo, self._to_write = self._to_write, {}
        if len(todo) < 2:
            problems = list(map(self._write, todo, todo.values()))
        else:
            with ThreadPoolExecutor(min(_HANDS, len(todo))) as hands:
                problems = list(hands.map(self._write, todo, todo.values()))
        return {article: problem for article, problem in zip(todo, problems, strict=True) if problem}

    def _write(self, article: str, text: str) -> Problem | None:
        file = self._content / article
        try:
            if not file.parent.resolve().is_relative_to(self._content.resolve()):
                hint = "put a folder in the link's place"
                return Problem(f"content/{article}", 0, "lies outside of content/, behind a link", hint)
            write_atomic(file, text)
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
            return unwritable(article, error)
        return None

    def _source_of(self, article: str) -> Source:
        try:
            text = (self._content / article).read_text(encoding="utf-8", errors="replace")
            return front_matter.parse(text).source
        except (OSError, SitegenError):
            return Source()


def _ordinary(raw: bytes) -> bytes:
    return raw.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")


def unwritable(article: str, error: OSError | RuntimeError) -> Problem:
    """A place where the system lets us write nothing."""
    reason = getattr(error, "strerror", None) or error
    hint = "check the folder's rights, and the space on the disk"
    return Problem(f"content/{article}", 0, f"cannot be written: {reason}", hint)


def _articles(content: Path) -> Iterator[str]:
    """All articles; hidden files, such as proposals, are none."""
    for where, _, files in os.walk(content / FOLDER):
        names = (name for name in files if name.endswith(".md") and not name.startswith("."))
        yield from (Path(where, name).relative_to(content).as_posix() for name in names)

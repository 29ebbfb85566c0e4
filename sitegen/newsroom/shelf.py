"""The articles of a content folder as files: which names are taken, and which article belongs to a seed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sitegen import front_matter
from sitegen.errors import Problem, SitegenError
from sitegen.files import write_atomic
from sitegen.model.article import Article
from sitegen.newsroom.register import Register, sha256_of
from sitegen.slugs import article_paths

FOLDER = "articles"

_HANDS = 16
"""Files that are written at once. A disk takes its time over a file that must be safe on it, and takes no
more over several: on a busy machine a file took 7 to 19 ms of waiting one by one, 1 to 2 ms among sixteen."""


class ArticleShelf:
    """Articles by their path below `content/`, with forward slashes."""

    def __init__(self, content: Path, register: Register) -> None:
        self._content = content
        self._taken = {path.casefold() for path in _articles(content)}
        self._taken |= {record.article.casefold() for record in register.values()}
        self._register = register
        self._strays: dict[str, str] | None = None
        self._to_write: dict[str, str] = {}

    def holds(self, article: str) -> bool:
        """True when something stands at a path, even a link that leads nowhere, or soon will."""
        return article in self._to_write or os.path.lexists(self._content / article)

    def stray_of(self, seed: str) -> str:
        """An article that names this seed as its source and is not in the register; "" when there is none.

        An editor moved it, or the register is lost, or a run was killed before it was entered.
        """
        if self._strays is None:
            known = {record.article for record in self._register.values()}
            strays = (path for path in sorted(_articles(self._content)) if path not in known)
            self._strays = {}
            for path in strays:
                self._strays.setdefault(self._source_of(path), path)
        return self._strays.get(seed, "")

    def place_for(self, article: Article) -> str:
        """A path for a new article; where two share title and date, the second has its seed's hash in it."""
        paths = map(str, article_paths(article))
        place = next(path for path in paths if path.casefold() not in self._taken)
        self._taken.add(place.casefold())
        return place

    def standing(self, article: str) -> str:
        """sha256 of the article that stands at a path, "" when none does; a link has one of its own.

        Line ends do not count: git writes them as the machine likes them. An article that will be written
        stands there already.
        """
        if article in self._to_write:
            return sha256_of(self._to_write[article].encode())
        file = self._content / article
        if file.is_symlink():
            return "a link is never sitegen's"
        return sha256_of(file.read_bytes().replace(b"\r\n", b"\n")) if self.holds(article) else ""

    def put(self, article: str, text: str) -> None:
        """Have an article written by write_out()."""
        self._to_write[article] = text

    def write_out(self) -> dict[str, Problem]:
        """Write what was put; each file is whole and safe on the disk when this returns.

        Returns the problems of those that could not be written, by article.
        """
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

    def _source_of(self, article: str) -> str:
        try:
            text = (self._content / article).read_text(encoding="utf-8", errors="replace")
            return front_matter.parse(text).source.path
        except (OSError, SitegenError):
            return ""


def unwritable(article: str, error: OSError | RuntimeError) -> Problem:
    """A place where the system lets us write nothing."""
    reason = getattr(error, "strerror", None) or error
    hint = "check the folder's rights, and the space on the disk"
    return Problem(f"content/{article}", 0, f"cannot be written: {reason}", hint)


def _articles(content: Path) -> Iterator[str]:
    for where, _, files in os.walk(content / FOLDER):
        yield from (
            Path(where, name).relative_to(content).as_posix() for name in files if name.endswith(".md")
        )

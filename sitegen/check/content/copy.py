"""What the checks over the content look at: one file at a time, or all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from rensa import RMinHash  # type: ignore[import-untyped]

from sitegen.check.content.header import NO_HEADER, Header
from sitegen.check.content.references import Reference
from sitegen.check.finding import Complaint, Edit, Finding, Severity, Strip
from sitegen.check.settings import Project
from sitegen.errors import Problem
from sitegen.model.article import Article
from sitegen.site.stories import Shelf, State, is_article

_NAMES = re.compile(r"[^\s/\"'()=,\[\]{}]+\.[A-Za-z]{3,4}")
"""What may be the name of a file in settings, templates and styles."""

_NAMED = ("section", "tags", "authors", "series")
"""The fields that hold names."""

_EMPTY = Article()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A Markdown file of the content, for the checks that need no other file.

    path        in the content folder
    article     of a story; of a page that is none only its body; empty when the header cannot be read
    header      its lines
    references  the links and pictures in its body
    problems    what is wrong with its header
    text        the whole file, its lines ending in `\\n`
    """

    shelf: Shelf
    path: str
    article: Article = _EMPTY
    header: Header = NO_HEADER
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    text: str = ""

    @property
    def is_story(self) -> bool:
        return is_article(self.path)

    def tells(  # all but the message are named
        self,
        message: str,
        hint: str = "",
        *,
        line: int = 0,
        severity: Severity = Severity.ERROR,
        edit: Edit | Strip | None = None,
    ) -> Complaint:
        """A complaint about this file."""
        return Complaint(f"{self.shelf.shown}/{self.path}", message, hint, line, severity, edit)


@dataclass(frozen=True, slots=True)
class Piece:
    """A Markdown file of the content, as the checks over all files see it.

    url         of its page in the site, percent-encoded
    article     of a story, without its body; None for a page that is no story and for what cannot be read
    sketch      its words in short, for finding the same story elsewhere; None when there are too few
    findings    what the checks of a single file found
    """

    path: str
    url: str
    article: Article | None = None
    state: State = State.PUBLISHED
    header: Header = NO_HEADER
    references: tuple[Reference, ...] = ()
    sketch: RMinHash | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def is_story(self) -> bool:
        return is_article(self.path)

    @property
    def place(self) -> str:
        """The address as a browser shows it: `articles/2024/03/harbour/`."""
        return unquote(self.url).removeprefix("./")


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture in the content folder.

    size           in bytes
    width, height  in pixels; 0 when the file does not say
    fault          why it cannot be read; ""
    place          True when it says where it was taken
    stuck          True when that cannot be taken out but by saving the picture anew
    """

    path: str
    size: int
    width: int = 0
    height: int = 0
    fault: str = ""
    place: bool = False
    stuck: bool = False


@dataclass(frozen=True)
class Paper:
    """The whole content.

    pieces    the Markdown files, by path
    files     every file of the content folder, by its path there
    pictures  the pictures among them, by path
    """

    project: Project
    shelf: Shelf
    pieces: Mapping[str, Piece]
    files: frozenset[str] = frozenset()
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)

    @cached_property
    def stories(self) -> tuple[Piece, ...]:
        """The stories that can be read, by path."""
        return tuple(piece for _, piece in sorted(self.pieces.items()) if piece.article)

    @cached_property
    def theme_files(self) -> frozenset[str]:
        """What the theme adds to the site besides its templates."""
        theme = self.project.theme
        found = theme.rglob("*") if theme and theme.is_dir() else ()
        return frozenset(
            path.relative_to(theme).as_posix()
            for path in found
            if theme and path.is_file() and path.suffix != ".html"
        )

    @cached_property
    def named_elsewhere(self) -> frozenset[str]:
        """The file names in mkdocs.yml, in the theme, in style sheets and in headers that cannot be read."""
        theme = self.project.theme
        texts = [self.project.text]
        for piece in self.pieces.values():
            texts += piece.header.lines if piece.is_story and not piece.article else ()
        files = [*theme.rglob("*.html"), *theme.rglob("*.css")] if theme and theme.is_dir() else []
        files += [self.shelf.folder / path for path in self.files if path.endswith(".css")]
        texts += [file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file()]
        return frozenset(_NAMES.findall(" ".join(texts)))

    @cached_property
    def users(self) -> Mapping[str, Mapping[str, list[Piece]]]:
        """The stories that have each name in a field: `users["tags"]["Sea"]`."""
        found: dict[str, dict[str, list[Piece]]] = {key: {} for key in _NAMED}
        for piece in self.stories:
            for key in _NAMED:
                for name in names_in(piece, key):
                    found[key].setdefault(name, []).append(piece)
        return found

    def tells(  # all but the first two are named
        self,
        path: str,
        message: str,
        hint: str = "",
        *,
        line: int = 0,
        severity: Severity = Severity.ERROR,
        edit: Edit | Strip | None = None,
    ) -> Complaint:
        """A complaint about the file at `path` in the content folder."""
        return Complaint(f"{self.shelf.shown}/{path}", message, hint, line, severity, edit)

    def all_references(self) -> Iterator[tuple[Piece, Reference]]:
        return ((piece, one) for piece in self.pieces.values() for one in piece.references)


def names_in(piece: Piece, field_of: str) -> tuple[str, ...]:
    """The names in a field of a story, each once."""
    value = getattr(piece.article, field_of) if piece.article else ()
    names = value if isinstance(value, tuple) else (value,)
    return tuple(dict.fromkeys(name for name in names if name))

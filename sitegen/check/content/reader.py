"""The content folder -> what the checks look at. Each file is read once, on all cores when there are many."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from sitegen.check.content import OF_EVERY_FILE, OF_STORIES
from sitegen.check.content.copy import Manuscript, Paper, Piece
from sitegen.check.content.doubles import sketch_of
from sitegen.check.content.header import Header
from sitegen.check.content.pictures import measured, pictures_among
from sitegen.check.content.references import references_in
from sitegen.check.finding import Finding
from sitegen.check.settings import Project
from sitegen.errors import Problem, SitegenError
from sitegen.front_matter import parse
from sitegen.model.article import Article
from sitegen.site.pages import read_page
from sitegen.site.stories import Shelf, State, is_article, page_url
from sitegen.site.templates import own_templates
from sitegen.site.texts import Texts, in_lines
from sitegen.site.timing import instant

MANY = 600
"""Files from which starting further processes pays: about half a second of reading."""

_BATCH = 100

_TEXTS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings of what MkDocs takes for a page."""

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files of a content folder. `templates` are those a page may name."""

    shelf: Shelf
    texts: Texts
    templates: frozenset[str]

    def piece(self, path: str) -> Piece:
        """A Markdown file, and what the checks of one file find in it. Nothing is raised for bad input."""
        file = self._manuscript(path)
        story = file.article if file.is_story and not file.problems else None
        return Piece(
            path=path,
            url=page_url(path, self.shelf.directory_urls),
            article=replace(story, body="") if story else None,
            state=state_of(story, self.shelf) if story else State.PUBLISHED,
            header=file.header,
            references=file.references,
            sketch=sketch_of(story.body) if story else None,
            findings=tuple(self._findings(file)),
        )

    def _findings(self, file: Manuscript) -> Iterator[Finding]:
        checks = OF_EVERY_FILE if file.problems or not file.is_story else (*OF_EVERY_FILE, *OF_STORIES)
        for check in checks:
            yield from check(file)

    def _manuscript(self, path: str) -> Manuscript:
        shown = f"{self.shelf.shown}/{path}"
        try:
            text = in_lines(self.texts.text(path))
        except SitegenError as error:
            return Manuscript(self.shelf, path, problems=error.problems)
        header = Header.of(text)
        try:
            article, problems = self._article(text, path, shown)
        except SitegenError as error:
            article, problems = Article(), error.problems
        body = article.body or "\n".join(text.split("\n")[header.body - 1 :])
        references = references_in(body, header.body)
        return Manuscript(self.shelf, path, article, header, references, problems, text)

    def _article(self, text: str, path: str, shown: str) -> tuple[Article, tuple[Problem, ...]]:
        if not is_article(path):
            page = read_page(text, path, shown, self.templates)
            return Article(body=page.body), page.problems
        if not path.endswith(".md"):
            problem = "an article's file name ends in .md"
            return Article(), (Problem(shown, 0, problem, "rename the file"),)
        article = parse(text, shown)
        hint = "write title: ... in its front matter"
        lacks = () if article.title else (Problem(shown, 1, "the article has no title", hint),)
        return article, lacks


def state_of(article: Article, shelf: Shelf) -> State:
    """Whether readers may see a story."""
    try:
        if article.draft:
            return State.DRAFT
        if article.date and instant(article.date, shelf.zone) > shelf.now:
            return State.EMBARGO
        over = article.expires and instant(article.expires, shelf.zone) <= shelf.now
    except OverflowError:
        over = None
    return State.EXPIRED if over else State.PUBLISHED


def shelf_of(project: Project, now: datetime) -> Shelf:
    """The content folder of a project at an instant."""
    return Shelf(project.content, project.shown, project.zone, now, project.directory_urls)


def reader_of(project: Project, now: datetime) -> Reader:
    """A reader of a project's content."""
    theme = project.theme
    templates = own_templates(theme) if theme and theme.is_dir() else frozenset()
    shelf = shelf_of(project, now)
    return Reader(shelf, Texts(shelf.folder, shelf.shown), templates)


def read_paper(project: Project, now: datetime, *, alone: bool = False) -> Paper:
    """The whole content of a project; see sitegen.check.content.examination.examine."""
    reader = reader_of(project, now)
    files = frozenset(files_in(project.content))
    texts = sorted(path for path in files if is_text(path))
    pieces = read_all(reader.piece, texts, alone=alone)
    pictures = read_all(partial(measured, project.content), pictures_among(files), alone=alone)
    return Paper(
        project,
        reader.shelf,
        {piece.path: piece for piece in pieces},
        files,
        {picture.path: picture for picture in pictures},
    )


def is_text(path: str) -> bool:
    """True for what MkDocs takes for a page."""
    return posixpath.splitext(path)[1] in _TEXTS


def files_in(folder: Path) -> Iterator[str]:
    """The files of a content folder that MkDocs publishes: no hidden ones, and none in `templates/`."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and not (here == folder and name == "templates")
        ]
        yield from (
            (here / name).relative_to(folder).as_posix() for name in names if not name.startswith(".")
        )


def read_all(read: Callable[[str], Record], paths: Sequence[str], *, alone: bool = False) -> list[Record]:
    """The record of each path, in their order; `alone` in this process only."""
    if alone or len(paths) < MANY:
        return [read(path) for path in paths]
    with ProcessPoolExecutor() as pool:
        return list(pool.map(read, paths, chunksize=_BATCH))

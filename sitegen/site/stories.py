"""Markdown files -> stories. Every file is read, every problem of every file is kept, nothing is raised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from sitegen.errors import Problem, SitegenError
from sitegen.front_matter import parse
from sitegen.model.article import Article
from sitegen.site.gist import NO_GIST, Gist, digest_of, gist_of
from sitegen.site.memory.catalogue import Catalogue, Known
from sitegen.site.photos.gallery import NO_PICTURES, Gallery
from sitegen.site.pictures import Measure, Picture, picture_of, size_of
from sitegen.site.texts import Texts, decoded
from sitegen.site.timing import instant

FOLDER = "articles/"
"""Where articles live inside the content folder."""

_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*", re.ASCII).fullmatch
"""What needs no percent signs in an address: nearly every path, and `quote` takes its time to see it."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class State(StrEnum):
    """Whether readers may see a story."""

    PUBLISHED = "published"
    DRAFT = "draft"
    EMBARGO = "embargo"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Story:
    """An article without its body, and its place in the site.

    path       of the file in the content folder: `articles/2024/03/slug.md`
    url        of the page in the site, percent-encoded: `articles/2024/03/slug/`
    published  in UTC; None for an undated story
    picture    the lead picture, when it stands in the content folder
    """

    article: Article
    path: str
    url: str
    published: datetime | None = None
    state: State = State.PUBLISHED
    picture: Picture | None = None
    gist: Gist = NO_GIST

    @property
    def teaser(self) -> str:
        return self.gist.teaser

    @property
    def names(self) -> tuple[str, ...]:
        """The addresses of this site that it names, its lead picture's first."""
        src = self.article.image.src
        return (src, *self.gist.names) if src else self.gist.names

    @property
    def sort_key(self) -> str:
        """Digits that sort as time does: `20240313193500`; zeros for an undated story."""
        return self.published.strftime("%Y%m%d%H%M%S").zfill(14) if self.published else "0" * 14


@dataclass(frozen=True, slots=True)
class Shelf:
    """The content folder as a build sees it.

    folder  of the content
    shown   how a person knows that folder: relative to the project, for messages
    zone    the site's time zone
    now     the instant of the build
    directory_urls  True when `slug.md` becomes `slug/`, False for `slug.html` (MkDocs' use_directory_urls)
    measure  how large a picture is
    gallery  the prints of pictures
    """

    folder: Path
    shown: str
    zone: ZoneInfo
    now: datetime
    directory_urls: bool = True
    measure: Measure = size_of
    gallery: Gallery = NO_PICTURES


@dataclass(frozen=True, slots=True)
class Desk:
    """All stories, newest first and undated last, and the problems of the files that are none."""

    stories: tuple[Story, ...] = ()
    problems: tuple[Problem, ...] = ()

    def in_state(self, state: State) -> tuple[Story, ...]:
        return tuple(story for story in self.stories if story.state is state)


def is_article(path: str) -> bool:
    """True when a path in the content folder is one of an article."""
    return path.startswith(FOLDER)


def page_url(path: str, directory_urls: bool = True) -> str:
    """The URL that MkDocs gives to a Markdown file, percent-encoded."""
    stem = path.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    if name in ("index", "README"):
        stem = f"{folder}/" if directory_urls else f"{folder}/index.html"
    else:
        stem += "/" if directory_urls else ".html"
    stem = stem.removeprefix("/")
    return (stem if _PLAIN(stem) else quote(stem)) or "./"


def read_desk(shelf: Shelf, paths: Iterable[str], catalogue: Catalogue | None = None) -> Desk:
    """Read the articles at `paths` (relative to the content folder) into stories.

    catalogue  of what was read before; what is read now is entered
    """
    reader = _Reader(shelf, Texts(shelf.folder, shelf.shown), catalogue or Catalogue())
    stories: list[Story] = []
    problems: list[Problem] = []
    for path in sorted(paths):
        try:
            story, doubts = reader.read(path)
        except SitegenError as error:
            problems.extend(error.problems)
        else:
            stories.append(story)
            problems.extend(doubts)
    kept, clashes = _one_per_address(shelf, stories)
    newest_first = sorted(kept, key=lambda story: story.published or LONG_AGO, reverse=True)
    return Desk(tuple(newest_first), (*problems, *clashes))


@dataclass(frozen=True, slots=True)
class _Reader:
    shelf: Shelf
    texts: Texts
    catalogue: Catalogue

    def read(self, path: str) -> tuple[Story, tuple[Problem, ...]]:
        shelf, shown = self.shelf, f"{self.shelf.shown}/{path}"
        if not path.endswith(".md"):
            raise SitegenError(Problem(shown, 0, "an article's file name ends in .md", "rename the file"))
        article, gist = self._known(path) or self._new(path, shown)
        published = instant(article.date, shelf.zone) if article.date else None
        picture: Picture | None = None
        doubts: tuple[Problem, ...] = ()
        if article.image.src:
            picture, doubts = picture_of(
                article.image.src, path, shelf.folder, shown, shelf.measure, shelf.gallery
            )
        url = page_url(path, shelf.directory_urls)
        state = _state(article, published, shelf)
        return Story(article, path, url, published, state, picture, gist), doubts

    def _known(self, path: str) -> Known | None:
        return self.catalogue.recall(path, self.texts.stamp(path))

    def _new(self, path: str, shown: str) -> Known:
        stamp = self.texts.stamp(path)  # before it is read: a file that changes meanwhile is read again
        raw = self.texts.raw_of_stamped(path)
        if known := self.catalogue.recognise(path, stamp, digest_of(raw)):
            return known
        article = parse(decoded(raw, shown), shown)
        if not article.title:
            raise SitegenError(
                Problem(shown, 1, "the article has no title", "write title: ... in its front matter")
            )
        gist = gist_of(article, raw)
        article = replace(article, body="")
        self.catalogue.keep(path, stamp, article, gist)
        return article, gist


def _state(article: Article, published: datetime | None, shelf: Shelf) -> State:
    if article.draft:
        return State.DRAFT
    if published and published > shelf.now:
        return State.EMBARGO
    over = article.expires and instant(article.expires, shelf.zone) <= shelf.now
    return State.EXPIRED if over else State.PUBLISHED


def _one_per_address(shelf: Shelf, stories: list[Story]) -> tuple[list[Story], list[Problem]]:
    """The stories without those whose address is taken, also where a disk does not tell `A` from `a`."""
    taken: dict[str, Story] = {}
    problems: list[Problem] = []
    for story in stories:
        first = taken.setdefault(_address(story.url), story)
        if first is not story:
            problem = f"has the same address as {shelf.shown}/{first.path}"
            problems.append(Problem(f"{shelf.shown}/{story.path}", 0, problem, "rename one of the two files"))
    return list(taken.values()), problems


def _address(url: str) -> str:
    return unicodedata.normalize("NFC", unquote(url)).casefold()

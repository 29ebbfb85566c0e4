"""Markdown files -> stories. Every file is read, every problem of every file is kept, nothing is raised."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from sitegen.errors import Problem, SitegenError
from sitegen.front_matter import parse
from sitegen.model.article import Article
from sitegen.site.pictures import Picture, picture_of
from sitegen.site.timing import instant

FOLDER = "articles/"
"""Where articles live inside the content folder."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class State(StrEnum):
    """Whether readers may see a story."""

    PUBLISHED = "published"
    DRAFT = "draft"
    EMBARGO = "embargo"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Story:
    """An article and its place in the site.

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
    """

    folder: Path
    shown: str
    zone: ZoneInfo
    now: datetime
    directory_urls: bool = True


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
    return quote(stem.removeprefix("/")) or "./"


def read_desk(shelf: Shelf, paths: Iterable[str]) -> Desk:
    """Read the articles at `paths` (relative to the content folder) into stories."""
    stories: list[Story] = []
    problems: list[Problem] = []
    for path in sorted(paths):
        try:
            story, doubts = _read(shelf, path)
        except SitegenError as error:
            problems.extend(error.problems)
        else:
            stories.append(story)
            problems.extend(doubts)
    kept, clashes = _one_per_address(shelf, stories)
    newest_first = sorted(kept, key=lambda story: story.published or LONG_AGO, reverse=True)
    return Desk(tuple(newest_first), (*problems, *clashes))


def _read(shelf: Shelf, path: str) -> tuple[Story, tuple[Problem, ...]]:
    shown = f"{shelf.shown}/{path}"
    if not path.endswith(".md"):
        raise SitegenError(Problem(shown, 0, "an article's file name ends in .md", "rename the file"))
    article = parse(read_text(shelf.folder, path, shown), shown)
    if not article.title:
        raise SitegenError(
            Problem(shown, 1, "the article has no title", "write title: ... in its front matter")
        )
    published = instant(article.date, shelf.zone) if article.date else None
    picture, doubts = picture_of(article.image.src, path, shelf.folder, shown)
    url = page_url(path, shelf.directory_urls)
    return Story(article, path, url, published, _state(article, published, shelf), picture), doubts


def _state(article: Article, published: datetime | None, shelf: Shelf) -> State:
    if article.draft:
        return State.DRAFT
    if published and published > shelf.now:
        return State.EMBARGO
    over = article.expires and instant(article.expires, shelf.zone) <= shelf.now
    return State.EXPIRED if over else State.PUBLISHED


def read_text(folder: Path, path: str, shown: str) -> str:
    """The text of a Markdown file; raises SitegenError for what MkDocs would publish wrongly or choke on."""
    file = folder / path
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        raise SitegenError(Problem(shown, 0, "is a link to a file outside the content", "copy the file here"))
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise SitegenError(Problem(shown, 0, f"cannot be read: {error.strerror}")) from None
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8 in your editor"
        raise SitegenError(Problem(shown, line, "is not UTF-8 text", hint)) from None


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

"""The addresses of the site that no file in the content has: pages that are made, feeds, old addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote

from sitegen.check.built.feed import NAMES as FEEDS
from sitegen.check.content.copy import Paper, Piece
from sitegen.site.archive import archive_of
from sitegen.site.redirects import file_at
from sitegen.site.sheets import sheets_of
from sitegen.site.stories import LONG_AGO, Story, page_url
from sitegen.site.templates import words_in
from sitegen.site.timing import instant
from sitegen.site.views import directory_of

_FOR_MACHINES = frozenset(
    {*FEEDS, "sitemap.xml", "news-sitemap.xml", "robots.txt", "llms.txt", "security.txt", "404.html"}
)


def made_pages(paper: Paper) -> frozenset[str]:
    """The pages that are made of the stories, by the paths at which an editor might write them."""
    stories = tuple(_stories(paper))
    folders = paper.shelf.directory_urls
    directory = directory_of(stories, paper.project.sections, directory_urls=folders)
    archive = archive_of(stories, paper.shelf.zone, directory_urls=folders)
    return frozenset(sheets_of(directory, archive, (), words_in(paper.project.language), str))


def _stories(paper: Paper) -> Iterator[Story]:
    for piece in paper.stories:
        if piece.article and not piece.article.draft:
            yield Story(piece.article, piece.path, piece.url, published_of(paper, piece))


def published_of(paper: Paper, piece: Piece) -> datetime | None:
    """When a story is published; None without a date, or with one that no clock knows."""
    try:
        date = piece.article.date if piece.article else None
        return instant(date, paper.shelf.zone) if date else None
    except OverflowError:
        return LONG_AGO


def is_for_machines(path: str) -> bool:
    """True for a feed, a sitemap and the like, wherever it stands in the site."""
    return path.rpartition("/")[2] in _FOR_MACHINES


def place_of(path: str, directory_urls: bool) -> str:
    """The address of a page, as a browser shows it: `topics/sea.md` -> `topics/sea/`."""
    return unquote(page_url(path, directory_urls)).removeprefix("./")


def old_addresses(paper: Paper) -> dict[str, Piece]:
    """The files of the site that stand at old addresses, each with the story it leads to."""
    return {
        file_at(alias): piece for piece in paper.stories if piece.article for alias in piece.article.aliases
    }

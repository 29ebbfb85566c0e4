"""The files of an edition that only machines read: feeds, sitemaps, robots.txt and its like."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

from sitegen.site.machines import feeds, site_files, sitemaps
from sitegen.site.machines.facts import Item, Link, Paper
from sitegen.site.machines.feeds import Feed, Fragments
from sitegen.site.outlets.settings import Newsroom
from sitegen.site.stories import Story
from sitegen.site.views import Directory

IN_A_LISTING = 20
"""Stories in the feed of a section, topic, author or running story; the paper's own has more."""

_KEPT = 1024
"""Stories that are kept as feeds write them: a new one stands in several feeds, and all would be too many."""

_NEWEST = 20
"""Stories in llms.txt."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition with its stories as items.

    items  by the path of their stories, newest first, with their HTML
    """

    room: Newsroom
    paper: Paper
    items: Mapping[str, Item]
    directory: Directory
    now: datetime


def feed_files(printed: Printed) -> Iterator[tuple[str, bytes]]:
    """The feeds: each file's path in the site, and what stands in it."""
    room = printed.room

    @lru_cache(maxsize=_KEPT)
    def entry(path: str) -> Fragments:
        return feeds.fragments(printed.items[path])

    def entries(paths: Iterable[str], at_most: int) -> list[Fragments]:
        return [entry(path) for path in islice(paths, at_most)]

    logo = printed.paper.logo.address if printed.paper.logo else ""
    front = Feed(
        title=room.name, home=room.address, description=room.motto, language=room.language, icon=logo
    )
    yield from feeds.written(front, entries(printed.items, feeds.ITEMS_AT_MOST)).items()
    for listings in printed.directory.all:
        for listing in listings:
            feed = Feed(
                title=f"{listing.name} – {room.name}",
                home=room.absolute(listing.url),
                folder=room.absolute(f"{listing.kind}/{listing.slug}/"),
                publisher=room.name,
                language=room.language,
                icon=logo,
            )
            newest = entries((story.path for story in listing.stories), IN_A_LISTING)
            for name, content in feeds.written(feed, newest, IN_A_LISTING).items():
                yield f"{listing.kind}/{listing.slug}/{name}", content


def sitemap_files(printed: Printed, pages: Iterable[sitemaps.Address]) -> Iterator[tuple[str, bytes]]:
    """The sitemap of all pages, the one for Google News, and robots.txt, which names both.

    pages  that are no stories
    """
    room = printed.room
    stories = [
        sitemaps.Address(item.address, item.changed) for item in reversed(list(printed.items.values()))
    ]
    yield from sitemaps.sitemaps([*stories, *pages], room.address).items()
    items = printed.items.values()
    news = sitemaps.news_sitemap(items, room.name, room.language, printed.now)
    yield sitemaps.NEWS_SITEMAP, news
    named = [room.address + name for name in (sitemaps.SITEMAP, sitemaps.NEWS_SITEMAP)]
    yield site_files.ROBOTS, site_files.robots(named).encode()


def configured_files(
    printed: Printed, words: Mapping[str, str], direction: str
) -> Iterator[tuple[str, bytes]]:
    """llms.txt, security.txt and the web manifest, where the newsroom asks for them.

    Raises SitegenError for a contact that security.txt cannot take.
    """
    room = printed.room
    if room.llms:
        yield site_files.LLMS, site_files.llms(printed.paper, _groups(printed, words)).encode()
    if room.contact and room.contact_until:
        contact = site_files.SecurityContact(
            contacts=[room.contact],
            expires=room.contact_until,
            languages=[room.language],
            canonical=room.absolute(site_files.SECURITY),
        )
        yield site_files.SECURITY, site_files.security(contact).encode()
    if room.manifest:
        icons = [_icon(printed.paper)] if printed.paper.logo else []
        told = site_files.manifest(
            printed.paper, icons, colour=room.accent, background="#fffdf9", direction=direction
        )
        yield site_files.MANIFEST, told.encode()


def _icon(paper: Paper) -> site_files.Icon:
    logo = paper.logo
    assert logo is not None  # noqa: S101
    return site_files.Icon(address=logo.address, sizes=f"{logo.width}x{logo.height}", mime=logo.mime)


def _groups(printed: Printed, words: Mapping[str, str]) -> list[site_files.Group]:
    sections = [
        (Link(listing.name, printed.room.absolute(listing.url)), "") for listing in printed.directory.sections
    ]
    newest = [
        (Link(item.title, item.address), item.summary) for item in list(printed.items.values())[:_NEWEST]
    ]
    return [
        site_files.Group(words["all_sections"], sections),
        site_files.Group(words["latest"], newest),
    ]


def newest_change(stories: Iterable[Story], items: Mapping[str, Item]) -> datetime | None:
    """When a page that lists stories last changed."""
    moments = (items[story.path].changed for story in stories if story.path in items)
    return max((moment for moment in moments if moment), default=None)


def write_files(files: Iterable[tuple[str, bytes]], site: Path) -> None:
    """Write them into the site. A file that the newsroom put there itself, by its content folder, stays."""
    made: set[str] = set()
    for name, content in files:
        path = os.path.join(site, name)  # noqa: PTH118  # thousands of files: plain strings are quicker
        folder = os.path.dirname(path)  # noqa: PTH120
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            made.add(folder)
        with suppress(FileExistsError), open(path, "xb") as file:  # noqa: PTH123
            file.write(content)

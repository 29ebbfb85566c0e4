"""The files of an edition that only machines read: feeds, sitemaps, robots.txt and its like."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Protocol

from sitegen.site.gist import digest_of
from sitegen.site.machines import feeds, site_files, sitemaps
from sitegen.site.machines.facts import Item, Link, Paper
from sitegen.site.machines.feeds import Feed, Fragments
from sitegen.site.old_folders import OldFolder, folder_of
from sitegen.site.outlets.settings import Newsroom
from sitegen.site.stories import Story
from sitegen.site.views import Directory

IN_A_LISTING = 20
"""Stories in the feed of a section, topic, author or running story; the paper's own has more."""

_KEPT = 1024
"""Stories that are kept as feeds write them: a new one stands in several feeds, and all would be too many."""

_NEWEST = 20
"""Stories in llms.txt."""


Needs = Callable[[str, str], bool]
"""Asked with a file of the site and a digest of what it is made of; False where it stands already."""


class Ledger(Protocol):
    """Knows which files of the site stand as the build before left them."""

    def needs(self, file: str, of: str) -> bool:
        """True when a file has to be made; False when it stands, made of what has the digest `of`."""

    def stand(self, of: str) -> bool:
        """True when there are files made of what has the digest `of`, and all of them stand."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition for machines.

    stories  by path, newest first
    changed  when the words of each last changed, by path
    item     a story as an item, with its HTML, by its path
    told     a digest of all that an item is made of, by its path
    old      the old folders of listings, where their feeds go on
    """

    room: Newsroom
    paper: Paper
    stories: Mapping[str, Story]
    changed: Mapping[str, datetime | None]
    item: Callable[[str], Item]
    told: Callable[[str], str]
    directory: Directory
    now: datetime
    old: tuple[OldFolder, ...] = ()


def feed_files(printed: Printed, needs: Needs) -> Iterator[tuple[str, bytes]]:
    """The feeds that have to be made: each file's path in the site, and what stands in it."""

    @lru_cache(maxsize=_KEPT)
    def entry(path: str) -> Fragments:
        return feeds.fragments(printed.item(path))

    for folder, feed, paths in _feeds(printed):
        of = digest_of("\n".join((repr(feed), *map(printed.told, paths))).encode("utf-8", "surrogatepass"))
        folders = (folder, *(old.folder for old in printed.old if old.now == folder))
        wanted = [
            (each + name, name) for each in folders for name in feeds.MEDIA_TYPES if needs(each + name, of)
        ]
        if wanted:
            made = feeds.written(feed, [entry(path) for path in paths])
            yield from ((file, made[name]) for file, name in wanted)


def in_feeds(stories: Iterable[str], directory: Directory) -> frozenset[str]:
    """The paths of the stories that stand in some feed; `stories` are all paths, the newest first."""
    listed = (listing.stories[:IN_A_LISTING] for listings in directory.all for listing in listings)
    return frozenset(
        (*islice(stories, feeds.ITEMS_AT_MOST), *(story.path for found in listed for story in found))
    )


def _feeds(printed: Printed) -> Iterator[tuple[str, Feed, list[str]]]:
    """Every feed: its folder in the site, what it says of itself, and the paths of its stories."""
    room = printed.room
    logo = printed.paper.logo.address if printed.paper.logo else ""
    front = Feed(
        title=room.name, home=room.address, description=room.motto, language=room.language, icon=logo
    )
    yield "", front, list(islice(printed.stories, feeds.ITEMS_AT_MOST))
    for listings in printed.directory.all:
        for listing in listings:
            folder = folder_of(listing)
            feed = Feed(
                title=f"{listing.name} – {room.name}",
                home=room.absolute(listing.url),
                folder=room.absolute(folder),
                publisher=room.name,
                language=room.language,
                icon=logo,
            )
            yield folder, feed, [story.path for story in listing.stories[:IN_A_LISTING]]


def sitemap_files(printed: Printed, pages: Iterable[sitemaps.Address]) -> Iterator[tuple[str, bytes]]:
    """The sitemap of all pages; `pages` are those that are no stories."""
    room = printed.room
    stories = [
        sitemaps.Address(room.absolute(story.url), printed.changed[story.path])
        for story in reversed(list(printed.stories.values()))
    ]
    yield from sitemaps.sitemaps([*stories, *pages], room.address).items()


def news_files(printed: Printed) -> Iterator[tuple[str, bytes]]:
    """The sitemap for Google News, and robots.txt, which names both sitemaps."""
    room = printed.room
    recent = [
        printed.item(story.path)
        for story in printed.stories.values()
        if story.published and story.published >= printed.now - sitemaps.NEWS_AGE
    ]
    yield (
        sitemaps.NEWS_SITEMAP,
        sitemaps.news_sitemap(recent, room.name, room.language, printed.now),
    )
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
        (Link(story.article.title, printed.room.absolute(story.url)), story.teaser)
        for story in islice(printed.stories.values(), _NEWEST)
    ]
    return [
        site_files.Group(words["all_sections"], sections),
        site_files.Group(words["latest"], newest),
    ]


def newest_change(stories: Iterable[Story], changed: Mapping[str, datetime | None]) -> datetime | None:
    """When a page that lists stories last changed; `changed` tells it of the stories, by path."""
    moments = (changed[story.path] for story in stories if story.path in changed)
    return max((moment for moment in moments if moment), default=None)


def write_files(files: Iterable[tuple[str, bytes]], site: Path, taken: Collection[str] = ()) -> None:
    """Write them into the site. A file that the newsroom put there itself, by its content folder, stays.

    taken  the paths of such files
    """
    made: set[str] = set()
    for name, content in files:
        if name in taken:
            continue
        path = f"{site}/{name}"  # thousands of files: plain strings are quicker
        folder = path.rpartition("/")[0]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            made.add(folder)
        with suppress(FileExistsError), open(path, "xb") as file:  # noqa: PTH123
            file.write(content)


def unmade(files: Iterable[tuple[str, bytes]], needs: Needs) -> Iterator[tuple[str, bytes]]:
    """Those of the files that do not stand already."""
    return ((name, content) for name, content in files if needs(name, digest_of(content)))

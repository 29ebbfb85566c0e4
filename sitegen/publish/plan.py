"""What has to be sent to a target and deleted there, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sitegen.publish.manifest import Entry, Known, Manifest
from sitegen.site.machines.hosting import HEADERS, REDIRECTS

GRACE = timedelta(hours=1)
"""How long a dropped style, script or picture stays: pages in readers' caches still ask for it."""

_MACHINES = (
    "feed.xml",
    "atom.xml",
    "feed.json",
    "robots.txt",
    "llms.txt",
    "register.json",
    HEADERS,
    REDIRECTS,
)


class Wave(StrEnum):
    """What travels together, in this order.

    Nothing may lead to what is not there yet: a page needs its assets, a front page its stories, and a feed
    or the search their pages.
    """

    ASSETS = "assets"
    NEW_PAGES = "new pages"
    PAGES = "changed pages"
    FEEDS = "feeds and the like"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done at a target.

    make_way  what to delete first: files where the site now has a folder, and the other way round
    waves     what to send, in order; a wave may be empty
    delete    what to delete after that
    stay      how many files stay as they are
    new       paths among the waves that are not at the target yet
    size      bytes to send
    after     what stands there then
    """

    make_way: Sequence[str]
    waves: Mapping[Wave, Sequence[str]]
    delete: Sequence[str]
    stay: int
    new: frozenset[str]
    size: int
    after: Manifest

    @property
    def send(self) -> list[str]:
        return [path for wave in Wave for path in self.waves[wave]]

    @property
    def is_empty(self) -> bool:
        return not (self.make_way or self.delete or any(self.waves.values()))

    @property
    def gone(self) -> list[str]:
        return [*self.make_way, *self.delete]


def is_page(path: str) -> bool:
    """True for what a reader opens."""
    return path.endswith((".html", ".htm"))


def is_for_machines(path: str) -> bool:
    """True for what leads machines to pages: feeds, sitemaps, the entry of the search."""
    name = path.rpartition("/")[2]
    return name in _MACHINES or (name.startswith("sitemap") and name.endswith((".xml", ".xml.gz")))


def plan_of(
    known: Known, files: Mapping[str, Entry], now: datetime, by: str, grace: timedelta = GRACE
) -> Plan:
    """The plan that makes `files` of what is known to stand at a target.

    now    the instant of publishing, UTC
    by     who publishes
    grace  how long dropped assets stay; nothing makes them go at once
    """
    send = [path for path, entry in files.items() if known.entries.get(path) != entry]
    dropped = known.paths - files.keys()
    make_way = _in_the_way(dropped, files)
    leaving = dict(_leaving(known, dropped - make_way, now, grace))
    kept = {path: entry for path in leaving if (entry := known.entries[path])}
    return Plan(
        make_way=sorted(make_way),
        waves=_waves(send, known),
        delete=sorted(dropped - make_way - kept.keys()),
        stay=len(files) - len(send) + len(kept),
        new=frozenset(send) - known.paths,
        size=sum(files[path].size for path in send),
        after=Manifest({**files, **kept}, {path: leaving[path] for path in kept}, now, by),
    )


def _in_the_way(dropped: Iterable[str], files: Mapping[str, Entry]) -> set[str]:
    """Dropped files whose name is now a folder's, or that lie in a folder whose name is now a file's."""
    folders = {folder for path in files for folder in _folders(path)}
    return {path for path in dropped if path in folders or not files.keys().isdisjoint(_folders(path))}


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _leaving(
    known: Known, dropped: Iterable[str], now: datetime, grace: timedelta
) -> Iterator[tuple[str, datetime]]:
    """The assets that are dropped but stay for a while, and since when."""
    for path in dropped:
        since = known.leaving.get(path, now)
        if not is_page(path) and not is_for_machines(path) and now - since < grace:
            yield path, since


def _waves(send: Iterable[str], known: Known) -> dict[Wave, list[str]]:
    waves: dict[Wave, list[str]] = {wave: [] for wave in Wave}
    for path in sorted(send, key=_last_the_front_page):
        waves[_wave(path, known)].append(path)
    return waves


def _wave(path: str, known: Known) -> Wave:
    if is_for_machines(path):
        return Wave.FEEDS
    if not is_page(path):
        return Wave.ASSETS
    return Wave.PAGES if path in known.entries else Wave.NEW_PAGES


def _last_the_front_page(path: str) -> tuple[bool, str]:
    return path == "index.html", path

"""Feeds of the site and of every listing, joined from fragments: a story stands in many feeds and is written
once for each format.

    entries = [fragments(item) for item in newest_first]     # once per story, may be kept between builds
    feed = Feed(title="Ukraine", home="https://courier.example/topics/ukraine/", publisher="The Courier")
    files = written(feed, entries)                            # {"feed.xml": bytes, "atom.xml": ..., ...}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sitegen.site.machines import atom, json_feed, rss
from sitegen.site.machines.facts import Item, Link
from sitegen.site.machines.full_text import full_text
from sitegen.site.machines.markup import clean, escape, line, rfc822, w3c, words

RSS, ATOM, JSON = "feed.xml", "atom.xml", "feed.json"
"""The files of a feed, in the folder of the page whose stories it tells."""

MEDIA_TYPES = {RSS: "application/rss+xml", ATOM: "application/atom+xml", JSON: "application/feed+json"}
"""For `<link rel="alternate" type=...>`."""

ITEMS_AT_MOST = 50
"""Google News reads 60 new stories of a feed at a time (support.google.com/news/publisher-center, answer
9545420)."""

BYTES_AT_MOST = 2_000_000
"""Of a feed (same source: 2 MB)."""

STORY_AT_MOST = 1_000_000
"""Bytes of a story in a feed (same source: 1 MB); a longer one is told by its summary."""


@dataclass(frozen=True, slots=True)
class Fragments:
    """A story as each format writes it, UTF-8, and when its words last changed."""

    rss: bytes
    atom: bytes
    json: bytes
    changed: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself.

    home       the page whose stories it tells
    folder     the address its files stand below, ends in /; "" for `home` itself
    publisher  the paper's name; "" for the title
    icon       a square raster picture
    updated    when the newest of its stories changed, if that is not to be found out from them
    """

    title: str
    home: str
    folder: str = ""
    publisher: str = ""
    description: str = ""
    language: str = ""
    icon: str = ""
    updated: datetime | None = None

    def address(self, file: str) -> str:
        """Where a file of the feed stands."""
        return clean(self.folder or self.home) + file


def fragments(item: Item) -> Fragments:
    """A story, written once for all the feeds it stands in."""
    if len(item.html) <= STORY_AT_MOST:  # before its HTML is read, which takes longest
        whole = _fragments(item, full_text(item))
        if max(map(len, (whole.rss, whole.atom, whole.json))) <= STORY_AT_MOST:
            return whole
    return _fragments(item, "")


def _fragments(item: Item, content: str) -> Fragments:
    return Fragments(
        rss.rss_item(item, content),
        atom.atom_entry(item, content),
        json_feed.json_item(item, content),
        item.changed,
    )


def written(feed: Feed, entries: Sequence[Fragments], at_most: int = ITEMS_AT_MOST) -> dict[str, bytes]:
    """All three files of a feed by name. `entries` come newest first; the last go when there are too many."""
    entries = entries[:at_most]
    return {RSS: rss_feed(feed, entries), ATOM: atom_feed(feed, entries), JSON: json_file(feed, entries)}


def rss_feed(feed: Feed, entries: Sequence[Fragments]) -> bytes:
    """The feed as RSS 2.0, UTF-8."""
    title, home = words(feed.title), escape(clean(feed.home))
    # RSS has no feed without a description; without one of its own the title says what it is
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {rss.NAMESPACES}>\n<channel>\n'
        f"<title>{title}</title>\n<link>{home}</link>\n"
        f"<description>{escape(words(feed.description) or title)}</description>\n"  # readers take it for HTML
        f'<atom:link rel="self" type="{MEDIA_TYPES[RSS]}" href="{escape(feed.address(RSS))}"/>\n'
    )
    if feed.language:
        head += f"<language>{words(feed.language)}</language>\n"
    if updated := _updated(feed, entries):
        head += f"<lastBuildDate>{rfc822(updated)}</lastBuildDate>\n"
    if feed.icon:
        icon = escape(clean(feed.icon))
        head += f"<image><url>{icon}</url><title>{title}</title><link>{home}</link></image>\n"
    return _fitted(head.encode(), (entry.rss for entry in entries), b"</channel>\n</rss>\n")


def atom_feed(feed: Feed, entries: Sequence[Fragments]) -> bytes:
    """The feed as Atom, UTF-8."""
    language = f' xml:lang="{words(feed.language)}"' if feed.language else ""
    own, home = escape(feed.address(ATOM)), escape(clean(feed.home))
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed {atom.NAMESPACES}{language}>\n'
        f"<title>{words(feed.title)}</title>\n<id>{own}</id>\n"
        f'<link rel="self" type="{MEDIA_TYPES[ATOM]}" href="{own}"/>\n'
        f'<link rel="alternate" type="text/html" href="{home}"/>\n'
        f"<updated>{w3c(_updated(feed, entries) or atom.UNDATED)}</updated>\n"
        # whoever wrote an entry that names nobody
        f"{atom.person(Link(feed.publisher or feed.title))}"
    )
    if subtitle := words(feed.description):
        head += f"<subtitle>{subtitle}</subtitle>\n"
    if feed.icon:
        head += f"<icon>{escape(clean(feed.icon))}</icon>\n"
    return _fitted(head.encode(), (entry.atom for entry in entries), b"</feed>\n")


def json_file(feed: Feed, entries: Sequence[Fragments]) -> bytes:
    """The feed as JSON Feed 1.1, UTF-8."""
    known = {
        "version": json_feed.VERSION,
        "title": line(feed.title),
        "home_page_url": clean(feed.home),
        "feed_url": feed.address(JSON),
        "description": line(feed.description),
        "icon": clean(feed.icon),
        "language": line(feed.language),
    }
    about: dict[str, object] = {key: value for key, value in known.items() if value or key == "title"}
    about["authors"] = [json_feed.person(Link(feed.publisher or feed.title))]
    head = json.dumps(about, ensure_ascii=False).removesuffix("}") + ', "items": [\n'
    return _fitted(head.encode(), (entry.json for entry in entries), b"\n]}\n", between=b",\n")


def _updated(feed: Feed, entries: Sequence[Fragments]) -> datetime | None:
    return feed.updated or max((entry.changed for entry in entries if entry.changed), default=None)


def _fitted(head: bytes, parts: Iterable[bytes], foot: bytes, between: bytes = b"") -> bytes:
    """Head, as many parts as fit, foot; what is older than a part that does not fit is left out too."""
    kept: list[bytes] = []
    size = len(head) + len(foot)
    for part in parts:
        size += len(part) + len(between)
        if size > BYTES_AT_MOST:
            break
        kept.append(part)
    return head + between.join(kept) + foot

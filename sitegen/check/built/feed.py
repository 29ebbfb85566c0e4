"""The record of one feed: RSS 2.0, Atom 1.0 or JSON Feed 1.1."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The three forms of a feed."""

    RSS = "RSS"
    ATOM = "Atom"
    JSON = "JSON Feed"


MEDIA_TYPES = {
    "application/rss+xml": Form.RSS,
    "application/atom+xml": Form.ATOM,
    "application/feed+json": Form.JSON,
    "application/json": Form.JSON,
}
"""By which a page says that a link leads to a feed: RSS Autodiscovery, RFC 4287, JSON Feed 1.1."""

NAMES = ("feed.xml", "rss.xml", "atom.xml", "feed.json")
"""File names that are feeds wherever they stand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One story of a feed.

    id         guid or id as written
    permalink  True when the id says of itself that it is the story's address (RSS)
    link       address of the story
    dates      every date, as written
    has_text   True when the whole story is in the feed
    relative   addresses in the story's text that are not whole, at most some
    files      addresses of pictures and enclosures
    mails      RSS <author>: an e-mail address by the standard
    gaps       what the standard asks for and is not there, in words
    """

    id: str
    permalink: bool
    link: str
    dates: tuple[str, ...]
    has_text: bool
    relative: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says.

    path   of the file in the site
    fault  why it could not be read; "" when it could
    size   bytes
    form   None when it could not be told
    home   address of the page that it is the feed of
    own    its own address, as it states it
    dates  of the feed itself, as written
    gaps   what the standard asks for and is not there, in words
    """

    path: str
    size: int
    fault: str = ""
    form: Form | None = None
    home: str = ""
    own: str = ""
    dates: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


_MANY = 5
_ADDRESS = re.compile(r"""<[a-z][^<>]*?\s(?:href|src|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def relative_addresses(text: str) -> tuple[str, ...]:
    """Addresses in a story's HTML that lead nowhere once it is read outside the site; the first five."""
    found: list[str] = []
    for match in _ADDRESS.finditer(text):
        address = html.unescape(match[1] or match[2] or "").strip()
        if not _WHOLE.match(address) and address not in found:
            found.append(address)
            if len(found) == _MANY:
                break
    return tuple(found)

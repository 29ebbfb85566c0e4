"""Where an address leads, seen from a page of the site."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

NO_ADDRESS = "https://site.invalid/"
"""Stands for the site's address where none is set; RFC 2606 keeps this name free for ever."""

_UNWRITABLE = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]|%(?![0-9A-Fa-f]{2})")
"""What may stand in no address unencoded: RFC 3986, section 2; letters of all scripts may (RFC 3987)."""


class Where(StrEnum):
    """What an address leads to."""

    SITE = "this site"
    HOST = "this host, beside the site"
    ELSEWHERE = "another host"
    ACTION = "no page"  # mailto:, tel:, data:
    NOWHERE = "nothing"  # cannot be read as an address


class Place(NamedTuple):  # a tuple, since a large site has a million, and they travel between processes
    """Where an address leads.

    path      for Where.SITE: the path below the site's address, decoded: `articles/été/`; else as written
    fragment  the part after #, decoded
    """

    where: Where
    path: str
    fragment: str = ""


def locate(address: str, page_address: str, site_url: str) -> Place:
    """Where `address`, written on the page at `page_address` (absolute), leads.

    site_url  the site's own address, with a slash at the end
    """
    try:
        parts = urlsplit(urljoin(page_address, address.strip()))
        home = urlsplit(site_url)
        path = unquote(parts.path, errors="strict")
        fragment = unquote(parts.fragment, errors="strict")
    except ValueError:  # `http://[`, or bytes that are no UTF-8
        return Place(Where.NOWHERE, address)
    if parts.scheme not in ("http", "https"):
        return Place(Where.ACTION, address)
    if parts.netloc.lower() != home.netloc.lower():
        return Place(Where.ELSEWHERE, address)
    base = unquote(home.path) or "/"
    if not f"{path}/".startswith(base):
        return Place(Where.HOST, path)
    return Place(Where.SITE, path[len(base) :], fragment)


def address_of(path: str, site_url: str) -> str:
    """The absolute address of a file: `articles/été/index.html` -> `https://…/articles/%C3%A9t%C3%A9/`."""
    return site_url + quote(folder_of(path))


def folder_of(path: str) -> str:
    """The path that readers see: `about/index.html` -> `about/`, `404.html` -> `404.html`."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def is_absolute(address: str) -> bool:
    """True for a whole web address: scheme and host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def unwritable(address: str) -> str:
    """The first character that should be percent-encoded; "" when the address is written as it should be."""
    if address.startswith(("data:", "javascript:", "mailto:")):
        return ""
    found = _UNWRITABLE.search(address.strip())
    return found[0] if found else ""

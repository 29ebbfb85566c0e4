"""What a reader's browser asks for when it opens a page, and whether that is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.faults.paper import Tree

_FETCHED = (
    ("link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], link[rel~=manifest]", "href"),
    ("script[src], img[src], source[src]", "src"),
    ("img[srcset], source[srcset]", "srcset"),
)
"""What a browser fetches by itself."""


def missing_files(site: Tree) -> set[str]:
    """`page -> file` for each file of the site that a page fetches and that is not there."""
    return {f"{page} -> {path}" for page, path in _asked(site, follow=False) if path not in site}


def dead_links(site: Tree) -> set[str]:
    """The same for pages and files of the site to which a page leads."""
    return {f"{page} -> {path}" for page, path in _asked(site, follow=True) if path not in site}


def _asked(site: Tree, *, follow: bool) -> Iterator[tuple[str, str]]:
    for page, raw in site.items():
        if page.endswith(".html"):
            for address in _addresses(raw, follow):
                parts = urlsplit(address)
                if not parts.netloc and parts.scheme in ("", "http", "https") and parts.path:
                    yield page, _path(page, unquote(parts.path))


@lru_cache(maxsize=2000)
def _addresses(raw: bytes, follow: bool) -> tuple[str, ...]:
    tree = LexborHTMLParser(raw)
    wanted = (("a[href]", "href"),) if follow else _FETCHED
    found = [(node.attributes.get(key) or "", key) for css, key in wanted for node in tree.css(css)]
    return tuple(
        part
        for value, key in found
        for part in (re.findall(r"(\S+)(?:\s+[\d.]+[wx])?(?:,|$)", value) if key == "srcset" else [value])
    )


def _path(page: str, address: str) -> str:
    """The file of the site that an address on a page leads to."""
    way = posixpath.join("/", posixpath.dirname(page), address)
    path = posixpath.normpath(way).lstrip("/")
    return posixpath.join(path, "index.html") if way.endswith(("/", "/.", "/..")) else path

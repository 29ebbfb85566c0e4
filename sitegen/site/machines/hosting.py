"""What web hosts are told of a site's files: media types, how long to keep them, `_headers` and `_redirects`.

The same rules serve the object metadata that `sitegen publish` sets and the two files that Netlify and
Cloudflare Pages read. Everything here is a pure function of paths: `articles/2024/03/harbour/index.html`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from mimetypes import MimeTypes
from urllib.parse import quote

HEADERS, REDIRECTS = "_headers", "_redirects"
"""Where the two files stand in a site."""

FOREVER = "public, max-age=31536000, immutable"
"""For a file whose name changes with its content."""

BRIEFLY = "public, max-age=60"
"""For a page: after a minute a reader has the newest."""

A_WHILE = "public, max-age=300"
"""For feeds, sitemaps, styles and scripts that keep their names."""

AN_HOUR = "public, max-age=3600"
"""For pictures and fonts that keep their names."""

RULES_AT_MOST = 100
"""Rules that Cloudflare Pages reads from `_headers` (its documentation, "Headers")."""

REDIRECTS_AT_MOST = 2000
"""Redirects without wildcards that Cloudflare Pages reads (its documentation, "Redirects")."""

FOLDERS_AT_MOST = 100
"""The same with wildcards."""

_FEEDS: Mapping[str, str] = {
    "feed.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "application/xslt+xml; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".ico": "image/vnd.microsoft.icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".gz": "application/gzip",
}
_UNKNOWN = "application/octet-stream"
"""For a file whose ending says nothing."""

_HASHED = re.compile(r"(?:^|[._-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{7,64}(?=[._-])")
_INDEX = "search/index/"
_OURS = ("assets/", _INDEX)
_LASTING = ("image/", "font/", "audio/", "video/")


def is_hashed(path: str) -> bool:
    """True for a file that has another name as soon as it has another content.

    Only the folders that a build makes are looked at: a newsroom's `images/20240313.jpg` may be replaced.

    >>> is_hashed("assets/stylesheets/main.57a0d79d.min.css"), is_hashed("assets/stylesheets/paper.css")
    (True, False)
    """
    return path.startswith(_OURS) and _HASHED.search(posixpath.basename(path)) is not None


def media_type(path: str) -> str:
    """The Content-Type of a file, the same on every machine.

    >>> media_type("sections/sport/atom.xml"), media_type("sitemap.xml")
    ('application/atom+xml; charset=utf-8', 'application/xml; charset=utf-8')
    """
    name = posixpath.basename(path).lower()
    if name in _FEEDS:
        return _FEEDS[name]
    ending = posixpath.splitext(name)[1]
    # A table of its own: the module's one reads files of the machine.
    return _TYPES.get(ending) or MimeTypes().guess_type(f"x{ending}")[0] or _UNKNOWN


def cache_control(path: str) -> str:
    """The Cache-Control of a file.

    >>> cache_control("index.html"), cache_control("search/index/words-3fa9c1d04b5e.json")
    ('public, max-age=60', 'public, max-age=31536000, immutable')
    """
    if is_hashed(path):
        return FOREVER
    kind = media_type(path)
    if kind.startswith("text/html"):
        return BRIEFLY
    return AN_HOUR if kind.startswith(_LASTING) else A_WHILE


def headers(paths: Iterable[str], always: Mapping[str, str]) -> str:
    """`_headers` of Netlify and Cloudflare Pages for a site of these files.

    always  headers of every answer: `guards` of `policy`

    Both hosts let readers ask again for what no rule names, so pages need none. No two rules give the same
    header to one file: both hosts would join the values. Rules over RULES_AT_MOST are left out.
    """
    files = sorted(paths)
    rules = [_rule("/*", always)] if always else []
    feeds = (name for name in files if name in _FEEDS)
    rules += [_rule(f"/{name}", {"Content-Type": _FEEDS[name]}) for name in feeds]
    rules += [_rule(place, {"Cache-Control": FOREVER}) for place in _hashed_places(files)]
    return "\n".join(rules[:RULES_AT_MOST])


def redirects(
    moves: Iterable[tuple[str, str]], below: Iterable[tuple[str, str]] = (), *, force: bool = False
) -> str:
    """`_redirects` of Netlify and Cloudflare Pages: old addresses that lead to new ones for good (301).

    moves  old and new address, from the root of the host: `("/2019/old/", "/articles/2019/harbour/")`
    below  old and new folders, each with all that lies in it; they come last, for the first rule holds
    force  adds the mark with which Netlify redirects although a file is there; Cloudflare knows no mark

    What is over REDIRECTS_AT_MOST or FOLDERS_AT_MOST is left out: pages at the old addresses lead on as well.
    """
    code = "301!" if force else "301"
    lines = [f"{_address(old)} {_address(new)} {code}\n" for old, new in moves]
    folders = [f"{_address(old)}* {_address(new)}:splat {code}\n" for old, new in below]
    return "".join((*lines[:REDIRECTS_AT_MOST], *folders[:FOLDERS_AT_MOST]))


def _rule(place: str, told: Mapping[str, str]) -> str:
    return f"{place}\n" + "".join(f"  {name}: {value}\n" for name, value in told.items())


def _hashed_places(files: list[str]) -> Iterator[str]:
    """The topmost folders that hold nothing but hashed files, as `/folder/*`, and hashed files elsewhere.

    Those of the search index are named by their kind, `/search/index/words-*`, for there are hundreds.
    """
    mixed = {folder for path in files if not is_hashed(path) for folder in _folders(path)}
    told: set[str] = set()
    for path in filter(is_hashed, files):
        pure = [folder for folder in _folders(path) if folder not in mixed]
        kind = path.rpartition("-")[0] if path.startswith(_INDEX) else ""
        place = f"/{quote(pure[-1])}/*" if pure else f"/{kind}-*" if kind else f"/{quote(path)}"
        if place not in told:
            told.add(place)
            yield place


def _folders(path: str) -> Iterator[str]:
    """`a/b/c.css` -> `a/b`, `a`: the innermost first."""
    while path := posixpath.dirname(path):
        yield path


def _address(address: str) -> str:
    """An address as both files want it: encoded, so that a space does not end it."""
    return quote(address, safe="/%:?#&=@+,;~")

"""sitemap.xml (sitemaps.org/protocol.html) and the sitemap for Google News.

A sitemap holds at most 50,000 addresses and 50 MB; past that it is split, and `sitemap.xml` becomes the index
of the pieces. Google News reads stories of the last two days, 1,000 at most (Google's "News sitemaps" page).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sitegen.site.machines.facts import Item, instant
from sitegen.site.machines.markup import clean, escape, w3c, words

SITEMAP, NEWS_SITEMAP = "sitemap.xml", "sitemap-news.xml"
"""The files, at the root of the site."""

ADDRESSES_AT_MOST = 50_000
BYTES_AT_MOST = 50_000_000
NEWS_AT_MOST = 1_000
NEWS_AGE = timedelta(days=2)

_PLAIN = re.compile(r"[A-Za-z0-9_.~:/-]*", re.ASCII).fullmatch
"""An address that XML takes as it is: nearly every one."""

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS_NAMESPACE = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
_HEAD = f"{_XML}<urlset {_NAMESPACE}>\n".encode()
_FOOT = b"</urlset>\n"


@dataclass(frozen=True, slots=True)
class Address:
    """A page in the sitemap.

    address  absolute, percent-encoded
    changed  the day or the instant its words last changed; None where that is not known
    """

    address: str
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    body: bytes
    newest: date | None


def sitemaps(addresses: Iterable[Address], base: str) -> dict[str, bytes]:
    """The sitemap's files by name: `sitemap.xml` alone, or with `sitemap-1.xml`, `sitemap-2.xml` below it.

    addresses  in the order they shall stand in; oldest first keeps the full pieces as they are
    base       the address of the site, ends in /
    """
    pieces = _pieces(addresses)
    if len(pieces) == 1:
        return {SITEMAP: pieces[0].body}
    files = {f"sitemap-{number}.xml": piece for number, piece in enumerate(pieces, start=1)}
    listed = "".join(
        f"<sitemap><loc>{escape(clean(base + name))}</loc>{_changed(piece.newest)}</sitemap>\n"
        for name, piece in files.items()
    )
    index = f"{_XML}<sitemapindex {_NAMESPACE}>\n{listed}</sitemapindex>\n"
    return {SITEMAP: index.encode()} | {name: piece.body for name, piece in files.items()}


def news_sitemap(items: Iterable[Item], publication: str, language: str, now: datetime) -> bytes:
    """The sitemap for Google News: stories published within the two days before `now`, the newest first.

    publication  the paper's name as Google News knows it
    language     of the paper, for stories that name none: `en`, `pt-BR`
    """
    recent = sorted(
        (
            (item.published, item)
            for item in items
            if item.published and now - NEWS_AGE <= item.published <= now
        ),
        key=lambda pair: (-pair[0].timestamp(), pair[1].address),
    )
    name = words(publication)
    listed = "".join(_news(item, when, name, language) for when, item in recent[:NEWS_AT_MOST])
    return f"{_XML}<urlset {_NAMESPACE} {_NEWS_NAMESPACE}>\n{listed}</urlset>\n".encode()


def news_language(language: str) -> str:
    """A language as Google News writes it: `pt-BR` -> `pt`; Chinese keeps its script: `zh-cn`, `zh-tw`."""
    tag = language.lower().replace("_", "-")
    if tag.startswith("zh"):
        return "zh-tw" if {"tw", "hk", "mo", "hant"} & set(tag.split("-")) else "zh-cn"
    return tag.partition("-")[0]


def _news(item: Item, published: datetime, publication: str, language: str) -> str:
    return (
        f"<url><loc>{escape(clean(item.address))}</loc><news:news><news:publication>"
        f"<news:name>{publication}</news:name>"
        f"<news:language>{words(news_language(item.language or language))}</news:language></news:publication>"
        f"<news:publication_date>{w3c(published)}</news:publication_date>"
        f"<news:title>{words(item.title)}</news:title></news:news></url>\n"
    )


def _pieces(addresses: Iterable[Address]) -> Sequence[_Piece]:
    pieces: list[_Piece] = []
    lines: list[bytes] = []
    newest: date | None
    size, newest = len(_HEAD) + len(_FOOT), None
    for address in addresses:
        changed = address.changed
        place = address.address
        if not _PLAIN(place):
            place = escape(clean(place))
        entry = f"<url><loc>{place}</loc>{_changed(changed)}</url>\n".encode()
        if len(lines) == ADDRESSES_AT_MOST or size + len(entry) > BYTES_AT_MOST:
            pieces.append(_Piece(_HEAD + b"".join(lines) + _FOOT, newest))
            lines, size, newest = [], len(_HEAD) + len(_FOOT), None
        lines.append(entry)
        size += len(entry)
        newest = max(newest or changed, changed, key=instant) if changed else newest
    pieces.append(_Piece(_HEAD + b"".join(lines) + _FOOT, newest))
    return pieces


def _changed(when: date | None) -> str:
    return f"<lastmod>{w3c(when)}</lastmod>" if when else ""

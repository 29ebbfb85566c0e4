"""Links and pictures in a body, with the lines in which they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pyromark

_DIALECT = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
"""As sitegen.site.typesetting sets a body."""

_ANY = re.compile(r"\]\(|\]\[|\]:|<")
_TAG = re.compile(r"<(a|img)\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a picture.

    address  as it is written, entities read
    line     1-based, in the file
    text     the words of a link, the alt text of a picture
    shows    True for a picture, False for a link
    """

    address: str
    line: int
    text: str
    shows: bool = False


def references_in(body: str, first: int) -> tuple[Reference, ...]:
    """The links and pictures of a body in Markdown, raw HTML among it, each when it ends.

    first  the line of the file in which the body begins
    """
    return tuple(_references(body, first)) if _ANY.search(body) else ()


@dataclass(frozen=True, slots=True)
class _Open:
    """A link or a picture whose end has not come yet."""

    address: str
    line: int
    shows: bool
    words: list[str] = field(default_factory=list)

    def closed(self) -> Reference:
        return Reference(self.address, self.line, " ".join("".join(self.words).split()), self.shows)


def _references(body: str, first: int) -> Iterator[Reference]:
    breaks = [found.start() for found in re.finditer(b"\n", body.encode("utf-8", "surrogatepass"))]
    opened: list[_Open] = []
    for event, span in pyromark.events_with_range(body, options=_DIALECT):
        kind, value = _parted(event)
        if kind == "Start" and isinstance(value, dict) and (found := value.get("Link") or value.get("Image")):
            line = first + bisect_right(breaks, span["start"])
            opened.append(_Open(found["dest_url"], line, "Image" in value))
        elif kind == "End" and value in ("Link", "Image") and opened:
            yield opened.pop().closed()
        elif kind in ("Html", "InlineHtml"):
            yield from _raw(value, first + bisect_right(breaks, span["start"]))
        elif opened and kind in ("Text", "Code", "SoftBreak", "HardBreak"):
            for one in opened:
                one.words.append(value)


def _parted(event: Any) -> tuple[str, Any]:
    """An event of pyromark as its kind and what comes with it; a break of a line comes with a space."""
    return next(iter(event.items())) if isinstance(event, dict) else (event, " ")


def _raw(html: str, line: int) -> Iterator[Reference]:
    for tag in _TAG.finditer(html):
        shows = tag[1].lower() == "img"
        given = {found[1].lower(): unescape(_value(found)) for found in _ATTRIBUTE.finditer(tag[2])}
        address = given.get("src" if shows else "href")
        if address is not None:
            at = line + html.count("\n", 0, tag.start())
            yield Reference(address, at, given.get("alt", "") if shows else "", shows)


def _value(found: re.Match[str]) -> str:
    return next((value for value in found.groups()[1:] if value is not None), "")

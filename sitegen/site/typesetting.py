"""A story's Markdown -> HTML: CommonMark with tables and strikethrough, by one engine for all stories.

pyromark (pulldown-cmark, in Rust) sets a story in some ten microseconds and knows no input that takes it more
than linear time. nh3 then lets through what a story may consist of and nothing that could run. nh3 takes
seconds over 20,000 quotes one in another, and no browser shows more than some hundred: so what is nested
deeper than DEEPEST is set as if it were not, with all its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

import nh3
import pyromark
from markdown.extensions.toc import slugify_unicode

_DIALECT = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH

_MARKS = (
    "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub"
)
_MARKS += " sup time u var wbr"
_BLOCKS = (
    "blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img li ol p pre summary"
)
_BLOCKS += " table tbody td tfoot th thead tr ul"

_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "time": {"datetime"},
    "data": {"value"},
    "ins": {"cite", "datetime"},
    "del": {"cite", "datetime"},
    "ol": {"start", "reversed"},
    "details": {"open"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

_ALIGNED = re.compile(r' style="text-align: (left|center|right)"')
_CLASSES = {"left": "align-start", "center": "align-center", "right": "align-end"}
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'(<(?:a|img)\b[^>]*?\b(?:href|src)=")([^"]*)')
_TAG = re.compile(r"<[^>]*>")
_FOREIGN = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)

DEEPEST = 64
"""Elements in which an element may stand."""

_MANY = 400
"""Tags from which a story is looked at for its depth; nearly all have fewer, and may be that deep at most."""

_NESTED = re.compile(
    r"<(/?)(?!(?:br|hr|img|wbr|p|li|dd|dt|td|th|tr|tbody|thead|tfoot|rp|rt)\b)[a-z][a-z0-9]*\b[^>]*>",
    re.IGNORECASE,
)
"""Tags of elements that end where their end tag stands, and not by themselves."""

_CLEANER = nh3.Cleaner(
    tags=set(f"{_MARKS} {_BLOCKS}".split()),
    attributes=_ATTRIBUTES,
    allowed_classes={cell: set(_CLASSES.values()) for cell in ("td", "th")},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    generic_attribute_prefixes=set(),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead: its level (1 to 6), its anchor, its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Typeset:
    """A body as HTML, and its subheads in their order."""

    html: str
    headings: tuple[Heading, ...] = ()


def typeset(body: str) -> Typeset:
    """Set a body in Markdown. Raw HTML in it is kept as far as a story may consist of it."""
    html = pyromark.html(body, options=_DIALECT)
    if "<t" in html:
        html = _ALIGNED.sub(lambda found: f' class="{_CLASSES[found[1]]}"', html)
    if html.count("<") > _MANY:
        html = _flat(html)
    html = _CLEANER.clean(html)
    return _with_anchors(html) if "<h" in html else Typeset(html)


def _flat(html: str) -> str:
    """The HTML without the tags of elements that stand in more than DEEPEST others."""
    depth = left_out = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth, left_out
        if not tag[1]:
            if depth == DEEPEST:
                left_out += 1
                return ""
            depth += 1
        elif left_out:
            left_out -= 1
            return ""
        else:
            depth = max(0, depth - 1)
        return tag.group()

    return _NESTED.sub(kept, html)


def with_links(html: str, resolve: Callable[[str], str]) -> str:
    """The HTML with the addresses of the site's own pages and pictures resolved.

    resolve  takes an address as its author wrote it: `../plan.md`, `/images/a.jpg`, `plan.md#costs`
    """

    def resolved(link: re.Match[str]) -> str:
        head, address = link.groups()
        if not address or _FOREIGN.match(address):
            return link.group()
        return head + escape(resolve(unescape(address)))

    return _LINK.sub(resolved, html) if "<a " in html or "<img" in html else html


def nested(headings: Iterable[Heading]) -> list[dict[str, Any]]:
    """Headings as MkDocs' table of contents takes them: each holds those below it in `children`."""
    roots: list[dict[str, Any]] = []
    above: list[tuple[int, list[dict[str, Any]]]] = [(0, roots)]
    for heading in headings:
        while above[-1][0] >= heading.level:
            above.pop()
        below: list[dict[str, Any]] = []
        entry = {"level": heading.level, "id": heading.id, "name": escape(heading.text), "children": below}
        above[-1][1].append(entry)
        above.append((heading.level, below))
    return roots


def _with_anchors(html: str) -> Typeset:
    headings: list[Heading] = []
    taken: dict[str, int] = {}

    def anchored(found: re.Match[str]) -> str:
        level, inner = int(found[1]), found[2]
        text = unescape(_TAG.sub("", inner)).strip()
        anchor = _free(slugify_unicode(text, "-") or "section", taken)
        headings.append(Heading(level, anchor, text))
        return f'<h{level} id="{escape(anchor)}">{inner}</h{level}>'

    return Typeset(_HEADING.sub(anchored, html), tuple(headings))


def _free(anchor: str, taken: dict[str, int]) -> str:
    """The anchor, or with the lowest number behind it that makes it another than all that are taken.

    taken  each with the number from which to look on, so that thousands of the same take no time
    """
    number, free = taken.get(anchor, 0), anchor
    while free in taken:
        number += 1
        free = f"{anchor}_{number}"
    taken[anchor] = number
    taken.setdefault(free, 0)
    return free

"""What the elements around a text make of it: heading, list item, quotation, caption, bold, linked ..."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from lxml import etree

from sitegen.model.body import Mark
from sitegen.model.document import Kind
from sitegen.readers.html.inline import MARKS
from sitegen.readers.html.places import Place

INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "picture",
        "progress", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
"""Elements whose text runs on in the line around them; every other element is a box of its own."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
CAPTION_WORDS = frozenset({"caption", "figcaption", "cutline", "bildunterschrift", "legend", "legende"})
IMAGE_DESCRIPTION = frozenset({"image", "description"})
CREDIT_WORDS = frozenset({"credit", "credits", "copyright", "photographer", "source", "attribution"})
NEGATIONS = frozenset({"has", "no", "with", "without", "hide", "show"})


@dataclass(slots=True, eq=False)
class _List:
    """A list while its items are read: `numbers` counts an ordered one."""

    depth: int
    numbers: count[int] | None = None


@dataclass(slots=True, eq=False)
class _Item:
    """A list item: only its first block has its marker."""

    marker: str
    used: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What holds for the text inside an element; most elements change nothing and share their outer one's."""

    kind: Kind = Kind.LINE
    level: int = 0
    mark: Mark = Mark.PLAIN
    href: str = ""
    linked: bool = False
    pre: bool = False
    figure: bool = False
    lines: _List | None = None
    item: _Item | None = None

    def marker(self) -> str:
        """The list item's marker for its first block, "" for the others."""
        if self.item is None or self.item.used:
            return ""
        self.item.used = True
        return self.item.marker


def is_box(place: Place, outer: Setting) -> bool:
    """Whether an element's text stands apart from the line around it."""
    return place.tag not in INLINE or (outer.kind is Kind.CAPTION and bool(place.words & CREDIT_WORDS))


def enter(element: etree._Element, place: Place, outer: Setting) -> Setting:
    """The setting inside an element, from the one around it."""
    if not is_box(place, outer):
        return _inline(element, outer)
    if place.tag in HEADINGS or element.get("role") == "heading":
        return replace(outer, kind=Kind.HEADING, level=HEADINGS.get(place.tag) or _level(element))
    if place.tag in {"ul", "ol", "menu"}:
        return replace(outer, lines=_list(element, outer))
    if place.tag == "li":
        return _item(outer)
    return _box(place.tag, place, outer)


def _inline(element: etree._Element, outer: Setting) -> Setting:
    if element.tag in {"a", "button"}:
        href = element.get("href", outer.href)
        return replace(outer, href=href, linked=not _is_target(element, href, outer))
    mark = MARKS.get(str(element.tag), outer.mark)
    return outer if mark is outer.mark or outer.mark is Mark.STRONG else replace(outer, mark=mark)


def _is_target(element: etree._Element, href: str, outer: Setting) -> bool:
    """Whether an <a> is a place to jump to, as subheads of long stories are, rather than a link."""
    return element.tag == "a" and (not href or (outer.kind is Kind.HEADING and href.startswith("#")))


def _box(name: str, place: Place, outer: Setting) -> Setting:
    if name in _BOXES:
        return _BOXES[name](outer)
    if outer.kind is Kind.HEADING:
        return outer
    if (outer.figure or outer.kind is Kind.CAPTION) and place.words & CREDIT_WORDS:
        return replace(outer, kind=Kind.CREDIT)
    if name in {"figcaption", "caption"} or is_caption(place):
        return replace(outer, kind=Kind.CAPTION)
    return outer


_BOXES: dict[str, Callable[[Setting], Setting]] = {
    "blockquote": lambda outer: replace(outer, kind=Kind.QUOTE),
    "pre": lambda outer: replace(outer, pre=True),
    "figure": lambda outer: replace(outer, figure=True),
}


def is_caption(place: Place) -> bool:
    """Whether an element is called a caption."""
    named = place.words & CAPTION_WORDS or place.words >= IMAGE_DESCRIPTION
    return bool(named) and not place.words & NEGATIONS


def _level(element: etree._Element) -> int:
    level = str(element.get("aria-level") or "2")
    return min(max(int(level), 1), 6) if level.isdecimal() else 2


def _list(element: etree._Element, outer: Setting) -> _List:
    depth = outer.lines.depth + 1 if outer.lines else 0
    if element.tag != "ol":
        return _List(depth)
    start = str(element.get("start") or "1")
    return _List(depth, count(int(start) if start.isdecimal() and len(start) < 7 else 1))


def _item(outer: Setting) -> Setting:
    numbers = outer.lines.numbers if outer.lines else None
    marker = f"{next(numbers)}." if numbers is not None else "-"
    level = outer.lines.depth if outer.lines else 0
    return replace(outer, kind=Kind.LIST_ITEM, level=level, item=_Item(marker))

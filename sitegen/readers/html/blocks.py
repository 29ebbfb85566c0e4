"""A page's visible words as blocks in reading order, each exactly once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from sitegen.model.document import Block, Kind
from sitegen.readers.html.images import picture_of
from sitegen.readers.html.inline import Run, absolute, is_plain, link_share, spans_of, text_of
from sitegen.readers.html.line_breaks import Line, split_lines
from sitegen.readers.html.places import Place, common, place_of
from sitegen.readers.html.settings import INLINE, Setting, enter, is_box, is_caption
from sitegen.readers.html.tables import rows_of

PARAGRAPH_WORDS = 30
"""Words of a text directly in a box that make it a paragraph, and not a label."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the innermost element that holds all its words."""

    block: Block
    place: Place


def placed_blocks(body: etree._Element, base: str) -> list[Placed]:
    """Every visible piece of text of the page once, in reading order, with running numbers from 1.

    base  the address that relative links and pictures are resolved against, "" when unknown
    """
    walk = _Walk(base)
    walk.through(body)
    return walk.found


_Step = tuple[etree._Element | str | None, Place, Setting]
"""An element or a text to walk through, or None for the end of a box, and where it stands."""


@dataclass(slots=True)
class _Walk:
    """One pass over the tree. The text of a block gathers in `line` until a box begins or ends."""

    base: str
    found: list[Placed] = field(default_factory=list)
    line: Line = field(default_factory=list)
    waiting: list[Placed] = field(default_factory=list)
    apart: bool = False

    def through(self, body: etree._Element) -> None:
        """Walk without recursion: pages may nest deeper than Python's stack."""
        todo: list[_Step] = [(body, place_of(body, None), Setting())]
        while todo:
            node, place, setting = todo.pop()
            if node is None:
                self._flush()
            elif isinstance(node, str):
                self._text(node, place, setting)
            else:
                self._open(node, place, setting, todo)
        self._flush()

    def _open(self, element: etree._Element, above: Place, outer: Setting, todo: list[_Step]) -> None:
        place = place_of(element, above)
        if place.tag in _SINGLE:
            self._single(element, place, outer)
            return
        setting = enter(element, place, outer)
        if is_box(place, outer):
            self._flush()
            if place.tag == "table" and (rows := rows_of(element)):
                self._table(rows, place)
                return
            todo.append((None, place, setting))
        else:
            self.apart = True
        for child in reversed(element):
            if child.tail:
                todo.append((child.tail, place, setting))
            todo.append((child, place, setting))
        if element.text:
            todo.append((element.text, place, setting))

    def _text(self, node: str, place: Place, setting: Setting) -> None:
        if not self.line and node.isspace():
            return
        href = absolute(setting.href, self.base) if setting.href else ""
        self.line.append((Run(node, setting.mark, href, setting.linked, self.apart), place, setting))
        self.apart = False

    def _single(self, element: etree._Element, place: Place, setting: Setting) -> None:
        if place.tag == "br":
            self.line.append((Run("\n", apart=True), place, setting))
        elif place.tag == "hr":
            self._flush()
            self._add(Block(0, 0, "", "* * *", Kind.RULE), place)
        else:
            self._picture(element, place, setting)

    def _picture(self, img: etree._Element, place: Place, setting: Setting) -> None:
        src, alt = picture_of(img)
        if alt and len(alt) < 4 and not any(map(str.isalnum, alt)):  # an emoji that stands for itself
            self.line.append((Run(alt), place, setting))
        elif address := absolute(src, self.base) or src:
            image = Block(0, 0, alt, alt or address, Kind.IMAGE, src=address)
            self.waiting.append(Placed(image, place))
            if not self.line:
                self._flush()

    def _table(self, rows: list[tuple[str, ...]], place: Place) -> None:
        for row in rows:
            text = " | ".join(filter(None, row))
            self._add(Block(0, 0, text, text, Kind.TABLE_ROW, cells=row), place)

    def _flush(self) -> None:
        """Make blocks of the text gathered, then of the pictures that stood among it."""
        if self.line:
            line, self.line = self.line, []
            for part in split_lines(line):
                self._block(part)
        if self.waiting:
            waiting, self.waiting = self.waiting, []
            for placed in waiting:
                self._add(placed.block, placed.place)
        self.apart = False

    def _block(self, line: Line) -> None:
        words = [(place, setting) for run, place, setting in line if not run.raw.isspace()]
        place = words[0][0]
        for other, _ in words:
            place = common(place, other)
        block = _block_of([run for run, _, _ in line], place, words[0][1])
        if block.text:
            self._add(block, place)

    def _add(self, block: Block, place: Place) -> None:
        number = len(self.found) + 1
        self.found.append(Placed(replace(block, first=number, last=number), place))


_SINGLE = frozenset({"br", "hr", "img"})


def _block_of(runs: list[Run], place: Place, setting: Setting) -> Block:
    raw = "".join([run.raw for run in runs])
    if setting.pre:
        return Block(0, 0, raw.strip("\n"), raw.strip("\n").rstrip(), Kind.PREFORMATTED)
    spans = spans_of(runs)
    text = text_of(spans)
    kind = setting.kind
    if kind is Kind.LINE and _in_caption(place):
        kind = Kind.CAPTION
    elif kind is Kind.LINE and (box_of(place).tag == "p" or text.count(" ") >= PARAGRAPH_WORDS):
        kind = Kind.PARAGRAPH
    return Block(
        0,
        0,
        raw.strip(),
        text,
        kind,
        level=setting.level if kind in {Kind.LIST_ITEM, Kind.HEADING} else 0,
        marker=setting.marker() if kind is Kind.LIST_ITEM and text else "",
        spans=() if is_plain(spans) else spans,
        link_share=link_share(runs),
    )


def _in_caption(place: Place) -> bool:
    """Whether the words of a line lie in an inline element that is called a caption."""
    return place.tag in INLINE and is_caption(place)


def box_of(place: Place) -> Place:
    """The innermost element around a place that stands on lines of its own."""
    return next((outer for outer in place.upward() if outer.tag not in INLINE), place)

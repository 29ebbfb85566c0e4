"""Plain text -> Document: each line is a block; lines that were wrapped at a fixed width are one again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from sitegen.model.document import Block, Document, Kind
from sitegen.readers.characters import ordinary
from sitegen.readers.encoding import decode

_LINE_END = re.compile("(?:\r\n|\n|\r)\f?|\f")
_LINE_END_OR_SEPARATOR = re.compile("(?:\r\n|\n|\r)\f?|[\f\u2028\u2029]")
_SEPARATORS = "\u2028\u2029"
_RARE_ENDS = "\r\f"

SOFT_ENDS = ("\v", "\x85", *_SEPARATORS)
"""What ends a line inside of a paragraph: who wrote one into a line meant its parts to be one."""

_BULLET = re.compile(r"(?:[-*+•‣◦▪●○·]|\d{1,3}[.)])\s+(?=\S)")
_COUNTED = re.compile(r"(?:0|[1-9][0-9]*)[.)]")
"""A number that Markdown would show as it stands here: `01.` and `١.` it would write as 1."""

_QUOTED = re.compile(r"(?:> ?)+(?=[^>\s])(?!\d)")
_BREAK = re.compile(r"(?:[*_=~#-]\s*){3,}|(?:[⁂❖◆◇■□●○★☆]\s*)+")

WRAP_WIDTHS = range(50, 91)
"""Columns at which people and mail programs wrap text."""

_ENDS = (".", "!", "?", ":", '"', "”", "…")
_TAB = 4


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    raw: str
    text: str
    gap: bool


def read(raw: bytes, *, url: str = "") -> Document:  # noqa: ARG001  # every reader is called so
    """Read plain text.

    raw  the file's bytes in any common encoding
    url  where it came from, if known; text does not need it

    Raises SitegenError when the bytes are no text.
    """
    decoded = decode(raw)
    raw_lines = lines_of(decoded.text)
    blocks = tuple(_block(group) for group in _unwrap(_written_lines(raw_lines)))
    return Document(
        blocks=blocks,
        media_type="text/plain",
        line_count=len(raw_lines),
        encoding=decoded.encoding,
        notes=decoded.notes,
        lines=raw_lines,
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text; what ends a line or a page is no part of one, and ends none that is not there.

    Unicode's separators of lines and paragraphs end lines where a text has more of them than of other line
    ends. Elsewhere an editor's program put them into a line, and what they would cut off is part of it.
    """
    is_rare = any(end in text for end in _RARE_ENDS + _SEPARATORS)
    *lines, last = _ends_of(text).split(text) if is_rare else text.split("\n")
    return (*lines, last) if last else tuple(lines)


def _ends_of(text: str) -> re.Pattern[str]:
    separators = sum(map(text.count, _SEPARATORS))
    others = separators and len(_LINE_END.findall(text))
    return _LINE_END_OR_SEPARATOR if separators > others else _LINE_END


def _written_lines(raw_lines: tuple[str, ...]) -> list[_Line]:
    lines = []
    gap = True
    for number, raw in enumerate(raw_lines, start=1):
        text = ordinary(raw)
        if text:
            lines.append(_Line(number, raw, text, gap))
        gap = not text
    return lines


def _unwrap(lines: list[_Line]) -> list[list[_Line]]:
    """Groups of lines that are one paragraph: single lines, unless the text was wrapped."""
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and width and not line.gap and _ran_on(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _wrap_width(lines: list[_Line]) -> int:
    """The column at which the text was wrapped, or 0 when it was not.

    Wrapped text shows itself: hardly a line is longer than the width, most lines that have a next one could
    not take its first word any more, and many of those end in the middle of a sentence.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if not after.gap]
    lengths = [len(line.text) for line in lines if len(line.text) < WRAP_WIDTHS.stop]
    if len(pairs) < 6 or len(pairs) * 3 < len(lines) or len(lengths) * 20 < len(lines) * 19:
        return 0
    width = max(lengths)
    full = [line for line, after in pairs if _ran_on(line, after, width)]
    running = [line for line in full if not line.text.endswith(_ENDS)]
    wrapped = width in WRAP_WIDTHS and len(full) * 5 > len(pairs) * 3 and len(running) * 2 > len(full)
    return width if wrapped else 0


def _ran_on(line: _Line, after: _Line, width: int) -> bool:
    """The next line's first word did not fit any more, so the line's end is not the writer's."""
    if _BULLET.match(after.text) or _BREAK.fullmatch(after.text) or _BREAK.fullmatch(line.text):
        return False
    return width - 2 < len(line.text) + 1 + len(after.text.split(" ", 1)[0]) and len(line.text) <= width


def _block(group: list[_Line]) -> Block:
    first = group[0]
    text = " ".join(line.text for line in group)
    kind, marker, words = Kind.LINE, "", text
    bullet = _BULLET.match(text)
    if _BREAK.fullmatch(text):
        kind = Kind.RULE
    elif bullet and not bullet[0][0].isdecimal():
        kind, marker, words = Kind.LIST_ITEM, bullet[0].strip(), text[bullet.end() :]
    elif bullet and _COUNTED.match(text):
        marker = bullet[0].strip()
    elif quoted := _QUOTED.match(text):
        kind, words = Kind.QUOTE, text[quoted.end() :]
    lead = first.raw[: len(first.raw) - len(first.raw.lstrip(" \t"))]
    indent = len(lead.expandtabs(_TAB))
    return Block(
        first=first.number,
        last=group[-1].number,
        raw="\n".join(line.raw for line in group),
        text=words,
        kind=kind,
        level=min(indent // 2, 3) if kind is Kind.LIST_ITEM else 0,
        marker=marker,
        gap=first.gap,
    )

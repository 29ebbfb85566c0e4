"""Body blocks -> Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from sitegen.markdown.escaping import escape_cell, escape_label, escape_line, seen
from sitegen.markdown.spans import address, inline
from sitegen.model.body import (
    BlockQuote,
    BodyBlock,
    Figure,
    ListBlock,
    ListItem,
    Mark,
    Note,
    Paragraph,
    Preformatted,
    SectionBreak,
    Span,
    Spans,
    Subhead,
    Table,
    plain,
)

_INDENT = 4
_MAX_START = 10**9
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def render(body: Iterable[BodyBlock]) -> str:
    """The body as Markdown: blocks parted by one empty line, no line folded, no newline at the end."""
    return "\n\n".join(filter(None, map(render_block, body)))


def render_block(block: BodyBlock) -> str:  # noqa: PLR0911  # one return for each kind
    """One block as Markdown, without an empty line round it; "" for a block without a word."""
    match block:
        case Paragraph():
            return _line(block.spans)
        case Subhead():
            return _subhead(block)
        case ListBlock():
            return _list(block.items)
        case BlockQuote():
            return "\n>\n".join(f"> {line}" for line in map(_line, block.paragraphs) if line)
        case Table():
            return _table(block.rows)
        case SectionBreak():
            return "* * *"
        case Note():
            line = _line(block.spans)
            return f"> {line}" if line else ""
        case Figure():
            return _figure(block)
        case Preformatted():
            return _preformatted(block.text)
        case _ as never:
            assert_never(never)


def _line(spans: Spans) -> str:
    return escape_line(inline(spans))


def _subhead(block: Subhead) -> str:
    words = re.sub(r"#(?=#*$)", r"\\#", inline(block.spans))  # signs at its end would go: C#
    return f"{'#' * min(max(block.level, 2), 6)} {words}" if words else ""


def _list(items: tuple[ListItem, ...]) -> str:
    written = [(item, line) for item in items if (line := _line(item.spans))]
    numbered = _counts([item for item, _ in written])
    lines: list[str] = []
    indents = [0]  # of the items above that the next one may stand below, outermost first
    for item, line in written:
        del indents[max(item.depth, 0) + 1 :]
        marker = _marker(item, numbered)
        indent = indents[-1]
        lines.append(f"{' ' * indent}{marker} {line}")
        indents.append(indent + max(_INDENT, len(marker) + 1 if numbered else 0))
    return "\n".join(lines)


def _marker(item: ListItem, numbered: bool) -> str:
    if item.number is None:
        return "-"
    return f"{item.number}." if numbered else f"- {item.number}\\."


def _counts(items: list[ListItem]) -> bool:
    """True when Markdown's own counting gives all numbers; it knows only where an outermost list starts."""
    above: list[int | None] = []
    for item in items:
        depth = min(max(item.depth, 0), len(above))
        if not _follows(item.number, above, depth):
            return False
        above[depth:] = [item.number]
    return True


def _follows(number: int | None, above: list[int | None], depth: int) -> bool:
    if depth == len(above):
        return number is None or number == 1 or (depth == 0 and 0 <= number < _MAX_START)
    before = above[depth]
    return number is None if before is None else number == before + 1


def _table(rows: tuple[tuple[Spans, ...], ...]) -> str:
    width = max(map(len, rows), default=0)
    lines = [_row(row, width) for row in rows]
    if not any(line.strip("| ") for line in lines):
        return ""
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _row(row: tuple[Spans, ...], width: int) -> str:
    cells = [escape_cell(inline(cell, code=False)) for cell in row] + [""] * (width - len(row))
    return "| " + " | ".join(cells) + " |"


def _figure(figure: Figure) -> str:
    target, alt = address(figure.src), seen(figure.alt).strip()
    picture = f"![{escape_label(alt)}]({target})" if target else ""
    words = plain(figure.caption).strip() or ("" if picture else alt)
    caption = _line((Span(words, Mark.EMPHASIS), *_credit(figure.credit, words)))
    return "\n\n".join(filter(None, (picture, caption)))


def _credit(credit: str, words: str) -> Spans:
    credit = credit.strip()
    if not credit:
        return ()
    return (Span(f" ({credit})"),) if words else (Span(f"({credit})"),)


def _preformatted(text: str) -> str:
    """A fenced block: an indented one would belong to a list that stands above it."""
    lines = [seen(line.replace("\t", "    ")).rstrip() for line in _LINE_END.split(text)]
    code = "\n".join(lines).strip("\n")
    if not code.strip():
        return ""
    fence = "`" * max(3, max(map(len, re.findall("`+", code)), default=0) + 1)
    return f"{fence}\n{code}\n{fence}"

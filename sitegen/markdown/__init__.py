"""Body blocks -> Markdown. The only file that escapes: text means what it says, whatever stands in it.

The dialect is what CommonMark with tables and Python-Markdown read alike. Python-Markdown does not
know a backslash before `<`, `&` and `|`, so those are written as character references.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

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
)

_SPECIAL = re.compile(r"[\\`*_\[\]<&~{}]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_STARS = re.compile(r"([\\`*\[\]])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TILDES = re.compile(r"~(?=~)|(?<=~)~")
_LINE_START = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-{2,}\s*$|:(?=\s))|(\d{1,9})([.)])(?=\s|$)")

_LINK_TARGET = re.compile(r"(?:https?://|mailto:|/|\.\.?/|#)[^\s<>]*", re.IGNORECASE)
"""Addresses a link may have; anything else (`javascript:` ...) loses its link and keeps its words."""


def escape(text: str) -> str:
    """Words inside a line, so that no mark in them acts."""
    if _SPECIAL.search(text) is None:
        return text
    text = _STARS.sub(r"\\\1", text)
    text = _UNDERSCORE.sub(r"\\_", text)
    text = _TILDES.sub("&#126;", text)
    text = _ENTITY.sub("&amp;", text)
    return _TAG.sub("&lt;", text)


def escape_line(text: str) -> str:
    """An escaped line, so that its beginning makes no heading, list, quote or rule either."""
    match = _LINE_START.match(text)
    if match is None:
        return text
    if match[2]:
        return f"{match[2]}\\{text[match.end(2) :]}"
    return f"\\{text}" if text[0] not in "=:" else f"&#{ord(text[0])};{text[1:]}"


def inline(spans: Spans) -> str:
    """Spans as one line of Markdown."""
    return "".join(map(_span, spans)).strip()


def _span(span: Span) -> str:
    words = escape(" ".join(span.text.split("\n")))
    core = words.strip()
    if not core:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    match span.mark:
        case Mark.PLAIN:
            pass
        case Mark.EMPHASIS:
            core = f"*{core}*"
        case Mark.STRONG:
            core = f"**{core}**"
        case Mark.CODE:
            core = _code(span.text.strip())
        case _ as never:
            assert_never(never)
    if span.href and _LINK_TARGET.fullmatch(span.href):
        core = f"[{core}](<{span.href}>)" if set(span.href) & set("()") else f"[{core}]({span.href})"
    return before + core + after


def _code(text: str) -> str:
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def render(body: Iterable[BodyBlock]) -> str:
    """The body as Markdown: blocks parted by one empty line, no line folded, no newline at the end."""
    return "\n\n".join(filter(None, map(render_block, body)))


def render_block(block: BodyBlock) -> str:
    """One block as Markdown, without an empty line round it."""
    match block:
        case Paragraph():
            return escape_line(inline(block.spans))
        case Subhead():
            return f"{'#' * block.level} {inline(block.spans).rstrip('#')}".rstrip()
        case ListBlock():
            return _list(block.items)
        case BlockQuote():
            return "\n>\n".join(f"> {escape_line(inline(spans))}" for spans in block.paragraphs)
        case Table():
            return _table(block.rows)
        case SectionBreak():
            return "* * *"
        case Note():
            return f"> {escape_line(inline(block.spans))}"
        case Figure():
            return _figure(block)
        case Preformatted():
            return "\n".join(f"    {line}" for line in block.text.split("\n"))
        case _ as never:
            assert_never(never)


def _list(items: tuple[ListItem, ...]) -> str:
    lines = []
    for item in items:
        marker = f"{item.number}." if item.number is not None else "-"
        lines.append(f"{'    ' * item.depth}{marker} {escape_line(inline(item.spans))}")
    return "\n".join(lines)


def _table(rows: tuple[tuple[Spans, ...], ...]) -> str:
    width = max(map(len, rows), default=0)
    if width == 0:
        return ""
    lines = [_row(row, width) for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _row(row: tuple[Spans, ...], width: int) -> str:
    cells = [inline(cell).replace("|", "&#124;") for cell in row] + [""] * (width - len(row))
    return "| " + " | ".join(cells) + " |"


def _figure(figure: Figure) -> str:
    target = figure.src if _LINK_TARGET.fullmatch(figure.src) else ""
    words = inline(figure.caption)
    caption = f"*{words}*" if words else ""
    credit = f" ({escape(figure.credit)})" if figure.credit and caption else ""
    picture = f"![{escape(figure.alt)}](<{target}>)" if target else ""
    return "\n\n".join(part for part in (picture, caption + credit) if part)

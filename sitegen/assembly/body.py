"""A judged draft -> the body: blocks from what stays, neighbours of a kind joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

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
from sitegen.model.document import Block
from sitegen.model.verdict import BODY_ROLES, Role, Verdict
from sitegen.rules.draft import Draft

Kept = tuple[Block, Verdict]


def body_of(draft: Draft) -> tuple[BodyBlock, ...]:
    """The blocks that stay, in reading order; neighbouring list items, quotes and rows are one."""
    kept = [
        (block, draft.verdicts[index])
        for index, block in enumerate(draft.document.blocks)
        if draft.verdicts[index].role in BODY_ROLES
    ]
    body: list[BodyBlock] = []
    for role, group in groupby(kept, key=lambda pair: pair[1].role):
        body.extend(_blocks(role, list(group)))
    return tuple(body)


def _blocks(role: Role, kept: Sequence[Kept]) -> Iterable[BodyBlock]:
    if role is Role.LIST_ITEM:
        return [ListBlock(tuple(_item(block, verdict) for block, verdict in kept))]
    if role is Role.QUOTE:
        return [BlockQuote(tuple(_spans(block, verdict) for block, verdict in kept))]
    if role is Role.TABLE_ROW:
        return [
            Table(tuple(tuple((Span(cell),) for cell in block.cells or (block.text,)) for block, _ in kept))
        ]
    return [_single(role, block, verdict) for block, verdict in kept]


def _single(role: Role, block: Block, verdict: Verdict) -> BodyBlock:
    if role is Role.SUBHEAD:
        return Subhead(_unmarked(_spans(block, verdict)), min(max(block.level, 2), 6))
    if role is Role.BREAK:
        return SectionBreak()
    if role is Role.NOTE:
        return Note(_spans(block, verdict))
    if role is Role.FIGURE:
        return Figure(block.src, block.text if block.text != block.src else "")
    if role is Role.PREFORMATTED:
        return Preformatted(block.raw)
    return Paragraph(_spans(block, verdict))


def _spans(block: Block, verdict: Verdict) -> Spans:
    if verdict.text:
        return (Span(verdict.text),)
    return block.spans or (Span(block.text),)


def _unmarked(spans: Spans) -> Spans:
    """A subhead is set strong by being one."""
    return tuple(replace(span, mark=Mark.PLAIN) if span.mark is Mark.STRONG else span for span in spans)


def _item(block: Block, verdict: Verdict) -> ListItem:
    digits = block.marker.rstrip(".)")
    return ListItem(_spans(block, verdict), max(block.level, 0), int(digits) if digits.isdecimal() else None)

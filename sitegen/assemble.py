"""A judged draft -> Article: body blocks from what stays, front matter from what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from sitegen import markdown
from sitegen.dates import parse_declared
from sitegen.model.article import Article, Image, Source, When
from sitegen.model.body import (
    BlockQuote,
    BodyBlock,
    Figure,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Preformatted,
    SectionBreak,
    Span,
    Spans,
    Subhead,
    Table,
)
from sitegen.model.document import Block, Claim
from sitegen.model.verdict import BODY_ROLES, Role, Verdict
from sitegen.rules.draft import Draft

DOUBTFUL = 0.55
"""A paragraph kept with less confidence than this is named to the editor."""

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
        return Subhead(_spans(block, verdict), min(max(block.level, 2), 6))
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


def _item(block: Block, verdict: Verdict) -> ListItem:
    digits = block.marker.rstrip(".)")
    return ListItem(_spans(block, verdict), max(block.level, 0), int(digits) if digits.isdecimal() else None)


def article_of(draft: Draft, *, sha256: str = "", path: str = "", url: str = "") -> Article:
    """The article that a judged draft yields.

    sha256, path, url  where the raw bytes came from; a url that the page declares of itself counts too

    A field that the rules found in the text is taken where the page declares none.
    """
    declared = draft.document.declared
    body = markdown.render(body_of(draft))
    published = _when(declared.published) or _found_when(draft, "date")
    updated = _when(declared.updated) or _found_when(draft, "updated")
    if published is None:
        published, updated = updated, None
    title = draft.found("title")[:1] or [claim.value for claim in declared.titles[:1]]
    image = Image(
        src=declared.image.src if declared.image else "",
        alt=declared.image.alt if declared.image else "",
        caption=_first(declared.image.caption if declared.image else "", draft.found("image.caption")),
        credit=_first(declared.image.credit if declared.image else "", draft.found("image.credit")),
    )
    return Article(
        title=title[0] if title else "",
        date=published,
        updated=updated if updated != published else None,
        authors=_unique([claim.value for claim in declared.authors] or draft.found("authors")),
        section=_first(declared.section[0].value if declared.section else "", draft.found("section")),
        tags=_unique([*declared.tags] or draft.found("tags")),
        description=_first(
            declared.description[0].value if declared.description else "", draft.found("description")
        ),
        lang=draft.reading.language,
        image=image,
        source=Source(path=path, sha256=sha256, url=url or declared.url),
        review=_unique([*draft.document.notes, *_doubts(draft, body, title, published)]),
        body=body,
    )


def _first(declared: str, found: list[str]) -> str:
    return declared or (found[0] if found else "")


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _when(claims: tuple[Claim, ...]) -> When | None:
    return next((when for claim in claims if (when := parse_declared(claim.value)) is not None), None)


def _found_when(draft: Draft, name: str) -> When | None:
    for index in sorted(draft.verdicts):
        for found in draft.verdicts[index].found:
            if found.field == name and isinstance(found.value, date | datetime):
                return found.value
    return None


def _doubts(draft: Draft, body: str, title: list[str], published: When | None) -> list[str]:
    """What an editor should look at, in plain words."""
    doubts = []
    if not title:
        doubts.append("No headline was found.")
    if published is None:
        doubts.append("No date was found.")
    if not body:
        doubts.append("No story was found: every line was taken for something else.")
    doubts += [draft.verdicts[index].doubt for index in sorted(draft.verdicts)]
    return doubts

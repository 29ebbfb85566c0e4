"""What a reader makes of raw bytes: an ordered run of blocks, and what the page declares of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sitegen.model.body import Span


class Kind(StrEnum):
    """What the source's own markup says a block is. Plain text says nothing: every line is LINE."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CAPTION = "caption"
    CREDIT = "credit"
    TABLE_ROW = "table row"
    PREFORMATTED = "preformatted"
    RULE = "rule"
    IMAGE = "image"


STORY = "sitegen:story"
OUTSIDE = "sitegen:outside"
FAMILY = "sitegen:family"
LEAD_IN = "sitegen:leadin"
HEADLINE = "sitegen:headline"
"""Signals that the reader of pages gives a block: it is the story's; it is none of it; it is set like the
story's paragraphs; it is the story's and stands between the headline and the body; it is the headline."""


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest unit that a rule decides on: a line of text, or a paragraph of a page.

    first, last  1-based numbers of the raw lines it covers (the same number but for wrapped paragraphs);
                 in a page, the running number of the block
    raw          the words as they came
    text         the same words with characters mended and white space made ordinary; never empty
                 (an image without a word has its address here)
    kind, level  what the markup says; level is the heading's level or the list's depth, else 0
    marker       a list item's own marker: "-" or "1." ...; "" elsewhere
    spans        links and emphasis inside the block; empty when it has none
    gap          True when an empty line or a block boundary stands before it
    cells        a table row's cells
    src          an image's address
    signals      words of the class, id and tag names around it, lower case (pages only)
    link_share   0..1, the share of its characters that lie inside links (pages only)
    """

    first: int
    last: int
    raw: str
    text: str
    kind: Kind = Kind.LINE
    level: int = 0
    marker: str = ""
    spans: tuple[Span, ...] = ()
    gap: bool = True
    cells: tuple[str, ...] = ()
    src: str = ""
    signals: frozenset[str] = frozenset()
    link_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that the source states of itself, and where: `json-ld`, `meta og:title`, `time element` ..."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class DeclaredImage:
    """The lead picture a page declares; every part may be empty."""

    src: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page says of itself, best claim first; all empty for plain text."""

    titles: tuple[Claim, ...] = ()
    published: tuple[Claim, ...] = ()
    updated: tuple[Claim, ...] = ()
    authors: tuple[Claim, ...] = ()
    section: tuple[Claim, ...] = ()
    description: tuple[Claim, ...] = ()
    tags: tuple[str, ...] = ()
    lang: str = ""
    url: str = ""
    site_name: str = ""
    image: DeclaredImage | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A raw document as blocks in reading order.

    line_count  how many raw lines there were, so that an account can show that none is missing
    lines       these lines as they came, without their line ends; () for a page, which has blocks instead
    encoding    the name of the encoding the bytes were read with
    notes       doubts of the reader in plain words, for the editor
    """

    blocks: tuple[Block, ...]
    media_type: str
    line_count: int
    encoding: str = "utf-8"
    declared: Declared = field(default_factory=Declared)
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def __len__(self) -> int:
        return len(self.blocks)

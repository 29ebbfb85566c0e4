"""The body of a story as data: a closed union of blocks whose words are spans. Escaping comes later, once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a run of words is set."""

    PLAIN = ""
    EMPHASIS = "em"
    STRONG = "strong"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words set one way, perhaps a link. `href` is "" for words that are no link."""

    text: str
    mark: Mark = Mark.PLAIN
    href: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside the story; level 2 to 6 as in Markdown (1 is the headline's)."""

    spans: Spans
    level: int = 2


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; `depth` counts from 0."""

    spans: Spans
    depth: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class BlockQuote:
    paragraphs: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the head. Rows may differ in length."""

    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """A break the author set: `* * *`."""


@dataclass(frozen=True, slots=True)
class Note:
    """A correction or an editor's note that stood in the story, kept and marked as what it is."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in its place in the story."""

    src: str
    alt: str = ""
    caption: Spans = ()
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines whose spacing carries meaning."""

    text: str


BodyBlock = Paragraph | Subhead | ListBlock | BlockQuote | Table | SectionBreak | Note | Figure | Preformatted


def plain(spans: Spans) -> str:
    """The words of spans without their marks."""
    return "".join(span.text for span in spans)

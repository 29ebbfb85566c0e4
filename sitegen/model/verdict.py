"""What a rule decided about a block: the role it plays, why, how surely, and the values it yields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """What became of a block. The first group moves to the front matter, the second stays in the body."""

    TITLE = "title"
    SECTION = "section"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    CREDIT = "credit"
    TAGS = "tags"
    IMAGE = "image"

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE_ROW = "table row"
    BREAK = "section break"
    NOTE = "note"
    FIGURE = "figure"
    PREFORMATTED = "preformatted"

    DROPPED = "dropped"


BODY_ROLES = frozenset(
    {
        Role.PARAGRAPH,
        Role.SUBHEAD,
        Role.LIST_ITEM,
        Role.QUOTE,
        Role.TABLE_ROW,
        Role.BREAK,
        Role.NOTE,
        Role.FIGURE,
        Role.PREFORMATTED,
    }
)
"""Roles whose words stay in the body."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value for a field of the front matter: `title`, `date`, `image.caption` ... (authors one by one)."""

    field: str
    value: str | date | datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision about one block.

    why     the reason in plain words, as `sitegen explain` prints it
    sure    0..1; 1 for a certainty, below 0.8 an editor is asked to look
    found   the values it yields for the front matter
    doubt   a sentence for the editor's `review` list, "" when there is none
    text    the words that stay, where they are fewer than the block's (a label cut off); "" = all
    rule    the name of the rule that decided; filled in by whoever runs the rule
    """

    role: Role
    why: str
    sure: float = 1.0
    found: tuple[Found, ...] = ()
    doubt: str = ""
    text: str = ""
    rule: str = ""

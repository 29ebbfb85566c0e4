"""What a field of the front matter is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What may stand behind a key."""

    TEXT = "text"
    """One line of prose; a `#` in it needs quotation marks, for YAML would take the rest for a note."""
    WORD = "word"
    """One line that is no prose, so that a note may follow it."""
    TEXTS = "list of texts"
    ADDRESSES = "list of addresses"
    """Of this site: `/2019/old-address/`."""
    WHEN = "day or time"
    FLAG = "true or false"
    PARTS = "parts"
    """Keys of its own, each a text."""
    ENTRIES = "list of entries"
    """A list whose items have parts; a mere text stands for the part that is required."""


class Writer(StrEnum):
    """Who writes a field in the first place; editors may change all of them."""

    BOTH = "converter, editors"
    EDITOR = "editors"
    CONVERTER = "converter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A key of the header, or a part of one.

    key       as it stands in the file; of a top-level field also its name in Article
    label     what a form calls it
    means     what it is, in one sentence without its full stop
    example   a value as YAML and JSON have it; a date as a text
    written   by whom
    required  an article or entry without it is none
    parts     of a field of kind PARTS or ENTRIES
    made      what holds the parts in an Article, called with them by name
    """

    key: str
    kind: Kind
    label: str
    means: str
    example: str | bool | tuple[Any, ...] | dict[str, Any]
    written: Writer = Writer.EDITOR
    required: bool = False
    parts: tuple[Field, ...] = ()
    made: Callable[..., Any] | None = None

    @property
    def part_names(self) -> tuple[str, ...]:
        return tuple(part.key for part in self.parts)

"""The fields as a table in Markdown, for the manual."""

from __future__ import annotations

import json
from typing import Any

from sitegen.schema.fields import FIELDS
from sitegen.schema.model import Field, Kind

_HEAD = "| key | what it holds | for example | written by |\n|---|---|---|---|\n"


def field_table() -> str:
    """The table, a line for each field and for each part of one; ends with one newline."""
    return _HEAD + "".join(_rows(field) for field in FIELDS)


def _rows(field: Field) -> str:
    parts = "".join(_row(f"{field.key}.{part.key}", part, _example(part)) for part in field.parts)
    return _row(field.key, field, "" if field.parts else _example(field)) + parts


def _row(name: str, field: Field, example: str) -> str:
    means = field.means + _SHAPES.get(field.kind, "")
    return f"| `{name}` | {means} | {example} | {field.written} |\n"


_ROOM = 48
"""Letters of the longest example; a table is to be read."""

_SHAPES = {
    Kind.TEXTS: " (a list)",
    Kind.ADDRESSES: " (a list)",
    Kind.ENTRIES: " (a list of entries with parts)",
    Kind.PARTS: " (in parts)",
}


def _example(field: Field) -> str:
    example = _flow(field.example)
    return f"`{example if len(example) <= _ROOM else example[: _ROOM - 1] + '…'}`"


def _flow(example: Any) -> str:
    """A value as it may stand behind its key on one line."""
    if isinstance(example, tuple):
        return "[" + ", ".join(map(_flow, example)) + "]"
    if isinstance(example, bool):
        return json.dumps(example)
    return f"'{example}'" if ": " in example else str(example)

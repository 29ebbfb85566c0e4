"""Changes of single values in a header, as edits of its lines: notes, order and quotation marks stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import yaml

from sitegen.yaml_header.places import Entry, Place, entries_in, header_span

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of what stands from `start` to before `end`."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits; they do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def replaced(place: Place, words: str, *, flow: bool, newline: str) -> Edit:
    """Other words in a place, in its quotation marks where they will do.

    flow     True between brackets
    newline  of the file
    """
    if place.style == "'" and words.isprintable():
        return Edit(place.start, place.end, "'" + words.replace("'", "''") + "'")
    if place.style == '"' and words.isprintable():
        return Edit(place.start, place.end, json.dumps(words, ensure_ascii=False))
    ended = newline if place.style in ("|", ">") else ""  # such a text ends with its line
    return Edit(place.start, place.end, written(words, flow=flow) + ended)


def removed(text: str, entry: Entry, number: int) -> Edit:
    """One item less in a list of several, with the note behind it; counted from 0."""
    item = entry.texts[number]
    if entry.flow and number:
        return Edit(text.rindex(",", entry.texts[number - 1].end, item.start), item.end, "")
    if entry.flow:
        return Edit(item.start, entry.texts[number + 1].start, "")
    return Edit(_line_start(text, text.rindex("-", 0, item.start)), _line_end(text, item), "")


def appended(text: str, key: str, words: str, *, before: Sequence[str] = ()) -> Edit:
    """One more item at the end of a list; of a key that is not there, a list of one.

    before  keys above the first of which a new key is put; without one it is put at the end

    The file must have a header.
    """
    entries = entries_in(text)
    newline = newline_of(text)
    entry = entries.get(key)
    if entry is None:
        if (closing := _brace(text)) is not None:
            comma = ", " if entries else ""
            return Edit(closing, closing, f"{comma}{key}: [{written(words, flow=True)}]")
        at = _above(text, [entries[name].start for name in before if name in entries])
        return Edit(at, at, f"{key}:{newline}  - {written(words)}{newline}")
    if entry.flow:
        comma = ", " if entry.texts else ""
        return Edit(entry.end - 1, entry.end - 1, comma + written(words, flow=True))
    if entry.listed:
        dash = text.rindex("-", 0, entry.texts[-1].start)
        indent = text[_line_start(text, dash) : dash]
        at = _line_end(text, entry.texts[-1])
        return Edit(at, at, f"{indent}- {written(words)}{newline}")
    (place,) = entry.texts
    both = f"[{written(place.text, flow=True)}, {written(words, flow=True)}]"
    return Edit(place.start, place.end, both if place.text else f"{newline}  - {written(words)}")


def written(words: str, *, flow: bool = False) -> str:
    """Words as a value on one line, in quotation marks where any reader of YAML would need them."""
    text: str = yaml.safe_dump([words], default_flow_style=flow, allow_unicode=True, width=10**9)
    return text.strip()[1:-1] if flow else text.removeprefix("- ").rstrip("\n")


def newline_of(text: str) -> str:
    """The line end that a file uses, by its first line."""
    found = _LINE_END.search(text)
    return found.group() if found else "\n"


def _brace(text: str) -> int | None:
    """Where the brace stands that closes a header which is all in braces, as JSON is; else None."""
    start, end = header_span(text) or (0, 0)
    header = text[start:end]
    inside = header.strip().startswith("{") and header.rstrip().endswith("}")
    return start + header.rindex("}") if inside else None


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, place: Place) -> int:
    """Behind the line in which a text ends."""
    if place.style in ("|", ">"):
        return place.end
    found = _LINE_END.search(text, place.end)
    return found.end() if found else len(text)


def _above(text: str, starts: Sequence[int]) -> int:
    """The place for a new key: above the first of these keys and the notes that stand over it."""
    span = header_span(text)
    end = span[1] if span else len(text)
    at = min(starts, default=end)
    while starts and at > (span[0] if span else 0):
        above = _line_start(text, _before_line_end(text, at))
        if not text[above:at].lstrip().startswith("#"):
            break
        at = above
    return at


def _before_line_end(text: str, at: int) -> int:
    """Before the line end that comes before a place."""
    return at - 2 if text.endswith("\r\n", 0, at) else at - 1

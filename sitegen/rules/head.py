"""Lines of the head that say several things side by side, taken apart."""

from __future__ import annotations

import re

from sitegen.dates import find_date, read_date_line
from sitegen.looks.lexicon import key_of
from sitegen.looks.look import opening
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft
from sitegen.rules.names import byline_names

MAX_JOINED_WIDTH = 160
_SIGNS = "|·•–—/"
_JOINTS = re.compile(r"\s+[|·•–—/]\s+|\s*[|•]\s*")


def read_joined_furniture(draft: Draft) -> Decisions:
    """A line of parts set side by side, each of them a date, a byline or a label, is taken apart.

    Before:
        By Jane Roe | March 13, 2024 | 4 min read
    After:
        date: authors = Jane Roe; date = 2024-03-13
    Keep:
        Jane Roe | a life in pictures
    """
    for index in draft.open():
        look = draft.looks[index]
        if look.width > MAX_JOINED_WIDTH or look.prose:
            continue
        found = _parts(draft, index)
        if found is not None:
            new = tuple(value for value in found if not draft.found(value.field))
            has_date = any(value.field == "date" for value in found)
            role = Role.DATE if has_date else Role.BYLINE if new else Role.DROPPED
            yield index, Verdict(role, "parts side by side that are all furniture", 0.9, new)


def _parts(draft: Draft, index: int) -> list[Found] | None:
    """What the parts of a line yield, None when one of them is no furniture or the line has no parts."""
    text = draft.text(index)
    joined = any(sign in text for sign in _SIGNS)
    parts = [part for part in _JOINTS.split(text) if part.strip()] if joined else [text]
    whole = len(parts) < 2
    if whole and not opening(draft.reading.words.bylines, draft.looks[index]):
        return None
    found: list[Found] = []
    for part in parts:
        values = _part(part, draft)
        if values is None:
            return None
        found += values
    return None if whole and not any(value.field == "date" for value in found) else found


def _part(part: str, draft: Draft) -> list[Found] | None:
    """What a part yields: [] for a label that yields nothing, None for words that are no furniture."""
    language = draft.reading.language or None
    line = read_date_line(part, language)
    if line is not None:
        whens = (("date", line.published), ("updated", line.updated))
        return [Found(name, when) for name, when in whens if when is not None]
    if draft.reading.words.line_kind(key_of(part)):
        return []
    dated = find_date(part, language)
    person = part[: dated[1]] if dated and dated[2] == len(part.rstrip()) else part
    names = byline_names(person, draft.reading.words)
    if not names:
        return None
    when = dated[0].published if dated and person is not part else None
    return [*(Found("authors", name) for name in names), *([Found("date", when)] if when else [])]

"""Reads lines that are dates: whole lines, and dates glued to other furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.dates.cutting import next_item
from sitegen.dates.items import Item, Kind
from sitegen.dates.lexicon import Tokens, may_begin_date
from sitegen.dates.moments import Moment, When
from sitegen.languages import codes, load
from sitegen.languages.schema import DayOrder

_LONGEST = 200  # characters: no date line is longer, most are under 60
_MOST_MOMENTS = 2
_NUMBERS_OF_A_DATE = re.compile(r"\d{4}|\d\D+\d+\D+\d")
"""A full date has a year, or three numbers; most lines have neither."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says. Both None: it is date furniture, but its value cannot be told."""

    published: When | None
    updated: When | None


def read_date_line(text: str, language: str | None = None) -> DateLine | None:
    """Reads a line that is nothing but date furniture; None as soon as any other word stands in it.

    `language` is the code of the story's language if known; it decides how 03/04/2024 is read, except
    for English, where it is day first in London and month first in New York and stays unknown.
    Never raises; the time is linear in the length of the line, and lines over 200 characters are None.
    """
    if len(text) > _LONGEST or not may_begin_date(text):
        return None
    items = _run(Tokens(text), 0, _order(language))
    if items is None or not items:
        return None
    moments, ends = _moments(items)
    if ends[-1] < len(items) or not all(moment.settle() for moment in moments):
        return None
    if not any(moment.convincing() for moment in moments) or _is_list_of_dates(moments):
        return None
    if all(moment.empty for moment in moments) and not _is_label(text, items):
        return None
    return _read(_labelled_behind(moments))


def find_date(text: str, language: str | None = None) -> tuple[DateLine, int, int] | None:
    """The first full date in a line, with the label and time that stand by it, and where they stand.

    Returns the date, its start and its end in `text`: for "By Jane Roe | March 13, 2024, 3:35 PM" the
    span of "March 13, 2024, 3:35 PM". None when no day, month and year are found, or when the line is
    longer than 200 characters. It does not judge whether the line is furniture: prose has dates as well.
    """
    if len(text) > _LONGEST or not _NUMBERS_OF_A_DATE.search(text):
        return None
    tokens, order, index = Tokens(text), _order(language), 0
    while tokens.at(index).text:
        items = _run_from(tokens, index, order)
        if found := _first_date(items):
            return found
        index = _behind(tokens, index, items)
    return None


def _order(language: str | None) -> DayOrder | None:
    code = (language or "").casefold().replace("_", "-").partition("-")[0]
    return load(code).day_order if code != "en" and code in codes() else None


def _run(tokens: Tokens, index: int, order: DayOrder | None) -> list[Item] | None:
    """All items of the line from `index` on; None when a word is no part of a date."""
    items = _run_from(tokens, index, order)
    return items if not tokens.at(_behind(tokens, index, items, skip=0)).text else None


def _run_from(tokens: Tokens, index: int, order: DayOrder | None) -> list[Item]:
    items: list[Item] = []
    before: Item | None = None
    while tokens.at(index).text and (step := next_item(tokens, index, before, order)):
        item, index = step
        items.append(item)
        before = item if item.kind is not Kind.FILLER or tokens.at(index - 1).text not in "()" else before
    return items


def _behind(tokens: Tokens, index: int, items: Sequence[Item], skip: int = 1) -> int:
    """The index behind a run that began at `index`, and behind the word that ended it."""
    end = items[-1].end if items else -1
    while tokens.at(index).text and tokens.at(index).start < end:
        index += 1
    return index + skip


def _moments(items: Sequence[Item]) -> tuple[list[Moment], list[int]]:
    """The moments that the items make up to the first that does not fit, and where each ends."""
    moments, ends = [Moment()], [0]
    for count, item in enumerate(items):
        current = moments[-1]
        if item.kind is Kind.LABEL:
            if not current.empty or current.label:
                moments.append(Moment())
                ends.append(count)
            moments[-1].label = "updated" if item.name == "updated" else "published"
        elif not current.take(item):
            if not (current.dated and current.year) and not current.numeric:
                break
            following = Moment()
            if not following.take(item):
                break
            moments.append(following)
            ends.append(count)
        ends[-1] = count + 1
    return moments, ends


def _is_label(text: str, items: Sequence[Item]) -> bool:
    """Whether a line without a value is furniture: `Published on`, `Updated:`; not `Update`, `The date`."""
    said = [item for item in items if item.kind is not Kind.FILLER or text[item.start].isalnum()]
    return said[0].kind is Kind.LABEL and (len(text.split()) > 1 or text.rstrip().endswith((":", "：")))


def _labelled_behind(moments: list[Moment]) -> list[Moment]:
    """Japanese puts the label behind the date: then each moment gets the label of the next."""
    if len(moments) < 2 or moments[0].label or moments[0].empty or not moments[-1].empty:
        return moments
    for moment, following in pairwise(moments):
        moment.label = following.label
    return moments[:-1]


def _is_list_of_dates(moments: Sequence[Moment]) -> bool:
    """Several dates without a word on which is which: a period, a calendar, opening hours."""
    bare = [moment for moment in moments if not moment.label and not moment.empty]
    return len(bare) > 1 or sum(not moment.empty for moment in moments) > _MOST_MOMENTS


def _read(moments: Sequence[Moment]) -> DateLine:
    published: When | None = None
    updated: When | None = None
    for moment in moments:
        if moment.label == "updated":
            updated = updated or moment.when(published)
        else:
            published = published or moment.when(updated)
    return DateLine(published, updated)


def _first_date(items: Sequence[Item]) -> tuple[DateLine, int, int] | None:
    """The first full date among items that follow each other."""
    first = 0
    while first < len(items):
        _, ends = _moments(items[first:])
        for end in (ends[-1], ends[0]):
            if found := _date_in(items[first : first + end]):
                return found
        # Never from the middle of a date: in "31 February 2024 | 4" there is no 4 February.
        first += max(ends[0], 1)
    return None


def _date_in(items: Sequence[Item]) -> tuple[DateLine, int, int] | None:
    """The date that these items make together."""
    moments, _ = _moments(items)
    if not all(moment.settle() for moment in moments) or _is_list_of_dates(moments):
        return None
    line = _read(_labelled_behind(moments))
    if line.published is None and line.updated is None:
        return None
    parts = [item for item in items if item.kind is not Kind.FILLER]
    return line, parts[0].start, parts[-1].end

"""Reads lines that are dates: whole lines, and dates glued to other furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.dates.cutting import next_item
from sitegen.dates.items import Item, Kind
from sitegen.dates.lexicon import Tokens
from sitegen.dates.moments import Moment, When
from sitegen.languages import codes, load
from sitegen.languages.schema import DayOrder

_LONGEST = 200  # characters: no date line is longer, most are under 60
_MOST_MOMENTS = 2


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
    if len(text) > _LONGEST:
        return None
    items = _run(Tokens(text), 0, _order(language))
    if items is None or not items:
        return None
    moments, taken = _moments(items)
    if taken < len(items) or not all(moment.settle() for moment in moments):
        return None
    if not any(moment.convincing() for moment in moments) or _is_list_of_dates(moments):
        return None
    return _read(_labelled_behind(moments))


def find_date(text: str, language: str | None = None) -> tuple[DateLine, int, int] | None:
    """The first full date in a line, with the label and time that stand by it, and where they stand.

    Returns the date, its start and its end in `text`: for "By Jane Roe | March 13, 2024, 3:35 PM" the
    span of "March 13, 2024, 3:35 PM". None when no day, month and year are found, or when the line is
    longer than 200 characters. It does not judge whether the line is furniture: prose has dates as well.
    """
    if len(text) > _LONGEST:
        return None
    tokens, order, index = Tokens(text), _order(language), 0
    while tokens.at(index).text:
        items = _run_from(tokens, index, order)
        for first, item in enumerate(items):
            if item.kind is not Kind.FILLER and (found := _date_in(items[first:])):
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


def _moments(items: Sequence[Item]) -> tuple[list[Moment], int]:
    """The moments that the items make, and how many items were used before one did not fit."""
    moments = [Moment()]
    for count, item in enumerate(items):
        current = moments[-1]
        if item.kind is Kind.LABEL:
            if not current.empty or current.label:
                moments.append(Moment())
            moments[-1].label = "updated" if item.name == "updated" else "published"
        elif not current.take(item):
            if not (current.dated and current.year) and not current.numeric:
                return moments, count
            following = Moment()
            if not following.take(item):
                return moments, count
            moments.append(following)
    return moments, len(items)


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


def _date_in(items: Sequence[Item]) -> tuple[DateLine, int, int] | None:
    """The date that begins with the first of these items, as far as the items go together."""
    moments, taken = _moments(items)
    items = items[:taken]
    if not all(moment.settle() for moment in moments) or _is_list_of_dates(moments):
        return None
    line = _read(_labelled_behind(moments))
    if line.published is None and line.updated is None:
        return None
    end = max(item.end for item in items if item.kind is not Kind.FILLER)
    return line, items[0].start, end

"""Cuts a line into the parts of a date: labels, months, numbers, clock times, zones."""

from __future__ import annotations

import unicodedata

from sitegen.dates.clocks import clock_at, offset_at
from sitegen.dates.items import Item, Kind, Step, is_year, part
from sitegen.dates.lexicon import Meaning, Token, Tokens, longest, unit
from sitegen.languages.schema import DayOrder

_SEPARATORS = frozenset(",.|·•-:;()[]/*>»«…_~'‹›▪●◆■→｜\u200b\u200e\u200f\u00ad\ufeff\u202a\u202c")


def next_item(tokens: Tokens, index: int, before: Item | None, order: DayOrder | None) -> Step | None:
    """The item at `index` and the index behind it; None when the word there is no part of a date.

    `before` is the item before it, `order` how the language of the story writes 03/04/2024.
    """
    token = tokens.at(index)
    if token.number >= 0:
        return (
            _relative(tokens, index)
            or _numeric_date(tokens, index, order)
            or clock_at(tokens, index)
            or _counted(tokens, index)
            or _plain(tokens, index)
        )
    if before is not None and token.text in ("+", "-") and (step := offset_at(tokens, index, before)):
        return step
    return _phrase(tokens, index, before) or _sign(token, index)


def _sign(token: Token, index: int) -> Step | None:
    if token.text in _SEPARATORS or (len(token.text) == 1 and unicodedata.category(token.text) == "So"):
        return Item(Kind.FILLER, token.start, token.end), index + 1
    return None


def _relative(tokens: Tokens, index: int) -> Step | None:
    found = longest(tokens, index)
    if found is None or not found[0].relative:
        return None
    return part(Kind.RELATIVE, tokens, index, found[1])


def _phrase(tokens: Tokens, index: int, before: Item | None) -> Step | None:
    found = longest(tokens, index)
    if found is None:
        return None
    meaning, after = found
    if meaning.month and meaning.label:
        meaning = meaning._replace(label="") if _behind_number(tokens, index) else meaning._replace(month=0)
    kind = _kind_of(meaning, tokens.at(index), before)
    if kind is None:
        return None
    start, end = tokens.at(index).start, tokens.at(after - 1).end
    name = meaning.zone if kind is Kind.ZONE else meaning.clock or meaning.label
    return Item(kind, start, end, (meaning.month,), name, meaning.firm), after


def _behind_number(tokens: Tokens, index: int) -> bool:
    """Whether a number stands before: "13. maj" is a day in May, French "MAJ" an update."""
    before = index - 2 if index > 1 and tokens.at(index - 1).text == "." else index - 1
    return before >= 0 and tokens.at(before).number >= 0


def _kind_of(meaning: Meaning, first: Token, before: Item | None) -> Kind | None:
    timed = before is not None and before.kind in (Kind.CLOCK, Kind.PAIR, Kind.MERIDIEM)
    # "et" is French for "and", and ET a zone; German "am" is "on".
    if meaning.zone and timed and (first.upper or len(meaning.zone) > 4 or not meaning.filler):
        return Kind.ZONE
    if meaning.clock and (timed or not (meaning.filler or meaning.weekday)):
        return Kind.MERIDIEM
    said = (
        (meaning.label, Kind.LABEL),
        (meaning.month, Kind.MONTH_OR_WEEKDAY if meaning.weekday else Kind.MONTH),
        (meaning.weekday, Kind.WEEKDAY),
        (meaning.relative, Kind.RELATIVE),
        (meaning.filler, Kind.FILLER),
    )
    return next((kind for means_it, kind in said if means_it), None)


def _numeric_date(tokens: Tokens, index: int, order: DayOrder | None) -> Step | None:
    parts = [tokens.at(index + step) for step in range(5)]
    first, sign, second, same, third = parts
    if sign.text not in ("/", ".", "-") or same.text != sign.text or min(second.number, third.number) < 0:
        return None
    after = tokens.at(index + 5)
    behind = tokens.at(index + 6)
    if after.text == sign.text and after.end == behind.start and behind.number >= 0:
        return None  # four numbers: an address or a version
    widths = tuple(part.end - part.start for part in (first, second, third))
    date = _ordered(first.number, second.number, third.number, widths, sign.text, order)
    if date is None:
        return None
    return part(Kind.DATE, tokens, index, index + 5, *date, firm=max(widths) == 4 or widths == (2, 2, 2))


_UNKNOWN = (0, 0, 0)


def _ordered(
    a: int, b: int, c: int, widths: tuple[int, ...], sign: str, order: DayOrder | None
) -> tuple[int, int, int] | None:
    """(year, month, day) of three numbers; zeros when the order cannot be told, None when it is no date."""
    if widths[0] == 4 and widths[1] <= 2 and widths[2] <= 2:
        return (a, b, c) if is_year(a) else None
    if widths[0] > 2 or widths[1] > 2 or widths[2] not in (2, 4) or not (0 < a <= 31 and 0 < b <= 31):
        return None
    if widths[2] == 2:
        return (c + (2000 if c < 70 else 1900), b, a) if sign == "." else _UNKNOWN
    return _year_last(a, b, c, sign, order) if is_year(c) else None


def _year_last(a: int, b: int, year: int, sign: str, order: DayOrder | None) -> tuple[int, int, int]:
    if sign == "." or a > 12 or a == b or (order == "dmy" and b <= 12):
        return (year, b, a)
    if b > 12 or order == "mdy":
        return (year, a, b)
    return _UNKNOWN


_COUNTED = {"year": Kind.YEAR, "month": Kind.MONTH, "day": Kind.DAY}


def _counted(tokens: Tokens, index: int) -> Step | None:
    kind = _COUNTED.get(unit(tokens.at(index + 1)))
    return part(kind, tokens, index, index + 2, tokens.at(index).number) if kind else None


def _plain(tokens: Tokens, index: int) -> Step | None:
    token = tokens.at(index)
    width = token.end - token.start
    if width == 4 and is_year(token.number):
        return part(Kind.YEAR, tokens, index, index + 1, token.number)
    if width <= 2 and 1 <= token.number <= 31:
        return part(Kind.NUMBER, tokens, index, index + 1, token.number)
    return None

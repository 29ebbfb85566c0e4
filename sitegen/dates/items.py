"""Cuts a line into the parts of a date: labels, months, numbers, clock times, zones."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from sitegen.dates.lexicon import Meaning, Token, Tokens, longest, says_clock, unit
from sitegen.languages.schema import DayOrder

_SEPARATORS = frozenset(",.|·•-:;()[]/*>»«…_~'‹›▪●◆■→｜\u200b\u200e\u200f\u00ad\ufeff\u202a\u202c")
_EARLIEST, _LATEST = 1700, 2100


class Kind(Enum):
    """What part of a date an item is."""

    LABEL = auto()
    YEAR = auto()
    MONTH = auto()
    MONTH_OR_WEEKDAY = auto()
    DAY = auto()
    NUMBER = auto()
    DATE = auto()
    PAIR = auto()
    CLOCK = auto()
    MERIDIEM = auto()
    ZONE = auto()
    OFFSET = auto()
    WEEKDAY = auto()
    RELATIVE = auto()
    FILLER = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """One part: its kind, up to three numbers, a name, a mark, and its place in the line.

    DATE holds (year, month, day), all 0 when the order cannot be told. CLOCK holds (hour, minute,
    second). PAIR is "16.40": a time or a day and month. OFFSET holds minutes. `firm` marks a clock time
    that is surely one, a month that is no other word, a date that is no version number.
    """

    kind: Kind
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    name: str = ""
    firm: bool = True


Step = tuple[Item, int]


def is_year(number: int) -> bool:
    """Whether sitegen takes this number for the year of a story: 1700 to 2100."""
    return _EARLIEST <= number <= _LATEST


def next_item(tokens: Tokens, index: int, before: Item | None, order: DayOrder | None) -> Step | None:
    """The item at `index` and the index behind it; None when the word there is no part of a date.

    `before` is the item before it, `order` how the language of the story writes 03/04/2024.
    """
    token = tokens.at(index)
    if token.number >= 0:
        return (
            _relative(tokens, index)
            or _numeric_date(tokens, index, order)
            or _clock(tokens, index)
            or _counted(tokens, index)
            or _plain(tokens, index)
        )
    if before is not None and token.text in ("+", "-") and (step := _offset(tokens, index, before)):
        return step
    return _phrase(tokens, index, before) or _sign(token, index)


def _item(kind: Kind, tokens: Tokens, index: int, after: int, *numbers: int, firm: bool = True) -> Step:
    start, end = tokens.at(index).start, tokens.at(after - 1).end
    return Item(kind, start, end, numbers, firm=firm), after


def _sign(token: Token, index: int) -> Step | None:
    if token.text in _SEPARATORS or (len(token.text) == 1 and unicodedata.category(token.text) == "So"):
        return Item(Kind.FILLER, token.start, token.end), index + 1
    return None


def _relative(tokens: Tokens, index: int) -> Step | None:
    found = longest(tokens, index)
    if found is None or not found[0].relative:
        return None
    return _item(Kind.RELATIVE, tokens, index, found[1])


def _phrase(tokens: Tokens, index: int, before: Item | None) -> Step | None:
    found = longest(tokens, index)
    if found is None:
        return None
    meaning, after = found
    kind = _kind_of(meaning, tokens.at(index), before)
    if kind is None:
        return None
    start, end = tokens.at(index).start, tokens.at(after - 1).end
    name = meaning.zone if kind is Kind.ZONE else meaning.clock or meaning.label
    return Item(kind, start, end, (meaning.month,), name, meaning.firm), after


def _kind_of(meaning: Meaning, first: Token, before: Item | None) -> Kind | None:
    timed = before is not None and before.kind in (Kind.CLOCK, Kind.PAIR, Kind.MERIDIEM)
    # "et" is French for "and", and ET a zone; German "am" is "on".
    if meaning.zone and timed and (first.upper or len(meaning.zone) > 4 or not meaning.filler):
        return Kind.ZONE
    if meaning.clock and (timed or not (meaning.filler or meaning.weekday)):
        return Kind.MERIDIEM
    if meaning.label:
        return Kind.LABEL
    if meaning.month:
        return Kind.MONTH_OR_WEEKDAY if meaning.weekday else Kind.MONTH
    if meaning.weekday:
        return Kind.WEEKDAY
    if meaning.relative:
        return Kind.RELATIVE
    return Kind.FILLER if meaning.filler else None


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
    return _item(Kind.DATE, tokens, index, index + 5, *date, firm=max(widths) == 4 or widths == (2, 2, 2))


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
    if not is_year(c):
        return None
    if sign == "." or a > 12 or a == b or (order == "dmy" and b <= 12):
        return (c, b, a)
    if b > 12 or order == "mdy":
        return (c, a, b)
    return _UNKNOWN


def _clock(tokens: Tokens, index: int) -> Step | None:
    hour, sign, minute = tokens.at(index), tokens.at(index + 1), tokens.at(index + 2)
    wide = minute.number >= 0 and minute.end - minute.start == 2
    if sign.text == ":" and wide:
        return _colon_time(tokens, index)
    if sign.text == "." and wide and hour.end == sign.start and sign.end == minute.start:
        return _dotted_pair(tokens, index)
    if unit(sign) == "hour":
        return _spoken_time(tokens, index)
    if hour.number > 12 or _meridiem_at(tokens, index + 1) is None:
        return _military_time(tokens, index)
    return _time(tokens, index, index + 1, hour.number, 0, 0, firm=True)


def _time(tokens: Tokens, index: int, after: int, *time: int, firm: bool) -> Step | None:
    hour, minute, second = time
    if hour > 23 or minute > 59 or second > 59:
        return None
    return _item(Kind.CLOCK, tokens, index, after, hour, minute, second, firm=firm)


def _colon_time(tokens: Tokens, index: int) -> Step | None:
    hour, minute, after, second = tokens.at(index).number, tokens.at(index + 2).number, index + 3, 0
    if tokens.at(after).text == ":" and tokens.at(after + 1).number >= 0:
        second, after = tokens.at(after + 1).number, after + 2
        fraction = tokens.at(after + 1)
        if tokens.at(after).text in (".", ",") and fraction.number >= 0 and fraction.end - fraction.start < 8:
            glued = tokens.at(after).end == fraction.start
            after += 2 if glued else 0
    return _time(tokens, index, after, hour, minute, second, firm=says_clock(tokens.at(after)))


def _dotted_pair(tokens: Tokens, index: int) -> Step | None:
    hour, minute, after = tokens.at(index).number, tokens.at(index + 2).number, index + 3
    if says_clock(tokens.at(after)) or _meridiem_at(tokens, after):
        return _time(tokens, index, after, hour, minute, 0, firm=True)
    if tokens.at(after).text == "." and tokens.at(after).end == tokens.at(after + 1).start:
        if tokens.at(after + 1).number >= 0:
            return None
    return _item(Kind.PAIR, tokens, index, after, hour, minute)


def _spoken_time(tokens: Tokens, index: int) -> Step | None:
    """18h05, 20時01分, 18 Uhr."""
    hour, firm, after = tokens.at(index).number, says_clock(tokens.at(index + 1)), index + 2
    rest = [0, 0]
    for place, wanted in enumerate(("minute", "second")):
        number = tokens.at(after)
        if number.number < 0 or number.end - number.start > 2:
            break
        if unit(tokens.at(after + 1)) == wanted:
            rest[place], after = number.number, after + 2
        elif place == 0 and number.start == tokens.at(after - 1).end:
            rest[place], after = number.number, after + 1
        else:
            break
    return _time(tokens, index, after, hour, *rest, firm=firm)


def _military_time(tokens: Tokens, index: int) -> Step | None:
    """1430 GMT, 1430 hrs."""
    number = tokens.at(index)
    if number.end - number.start != 4:
        return None
    found = longest(tokens, index + 1)
    if not (says_clock(tokens.at(index + 1)) or (found and found[0].zone and tokens.at(index + 1).upper)):
        return None
    return _time(tokens, index, index + 1, number.number // 100, number.number % 100, 0, firm=True)


def _meridiem_at(tokens: Tokens, index: int) -> Meaning | None:
    found = longest(tokens, index)
    return found[0] if found and found[0].clock else None


_COUNTED = {"year": Kind.YEAR, "month": Kind.MONTH, "day": Kind.DAY}


def _counted(tokens: Tokens, index: int) -> Step | None:
    kind = _COUNTED.get(unit(tokens.at(index + 1)))
    return _item(kind, tokens, index, index + 2, tokens.at(index).number) if kind else None


def _plain(tokens: Tokens, index: int) -> Step | None:
    token = tokens.at(index)
    width = token.end - token.start
    if width == 4 and is_year(token.number):
        return _item(Kind.YEAR, tokens, index, index + 1, token.number)
    if width <= 2 and 1 <= token.number <= 31:
        return _item(Kind.NUMBER, tokens, index, index + 1, token.number)
    return None


def _offset(tokens: Tokens, index: int, before: Item) -> Step | None:
    """+03:00 or -0400 after a time, +3 after GMT."""
    sign, number = tokens.at(index), tokens.at(index + 1)
    named = before.kind is Kind.ZONE and before.name in ("gmt", "utc")
    if not (named or before.kind is Kind.CLOCK) or number.number < 0 or sign.end != number.start:
        return None
    width, after = number.end - number.start, index + 2
    hours, minutes = (number.number // 100, number.number % 100) if width == 4 else (number.number, 0)
    if width <= 2 and tokens.at(after).text == ":" and tokens.at(after + 1).number >= 0:
        minutes, after = tokens.at(after + 1).number, after + 2
    elif width <= 2 and not named and sign.text == "-":
        return None
    if width == 3 or hours > 14 or minutes > 59 or (sign.text == "-" and _is_range(before, width, named)):
        return None
    total = hours * 60 + minutes
    return _item(Kind.OFFSET, tokens, index, after, total if sign.text == "+" else -total)


def _is_range(before: Item, width: int, named: bool) -> bool:
    """10:00-12:00 are opening hours; 10:00:00-05:00 and 10:00 -0500 are offsets."""
    return not named and width <= 2 and before.end - before.start < 7

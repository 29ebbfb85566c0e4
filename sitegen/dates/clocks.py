"""Reads clock times and the offsets behind them: 3:35 PM, 18h05, 20時01分, 18 Uhr, 1430 GMT, +03:00."""

from __future__ import annotations

from sitegen.dates.items import Item, Kind, Step, part
from sitegen.dates.lexicon import Meaning, Tokens, longest, says_clock, unit


def clock_at(tokens: Tokens, index: int) -> Step | None:
    """The clock time at `index`, a PAIR such as 16.40 that may be one, or None."""
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
    return _time(tokens, index, index + 1, True, hour.number, 0, 0)


def _hour_word(tokens: Tokens, after: int) -> tuple[int, bool]:
    """The index behind "Uhr" in "15:35 Uhr", if it is there, and whether it can mean nothing else."""
    word = tokens.at(after)
    return after + (unit(word) == "hour"), says_clock(word)


def _time(tokens: Tokens, index: int, after: int, firm: bool, *time: int) -> Step | None:
    hour, minute, second = time
    if hour > 23 or minute > 59 or second > 59:
        return None
    return part(Kind.CLOCK, tokens, index, after, hour, minute, second, firm=firm)


def _colon_time(tokens: Tokens, index: int) -> Step | None:
    hour, minute, after, second = tokens.at(index).number, tokens.at(index + 2).number, index + 3, 0
    if tokens.at(after).text == ":" and tokens.at(after + 1).number >= 0:
        second, after = tokens.at(after + 1).number, after + 2
        fraction = tokens.at(after + 1)
        if tokens.at(after).text in (".", ",") and fraction.number >= 0 and fraction.end - fraction.start < 8:
            glued = tokens.at(after).end == fraction.start
            after += 2 if glued else 0
    if tokens.at(after).text == "min":
        return part(Kind.FILLER, tokens, index, after + 1)  # "2:43 min" says how long a film runs
    return _time(tokens, index, *_hour_word(tokens, after), hour, minute, second)


def _dotted_pair(tokens: Tokens, index: int) -> Step | None:
    hour, minute, after = tokens.at(index).number, tokens.at(index + 2).number, index + 3
    if says_clock(tokens.at(after)) or _meridiem_at(tokens, after):
        after, _ = _hour_word(tokens, after)
        return _time(tokens, index, after, True, hour, minute, 0)
    dot, behind = tokens.at(after), tokens.at(after + 1)
    if dot.text == "." and dot.end == behind.start and behind.number >= 0:
        return None
    return part(Kind.PAIR, tokens, index, after, hour, minute)


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
    return _time(tokens, index, after, firm, hour, *rest)


def _military_time(tokens: Tokens, index: int) -> Step | None:
    """1430 GMT, 1430 hrs."""
    number = tokens.at(index)
    if number.end - number.start != 4:
        return None
    found = longest(tokens, index + 1)
    if not (says_clock(tokens.at(index + 1)) or (found and found[0].zone and tokens.at(index + 1).upper)):
        return None
    return _time(tokens, index, index + 1, True, number.number // 100, number.number % 100, 0)


def _meridiem_at(tokens: Tokens, index: int) -> Meaning | None:
    found = longest(tokens, index)
    return found[0] if found and found[0].clock else None


def offset_at(tokens: Tokens, index: int, before: Item) -> Step | None:
    """The offset at `index`, whose token is a sign: +03:00 or -0400 after a time, +3 after GMT; or None."""
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
    return part(Kind.OFFSET, tokens, index, after, total if sign.text == "+" else -total)


def _is_range(before: Item, width: int, named: bool) -> bool:
    """10:00-12:00 are opening hours; 10:00:00-05:00 and 10:00 -0500 are offsets."""
    return not named and width <= 2 and before.end - before.start < 7

"""The parts that a date line is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from sitegen.dates.lexicon import Tokens

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


def part(kind: Kind, tokens: Tokens, index: int, after: int, *numbers: int, firm: bool = True) -> Step:
    """The item that the tokens from `index` to before `after` make, and `after`."""
    start, end = tokens.at(index).start, tokens.at(after - 1).end
    return Item(kind, start, end, numbers, firm=firm), after

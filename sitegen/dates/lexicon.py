"""What the words of a date line mean, in all languages at once.

The phrases come from the language files (months, weekdays, `[dates]`) and the zone table. They are kept
in a tree of tokens, so that the longest phrase at a place is found in one walk. '#' in a phrase stands
for any number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from sitegen.dates.zones import NAMES
from sitegen.languages import Language, all_languages

Label = Literal["", "published", "updated"]
Clock = Literal["", "am", "pm"]
Unit = Literal["", "year", "month", "day", "hour", "minute", "second"]

# A number, one sign of a script without spaces, a word, or any other sign.
_TOKEN = re.compile(r"\d+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W\d_]+|\S")
_FULL_WIDTH = str.maketrans("：／．－，（）–—−‐‑’", ":/.-,()-----'")

# Signs and words that stand after a number and say what it counts. The languages' files list them as
# filler as well; here stands what they do.
_UNITS: dict[str, Unit] = {
    "年": "year", "년": "year", "月": "month", "월": "month", "日": "day", "號": "day", "号": "day",
    "일": "day", "時": "hour", "时": "hour", "點": "hour", "点": "hour", "시": "hour", "分": "minute",
    "분": "minute", "秒": "second", "초": "second", "h": "hour", "uhr": "hour", "hrs": "hour", "u": "hour",
    "min": "minute", "ч": "hour",
}  # fmt: skip
# Hour words that are said of the clock only: "2 h" may be how long a film runs.
_CLOCK_ONLY = frozenset({"uhr", "時", "时", "點", "点", "시", "hrs"})
_EXTRA_FILLER = ("t", "º", "ª", "°")


class Token(NamedTuple):
    """One token: its folded text, its number (-1 for a word), and where it stands in the line."""

    text: str
    number: int
    start: int
    end: int
    upper: bool


class Meaning(NamedTuple):
    """Everything that a phrase can mean; the reader decides by what stands around it."""

    label: Label = ""
    month: int = 0
    firm: bool = False
    weekday: bool = False
    clock: Clock = ""
    filler: bool = False
    relative: bool = False
    zone: str = ""

    def joined(self, other: Meaning) -> Meaning:
        """Both meanings in one; where they disagree, the first that was there stays."""
        return Meaning(
            label=self.label or other.label,
            month=self.month or other.month,
            firm=self.firm or other.firm,
            weekday=self.weekday or other.weekday,
            clock=self.clock or other.clock,
            filler=self.filler or other.filler,
            relative=self.relative or other.relative,
            zone=self.zone or other.zone,
        )


class Node:
    """A place in the tree of phrases: what has been said so far means, and what may follow."""

    __slots__ = ("following", "meaning")

    def __init__(self) -> None:
        self.meaning: Meaning | None = None
        self.following: dict[str, Node] = {}


END = Token("", -1, -1, -1, False)


class Tokens:
    """The tokens of a line, read only as far as somebody asks: most lines are given up at the first."""

    __slots__ = ("_ahead", "_read")

    def __init__(self, text: str) -> None:
        self._ahead = _TOKEN.finditer(text)
        self._read: list[Token] = []

    def at(self, index: int) -> Token:
        """The token at `index`, or END behind the last."""
        while len(self._read) <= index:
            match = next(self._ahead, None)
            if match is None:
                return END
            self._read.append(_token(match))
        return self._read[index]


def _token(match: re.Match[str]) -> Token:
    raw = match[0]
    if raw.isdecimal():
        return Token("#", int(raw), match.start(), match.end(), False)
    return Token(_fold(raw), -1, match.start(), match.end(), raw.isupper())


def _fold(raw: str) -> str:
    folded = raw.casefold()
    return folded if folded.isascii() else folded.translate(_FULL_WIDTH).replace("\u0307", "")


def unit(token: Token) -> Unit:
    """What the number before this token counts: "年" year, "h" hour."""
    return _UNITS.get(token.text, "")


def says_clock(token: Token) -> bool:
    """Whether this token after a number can only mean the time of day: "16 Uhr"."""
    return token.text in _CLOCK_ONLY


def may_begin_date(text: str) -> bool:
    """Whether the first token of a line can be the first of a date: a number, a sign or a word of one."""
    first = _TOKEN.search(text)
    if first is None:
        return False
    raw = first[0]
    return raw.isdecimal() or not raw.isalnum() or _fold(raw) in phrases().following


def longest(tokens: Tokens, index: int) -> tuple[Meaning, int] | None:
    """The longest phrase that begins at `index`: its meaning and the index behind it."""
    nodes, found = [phrases()], None
    while (token := tokens.at(index)).text:
        nodes = [step for node in nodes for step in _steps(node, token)]
        if not nodes:
            break
        index += 1
        meaning = next((node.meaning for node in nodes if node.meaning is not None), None)
        if meaning is not None:
            found = (meaning, index)
    return found


def _steps(node: Node, token: Token) -> Iterator[Node]:
    """Where the token leads; a number leads to itself ("tháng 3", "3月") and to '#' ("# days ago")."""
    for text in (token.text,) if token.number < 0 else (str(token.number), "#"):
        if (step := node.following.get(text)) is not None:
            yield step


@cache
def phrases() -> Node:
    """The tree of all phrases, built once from every language file."""
    root = Node()
    for language in all_languages():
        for phrase, meaning in _of(language):
            _plant(root, phrase, meaning)
    for name in NAMES:
        _plant(root, name, Meaning(zone=name))
    for word in _EXTRA_FILLER:
        _plant(root, word, Meaning(filler=True))
    return root


def _of(language: Language) -> Iterator[tuple[str, Meaning]]:
    words = language.dates
    yield from ((phrase, Meaning(label="published")) for phrase in words.published)
    yield from ((phrase, Meaning(label="updated")) for phrase in words.updated)
    yield from ((phrase, Meaning(filler=True)) for phrase in words.filler)
    yield from ((phrase, Meaning(clock="am")) for phrase in words.am)
    yield from ((phrase, Meaning(clock="pm")) for phrase in words.pm)
    yield from ((phrase, Meaning(relative=True)) for phrase in words.relative)
    for number, spellings in enumerate(language.months, start=1):
        for spelling in spellings:
            # "Set 2" is tennis and "3 out" cricket before they are Portuguese months.
            firm = len(spelling) > 3 or language.code == "en"
            yield spelling, Meaning(month=number, firm=firm)
    yield from ((phrase, Meaning(weekday=True)) for row in language.weekdays for phrase in row)


def _plant(root: Node, phrase: str, meaning: Meaning) -> None:
    node = root
    for match in _TOKEN.finditer(phrase):
        token = _token(match)
        step = str(token.number) if token.number >= 0 else token.text
        node = node.following.setdefault(step, Node())
    node.meaning = node.meaning.joined(meaning) if node.meaning else meaning

"""When the story came out: date lines near its head, dates beside a name, and date lines elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sitegen.dates import DateLine, find_date
from sitegen.looks.lexicon import key_of
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft
from sitegen.rules.names import byline_names, names_in, unglued

MAX_DATED_WIDTH = 130
MAX_OTHER_WORDS = 10
FAR_BELOW = 6
"""Lines round the story's end; a date further off is some other story's."""

_DOUBT = "The date was taken from a line at the end of the story."

_DIGIT = re.compile(r"\d")

INTO_CORE = 3
"""Lines of the story's core that may still be its head: a caption or a standfirst can be the first prose."""


def read_date_lines(draft: Draft) -> Decisions:
    """A line before the story that is nothing but a date says when it came out.

    Of several the one nearest to the story counts: those further up are the page's own or other stories'.

    Before:
        3:35 PM EDT, March 13, 2024
    After:
        date: date = 2024-03-13T15:35:00-04:00
    Keep:
        On March 13, 2024, the council met for the last time in the old hall.
    """
    lines = [(index, line) for index, line in draft.reading.date_lines.items() if _is_near(draft, index)]
    yield from _date_by(draft, lines[::-1])


def read_other_date_lines(draft: Draft) -> Decisions:
    """A date line elsewhere goes; one at the end of the story dates it when nothing else has.

    Before:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.

        Ferries will run every ten minutes until the work is done, and they will cost nothing, the city said.

        The bridge was last repaired in the year of the great storm, when three of its cables were changed.

        March 13, 2024
    After:
        date: date = 2024-03-13
    Keep:
        On March 13, 2024, the council met for the last time in the old hall.
    """
    core = draft.reading.core
    lines = [(index, line) for index, line in draft.reading.date_lines.items() if draft.is_open(index)]
    below = [pair for pair in lines if core.stop - FAR_BELOW <= pair[0] < core.stop + FAR_BELOW]
    below.sort(key=lambda pair: abs(pair[0] - core.stop))
    for index, verdict in _date_by(draft, below):
        yield index, replace(verdict, sure=0.7, doubt=_DOUBT if verdict.found else "")
    for index, _ in (pair for pair in lines if pair not in below):
        yield index, Verdict(Role.DATE, "a date that stands with other stories", 0.85)


def _is_near(draft: Draft, index: int) -> bool:
    core = draft.reading.core
    return not core or index < core.start + INTO_CORE


def _date_by(draft: Draft, lines: Iterable[tuple[int, DateLine]]) -> Decisions:
    """Verdicts for date lines, best first: the first that has a value gives it, the others only go."""
    taken = {name for name in ("date", "updated") if draft.found(name)}
    for index, line in lines:
        found = []
        for name, when in (("date", line.published), ("updated", line.updated)):
            if when is not None and name not in taken:
                taken.add(name)
                found.append(Found(name, when))
        yield index, Verdict(Role.DATE, "a line that is nothing but a date", 0.95, tuple(found))


def read_dated_lines(draft: Draft) -> Decisions:
    """A short line before the story that holds a date and few other words dates it; names in it are authors.

    Before:
        Harbour bridge closes for repairs until spring

        Jane Roe - December 22, 2023 5:30 PM

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    After:
        date: date = 2023-12-22T17:30:00; authors = Jane Roe
    Keep:
        The bridge opened on December 22, 1923.
    """
    language = draft.reading.language or None
    for index in draft.open():
        look = draft.looks[index]
        if look.prose or look.ends or look.width > MAX_DATED_WIDTH or not _is_near(draft, index):
            continue
        text = unglued(draft.text(index)) if _DIGIT.search(draft.text(index)) else ""
        dated = find_date(text, language)
        if dated is None:
            continue
        line, start, end = dated
        rest = f"{text[:start]} | {text[end:]}"
        if len(rest.split()) <= MAX_OTHER_WORDS and not text[:1].islower():
            yield index, _dated(draft, line, text[:start], rest)


def _dated(draft: Draft, line: DateLine, before: str, rest: str) -> Verdict:
    """The verdict on a dated line: its dates, and the people named beside them, where nobody was before."""
    words = draft.reading.words
    whens = (("date", line.published), ("updated", line.updated))
    found = [Found(name, when) for name, when in whens if when is not None and not draft.found(name)]
    if not draft.found("authors"):
        names = byline_names(before, words) or names_in(rest.replace(" - ", " | "), words)[:1]
        found += [Found("authors", name) for name in names if key_of(name) not in words.lines]
    return Verdict(Role.DATE, "a short line with a date before the story", 0.85, tuple(found))

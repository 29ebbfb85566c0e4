"""Checks on the header of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.check.content.copy import Manuscript
from sitegen.check.content.header import item_of
from sitegen.check.finding import Check, Complaint, Edit, Severity
from sitegen.front_matter import read_when
from sitegen.site.listings import same

_DATED = re.compile(
    r"(?P<lead>\s*(?:- +)?(?:date|updated|pin|expires): +)(?P<mark>['\"]?)"
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"(?:(?P<gap>[Tt ])(?P<hour>\d{1,2})(?P<rest>:\d\d\S*))?(?P=mark)(?P<end>\s*(?:#.*)?)"
)
"""A date whose order is plain, since the year comes first."""

_BLANK_END = re.compile(r"[\s\u00a0]+$")


def headers_can_be_read(file: Manuscript) -> Iterator[Complaint]:
    """Every key of a header is known, and every value is of its kind.

    A story with such a mistake is not published, and a page loses its header. A date that is written
    `2024-3-5` or `2024/03/05` is put right by --fix; `5/3/2024` is not: nobody knows which is the month.

    Found:
        date: 2024-3-5
    Mended:
        date: 2024-03-05
    Found:
        date: 2024/03/05 9:30 # from the wire
    Mended:
        date: 2024-03-05 09:30 # from the wire
    Found:
        date: 3/5/2024
    Found:
        auhtors:
          - Ann Rye
    Found:
        [about.md]
        title: About us
        layout: wide

        A small paper.
    Silent:
        title: Harbour to close
        date: 2024-03-05T09:30:00+01:00
        tags:
          - Harbour
    """
    for problem in file.problems:
        edit = _written_right(problem.line, file.header.at(problem.line))
        yield file.tells(problem.problem, problem.hint, line=problem.line, edit=edit)


def _written_right(line: int, text: str) -> Edit | None:
    found = _DATED.fullmatch(text)
    if not found or (found["sign"] == "-" and read_when(text.partition(": ")[2].strip("'\" "))):
        return None
    day = f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
    time = f"{found['gap']}{found['hour']:0>2}{found['rest']}" if found["hour"] else ""
    if not read_when(day + time):
        return None
    return Edit(line, text, f"{found['lead']}{found['mark']}{day}{time}{found['mark']}{found['end']}")


def headers_are_tidy(file: Manuscript) -> Iterator[Complaint]:
    """No line of a header ends in white space.

    It changes nothing that readers see, but it shows as a change in every comparison.

    Found:
        section: Local\\x20\\x20
    Mended:
        section: Local
    Silent:
        section: Local
    """
    for number, text in enumerate(file.header.lines[1:], start=2):
        if _BLANK_END.search(text):
            edit = Edit(number, text, _BLANK_END.sub("", text))
            yield file.tells(
                "white space at the end of the line", line=number, severity=Severity.NOTE, edit=edit
            )


def names_stand_once(file: Manuscript) -> Iterator[Complaint]:
    """A topic, an author or an old address stands once in a header.

    The site shows a name once in any case. --fix takes the later one out where each has a line of its own.

    Found:
        tags:
          - Harbour
          - Bridges
          - harbour
    Mended:
        tags:
          - Harbour
          - Bridges
    Found:
        authors: [Ann Rye, Ann Rye]
    Silent:
        tags:
          - Harbour
          - Harbours
    """
    for key in ("tags", "authors", "aliases"):
        seen: dict[str, str] = {}
        for name in getattr(file.article, key):
            alike = name if key == "aliases" else same(name)
            if alike in seen:
                line = _last_line(file, key, name)
                edit = Edit(line, file.header.at(line), None) if item_of(file.header.at(line)) else None
                first = "" if seen[alike] == name else f", first as {seen[alike]!r}"
                yield file.tells(
                    f"{name!r} stands twice among the {key}{first}",
                    "keep one of them",
                    line=line,
                    severity=Severity.WARNING,
                    edit=edit,
                )
            seen.setdefault(alike, name)


def _last_line(file: Manuscript, key: str, name: str) -> int:
    """The last line of a list that says just that name."""
    first = file.header.line_of(key)
    lines = range(len(file.header.lines) - 1, first, -1)
    own = (line for line in lines if item_of(file.header.at(line)) == name)
    return next(own, first)


def stories_have_words(file: Manuscript) -> Iterator[Complaint]:
    """A story has a body, unless it is a draft.

    Found:
        title: Harbour to close
    Silent:
        title: Harbour to close
        draft: true
    Silent:
        title: Harbour to close

        The harbour closes in May.
    """
    if not file.article.body and not file.article.draft:
        hint = "write the story below the header, or set draft: true"
        yield file.tells("the story has no words", hint, severity=Severity.WARNING)


def reviews_are_done(file: Manuscript) -> Iterator[Complaint]:
    """Doubts that the converter noted under `review` are settled before long.

    They do not stop anything. Delete a line when you have looked at it.

    Found:
        review:
          - "the byline may be a place: Harbour Town"
    Silent:
        section: Local
    """
    for doubt in file.article.review:
        line = file.header.line_of("review", doubt)
        hint = "delete the line once you have looked at it"
        yield file.tells(f"to review: {doubt}", hint, line=line, severity=Severity.NOTE)


CHECKS: tuple[Check[Manuscript], ...] = tuple(
    map(Check, (headers_are_tidy, names_stand_once, stories_have_words, reviews_are_done))
)
OF_EVERY_FILE: Check[Manuscript] = Check(headers_can_be_read)

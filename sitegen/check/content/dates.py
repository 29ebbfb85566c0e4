"""Checks on the dates of a story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sitegen.check.content.copy import Manuscript
from sitegen.check.finding import Check, Complaint, Severity
from sitegen.model.article import When
from sitegen.site.stories import LONG_AGO
from sitegen.site.timing import end_of, instant

FIRST_YEAR = 1605
"""Of the first newspaper that is known: Relation, Strasbourg. No story is older."""

FAR = timedelta(days=366)
"""An embargo that is longer is more likely a slip of the pen."""


_LAST = datetime(9999, 12, 31, tzinfo=UTC)


def dates_make_sense(file: Manuscript) -> Iterator[Complaint]:
    """The dates of a story follow each other, and none is before newspapers or far in the future.

    Looked at: `date` before 1605 or more than a year ahead; `updated` before `date` or in the future;
    `expires` not after `date`; a correction before `date`. A mere day counts as a whole day. An update
    that is less than a day too early is only noted: pages often give the two times in two zones.

    Found:
        date: 0204-03-05
    Found:
        date: 2204-03-05
    Found:
        date: 2024-03-05
        updated: 2024-03-04
    Found:
        date: 2024-03-05
        expires: 2024-03-05
    Found:
        date: 2024-03-05
        corrections:
          - date: 2023-03-06
            text: The ferry sails at nine.
    Silent:
        date: 2024-03-05T09:30:00+01:00
        updated: 2024-03-05
        expires: 2030-01-01
        corrections:
          - date: 2024-03-05
            text: The ferry sails at nine.
    Silent:
        date: 1884-03-05
    """
    article, zone, now = file.article, file.shelf.zone, file.shelf.now
    if not article.date:
        return
    if article.date.year < FIRST_YEAR:
        yield _wrong(file, "date", f"the story is older than newspapers: {article.date}", Severity.ERROR)
        return
    if _starts(file, article.date) > now + FAR:
        hint = "until then no reader sees it; is the year right?"
        yield _wrong(file, "date", f"the story is under embargo until {article.date}", Severity.WARNING, hint)
        return
    if article.updated:
        yield from _in_order(file, "updated", article.updated, "the update")
    if article.expires and _starts(file, article.expires) <= _starts(file, article.date):
        message = f"the story expires ({article.expires}) before anybody can read it ({article.date})"
        yield _wrong(file, "expires", message, Severity.WARNING)
    for correction in article.corrections:
        if correction.date and end_of(correction.date, zone) <= _starts(file, article.date):
            message = f"the correction ({correction.date}) is older than the story ({article.date})"
            yield _wrong(file, "corrections", message, Severity.WARNING)


def _in_order(file: Manuscript, key: str, when: When, what: str) -> Iterator[Complaint]:
    date, zone = file.article.date, file.shelf.zone
    if date and end_of(when, zone) <= _starts(file, date):
        message = f"{what} ({when}) is older than the story ({date})"
        near = _starts(file, date) - _starts(file, when) < timedelta(days=1)
        severity = Severity.NOTE if near else Severity.WARNING
        yield _wrong(file, key, message, severity, "delete one, or write both times with their zone")
    elif _starts(file, when) > file.shelf.now and not (date and _starts(file, date) > file.shelf.now):
        yield _wrong(file, key, f"{what} is in the future: {when}", Severity.WARNING)


def embargoes_are_known(file: Manuscript) -> Iterator[Complaint]:
    """A story whose date lies in the future is under embargo: no reader sees it until a build after that.

    That is how an embargo is written, so this is only said, not blamed.

    Found:
        date: 2024-06-20
    Silent:
        date: 2024-05-20
    Silent:
        date: 2024-06-20
        draft: true
    """
    date = file.article.date
    if not date or file.article.draft or date.year < FIRST_YEAR:
        return
    if file.shelf.now < _starts(file, date) <= file.shelf.now + FAR:
        message = f"under embargo until {date}: no reader sees it before"
        yield _wrong(file, "date", message, Severity.NOTE)


def stories_have_a_date(file: Manuscript) -> Iterator[Complaint]:
    """A story has a date, or it stands behind all others.

    Found:
        section: Local
    Silent:
        date: 2024-03-05
    Silent:
        draft: true
    """
    if not file.article.date and not file.article.draft:
        yield file.tells("the story has no date", "write date: 2024-03-13", line=1, severity=Severity.NOTE)


def _starts(file: Manuscript, when: When) -> datetime:
    """The instant of a moment; a year that no clock can turn into UTC counts as the first or last of all."""
    try:
        return instant(when, file.shelf.zone)
    except OverflowError:
        return _LAST if when.year > FIRST_YEAR else LONG_AGO


def _wrong(file: Manuscript, key: str, message: str, severity: Severity, hint: str = "") -> Complaint:
    line = file.header.line_of(key)
    return file.tells(message, hint or "write the right date", line=line, severity=severity)


CHECKS: tuple[Check[Manuscript], ...] = tuple(
    map(Check, (dates_make_sense, embargoes_are_known, stories_have_a_date))
)

"""Dates as the standards want them written. Each function says whether a text is one."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_RFC_822 = re.compile(
    r"(?:(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? "
    r"(?:[+-]\d{4}|GMT|UT|Z|[ECMP][SD]T)"
)
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_TO_THE_MINUTE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def is_rfc_822(text: str) -> bool:
    """`Mon, 02 Sep 2024 09:00:00 +0200`, with a year of four digits, and the weekday the right one."""
    match = _RFC_822.fullmatch(text)
    if not match:
        return False
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return False
    return match["day"] in (None, _WEEKDAYS[moment.weekday()])


def is_rfc_3339(text: str) -> bool:
    """`2024-09-02T09:00:00+02:00`."""
    return bool(_RFC_3339.fullmatch(text)) and _exists(text)


def is_w3c(text: str) -> bool:
    """`2024`, `2024-09`, `2024-09-02`, or to the minute or finer with a zone: the W3C's note on dates."""
    if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", text):
        return True
    return is_day_or_moment(text)


def is_day_or_moment(text: str) -> bool:
    """`2024-09-02`, or a time of a day with its zone: what schema.org and OpenGraph take."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _exists(text)
    return bool(_TO_THE_MINUTE.fullmatch(text)) and _exists(text)


def day_of(text: str) -> date | None:
    """The day that a text of one of these forms begins with; None when it begins with none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _exists(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True

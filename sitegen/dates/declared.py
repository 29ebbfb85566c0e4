"""Reads dates that a page declares for machines, and writes them the one way sitegen does."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from sitegen.dates.items import is_year
from sitegen.dates.lines import read_date_line
from sitegen.dates.moments import When

_SECONDS, _MILLISECONDS = 10, 13  # digits of the time since 1970, from 2001 to 2286
# What writers put behind a date though it says nothing more: "[Europe/Paris]", "(Central European Time)".
_TAIL = re.compile(r"\s*(?:\[[^\[\]]*\]|\([^()]*\))\s*$")
# Spaces and short forms that ISO 8601 does not know but pages write: "2024-3-13 9:05:00 +0100".
_NEARLY_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*([Zz]|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?"
)
_LONGEST = 200


def parse_declared(text: str, language: str | None = None) -> When | None:
    """The date in a JSON-LD value, a meta tag or `<time datetime>`; None when it says none.

    Reads ISO 8601 as it is written in the wild, RFC 2822, seconds or milliseconds since 1970, and what
    `read_date_line` reads. A date outside the years 1700 to 2100 is None. Never raises.
    """
    text = text.strip(" \t\r\n\"'") if len(text) <= _LONGEST else ""
    if not text:
        return None
    if text.isdecimal() and text.isascii():
        return _digits(text)
    found = _iso(text) or _nearly_iso(text)
    if found is None and (line := read_date_line(_TAIL.sub("", text), language)):
        found = line.published or line.updated
    return found if found is not None and is_year(found.year) else None


def iso(when: When) -> str:
    """`2024-03-13`, or `2024-03-13T15:35:00-04:00`: with seconds always, with an offset when known."""
    return when.isoformat(timespec="seconds") if isinstance(when, datetime) else when.isoformat()


def _iso(text: str) -> When | None:
    try:
        return datetime.fromisoformat(text) if len(text) > len("2024-03-13") else date.fromisoformat(text)
    except (ValueError, OverflowError):
        return None


def _nearly_iso(text: str) -> datetime | None:
    match = _NEARLY_ISO.fullmatch(_TAIL.sub("", text))
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    written = f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second or '00'}{_offset(zone or '')}"
    found = _iso(written)
    return found if isinstance(found, datetime) else None


def _offset(zone: str) -> str:
    """An offset as ISO 8601 has it: "+1" is "+01:00", "UTC" is "+00:00"."""
    digits = zone.upper().removeprefix("UTC").removeprefix("GMT")
    if not digits or digits == "Z":
        return "+00:00" if zone else ""
    hours, minutes = digits[1:].replace(":", ""), "00"
    if len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    return f"{digits[0]}{hours:0>2}:{minutes}"


def _digits(text: str) -> When | None:
    """20240313, 20240313153500, or the time since 1970."""
    if len(text) in (_SECONDS, _MILLISECONDS):
        seconds = int(text) // (1 if len(text) == _SECONDS else 1000)
        return _checked(datetime.fromtimestamp(seconds, UTC))
    if len(text) not in (8, 12, 14):
        return None
    found = _iso(f"{text[:8]}T{text[8:]}" if text[8:] else text)
    return _checked(found) if found is not None else None


def _checked(when: When) -> When | None:
    return when if is_year(when.year) else None

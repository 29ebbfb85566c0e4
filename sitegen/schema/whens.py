"""Days and times as an editor or a tool may write them in a header."""

from __future__ import annotations

import re
from datetime import date, datetime

from sitegen.model.article import When

_ZONE = r"[Zz]|[+-][0-9]{2}(?::?[0-9]{2}(?::[0-9]{2})?)?"
_TIME = rf"([0-9]{{1,2}})(:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?)\s*({_ZONE})?"

PATTERN = rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:[Tt\s]\s*{_TIME})?"
"""What a day or time looks like: day, hour, minutes and zone. A calendar says whether there is such a day."""

_WHEN = re.compile(PATTERN)

_MIDNIGHT = "T00:00:00.000Z"
"""What is left of a day after a tool written in JavaScript has saved a header: such tools know no days, and
write every time in this form. Read as an instant it would be the evening before in America."""


def read_when(text: str) -> When | None:
    """`2024-03-13`, `2024-03-13 15:35`, `2024-03-13T15:35:00-04:00` ... as a date or datetime, else None."""
    match = _WHEN.fullmatch(text.strip().removesuffix(_MIDNIGHT))
    if match is None:
        return None
    day, hour, rest, zone = match.groups()
    try:
        if hour is None:
            return date.fromisoformat(day)
        return datetime.fromisoformat(f"{day}T{hour:0>2}{rest}{(zone or '').upper()}")
    except ValueError:
        return None

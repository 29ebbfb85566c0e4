"""Days, months and times of day as fronts and lists set them, where their year or zone is known already."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_datetime

from sitegen.model.article import When
from sitegen.site.timing import instant


def shown_weekday(when: When, zone: ZoneInfo, locale: Locale) -> str:
    """The day with its weekday, as in a dateline: `Wednesday 13 March 2024`."""
    day = instant(when, zone).astimezone(zone).date() if isinstance(when, datetime) else when
    return format_date(day, "full", locale=locale)


def shown_clock(when: When, zone: ZoneInfo, locale: Locale) -> str:
    """The time of day in the site's zone, without the zone's name: `19:35`; "" for a mere day."""
    if not isinstance(when, datetime):
        return ""
    here = instant(when, zone).astimezone(zone)
    return format_datetime(here, locale.time_formats["short"].pattern, locale=locale)


def month_alone(month: str, locale: Locale) -> str:
    """A month where its year stands above: `2024-03` -> `March`."""
    year, _, number = month.partition("-")
    return format_date(date(int(year), int(number), 1), "LLLL", locale=locale)

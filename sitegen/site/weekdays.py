"""Days, months and times of day as fronts and lists set them, where their year or zone is known already."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_datetime
from markupsafe import Markup

from sitegen.model.article import When
from sitegen.site.timing import capital, instant


def shown_weekday(when: When, zone: ZoneInfo, locale: Locale) -> str:
    """The day with its weekday, on a line of its own: `Wednesday 13 March 2024`, `Mercredi 13 mars 2024`."""
    day = instant(when, zone).astimezone(zone).date() if isinstance(when, datetime) else when
    return capital(format_date(day, "full", locale=locale))


def shown_clock(when: When, zone: ZoneInfo, locale: Locale) -> str:
    """The time of day in the site's zone, without the zone's name: `19:35`; "" for a mere day."""
    if not isinstance(when, datetime):
        return ""
    here = instant(when, zone).astimezone(zone)
    return format_datetime(here, locale.time_formats["short"].pattern, locale=locale)


def month_alone(month: str, locale: Locale) -> str:
    """A month where its year stands above: `2024-03` -> `March`, `Березень`."""
    year, _, number = month.partition("-")
    return capital(format_date(date(int(year), int(number), 1), "LLLL", locale=locale))


def with_time(day: str, time: str, locale: Locale) -> str:
    """A day and a time of it, joined as the language joins them: `13 March 2024, 19:35 UTC`.

    day   as shown, perhaps as markup
    time  "" for none
    """
    if not time:
        return day
    pattern = locale.datetime_formats["medium"].replace("'", "")
    return Markup(pattern).format(time, day)  # noqa: S704  # babel's own; what is filled in is escaped

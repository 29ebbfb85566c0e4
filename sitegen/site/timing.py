"""When a story is published, and how a reader sees it. The clock and the zone are always arguments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton

from sitegen.errors import Problem, SitegenError
from sitegen.model.article import When


def zone_named(name: str, path: str = "mkdocs.yml") -> ZoneInfo:
    """The time zone of an IANA name. Raises SitegenError, naming `path`, when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = "write the name of a place, for example timezone: Europe/London, or timezone: UTC"
        raise SitegenError(Problem(path, 0, f"there is no time zone {name!r}", hint)) from None


def locale_named(name: str, path: str = "mkdocs.yml") -> Locale:
    """The locale of `en`, `en_GB`, `pt-BR` ... Raises SitegenError, naming `path`, when there is none."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        hint = "write a language, perhaps with a country: locale: en, or locale: en_GB"
        raise SitegenError(Problem(path, 0, f"there is no locale {name!r}", hint)) from None


def instant(when: When, zone: ZoneInfo) -> datetime:
    """The instant in UTC: a day begins at its midnight, and a time without an offset is the zone's."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time.min)
    return (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)


def end_of(when: When, zone: ZoneInfo) -> datetime:
    """The instant in UTC at which a moment is over: a day at the midnight that ends it."""
    day_is_meant = not isinstance(when, datetime)
    return instant(when + timedelta(days=1) if day_is_meant and when < date.max else when, zone)


def machine_date(when: When, zone: ZoneInfo) -> str:
    """For the `datetime` attribute: `2024-03-13`, or in the site's zone `2024-03-13T19:35:00+00:00`."""
    return (
        instant(when, zone).astimezone(zone).isoformat() if isinstance(when, datetime) else when.isoformat()
    )


def shown_day(when: When, zone: ZoneInfo, locale: Locale) -> str:
    """The day as a reader writes it: `13 March 2024`."""
    day: date = instant(when, zone).astimezone(zone).date() if isinstance(when, datetime) else when
    return format_date(day, "long", locale=locale)


def shown_time(when: When, zone: ZoneInfo, locale: Locale) -> str:
    """The time of day in the site's zone, with the zone's short name: `19:35 UTC`; "" for a mere day."""
    if not isinstance(when, datetime):
        return ""
    here = instant(when, zone).astimezone(zone)
    clock = locale.time_formats["short"].pattern
    return f"{format_datetime(here, clock, locale=locale)} {here.tzname()}"


def shown_month(month: str, locale: Locale) -> str:
    """A month as the title of its page: `2024-03` -> `March 2024`, `Mars 2024`."""
    year, _, number = month.partition("-")
    return capital(format_skeleton("yMMMM", date(int(year), int(number), 1), locale=locale))


def capital(text: str) -> str:
    """A text as it begins a line: French, Polish and others write `mars` small inside one."""
    return text[:1].title() + text[1:]

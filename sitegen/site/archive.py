"""The archive: every story under its month, every month under its year, all by plain links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sitegen.site.listings import Kind, Listing
from sitegen.site.stories import Story, page_url

UNDATED = "undated"
"""The name of the month of stories that have no date."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year and the months in which stories were published, newest first.

    number  the year; 0 for stories without a date
    """

    number: int
    months: tuple[Listing, ...]
    directory_urls: bool = True

    @property
    def count(self) -> int:
        return sum(len(month.stories) for month in self.months)

    @property
    def path(self) -> str:
        return f"{Kind.MONTH}/{self.number:04}.md" if self.number else f"{Kind.MONTH}/{UNDATED}.md"

    @property
    def url(self) -> str:
        return page_url(self.path, self.directory_urls)


@dataclass(frozen=True, slots=True)
class Archive:
    """All years, newest first, the stories without a date last."""

    years: tuple[Year, ...] = ()

    @property
    def months(self) -> tuple[Listing, ...]:
        return tuple(month for year in self.years for month in year.months)


def archive_of(stories: Iterable[Story], zone: ZoneInfo, *, directory_urls: bool = True) -> Archive:
    """The archive of stories that come newest first; months are those of the site's time zone."""
    months: dict[tuple[int, int], list[Story]] = defaultdict(list)
    for story in stories:
        here = story.published.astimezone(zone) if story.published else None
        months[(here.year, here.month) if here else (0, 0)].append(story)
    years: dict[int, list[Listing]] = defaultdict(list)
    for year, month in sorted(months, reverse=True):
        years[year].append(_month(year, month, tuple(months[year, month]), directory_urls))
    return Archive(tuple(Year(year, tuple(found), directory_urls) for year, found in years.items()))


def _month(year: int, month: int, stories: tuple[Story, ...], directory_urls: bool) -> Listing:
    if not year:
        return Listing(Kind.MONTH, UNDATED, UNDATED, stories, directory_urls)
    return Listing(Kind.MONTH, f"{year:04}-{month:02}", f"{year:04}/{month:02}", stories, directory_urls)

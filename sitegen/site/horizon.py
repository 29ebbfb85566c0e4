"""When time alone will change the site: an embargo lifts, a story expires, a pin ends, news grows old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sitegen.site.machines.sitemaps import NEWS_AGE
from sitegen.site.stories import Story
from sitegen.site.timing import end_of, instant


def horizon(stories: Iterable[Story], now: datetime, zone: ZoneInfo) -> datetime | None:
    """The next instant at which a build of the same files is another one; None when there is none.

    stories  all there are, those that readers do not see among them
    """
    return min(
        (moment for story in stories for moment in _moments(story, zone) if moment > now), default=None
    )


def _moments(story: Story, zone: ZoneInfo) -> Iterator[datetime]:
    if story.published:
        yield story.published
        yield story.published + NEWS_AGE
    if story.article.expires:
        yield instant(story.article.expires, zone)
    if story.article.pin:
        yield end_of(story.article.pin, zone)

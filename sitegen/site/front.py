"""The front page: what leads, what stands beside it, a block for each section, the latest, the topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from sitegen.site.listings import Listing, Listings
from sitegen.site.stories import Story
from sitegen.site.timing import end_of

SECONDS = 4
"""Stories beside the lead."""

BLOCK = 4
"""Stories in the block of a section: one with its picture, three headlines."""

LEAST_IN_BLOCK = 2
"""A section with fewer stories left over has no block: they are under Latest."""

BLOCKS = 8
TOPICS = 12


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on the front page. No story stands there twice.

    lead     the story on top, None in a paper without stories
    seconds  those beside it
    blocks   sections in the paper's order, each with some of its stories
    latest   the newest of all others
    topics   those with the most stories
    """

    lead: Story | None = None
    seconds: tuple[Story, ...] = ()
    blocks: tuple[tuple[Listing, tuple[Story, ...]], ...] = ()
    latest: tuple[Story, ...] = ()
    topics: tuple[Listing, ...] = ()


def front_of(
    stories: Sequence[Story],
    sections: Iterable[Listing],
    topics: Listings,
    *,
    latest: int,
    now: datetime,
    zone: ZoneInfo,
) -> Front:
    """Lay out the front page.

    stories   newest first
    sections  in the paper's order
    latest    how many stories stand under Latest
    now       the instant of the build, by which a pin has ended or not
    """
    top = tuple(islice(_by_weight(stories, now, zone), 1 + SECONDS))
    used = {story.path for story in top}
    blocks: list[tuple[Listing, tuple[Story, ...]]] = []
    for section in sections:
        held = tuple(islice((story for story in section.stories if story.path not in used), BLOCK))
        if len(held) >= LEAST_IN_BLOCK and len(blocks) < BLOCKS:
            blocks.append((section, held))
            used.update(story.path for story in held)
    newest = tuple(islice((story for story in stories if story.path not in used), latest))
    return Front(top[0] if top else None, top[1:], tuple(blocks), newest, topics.busiest(TOPICS))


def _by_weight(stories: Sequence[Story], now: datetime, zone: ZoneInfo) -> Iterator[Story]:
    """Pinned stories first, then the others; newest first in both."""
    pinned = [story for story in stories if story.article.pin and end_of(story.article.pin, zone) > now]
    paths = {story.path for story in pinned}
    yield from pinned
    yield from (story for story in stories if story.path not in paths)

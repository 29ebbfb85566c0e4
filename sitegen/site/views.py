"""What an article's page shows besides the article: where it belongs, and what to read next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sitegen.site.listings import Kind, Listing, Listings, gather
from sitegen.site.stories import Story


@dataclass(frozen=True, slots=True)
class StoryView:
    """An article in its surroundings.

    authors   names, each with the author's listing
    minutes   to read it
    related   other stories, the nearest first
    newer     the next story of the same section, older the one before
    timeline  all stories of its series, oldest first; () when it has none, or is alone in it
    place     its own place in the timeline, from 0
    """

    section: Listing | None = None
    authors: tuple[tuple[str, Listing | None], ...] = ()
    topics: tuple[Listing, ...] = ()
    minutes: int = 0
    related: tuple[Story, ...] = ()
    newer: Story | None = None
    older: Story | None = None
    series: Listing | None = None
    timeline: tuple[Story, ...] = ()
    place: int = 0


@dataclass(frozen=True)
class Directory:
    """All listings of an edition."""

    sections: Listings = field(default_factory=Listings)
    topics: Listings = field(default_factory=Listings)
    authors: Listings = field(default_factory=Listings)
    series: Listings = field(default_factory=Listings)

    @property
    def all(self) -> tuple[Listings, ...]:
        return self.sections, self.topics, self.authors, self.series


def directory_of(stories: Iterable[Story], order: Iterable[str], *, directory_urls: bool = True) -> Directory:
    """The listings of the stories, which come newest first.

    order  the sections that come first, as the newsroom wants them
    """
    known = tuple(stories)

    def listed(kind: Kind, names: Callable[[Story], tuple[str, ...]], first: Iterable[str] = ()) -> Listings:
        return gather(kind, known, names, first=tuple(first), directory_urls=directory_urls)

    return Directory(
        listed(Kind.SECTION, lambda story: (story.article.section,) if story.article.section else (), order),
        listed(Kind.TOPIC, lambda story: story.article.tags),
        listed(Kind.AUTHOR, lambda story: story.article.authors),
        listed(Kind.SERIES, lambda story: (story.article.series,) if story.article.series else ()),
    )


def views_of(
    stories: Iterable[Story], directory: Directory, related: Mapping[str, tuple[Story, ...]]
) -> dict[str, StoryView]:
    """The view of each story, by path.

    stories  newest first
    related  by path, what to read after it
    """
    known = tuple(stories)
    newer, older = _neighbours(known, directory.sections)
    return {story.path: _view(story, directory, related.get(story.path, ()), newer, older) for story in known}


def _view(
    story: Story,
    directory: Directory,
    related: tuple[Story, ...],
    newer: Mapping[str, Story],
    older: Mapping[str, Story],
) -> StoryView:
    article = story.article
    series = directory.series.named(article.series) if article.series else None
    runs = series if series and len(series.stories) > 1 else None
    return StoryView(
        section=directory.sections.named(article.section) if article.section else None,
        authors=tuple((name, directory.authors.named(name)) for name in article.authors),
        topics=tuple(listing for tag in article.tags if (listing := directory.topics.named(tag))),
        minutes=story.gist.minutes,
        related=related,
        newer=newer.get(story.path),
        older=older.get(story.path),
        series=runs,
        timeline=runs.oldest_first if runs else (),
        place=runs.places[story.path] if runs else 0,
    )


def _neighbours(stories: tuple[Story, ...], sections: Listings) -> tuple[dict[str, Story], dict[str, Story]]:
    """The next and the previous story of each story's section, by path; stories of no section are one row."""
    loose = tuple(story for story in stories if not story.article.section)
    newer: dict[str, Story] = {}
    older: dict[str, Story] = {}
    for row in (*(section.stories for section in sections), loose):
        for young, old in pairwise(row):
            older[young.path], newer[old.path] = old, young
    return newer, older

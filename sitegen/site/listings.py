"""Listings: the stories of a section, a topic, an author or a running story, newest first, in pages.

The front of a listing holds its newest stories. The pages behind it are numbered from the oldest: page 1
has the first stories ever and is never set anew when a story is added, so that an address keeps its
content and a build has little to do.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from hashlib import sha256

from slugify import slugify

from sitegen.site.stories import Story, page_url
from sitegen.slugs import is_kept

PER_PAGE = 30
"""Stories on a numbered page. The front has this many to twice as many, so that no page is nearly empty."""

_LONGEST = 60
"""Letters in a listing's slug."""


class Kind(StrEnum):
    """What a listing gathers; the value is its folder in the content and in the site."""

    SECTION = "sections"
    TOPIC = "topics"
    AUTHOR = "authors"
    SERIES = "series"
    MONTH = "archive"


@dataclass(frozen=True)
class Listing:
    """Stories that belong together.

    name     as readers see it; of a month `2024-03`
    slug     the last part of its address; of a month `2024/03`
    stories  newest first
    """

    kind: Kind
    name: str
    slug: str
    stories: tuple[Story, ...]
    directory_urls: bool = True

    @property
    def path(self) -> str:
        """Of the listing's page in the content folder: an editor may write it, else it is made up."""
        return f"{self.kind}/{self.slug}.md"

    @cached_property
    def url(self) -> str:
        return page_url(self.path, self.directory_urls)

    @cached_property
    def oldest_first(self) -> tuple[Story, ...]:
        return self.stories[::-1]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each story among the oldest first, from 0, by path."""
        return {story.path: place for place, story in enumerate(self.oldest_first)}

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """Its pages: the front, then the numbered ones from the newest to the oldest."""
        pages = max(0, len(self.stories) // PER_PAGE - 1)
        front = len(self.stories) - pages * PER_PAGE
        starts = [0, *(front + PER_PAGE * behind for behind in range(pages))]
        ends = [*starts[1:], len(self.stories)]
        numbers = [0, *range(pages, 0, -1)]
        return tuple(
            Slice(self, number, pages, self.stories[start:end])
            for number, start, end in zip(numbers, starts, ends, strict=True)
        )


@dataclass(frozen=True)
class Slice:
    """One page of a listing.

    number  0 for the front, 1 for the page of the oldest stories
    pages   how many numbered pages there are
    """

    listing: Listing
    number: int
    pages: int
    stories: tuple[Story, ...]

    @property
    def path(self) -> str:
        return self._path(self.number)

    @property
    def url(self) -> str:
        return page_url(self.path, self.listing.directory_urls)

    @property
    def newer_url(self) -> str:
        """Of the page with newer stories; "" on the front."""
        return "" if not self.number else self._url(0 if self.number == self.pages else self.number + 1)

    @property
    def older_url(self) -> str:
        """Of the page with older stories; "" on the page of the oldest."""
        return self._url(self.number - 1 if self.number else self.pages) if self.number != 1 else ""

    def _path(self, number: int) -> str:
        return self.listing.path.removesuffix(".md") + f"/{number}.md" if number else self.listing.path

    def _url(self, number: int) -> str:
        if not number and not self.number:
            return ""
        return page_url(self._path(number), self.listing.directory_urls)


@dataclass(frozen=True)
class Listings:
    """All listings of one kind, in their order, found by any spelling of a name."""

    all: tuple[Listing, ...] = ()
    _by_key: Mapping[str, Listing] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Listing]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def named(self, name: str) -> Listing | None:
        return self._by_key.get(same(name))

    def busiest(self, count: int) -> tuple[Listing, ...]:
        """Those with the most stories, the busiest first."""
        return tuple(sorted(self.all, key=lambda listing: (-len(listing.stories), listing.name))[:count])


@lru_cache(maxsize=65_536)
def same(name: str) -> str:
    """What two spellings of one name share: `Ukraine War` and `ukraine  war`."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def gather(
    kind: Kind,
    stories: Iterable[Story],
    names: Callable[[Story], Iterable[str]],
    *,
    first: Sequence[str] = (),
    directory_urls: bool = True,
) -> Listings:
    """The listings of one kind: those named in `first` in that order, then the others by name.

    stories  newest first
    names    what a story is listed under
    """
    members: dict[str, list[Story]] = defaultdict(list)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        for key, name in {same(name): name for name in names(story)}.items():
            members[key].append(story)
            spellings[key][name] += 1
    wanted = {same(name): place for place, name in enumerate(first)}
    for name in first:
        if same(name) in spellings:
            spellings[same(name)] = Counter({name: 1})  # the newsroom's own spelling
    keys = sorted(members, key=lambda key: (wanted.get(key, len(wanted)), key))
    slugs = _slugs(sorted(members))
    by_key = {
        key: Listing(kind, _usual(spellings[key]), slugs[key], tuple(members[key]), directory_urls)
        for key in keys
    }
    return Listings(tuple(by_key.values()), by_key)


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def _slugs(keys: Iterable[str]) -> dict[str, str]:
    """A slug for each key, no two the same: `c`, and `c-1a2b3c` for C++; `con-1a2b3c` for Con."""
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        slug = slugify(key, max_length=_LONGEST, word_boundary=True)
        if not slug or slug in taken or is_kept(slug):
            slug = f"{slug}-{sha256(key.encode()).hexdigest()[:6]}".lstrip("-")
        taken.add(slug)
        slugs[key] = slug
    return slugs

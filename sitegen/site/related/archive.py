"""All stories by their terms: who shares what, and how rare it is.

How rare a term is counts in powers of two, as does the number of stories. So one story more or less moves
next to nothing: the boxes of related stories on all other pages stay as they are, and need no new build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import sqrt

TOPICS, SERIES = "#", "="
"""Kinds of terms that hold across languages; the other kinds are languages' codes."""

_TOPIC_POINTS, _SERIES_POINTS = 6, 9
_RARE = 3  # bits: terms of one to seven stories are equally rare, so that a misprint is no better than a name
_COMMON = 4  # bits: a term of more than a sixteenth to an eighth of all stories says nothing ...
_FEW = 16  # ... unless there are no more than these
_YOUNG = 64  # below so many stories an archive cannot know yet what is rare
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is asked of a story to find those related to it.

    key        its path: it orders stories of the same moment
    terms      from `terms()`
    tags       its topics, as written
    series     the name of the running story it belongs to; "" for none
    section    "" for none
    language   ("en", "pt-BR"); "" when unknown
    published  an aware instant; None when unknown
    """

    key: str
    terms: str
    tags: tuple[str, ...] = ()
    series: str = ""
    section: str = ""
    language: str = ""
    published: datetime | None = None

    @property
    def kind(self) -> str:
        """Its language without the region."""
        return self.language.lower().partition("-")[0]

    @property
    def day(self) -> int | None:
        """Days since 1970."""
        return None if self.published is None else (self.published - _EPOCH).days


@dataclass(frozen=True, slots=True)
class Profile:
    """A story's terms by number, and beside each term its points and the story's place among its holders.

    own  how many of the terms are of its own language; topics and series follow
    """

    terms: tuple[int, ...]
    points: tuple[int, ...]
    places: tuple[int, ...]
    own: int


@dataclass(frozen=True, slots=True)
class Archive:
    """The stories, oldest first; every number of a story is its position in this order.

    numbers   of terms, by kind
    order     of each story its position in the sequence that came in
    cases     those without a date stand before all others
    kinds     by story: its language without the region
    days      by story: the day it was published, counted from 1970; None when unknown
    holders   by term: the stories that have it, oldest first
    worth     by term: its points in each of these stories
    rarity    by term: bits, the more the rarer; 0 for one that too many have
    lengths   by story: of the vector of its points, each weighed by the rarity; > 0
    """

    numbers: dict[str, dict[str, int]]
    order: tuple[int, ...]
    cases: tuple[Case, ...]
    kinds: tuple[str, ...]
    days: tuple[int | None, ...]
    profiles: tuple[Profile, ...]
    holders: list[list[int]]
    worth: list[list[int]]
    rarity: tuple[int, ...]
    lengths: tuple[float, ...]


@dataclass(slots=True)
class _Clerk:
    """Gives terms their numbers and writes down who holds them."""

    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    holders: list[list[int]] = field(default_factory=list)
    worth: list[list[int]] = field(default_factory=list)

    def file(
        self, story: int, kind: str, entries: Iterable[tuple[str, int]]
    ) -> Iterator[tuple[int, int, int]]:
        """File the story under terms with their points; each term's number, points, and place in its list."""
        terms, holders, worth = self.numbers.setdefault(kind, {}), self.holders, self.worth
        for term, points in entries:
            number = terms.setdefault(term, len(holders))
            if number == len(holders):
                holders.append([])
                worth.append([])
            holders[number].append(story)
            worth[number].append(points)
            yield number, points, len(holders[number]) - 1


def archive_of(cases: Sequence[Case]) -> Archive:
    """File all stories; in which order they come does not matter."""
    order = tuple(sorted(range(len(cases)), key=lambda position: age(cases[position])))
    ordered = tuple(cases[position] for position in order)
    clerk = _Clerk()
    profiles = tuple(_profile(story, case, clerk) for story, case in enumerate(ordered))
    rarity = _rarities(clerk.holders, len(ordered))
    lengths = tuple(length_of(profile.terms, profile.points, rarity) for profile in profiles)
    kinds = tuple(case.kind for case in ordered)
    days = tuple(case.day for case in ordered)
    numbers = clerk.numbers
    return Archive(
        numbers, order, ordered, kinds, days, profiles, clerk.holders, clerk.worth, rarity, lengths
    )


def age(case: Case) -> tuple[datetime, str]:
    return case.published or datetime.min.replace(tzinfo=UTC), case.key


def _profile(story: int, case: Case, clerk: _Clerk) -> Profile:
    own, *shared = [tuple(clerk.file(story, kind, found)) for kind, found in entries_of(case)]
    found = (*own, *(entry for entries in shared for entry in entries))
    if not found:
        return Profile((), (), (), 0)
    terms, points, places = zip(*found, strict=True)
    return Profile(terms, points, places, len(own))


def entries_of(case: Case) -> tuple[tuple[str, list[tuple[str, int]]], ...]:
    """The terms of a story by their kind, each with its points: its own language's come first."""
    topics = dict.fromkeys(tag.casefold() for tag in case.tags)
    series = [(case.series.casefold(), _SERIES_POINTS)] if case.series else []
    return (
        (case.kind, [(entry[1:], int(entry[0])) for entry in case.terms.split()]),
        (TOPICS, [(topic, _TOPIC_POINTS) for topic in topics]),
        (SERIES, series),
    )


def _rarities(holders: Sequence[Sequence[int]], stories: int) -> tuple[int, ...]:
    most = magnitude(stories)
    return tuple(rarity_of(len(those), most) for those in holders)


def magnitude(stories: int) -> int:
    """The number of stories in bits: all that rarities know of it."""
    return max(stories, _YOUNG).bit_length()


def rarity_of(holders: int, most: int) -> int:
    """How much rarer a term is than one in every story, in whole bits; `most` is the archive's magnitude."""
    common = max(_FEW, 1 << (most - _COMMON))
    return 0 if holders > common else 1 + most - max(_RARE, holders.bit_length())


def length_of(terms: Sequence[int], points: Sequence[int], rarity: Sequence[int]) -> float:
    """The length of a story's vector; 1 for an empty one."""
    return sqrt(sum(value * value * rarity[term] for term, value in zip(terms, points, strict=True))) or 1.0

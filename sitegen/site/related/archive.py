"""All stories by their terms: who shares what, and how rare it is.

How rare a term is counts in powers of two, as does the number of stories. So one story more or less moves
next to nothing: the boxes of related stories on all other pages stay as they are, and need no new build.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

    def file(self, story: int, kind: str, entries: Iterable[tuple[str, int]], own: _Entries) -> None:
        """File the story under terms with their points; what is written down of each goes into `own`."""
        terms, holders, worth = self.numbers.setdefault(kind, {}), self.holders, self.worth
        for term, points in entries:
            number = terms.get(term)
            if number is None:
                number = terms[term] = len(holders)
                holders.append([])
                worth.append([])
            held = holders[number]
            own.terms.append(number)
            own.points.append(points)
            own.places.append(len(held))
            held.append(story)
            worth[number].append(points)


@dataclass(slots=True)
class _Entries:
    """A profile as it is written."""

    terms: list[int] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


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
    found, (own, *shared) = _Entries(), entries_of(case)
    clerk.file(story, *own, found)
    alone = len(found.terms)
    for kind, entries in shared:
        clerk.file(story, kind, entries, found)
    return Profile(tuple(found.terms), tuple(found.points), tuple(found.places), alone)


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
    squares = [value * value * rarity[term] for term, value in zip(terms, points, strict=True)]
    return sqrt(sum(squares)) or 1.0

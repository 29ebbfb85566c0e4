"""Whose related stories may be others since some stories changed: the rest need not be asked again.

A story's answer depends on those who stand near it in time among the holders of its terms, and on how rare
their terms are. So an answer can only change for the neighbours of a story that changed, and for those of all
who hold a term that has become rarer or more common by a power of two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sitegen.site.related.archive import Archive, Case, age, entries_of, magnitude, rarity_of
from sitegen.site.related.choice import NEIGHBOURS

Term = tuple[str, str]
"""A term and its kind."""


def touched(
    archive: Archive, changed: Iterable[int], former: Sequence[Case], stories_before: int
) -> set[int] | None:
    """The numbers of the stories whose answers may have changed; None when that may be any.

    archive         of the stories as they are now
    changed         numbers of those that are new or other than they were
    former          those that changed, as they were, and those that are gone
    stories_before  how many there were
    """
    most = magnitude(len(archive.cases))
    if most != magnitude(stories_before):
        return None
    new = set(changed)
    reach = NEIGHBOURS + len(new) + len(former)
    unsettled = new | _holders_of_revalued(archive, new, former, most)
    found = set(unsettled)
    for story in unsettled:
        profile = archive.profiles[story]
        for term, place in zip(profile.terms, profile.places, strict=True):
            found.update(archive.holders[term][max(0, place - reach) : place + reach + 1])
    for case in former:
        found.update(_neighbours_of_former(archive, case, reach))
    return found


def _holders_of_revalued(archive: Archive, new: Iterable[int], former: Iterable[Case], most: int) -> set[int]:
    """Who holds a term whose rarity is another than it was."""
    gained: Counter[int] = Counter(term for story in new for term in archive.profiles[story].terms)
    lost = Counter(number for case in former for number in _numbers(archive, case))
    found: set[int] = set()
    for term in gained | lost:
        now = len(archive.holders[term])
        if rarity_of(now, most) != rarity_of(now - gained[term] + lost[term], most):
            found.update(archive.holders[term])
    return found


def _neighbours_of_former(archive: Archive, case: Case, reach: int) -> Iterator[int]:
    """Who stands where a story stood that is gone."""
    number = bisect_left(archive.cases, age(case), key=age)
    for term in _numbers(archive, case):
        holders = archive.holders[term]
        place = bisect_left(holders, number)
        yield from holders[max(0, place - reach) : place + reach + 1]


def _numbers(archive: Archive, case: Case) -> Iterator[int]:
    """The numbers of a former story's terms that somebody has now."""
    for kind, entries in entries_of(case):
        known = archive.numbers.get(kind, {})
        for term, _ in entries:
            if (number := known.get(term)) is not None:
                yield number

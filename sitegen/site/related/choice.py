"""The few stories to show beside one: alike, near in time, and none rather than a bad one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from sitegen.site.related.archive import Archive, Case, archive_of, length_of

SHOWN_FROM = 0.18
"""The likeness (0 to 1, less what time takes off) from which a story is shown.

On some hundred real pages of many papers, nine in ten of the pairs it lets through were judged sensible;
of those just below it many shared no more than a season, or a word such as "police".
"""

SAME_STORY = 0.85
"""The likeness of one agency report that came in twice."""

_SHOWN_FROM_WITH_TWO = 0.22  # two shared terms are often one name, as "New York"; one is a coincidence
_TERMS_ASKED = 12  # of a story's terms, the strongest
NEIGHBOURS = 12  # holders of a term that are looked at on either side in time, which bounds the work
_WORTH_A_LOOK = 0.7  # of the likeness from which a story is shown
_COMPARED = 12  # candidates
_PER_DOUBLING = 0.03  # taken off for each doubling of the days between: 9% a week, 27% a year, 36% nine years
_UNDATED = 9  # doublings that stand for an unknown date: about a year
_SAME_SECTION = 1.1


def related(cases: Sequence[Case], count: int = 4) -> list[tuple[int, ...]]:
    """For each story the positions in `cases` of those related to it, the best first.

    At most `count`, often fewer, and none rather than an unrelated one; never the story itself, nor two that
    are the same report. Stories in another language come last, and only through topics or a series; of equals
    the newest comes first. The same stories give the same answer in whatever order they come.

    One story more or less changes the answer for a handful of others, except where their number reaches a
    power of two: then rarities are counted anew, and up to a third of the answers change once.
    """
    archive = archive_of(cases)
    return [chosen for _, chosen in sorted(choices(archive, range(len(cases)), count))]


def choices(archive: Archive, stories: Iterable[int], count: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The same for some stories, by number in the archive: each one's position, and those found for it."""
    for story in stories:
        chosen = _choose(archive, story, count)
        yield archive.order[story], tuple(archive.order[other] for other in chosen)


def _choose(archive: Archive, story: int, count: int) -> list[int]:
    ranked = sorted(_ranked(archive, story), reverse=True)
    chosen: list[int] = []
    for _, _, other in ranked:
        if len(chosen) == count:
            break
        if not any(_same_report(archive, other, shown) for shown in (story, *chosen)):
            chosen.append(other)
    return chosen


def _ranked(archive: Archive, story: int) -> Iterator[tuple[bool, float, int]]:
    """What may be shown: whether it is in the story's language, how well it fits, and the story itself."""
    case, weights = archive.cases[story], _weights(archive, story)
    for other in _candidates(archive, story):
        there = archive.cases[other]
        likeness, shared = _likeness(archive, weights, story, other)
        fit = likeness * _nearness(archive.days[story], archive.days[other])
        same_series = bool(case.series) and case.series.casefold() == there.series.casefold()
        if same_series or (shared > 1 and fit >= (SHOWN_FROM if shared > 2 else _SHOWN_FROM_WITH_TWO)):
            same_section = bool(case.section) and case.section == there.section
            yield (
                archive.kinds[story] == archive.kinds[other],
                fit * _SAME_SECTION if same_section else fit,
                other,
            )


def _candidates(archive: Archive, story: int) -> list[int]:
    """The stories most like it by its strongest terms alone; of a term's holders, those nearest in time."""
    promise: dict[int, int] = {}
    for weight, term, place in _strongest(archive, story):
        near = slice(max(0, place - NEIGHBOURS), place + NEIGHBOURS + 1)
        for other, points in zip(archive.holders[term][near], archive.worth[term][near], strict=True):
            promise[other] = promise.get(other, 0) + weight * points
    promise.pop(story, None)
    lengths, kinds, kind, days = archive.lengths, archive.kinds, archive.kinds[story], archive.days
    enough = SHOWN_FROM * _WORTH_A_LOOK * lengths[story]
    found = [
        (value / lengths[other] * _nearness(days[story], days[other]), other)
        for other, value in promise.items()
        if value >= enough * lengths[other] or kinds[other] != kind
    ]
    found.sort(reverse=True)
    return [other for _, other in found[:_COMPARED]]


def _strongest(archive: Archive, story: int) -> list[tuple[int, int, int]]:
    """Weight, term and place of the story's strongest terms that somebody else has too."""
    profile, rarity, holders = archive.profiles[story], archive.rarity, archive.holders
    strong = [
        (points * rarity[term], term, place)
        for term, points, place in zip(profile.terms, profile.points, profile.places, strict=True)
        if rarity[term] and len(holders[term]) > 1
    ]
    strong.sort(key=itemgetter(0), reverse=True)
    return strong[:_TERMS_ASKED]


def _weights(archive: Archive, story: int) -> dict[int, int]:
    profile, rarity = archive.profiles[story], archive.rarity
    return {term: points * rarity[term] for term, points in zip(profile.terms, profile.points, strict=True)}


def _likeness(archive: Archive, weights: dict[int, int], story: int, other: int) -> tuple[float, int]:
    """The cosine of two stories' weighed terms, 0 to 1, and how many telling terms they share."""
    profile = archive.profiles[other]
    product = shared = 0
    for term, points in zip(profile.terms, profile.points, strict=True):
        if weight := weights.get(term, 0):
            product += weight * points
            shared += 1
    if archive.kinds[story] == archive.kinds[other]:
        return product / (archive.lengths[story] * archive.lengths[other]), shared
    return product / (_common_length(archive, story) * _common_length(archive, other)), shared


def _common_length(archive: Archive, story: int) -> float:
    """The length of the part that holds across languages: topics and series."""
    profile = archive.profiles[story]
    return length_of(profile.terms[profile.own :], profile.points[profile.own :], archive.rarity)


def _same_report(archive: Archive, story: int, other: int) -> bool:
    strongest = archive.profiles[story].terms[:1]
    if not strongest or strongest[0] not in archive.profiles[other].terms:
        return False
    return _likeness(archive, _weights(archive, story), story, other)[0] >= SAME_STORY


def _nearness(day: int | None, other: int | None) -> float:
    """1 on the same day, less with each doubling of the days between."""
    doublings = _UNDATED if day is None or other is None else abs(day - other).bit_length()
    return 1 - _PER_DOUBLING * doublings

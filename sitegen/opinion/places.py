"""Where each block stands: to the prose around it, in runs of short lines, after headers, to the core."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from sitegen.looks.reading import Reading
from sitegen.opinion.bins import COUNTS, TENTHS, scale

_HEADERS = frozenset({"related", "tags", "comments", "bio", "newsletter", "copyright", "read_more"})
_NONE = "none"
_REACH = 3
"""Blocks above and below whose columns make the density."""

_distance = scale("", COUNTS)
_run = scale("run=", COUNTS)
_line = scale("line=", COUNTS)
_from_end = scale("from end=", COUNTS)
_passed = scale("passed=", TENTHS)
_density = scale("density=", TENTHS)
_before_core = scale("before core=", COUNTS)
_after_core = scale("after core=", COUNTS)
_in_core = scale("in core=", (1, 2, 3))


def places_of(reading: Reading) -> list[list[str]]:
    """For each block the features of its place."""
    looks, core = reading.looks, reading.core
    count = len(looks)
    prose = [look.prose for look in looks]
    above = _distances(prose)
    below = _distances(prose[::-1])[::-1]
    runs = _runs(prose)
    headers = _headers(reading)
    densities = _densities(reading)
    total = sum(look.width for look in looks if look.prose) or 1
    passed = 0
    places = []
    for index, look in enumerate(looks):
        share = passed / total
        place = [
            *_between(above[index], below[index]),
            runs[index],
            _line(index),
            _from_end(count - index),
            _passed(share) if passed else "passed=none",
            densities[index],
            _core_place(core, index),
        ]
        if headers[index]:
            place.append(headers[index])
        if passed == 0:
            place.append("before any prose")
        if share >= 1 or (passed and below[index] == _NONE):
            place.append("after all prose")
        places.append(place)
        if look.prose:
            passed += look.width
    return places


@lru_cache(maxsize=256)
def _between(above: str, below: str) -> tuple[str, str, str]:
    return f"prose above={above}", f"prose below={below}", f"above+below={above}/{below}"


def _core_place(core: range, index: int) -> str:
    """How far before or after the story's core a block stands; inside it, how far from its nearer end."""
    if index < core.start:
        return _before_core(core.start - index)
    if index >= core.stop:
        return _after_core(index - core.stop + 1)
    return _in_core(min(index - core.start, core.stop - 1 - index))


def _distances(prose: Iterable[bool]) -> list[str]:
    """Lines since the latest prose, as bins; "none" when there was none yet."""
    found = []
    distance = 0
    for is_prose in prose:
        found.append(_distance(distance) if distance else _NONE)
        if is_prose:
            distance = 1
        elif distance:
            distance += 1
    return found


def _runs(prose: list[bool]) -> list[str]:
    """The length of the run of lines without prose that a block stands in; 0 for prose."""
    runs: list[str] = []
    start = 0
    for index, is_prose in enumerate([*prose, True]):
        if is_prose:
            runs += [_run(index - start)] * (index - start)
            runs.append(_run(0))
            start = index + 1
    return runs[: len(prose)]


def _headers(reading: Reading) -> list[str]:
    """The latest header of a list of other things above each block, and whether prose stood since."""
    headers = []
    current, since = "", 0
    for look in reading.looks:
        headers.append(_after(current, _distance(since)) if current else "")
        if look.label in _HEADERS:
            current, since = look.label, 0
        elif look.prose:
            since += 1
    return headers


@lru_cache(maxsize=256)
def _after(header: str, prose_since: str) -> str:
    return f"after={header} {prose_since}"


def _densities(reading: Reading) -> list[str]:
    """The share of prose among the columns of the three blocks above and below."""
    count = len(reading)
    columns = [0, *accumulate(look.width for look in reading.looks)]
    prose = [0, *accumulate(look.width if look.prose else 0 for look in reading.looks)]
    densities = []
    for index, look in enumerate(reading.looks):
        first, end = max(0, index - _REACH), min(count, index + _REACH + 1)
        around = columns[end] - columns[first] - look.width
        of_prose = prose[end] - prose[first] - (look.width if look.prose else 0)
        densities.append(_density(of_prose / around) if around else _density(0))
    return densities

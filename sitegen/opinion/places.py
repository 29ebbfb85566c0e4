"""Where each block stands: to the prose around it, in runs of short lines, after headers, to the core."""

from __future__ import annotations

from sitegen.looks.reading import Reading
from sitegen.opinion.bins import COUNTS, TENTHS, bin_of


def places_of(reading: Reading) -> list[list[str]]:
    """For each block the features of its place."""
    count = len(reading)
    above = _distances(reading, range(count))
    below = _distances(reading, range(count - 1, -1, -1))
    runs = _runs(reading)
    headers = _headers(reading)
    total = sum(look.width for look in reading.looks if look.prose) or 1
    passed = 0
    places = []
    for index, look in enumerate(reading.looks):
        share = passed / total
        place = [
            f"prose above={above[index]}",
            f"prose below={below[index]}",
            f"above+below={above[index]}/{below[index]}",
            f"run={runs[index]}",
            f"line={bin_of(index, COUNTS)}",
            f"from end={bin_of(count - index, COUNTS)}",
            f"passed={bin_of(share, TENTHS) if passed else 'none'}",
            f"density={_density(reading, index)}",
        ]
        place.append(_core_place(reading.core, index))
        if headers[index]:
            place.append(f"after={headers[index]}")
        if index == 0 or passed == 0:
            place.append("before any prose")
        if share >= 1 or (passed and below[index] == "none"):
            place.append("after all prose")
        places.append(place)
        if look.prose:
            passed += look.width
    return places


def _core_place(core: range, index: int) -> str:
    """How far before or after the story's core a block stands; inside it, how far from its nearer end."""
    if index < core.start:
        return f"before core={bin_of(core.start - index, COUNTS)}"
    if index >= core.stop:
        return f"after core={bin_of(index - core.stop + 1, COUNTS)}"
    return f"in core={bin_of(min(index - core.start, core.stop - 1 - index), (1, 2, 3))}"


def _distances(reading: Reading, order: range) -> dict[int, str]:
    """Lines to the nearest prose in one direction, as bins; "none" when there is no more."""
    found: dict[int, str] = {}
    distance = -1
    for index in order:
        found[index] = "none" if distance < 0 else bin_of(distance, COUNTS)
        distance = 1 if reading.looks[index].prose else distance + 1 if distance > 0 else distance
    return found


def _runs(reading: Reading) -> list[str]:
    """The length of the run of lines without prose that a block stands in; 0 for prose."""
    lengths: list[int] = []
    start = 0
    prose = [look.prose for look in reading.looks]
    for index, is_prose in enumerate([*prose, True]):
        if is_prose:
            lengths += [index - start] * (index - start)
            if index < len(prose):
                lengths.append(0)
            start = index + 1
    return [bin_of(length, COUNTS) for length in lengths]


_HEADERS = frozenset({"related", "tags", "comments", "bio", "newsletter", "copyright", "read_more"})


def _headers(reading: Reading) -> list[str]:
    """The latest header of a list of other things above each block, and whether prose stood since."""
    headers = []
    current, since = "", 0
    for look in reading.looks:
        headers.append(f"{current} {bin_of(since, COUNTS)}" if current else "")
        if look.label in _HEADERS:
            current, since = look.label, 0
        elif look.prose:
            since += 1
    return headers


def _density(reading: Reading, index: int) -> str:
    """The share of prose among the columns of the three blocks above and below."""
    near = reading.looks[max(0, index - 3) : index] + reading.looks[index + 1 : index + 4]
    total = sum(look.width for look in near)
    return bin_of(sum(look.width for look in near if look.prose) / total, TENTHS) if total else "0"

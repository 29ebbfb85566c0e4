"""When two names are one name written in two ways."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from sitegen.site.listings import same

_MARKS = re.compile("[\u0300-\u036f]")
"""Accents of Latin, Greek and Cyrillic letters. Those of other scripts tell words apart."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_SIGNS = r"[\s!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3001-\u3003\u30fb]+"
_BETWEEN = re.compile(rf"(?<!\d){_SIGNS}|{_SIGNS}(?!\d)")
"""Spaces and punctuation, unless between digits. Vowel signs of Indian scripts are no letters to Python."""

_KEPT = str.maketrans({"+": "plus", "#": "sharp", "&": "and"})
"""Signs that tell C from C++ and from C#."""

SHORTEST = 7
"""Letters from which a different one is more likely a slip than another word: Iran, Iraq; Gambia, Zambia."""

_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """What two spellings of a name share: no case, no accents, no hyphens, no points.

    `Müller-Lüdenscheidt` and `Muller Ludenscheidt`; but `9/11` is not `911`, nor `C++` `C`.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", same(name).translate(_KEPT)))
    return _BETWEEN.sub("", unicodedata.normalize("NFC", plain).translate(_LETTERS))


def turned(name: str) -> str:
    """`Rye, Ann` -> `Ann Rye`; any other name as it is."""
    last, comma, first = name.partition(",")
    one_comma = bool(comma) and "," not in first
    return f"{first.strip()} {last.strip()}" if one_comma and first.strip() and last.strip() else name


def is_one_slip(one: str, other: str) -> bool:
    """True when a letter is missing, too many, wrong, or has changed places with the next."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    head = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    rest, longer = short[head:], long[head:]
    if len(short) < len(long):
        return rest == longer[1:]
    return rest[1:] == longer[1:] or (rest[:2] == longer[1::-1] and rest[2:] == longer[2:])


def slips(names: Mapping[str, int], shortest: int = SHORTEST) -> Iterator[tuple[str, str]]:
    """Rare names that look like a slip in a common one, each with that one.

    names     folded -> how often it is used
    shortest  letters of the shortest name that is looked at

    A rare one is used once and the other at least three times; they begin alike and have the same digits.
    """
    rare = [name for name, count in names.items() if count == 1 and len(name) >= shortest]
    common = [name for name, count in names.items() if count > 2 and len(name) >= shortest - 1]
    near: dict[str, list[str]] = defaultdict(list)
    for name in common:
        for key in _shortened(name):
            near[key].append(name)
    for name in rare:
        found = {other for key in _shortened(name) for other in near.get(key, ()) if _may_be(name, other)}
        if found:
            yield name, max(found, key=lambda other: (names[other], other))


def _shortened(name: str) -> set[str]:
    return {name, *(name[:at] + name[at + 1 :] for at in range(1, len(name)))}


def _may_be(name: str, other: str) -> bool:
    return is_one_slip(name, other) and name[0] == other[0] and _digits(name) == _digits(other)


def _digits(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def full_names(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Names with initials for which there is one full name, each with that one.

    `J. Doe` and `Jane Doe`, `Jane M. Doe` and `Jane Doe`; not `J. Doe` where there is a John Doe as well.
    """
    families: dict[tuple[str, str], list[tuple[str, list[str]]]] = defaultdict(list)
    for name in names:
        *given, family = turned(name).split()
        if given:
            families[folded(given[0])[:1], folded(family)].append((name, given))
    for members in families.values():
        for name, given in members:
            fuller = [other for other, theirs in members if other != name and _is_fuller(given, theirs)]
            if len({folded(other) for other in fuller}) == 1:
                yield name, fuller[0]


def _is_fuller(given: list[str], theirs: list[str]) -> bool:
    if any(map(_INITIAL.fullmatch, theirs)):
        return False
    if all(map(_INITIAL.fullmatch, given)):
        return True
    middle = given[1:]
    return folded(given[0]) == folded(theirs[0]) and bool(middle) and all(map(_INITIAL.fullmatch, middle))

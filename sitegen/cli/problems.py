"""Many problems in one report: grouped by kind, the first few of each, and how many more there are.

A few problems are shown as they come. Of hundreds a person wants to know which kinds there are and where each
of them begins; `--all` shows them one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.errors import Problem

MANY = 20
"""Problems that still are shown one by one."""

FEW = 3
"""Problems of each kind that are shown when there are many."""

_OWN = re.compile(
    r"""(?<!\w)'[^']*' | "[^"]*" | “[^”]*”     # what the file itself says
    | (?<=:[ ]).*                              # what a library says of it
    | U\+[0-9A-F]+ | \d[\d.,]*                # signs, lines, sizes, dates
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Problems that say the same of different places.

    words  what they say, without what is different in each: `unknown key …`
    shown  the first of them
    more   how many there are besides
    """

    words: str
    shown: tuple[Problem, ...]
    more: int = 0

    @property
    def rest(self) -> str:
        """One line on those that are not shown; "" when all are."""
        return f"... and {self.more:,} more: {self.words}" if self.more else ""


def kind_of(problem: Problem) -> str:
    """What a problem says, without names, numbers and the file's own words.

    >>> kind_of(Problem("a.md", 3, "unknown key 'colour'")), kind_of(Problem("b.md", 0, "has 12 lines"))
    ('unknown key …', 'has … lines')
    """
    return _OWN.sub("…", problem.problem)


def by_kind(problems: Iterable[Problem], *, every: bool = False) -> tuple[Kind, ...]:
    """Problems grouped by kind, the most frequent kind first, and the first few of each.

    every  show all of them, as they came: one group without a word of its own

    So it is, too, when there are no more than MANY.
    """
    found = tuple(problems)
    if every or len(found) <= MANY:
        return (Kind("", found),) if found else ()
    groups: dict[str, list[Problem]] = {}
    for problem in found:
        groups.setdefault(kind_of(problem), []).append(problem)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return tuple(Kind(words, tuple(group[:FEW]), len(group[FEW:])) for words, group in ordered)


def summary(kinds: Iterable[Kind]) -> Iterator[str]:
    """What is said below grouped problems; nothing when all are shown."""
    known = tuple(kinds)
    if hidden := sum(kind.more for kind in known):
        count = hidden + sum(len(kind.shown) for kind in known)
        kinds_told = "one kind" if len(known) == 1 else f"{len(known)} kinds"
        yield f"{count:,} problems of {kinds_told}; {hidden:,} are not shown: --all shows them"

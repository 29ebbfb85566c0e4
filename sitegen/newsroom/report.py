"""What a run of `sitegen convert` did, seed by seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from sitegen.errors import Problem


class Outcome(StrEnum):
    """What happened to a seed."""

    NEW = "new"
    RENEWED = "renewed"
    MERGED = "merged"
    CONFLICT = "conflict"
    UNCHANGED = "unchanged"
    KEPT = "kept as edited"
    GONE = "deleted by an editor"
    DUPLICATE = "same as another seed"
    SET_ASIDE = "set aside"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Change:
    """Two versions of a file, by their paths below the project."""

    old_path: str
    new_path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Result:
    """One seed's outcome.

    article  the file below the project, "" when there is none
    doubts   how many there are under `review`
    twin     the other seed, of a duplicate
    change   in a dry run: what would change in the article, or what would be proposed for it
    """

    seed: str
    outcome: Outcome
    article: str = ""
    problems: tuple[Problem, ...] = ()
    doubts: int = 0
    twin: str = ""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class ConversionReport:
    """What a run did, seed by seed; `others` are problems that belong to no seed."""

    results: tuple[Result, ...]
    others: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*(problem for result in self.results for problem in result.problems), *self.others)

    def summary(self) -> str:
        """`3 new, 1 kept as edited`, in the order of Outcome; "no seeds" when there were none."""
        counts = Counter(result.outcome for result in self.results)
        parts = [f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]]
        return ", ".join(parts) or "no seeds"

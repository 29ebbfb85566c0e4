"""Problems that a person has to mend, and the one exception that carries them.

A problem names the file, the line, what is wrong and how to write it right. The core raises
`SitegenError`; only the command line and the MkDocs plugin catch it and print its problems.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place.

    path     the file as the user knows it, relative where possible; "" when there is none
    line     1-based line in that file, 0 when the whole file is meant
    problem  what is wrong, in plain words
    hint     how to write it right; "" when there is nothing better to say
    """

    path: str
    line: int
    problem: str
    hint: str = ""

    def __str__(self) -> str:
        place = self.path + (f":{self.line}" if self.line else "")
        message = f"{place}: {self.problem}" if place else self.problem
        return f"{message}\n    {self.hint}" if self.hint else message


class SitegenError(Exception):
    """Something a person has to mend: one or more problems, never empty."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

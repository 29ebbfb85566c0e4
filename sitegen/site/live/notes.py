"""What the panel on a page tells: the findings about its file, and why the last build failed, if it did."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.check.finding import Severity
from sitegen.errors import Problem
from sitegen.site.live.behind import file_behind
from sitegen.site.live.examiner import Told

UNKNOWN: Told = {
    "file": "",
    "line": 0,
    "severity": Severity.WARNING.value,
    "check": "",
    "message": "this file could not be examined",
    "hint": "see what `sitegen check` says",
}


@dataclass(frozen=True, slots=True)
class Notes:
    """Knows what there is to tell of each page.

    content   the folder of the content
    shown     how a person knows it
    examined  the findings about a file, by its path in the content folder; None when they are not known
    problems  of the last build
    failure   why the last build failed; "" when it did not
    """

    content: Path
    shown: str
    examined: Callable[[str], Sequence[Told] | None]
    problems: Callable[[], Iterable[Problem]]
    failure: Callable[[], str]

    def of(self, address: str) -> str:
        """What the panel shows on the page at an address of the site, as JSON; it may take a while."""
        path = file_behind(self.content, address)
        found = [_told_of(problem) for problem in self.faults(path)]
        known = {told["message"] for told in found}
        examined = self.examined(path) if path else ()
        found += [told for told in (UNKNOWN,) if examined is None]
        found += [told for told in examined or () if told["message"] not in known]
        file = self.name_of(path) if path else ""
        return json.dumps({"file": file, "failure": self.failure(), "findings": found}, ensure_ascii=False)

    def faults(self, path: str) -> tuple[Problem, ...]:
        """What the last build found wrong with a file."""
        name = self.name_of(path)
        return tuple(problem for problem in self.problems() if path and problem.path == name)

    def name_of(self, path: str) -> str:
        """A file of the content as a person knows it."""
        return f"{self.shown}/{path}"


def _told_of(problem: Problem) -> Told:
    return {
        "file": problem.path,
        "line": problem.line,
        "severity": Severity.ERROR.value,
        "check": "",
        "message": problem.problem,
        "hint": problem.hint,
    }

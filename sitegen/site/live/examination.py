"""The examination that `serve` keeps up to date, in a process of its own: `python -m` this file PROJECT.

It reads requests from standard input and answers each with one line of JSON on standard output. A request is
one line too: the path of a file in the content folder, as JSON. An empty line asks for nothing and has no
answer: it says that something has changed, so that the examination is ready when it is asked for.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from sitegen.check.content.examination import Examination, examine
from sitegen.check.content.reader import files_in
from sitegen.check.finding import Finding
from sitegen.check.settings import Project, read_project
from sitegen.errors import SitegenError
from sitegen.site.texts import Stamp, stamp_of

MANNERS = 10
"""How far this process stands back behind others, as `nice` has it: the build is waited for, this is not."""


@dataclass(slots=True)
class Keeper:
    """Keeps the examination of a project up to date: what has changed since is found by its stamp.

    folder  of the project
    """

    folder: Path
    _found: Examination | None = None
    _project: Project | None = None
    _stamps: dict[str, Stamp] = field(default_factory=dict)

    def renew(self, now: datetime) -> Examination:
        """The examination as the files stand. Raises SitegenError when mkdocs.yml cannot be read."""
        project = read_project(self.folder)
        stamps = dict(_stamps(project.content))
        if self._found is None or project != self._project:
            self._found = examine(project, now, alone=True)
        elif stamps != self._stamps:
            changed = {path for path, stamp in stamps.items() if self._stamps.get(path) != stamp}
            self._found = self._found.renewed(changed, now)
        self._project, self._stamps = project, stamps
        return self._found

    def about(self, path: str, now: datetime) -> list[dict[str, object]]:
        """What is found about a file, the worst first, as plain values."""
        try:
            return [_told(finding) for finding in self.renew(now).about(path)]
        except SitegenError:
            return []  # mkdocs.yml is broken, and the build says so


def _stamps(content: Path) -> Iterator[tuple[str, Stamp]]:
    """The stamps of the files before they are read: one that changes meanwhile is read again."""
    for path in files_in(content):
        with suppress(OSError):
            yield path, stamp_of(os.stat(f"{content}/{path}"))  # noqa: PTH116  # thousands of files


def _told(finding: Finding) -> dict[str, object]:
    return {
        "file": finding.page,
        "line": finding.line,
        "severity": finding.severity.value,
        "check": finding.check,
        "message": finding.message,
        "hint": finding.hint,
    }


def answer(folder: Path, requests: TextIO, answers: TextIO) -> None:
    """Answer requests until there are no more."""
    keeper = Keeper(folder)
    for request in requests:
        if not request.strip():
            with suppress(SitegenError):
                keeper.renew(_now())
            continue
        answers.write(json.dumps(keeper.about(json.loads(request), _now())) + "\n")
        answers.flush()


def _now() -> datetime:
    return datetime.now(UTC)


def main() -> None:
    """The process that `Examiner` starts."""
    if hasattr(os, "nice"):
        os.nice(MANNERS)
    with suppress(BrokenPipeError, KeyboardInterrupt):
        answer(Path(sys.argv[1]), sys.stdin, sys.stdout)


if __name__ == "__main__":
    main()

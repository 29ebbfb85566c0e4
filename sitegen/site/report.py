"""What a build came to, as data for the command line, and how MkDocs' log is heard meanwhile."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sitegen.errors import Problem

_PREFIX = "sitegen: "
"""What MkDocs sets before the lines of our plugin; at `sitegen serve` it says nothing."""

_Handler = TypeVar("_Handler", bound=logging.Handler)


@dataclass(frozen=True, slots=True)
class Due:
    """A story under embargo: its file, and the instant from which a build shows it (UTC)."""

    path: str
    when: datetime

    def __str__(self) -> str:
        return f"due {self.when:%Y-%m-%d %H:%M} UTC: {self.path}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of a build.

    site      the folder of the site
    built     False when nothing was built and the last good site stands
    articles  how many were published
    drafts    how many are drafts
    due       stories under embargo, the next one first
    problems  of articles and pages; those articles are left out
    warnings  of MkDocs itself: broken links and the like
    reason    why nothing was built, "" when it was
    """

    site: Path
    built: bool
    articles: int = 0
    drafts: int = 0
    due: tuple[Due, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str = ""

    @property
    def exit_code(self) -> int:
        """0 all well; 1 built, but there is something to mend; 2 nothing built."""
        if not self.built:
            return 2
        return 1 if self.problems or self.warnings else 0


def words_of(error: Exception) -> str:
    """What went wrong, for a person: of the disk's errors the file and the system's own words."""
    if not isinstance(error, OSError):
        return str(error)
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    hint = "make room on the disk, and build again" if full else "see that you may write there"
    return str(Problem(str(error.filename or ""), 0, error.strerror or str(error), hint))


class Gatherer(logging.Handler):
    """Hears MkDocs' log and keeps its warnings and errors; our own plugin's are in the report already.

    ours  the name of our plugin's logger
    tell  is handed every line, when there is one
    """

    def __init__(self, ours: str, tell: Callable[[str], None] | None = None) -> None:
        super().__init__(logging.INFO if tell else logging.WARNING)
        self.ours, self.tell = ours, tell
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING and record.name != self.ours:
            kept = self.errors if record.levelno >= logging.ERROR else self.warnings
            kept.append(record.getMessage())
        elif self.tell:
            self.tell(record.getMessage())


class Teller(logging.Handler):
    """Passes on what a person at `serve` wants to know: warnings, errors, the address, our plugin's words."""

    def __init__(self, ours: str, tell: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self.ours, self.tell = ours, tell

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.WARNING or record.name == self.ours or "Serving on" in message:
            self.tell(message.removeprefix(_PREFIX))


class Counter(logging.Handler):
    """Counts the warnings that it hears."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self.warnings += 1


@contextmanager
def hushed() -> Iterator[None]:
    """Say nothing for a while: what there is to say has been said."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def listening(handler: _Handler) -> Iterator[_Handler]:
    """Let a handler hear MkDocs' log for a while."""
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(handler.level)
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)

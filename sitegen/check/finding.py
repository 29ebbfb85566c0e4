"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Subject = TypeVar("Subject")


class Severity(StrEnum):
    """How bad a finding is; the values are what programs are told.

    ERROR    readers will miss something or see something broken: it has to be mended
    WARNING  most likely a mistake; an editor decides
    NOTE     for an editor to know; nothing has to be done
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Edit:
    """One line of a header written right: the safe repair of a finding.

    line  1-based, in the file
    old   what stands there, without the line's end
    new   what shall stand there; None takes the whole line out
    """

    line: int
    old: str
    new: str | None


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture no longer tells where it was taken: the safe repair of a finding."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong in one place, as a check tells it.

    page     the page's address in the site (`articles/2024/03/harbour/`), or the file (`feed.xml`)
    message  what is wrong, in plain words
    hint     what to do about it; "" when the message says it all
    line     1-based line in that file; 0 when the whole of it is meant
    edit     how `sitegen check --fix` mends it; None for what only a person can
    """

    page: str
    message: str
    hint: str = ""
    line: int = 0
    severity: Severity = Severity.ERROR
    edit: Edit | Strip | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A complaint and the name of the check that made it."""

    page: str
    check: str
    message: str
    hint: str = ""
    line: int = 0
    severity: Severity = Severity.ERROR
    edit: Edit | Strip | None = None


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """A named unit that looks for one kind of mistake; its function's docstring is its manual.

    The first line of the docstring is the rule as one sentence; after it come the details and the source.
    """

    find: Callable[[Subject], Iterable[Complaint]]

    @property
    def name(self) -> str:
        return getattr(self.find, "__name__", "check").replace("_", "-")

    @property
    def manual(self) -> str:
        return self.find.__doc__ or ""

    @property
    def rule(self) -> str:
        return self.manual.partition("\n")[0]

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        for told in self.find(subject):
            yield Finding(told.page, self.name, told.message, told.hint, told.line, told.severity, told.edit)

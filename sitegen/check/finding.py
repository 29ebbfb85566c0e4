"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong in one place, as a check tells it.

    page     the page's address in the site (`articles/2024/03/harbour/`), or the file (`feed.xml`)
    message  what is wrong, in plain words
    hint     what to do about it; "" when the message says it all
    """

    page: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A complaint and the name of the check that made it."""

    page: str
    check: str
    message: str
    hint: str = ""


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
        for complaint in self.find(subject):
            yield Finding(complaint.page, self.name, complaint.message, complaint.hint)

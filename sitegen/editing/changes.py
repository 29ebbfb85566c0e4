"""What a command would do to the content, and doing it: nothing is written before all of it is known."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.editing.manuscripts import Content, Manuscript
from sitegen.errors import Problem
from sitegen.files import write_atomic


@dataclass(frozen=True, slots=True)
class Change:
    """Another text in a file."""

    before: Manuscript
    text: str

    @property
    def path(self) -> str:
        return self.before.path

    @classmethod
    def between(cls, path: str, before: str, after: str) -> Change:
        return cls(Manuscript(path, before), after)

    def diff(self) -> Iterator[str]:
        """The lines that change, with their numbers, as `12- old` and `12+ new`."""
        old, new = self.before.text.splitlines(), self.text.splitlines()
        for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                yield from (f"{number}- {old[number - 1]}" for number in range(a + 1, b + 1))
                yield from (f"{number}+ {new[number - 1]}" for number in range(c + 1, d + 1))


@dataclass(frozen=True, slots=True)
class Shift:
    """A file that goes to another place; both are paths in the content folder.

    before, text  what a text says now, and there; None for a picture, which stays as it is
    """

    old: str
    new: str
    before: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a command would do.

    new       pages that are made, by path
    shifts    files that go elsewhere
    changes   files that stay where they are
    notes     what a person should know or do besides
    problems  of files that stay as they are
    """

    new: tuple[tuple[str, str], ...] = ()
    shifts: tuple[Shift, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.shifts or self.changes)


def carry_out(plan: Plan, content: Content) -> tuple[Problem, ...]:
    """Do what is planned, and return what could not be done.

    Files are written to their new places first, then those that name them, and only then do the old ones
    go: interrupted at any moment nothing is lost, and the command given again ends it.
    """
    problems = list(plan.problems)
    there = [shift for shift in plan.shifts if _placed(shift, content, problems)]
    for path, text in plan.new:
        try:
            write_atomic(content.folder / path, text)
        except OSError as error:
            problems.append(content.unwritable(path, error))
    problems += content.write((change.before, change.text) for change in plan.changes).values()
    for shift in there:
        problems += filter(None, [_gone(shift, content)])
    return tuple(problems)


def _gone(shift: Shift, content: Content) -> Problem | None:
    """Take a file from its old place, unless somebody has changed it there meanwhile."""
    old = content.folder / shift.old
    try:
        if old.read_bytes() != (shift.before or "").encode():
            hint = f"carry the change over to {content.shown}/{shift.new}, then delete this file"
            return content.problem(shift.old, "was changed by somebody else meanwhile", hint)
        old.unlink()
    except OSError as error:
        return content.unwritable(shift.old, error)
    return None


def _placed(shift: Shift, content: Content, problems: list[Problem]) -> bool:
    """True when the file stands in its new place and its old one may be emptied."""
    old, new = content.folder / shift.old, content.folder / shift.new
    try:
        if shift.text is None:
            new.parent.mkdir(parents=True, exist_ok=True)
            old.rename(new)
            return False
        one = new.exists() and old.exists() and old.samefile(new)  # a disk that does not tell A from a
        if one:
            old.rename(new)
        write_atomic(new, shift.text)
    except OSError as error:
        problems.append(content.unwritable(shift.new, error))
        return False
    return not one and shift.old != shift.new

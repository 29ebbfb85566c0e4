"""Convert seeds into files of `content/`, and never write over what a person has edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from sitegen.errors import Problem
from sitegen.files import clear_away
from sitegen.newsroom import register as registers
from sitegen.newsroom.asked import NOTHING_ASKED, Asked
from sitegen.newsroom.conversion import convert_batch, find_asked_lines
from sitegen.newsroom.desk import AS_USUAL, Desk, Wishes
from sitegen.newsroom.filing import Filing
from sitegen.newsroom.quarantine import Quarantine
from sitegen.newsroom.register import Register
from sitegen.newsroom.report import ConversionReport, Outcome, Result
from sitegen.newsroom.seeds import find_seeds, name_of
from sitegen.newsroom.shelf import ArticleShelf
from sitegen.newsroom.work import Seed, work_through


def convert_seeds(  # noqa: PLR0913  # all but the project and its seeds are named
    project: Path,
    seeds: Iterable[Path] = (),
    *,
    wishes: Wishes = AS_USUAL,
    asked: Asked = NOTHING_ASKED,
    dry_run: bool = False,
    executor: Executor | None = None,
    progress: Callable[[Result], None] = lambda _: None,
) -> ConversionReport:
    """Convert the seeds that have changed, or for which something new is asked.

    project   the folder of mkdocs.yml; articles go to its `content/`
    seeds     files or folders; empty = all of `seeds/`
    wishes    whether to convert seeds that have not changed, too, and more (desk.Wishes)
    asked     rules to switch off for these seeds, and lines to keep in the seeds that have them; what was
              asked for a seed in earlier runs is in its line of the register, and is asked again
    dry_run   write nothing at all; the report says what would happen, with both versions of what would change
    executor  where to convert; by default processes of our own, which are killed when a seed exceeds its
              budgets (see budgets): an executor that is brought cannot be
    progress  called with each result as it comes

    A seed that fails is reported and stops nothing; so is one that is set aside, and an asked line that
    stands in no seed. Raises SitegenError for a seed that does not exist, and for a register that stands
    there and cannot be read.
    """
    found = [Seed(path, name_of(path, project), asked) for path in find_seeds(project, seeds)]
    register = registers.load(project / "content")
    wanted, missing = _with_lines_they_have(found, asked, executor)
    if not dry_run:
        clear_away(project / "content")  # what a run that was killed left half written
    shelf = ArticleShelf(project / "content", register, dry=dry_run)
    quarantine = Quarantine(project, dry=dry_run)
    desk = Desk(project, register, shelf, quarantine, wishes)
    filing = Filing(project / "content", register, shelf, dry=dry_run)
    results: dict[str, Result] = {}

    def note(seed: Seed, result: Result) -> None:
        results[seed.name] = result
        progress(result)

    todo = []
    for seed in wanted:
        seen = desk.look_at(seed)
        if isinstance(seen, Seed):
            todo.append(seen)
        else:
            note(seed, seen)
    for batch in work_through(todo, convert_batch, executor):
        for (seed, _), result in zip(batch, filing.file(batch), strict=True):
            aside = result.outcome is Outcome.SET_ASIDE
            note(seed, quarantine.set_aside(seed.path, result) if aside else result)
    ordered = tuple(results[seed.name] for seed in found)
    return ConversionReport(ordered, (*missing, *(() if dry_run else _saved(project, register))))


def _with_lines_they_have(
    seeds: Sequence[Seed], asked: Asked, executor: Executor | None
) -> tuple[Sequence[Seed], tuple[Problem, ...]]:
    """The seeds, of the asked lines each with those it has; and the problem of each line that none has."""
    if not asked.lines:
        return seeds, ()
    found = [pair for batch in work_through(seeds, find_asked_lines, executor) for pair in batch]
    lines = [() if isinstance(there, Problem) else there for _, there in found]
    missing = (line for line in asked.lines if not any(line in there for there in lines))
    wanted = [
        replace(seed, asked=replace(asked, lines=there)) for seed, there in zip(seeds, lines, strict=True)
    ]
    return wanted, tuple(map(no_such_line, missing))


def no_such_line(line: str, seed: str = "") -> Problem:
    """A line that was asked for and is not there."""
    hint = "give the whole line as `sitegen explain SEED` shows it; only its white space does not count"
    return Problem(seed, 0, f'no line says "{line}", so it cannot be kept', hint)


def _saved(project: Path, register: Register) -> tuple[Problem, ...]:
    """Put the register in order; without it the next run would only be more careful."""
    try:
        registers.save(project / "content", register)
    except OSError as error:
        hint = "check the folder's rights, and the space on the disk"
        return (Problem(f"content/{registers.NAME}", 0, f"cannot be written: {error.strerror}", hint),)
    return ()

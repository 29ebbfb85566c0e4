"""Convert seeds into files of `content/`, and never write over what a person has edited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Executor
from pathlib import Path

from sitegen.errors import Problem
from sitegen.newsroom import register as registers
from sitegen.newsroom.desk import Desk
from sitegen.newsroom.register import Register
from sitegen.newsroom.report import ConversionReport, Result
from sitegen.newsroom.seeds import find_seeds, name_of
from sitegen.newsroom.work import Seed, convert_all


def convert_seeds(
    project: Path,
    seeds: Iterable[Path] = (),
    *,
    again: bool = False,
    keep: Collection[str] = (),
    executor: Executor | None = None,
    progress: Callable[[Result], None] = lambda _: None,
) -> ConversionReport:
    """Convert the seeds that have changed.

    project   the folder of mkdocs.yml; articles go to its `content/`
    seeds     files or folders; empty = all of `seeds/`
    again     also convert seeds that have not changed, and bring back articles that were deleted
    keep      names of rules that shall drop nothing in this run
    executor  where to convert; by default this process, or one process for each core when there is much to do
    progress  called with each result as it comes

    A seed that fails is reported and stops nothing. Raises SitegenError for a seed that does not exist, and
    for a register that stands there and cannot be read.
    """
    found = [Seed(path, name_of(path, project)) for path in find_seeds(project, seeds)]
    register = registers.load(project / "content")
    desk = Desk(project, register, again=again)
    results: dict[str, Result] = {}

    def note(seed: Seed, result: Result) -> None:
        results[seed.name] = result
        progress(result)

    todo = []
    for seed in found:
        result = desk.look_at(seed)
        if result is None:
            todo.append(seed)
        else:
            note(seed, result)
    for seed, converted in zip(todo, convert_all(todo, tuple(keep), executor), strict=True):
        note(seed, desk.file(seed, converted))
    return ConversionReport(tuple(results[seed.name] for seed in found), _saved(project, register))


def _saved(project: Path, register: Register) -> tuple[Problem, ...]:
    """Put the register in order; without it the next run would only be more careful."""
    try:
        registers.save(project / "content", register)
    except OSError as error:
        hint = "check the folder's rights, and the space on the disk"
        return (Problem(f"content/{registers.NAME}", 0, f"cannot be written: {error.strerror}", hint),)
    return ()

"""What several commands share: the project's folder, and how problems are printed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from sitegen.errors import Problem

DONE, PROBLEMS, NOTHING_DONE = 0, 1, 2
"""Exit codes: all well; done, but some articles have problems; nothing done or called wrongly."""


def project_folder(start: Path) -> Path:
    """The nearest folder at or above `start` that holds mkdocs.yml; `start` when there is none."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    return start


def print_problems(problems: Iterable[Problem]) -> None:
    """Each problem on standard error: the place, what is wrong, and below it how to write it right."""
    for problem in problems:
        place = problem.path + (f":{problem.line}" if problem.line else "")
        click.echo(
            f"{click.style(place or 'sitegen', bold=True)}: {click.style(problem.problem, fg='red')}",
            err=True,
        )
        if problem.hint:
            click.echo(f"    {problem.hint}", err=True)

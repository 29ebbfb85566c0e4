"""What several commands share: the project's folder, exit codes, and how problems are printed."""

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


def shown(text: str) -> str:
    """Text for one line of a terminal: a control character or a broken name cannot act there."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text
    )


def print_problems(problems: Iterable[Problem]) -> None:
    """Each problem on standard error: the place, what is wrong, and below it how to write it right."""
    for problem in problems:
        place = problem.path + (f":{problem.line}" if problem.line else "")
        where = click.style(shown(place) or "sitegen", bold=True)
        click.echo(f"{where}: {click.style(shown(problem.problem), fg='red')}", err=True)
        for line in problem.hint.splitlines():
            click.echo(f"    {shown(line)}", err=True)

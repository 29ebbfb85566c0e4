"""What several commands share: the project's folder, the rules' names, and how problems are printed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

import click

from sitegen.errors import Problem, SitegenError
from sitegen.rules import RULES

DONE, PROBLEMS, NOTHING_DONE = 0, 1, 2
"""Exit codes: all well; done, but some articles have problems; nothing done or called wrongly."""


def project_folder(start: Path) -> Path:
    """The nearest folder at or above `start` that holds mkdocs.yml; `start` when there is none."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    return start


def known_rules(names: Iterable[str]) -> tuple[str, ...]:
    """The names as they are, when each is a rule's. Raises SitegenError that tells the nearest rule."""
    known = [rule.name for rule in RULES]
    problems = [_no_such_rule(name, known) for name in names if name not in known]
    if problems:
        raise SitegenError(problems)
    return tuple(names)


def _no_such_rule(name: str, known: list[str]) -> Problem:
    nearest = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {nearest[0]}? " if nearest else ""
    return Problem("", 0, f"there is no rule {name!r}", f"{hint}`sitegen rules` shows them all")


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

"""What the editors' commands share: the project, and how a plan is told and carried out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from sitegen.check.settings import Project, read_project
from sitegen.cli.shared import DONE, NOTHING_DONE, PROBLEMS, print_problems, project_folder, shown
from sitegen.editing.changes import Change, Plan, carry_out
from sitegen.editing.manuscripts import Content
from sitegen.errors import Problem, SitegenError

_SHOWN = 20
"""Files that are named when a command has changed many; a dry run names them all."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A project, its content, and the paths of all files in it."""

    project: Project
    content: Content
    paths: frozenset[str]


def open_desk(here: Path) -> Desk:
    """The project at or above a folder. Raises SitegenError when there is none, or no content in it."""
    project = read_project(project_folder(here))
    content = Content(project.content, project.shown)
    if not project.content.is_dir():
        hint = "go to the folder of your paper, or start one: sitegen init DIR"
        raise SitegenError(Problem(project.shown, 0, "there is no such folder here", hint))
    return Desk(project, content, frozenset(content.paths()))


def stop(problems: Iterable[Problem]) -> NoReturn:
    """End the command: nothing was done."""
    print_problems(problems)
    sys.exit(NOTHING_DONE)


def tell(plan: Plan, content: Content, *, lines: bool) -> None:
    """Say what a plan does, file by file; with `lines`, every line that changes."""
    where = content.shown
    for path, text in plan.new:
        click.echo(f"{click.style('new', fg='green')}   {shown(f'{where}/{path}')}")
        if lines:
            _echo_lines(f"{number}+ {line}" for number, line in enumerate(text.splitlines(), start=1))
    for shift in plan.shifts:
        click.echo(f"{click.style('move', fg='cyan')}  {shown(f'{where}/{shift.old}')}")
        click.echo(f"   to {shown(f'{where}/{shift.new}')}")
        if lines and shift.text is not None:
            _echo_lines(Change.between(shift.old, shift.before or "", shift.text).diff())
    for change in plan.changes if lines else plan.changes[:_SHOWN]:
        click.echo(f"{click.style('edit', fg='yellow')}  {shown(f'{where}/{change.path}')}")
        if lines:
            _echo_lines(change.diff())

    if not lines and len(plan.changes) > _SHOWN:
        click.echo(f"      and {len(plan.changes) - _SHOWN:,} more")


def _echo_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sign = line.lstrip("0123456789")[:1]
        click.secho(f"        {shown(line)}", fg="red" if sign == "-" else "green")


def finish(plan: Plan, content: Content, *, dry_run: bool, done: str) -> None:
    """Carry a plan out, unless it is only to be shown; tell its notes and problems, and end the command.

    done  what is said when it is done
    """
    problems = plan.problems if dry_run else carry_out(plan, content)
    click.echo("Nothing was written: this was a dry run." if dry_run else done)
    for note in plan.notes:
        click.echo(note)
    print_problems(problems)
    sys.exit(PROBLEMS if problems else DONE)

"""What an editor asks of the converter on the command line: rules to switch off, lines to keep."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from sitegen.errors import Problem, SitegenError
from sitegen.newsroom.asked import Asked
from sitegen.rules import RULES

Command = TypeVar("Command", bound=Callable[..., Any])


def asking_options(command: Command) -> Command:
    """The options with which an editor asks for what the rules would not do."""
    options = (
        click.option("--keep", multiple=True, metavar="RULE", help="Switch a rule off (see: sitegen rules)."),
        click.option(
            "--keep-line", multiple=True, metavar="TEXT", help="Keep a line, whatever the rules would do."
        ),
        click.option("--forget", is_flag=True, help="Forget what was asked for in earlier runs."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def what_is_asked(keep: Iterable[str], keep_line: Iterable[str]) -> Asked:
    """Both options' values as one. Raises SitegenError for an unknown rule and for a line without words."""
    asked = Asked.of(known_rules(keep), keep_line)
    if not all(Asked.of(lines=[line]) for line in keep_line):
        raise SitegenError(Problem("", 0, "--keep-line was given no words", "give the whole line, in quotes"))
    return asked


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

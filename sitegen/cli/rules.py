"""`sitegen rules`: the manual of the cleaning rules, written from their docstrings."""

from __future__ import annotations

import inspect
import sys

import click

from sitegen.cli.asking import known_rules
from sitegen.cli.shared import NOTHING_DONE, print_problems
from sitegen.errors import SitegenError
from sitegen.rules import RULES


@click.command()
@click.argument("names", nargs=-1, metavar="[RULE]...")
def rules(names: tuple[str, ...]) -> None:
    """Print the manual of the cleaning rules, in the order in which they speak.

    Each rule shows what it does, lines before and after it, and lines that look alike and must stay.
    """
    try:
        known_rules(names)
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    for number, rule in enumerate(RULES, start=1):
        if names and rule.name not in names:
            continue
        click.secho(f"{number}. {rule.name}", bold=True)
        click.echo(_indented(rule.manual))
        click.echo()


def _indented(manual: str) -> str:
    return "\n".join(f"   {line}".rstrip() for line in inspect.cleandoc(manual).splitlines())

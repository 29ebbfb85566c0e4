"""`sitegen check`: look before you publish."""

from __future__ import annotations

import difflib
import inspect
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from sitegen.check import content, publisher
from sitegen.check.finding import Check
from sitegen.cli.check_content import Asked, check_content
from sitegen.cli.check_publisher import check_publisher
from sitegen.cli.shared import DONE, NOTHING_DONE, PROBLEMS, print_problems
from sitegen.errors import Problem, SitegenError


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--fix",
    is_flag=True,
    help="Mend what is safe: lines of headers, places in pictures; never a story's words.",
)
@click.option("--strict", is_flag=True, help="Warnings are problems too (exit code 1).")
@click.option("--only", multiple=True, metavar="NAME", help="Only this check (may be repeated).")
@click.option("--skip", multiple=True, metavar="NAME", help="All but this check (may be repeated).")
@click.option("--all", "show_all", is_flag=True, help="Show every finding, not the first few of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, for programs.")
@click.option("--github", is_flag=True, help="Print annotations for a GitHub workflow.")
@click.option("--gitlab", is_flag=True, help="Print a Code Quality report for GitLab, as JSON.")
@click.option("--list", "list_them", is_flag=True, help="List the checks; with --only, one's whole manual.")
@click.option(
    "--publisher",
    is_flag=True,
    help="Check the built site instead: feeds, sitemaps, structured data, OpenGraph, links, anchors.",
)
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="With --publisher: the folder of the built site; else site_dir of mkdocs.yml, else site/.",
)
def check(  # noqa: PLR0913  # one for each option
    paths: tuple[Path, ...],
    *,
    fix: bool,
    strict: bool,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    show_all: bool,
    as_json: bool,
    github: bool,
    gitlab: bool,
    list_them: bool,
    publisher: bool,
    site: Path | None,
) -> None:
    """Look for what is wrong before readers find it.

    Checks content/, or the files and folders named: headers, dates, names that are spelt in two ways, links,
    pictures, addresses, the same story twice, lines left over from a page. Errors are told before warnings
    (most likely a mistake) and notes (for you to know). Nothing asks the network.

    \b
    sitegen check
    sitegen check content/articles/2024/03
    sitegen check --fix
    sitegen check --list
    sitegen check --publisher      the built site, as search engines and feed readers see it

    \b
    Exit codes: 0 nothing is wrong, or only warnings and notes; 1 errors, each named (with --strict
    warnings too); 2 could not check.
    """
    _refuse_what_does_not_fit(publisher, site, content_only=bool(paths or fix or github or gitlab))
    form = _form(json=as_json, github=github, gitlab=gitlab)
    try:
        names = _names(only, skip)
        if list_them:
            _list(names, manuals=bool(only))
            sys.exit(DONE)
        if publisher:
            good = check_publisher(site, names, as_json=as_json, show_all=show_all)
        else:
            asked = Asked(paths, names, form, show_all, strict, fix, narrowed=bool(only))
            good = check_content(asked)
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    sys.exit(DONE if good else PROBLEMS)


def _refuse_what_does_not_fit(publisher: bool, site: Path | None, *, content_only: bool) -> None:
    if publisher and content_only:
        raise click.UsageError(
            "--publisher looks at the built site: leave out paths, --fix, --github and --gitlab."
        )
    if site and not publisher:
        raise click.UsageError("--site goes with --publisher; without it, content/ is checked.")


def _form(**asked: bool) -> str:
    """The one form that is asked for: `json`, `github`, `gitlab`, or "" for what people read."""
    forms = [name for name, wanted in asked.items() if wanted]
    if len(forms) > 1:
        raise click.UsageError(f"--{forms[0]} and --{forms[1]} are two forms of one report: choose one.")
    return "".join(forms)


def _all_checks() -> tuple[Check[Any], ...]:
    return (*content.CHECKS, *publisher.CHECKS)


def _names(only: Iterable[str], skip: Iterable[str]) -> frozenset[str]:
    """The checks that are wanted. Raises SitegenError for a name that is none."""
    known = [check.name for check in _all_checks()]
    problems = [_no_such_check(name, known) for name in (*only, *skip) if name not in known]
    if problems:
        raise SitegenError(problems)
    return frozenset(only or known).difference(skip)


def _no_such_check(name: str, known: list[str]) -> Problem:
    nearest = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {nearest[0]}? " if nearest else ""
    return Problem("", 0, f"there is no check {name!r}", f"{hint}`sitegen check --list` shows them all")


def _list(names: frozenset[str], *, manuals: bool) -> None:
    rooms: tuple[tuple[str, tuple[Check[Any], ...]], ...] = (
        ("content/", content.CHECKS),
        ("the built site, with --publisher", publisher.CHECKS),
    )
    for room, checks in rooms:
        wanted = [check for check in checks if check.name in names]
        if wanted:
            click.secho(f"\nOver {room}:", bold=True)
        for check in wanted:
            click.secho(f"  {check.name}", fg="cyan")
            manual = inspect.cleandoc(check.manual) if manuals else check.rule
            for line in manual.splitlines():
                click.echo(f"      {line}".rstrip())

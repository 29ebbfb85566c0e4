"""`sitegen build`: convert the seeds, then make the site."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from sitegen.cli.problems import by_kind, summary
from sitegen.cli.shared import NOTHING_DONE, PROBLEMS, print_problems, project_folder, shown
from sitegen.errors import Problem, SitegenError
from sitegen.site.report import BuildReport

_LONGEST = 400
"""Letters of a warning that are shown: a link of a hostile text may have thousands."""


@click.command()
@click.option(
    "--strict", is_flag=True, help="A problem with any seed or article means that nothing is built."
)
@click.option("--no-search", is_flag=True, help="Leave the search out.")
@click.option("--no-convert", is_flag=True, help="Leave the seeds alone; build from content/ as it stands.")
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Build into this folder, not site/.",
)
@click.option("--all", "show_all", is_flag=True, help="Show every problem, not the first few of each kind.")
@click.option("-v", "--verbose", is_flag=True, help="Say what MkDocs says, too.")
def build(
    strict: bool, no_search: bool, no_convert: bool, site_dir: Path | None, show_all: bool, verbose: bool
) -> None:
    """Convert seeds/, then build the site from content/ into site/.

    The site is built beside the old one and takes its place when it is whole: after a failed build the last
    good site stands untouched. An article with a problem is named and left out; the others are published.

    \b
    Exit codes: 0 all is well; 1 the site was built, but something named above needs mending;
    2 nothing was built.
    """
    project = project_folder(Path.cwd())
    problems = () if no_convert else _convert(project)
    _print_problems(problems, every=show_all)
    if strict and problems:
        _stop("Seeds have problems, and --strict was given.")
    quiet_host()
    from sitegen.plugin import build as build_site  # noqa: PLC0415  # MkDocs is slow to load

    report = build_site(
        project / "mkdocs.yml",
        strict=strict,
        site_dir=site_dir.absolute() if site_dir else None,
        search=not no_search,
        tell=click.echo if verbose else None,
    )
    _print_report(report, every=show_all)
    sys.exit(max(report.exit_code, PROBLEMS if problems else 0))


def quiet_host() -> None:
    """Keep MkDocs' and Material's advertisements of their successors out of the output."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")


def _convert(project: Path) -> tuple[Problem, ...]:
    seeds = project / "seeds"
    if not seeds.is_dir():
        return ()
    if not any(not name.startswith(".") for _, _, names in os.walk(seeds) for name in names):
        click.echo("Seeds: no seeds.")
        return ()
    from sitegen.newsroom import convert_seeds  # noqa: PLC0415  # so is the converter

    try:
        report = convert_seeds(project)
    except SitegenError as error:
        return error.problems
    click.echo(f"Seeds: {report.summary()}.")
    return report.problems


def _print_problems(problems: Iterable[Problem], *, every: bool) -> None:
    """A few one by one, many by their kinds."""
    kinds = by_kind(problems, every=every)
    for kind in kinds:
        print_problems(kind.shown)
        if kind.rest:
            click.echo(shown(kind.rest), err=True)
    for line in summary(kinds):
        click.echo(shown(line), err=True)


def _print_report(report: BuildReport, *, every: bool) -> None:
    _print_problems(report.problems, every=every)
    for warning in report.warnings:
        text = warning if len(warning) <= _LONGEST else f"{warning[:_LONGEST]}…"
        click.echo(click.style(shown(text), fg="yellow"), err=True)
    if not report.built:
        _stop(report.reason)
    for due in report.due:
        click.echo(f"       {due}")
    click.echo(f"Site:  {_counted(report)}, in {click.style(_short(report.site), bold=True)}")


def _counted(report: BuildReport) -> str:
    counts: Iterable[tuple[int, str]] = (
        (report.articles, "article"),
        (len(report.due), "under embargo"),
        (report.drafts, "draft"),
        (len(report.problems), "problem"),
    )
    parts = [f"{count} {_plural(count, word)}" for count, word in counts if count or word == "article"]
    return ", ".join(parts)


def _plural(count: int, word: str) -> str:
    return word if count == 1 or " " in word else f"{word}s"


def _short(folder: Path) -> str:
    here = Path.cwd()
    return f"{folder.relative_to(here)}/" if folder.is_relative_to(here) else str(folder)


def _stop(reason: str) -> None:
    click.echo(click.style(reason, fg="red"), err=True)
    click.echo("Nothing was built. A site built earlier stands as it was.", err=True)
    sys.exit(NOTHING_DONE)

"""`sitegen convert`: seeds become articles."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli.shared import (
    DONE,
    NOTHING_DONE,
    PROBLEMS,
    known_rules,
    print_problems,
    project_folder,
    shown,
)
from sitegen.errors import SitegenError
from sitegen.newsroom import ConversionReport, Outcome, Result, convert_seeds, find_seeds

_COLOURS = {
    Outcome.NEW: "green",
    Outcome.RENEWED: "cyan",
    Outcome.KEPT: "yellow",
    Outcome.GONE: "yellow",
    Outcome.DUPLICATE: "yellow",
    Outcome.FAILED: "red",
}
_SHOW_PROGRESS_FROM = 20


@click.command()
@click.argument("seeds", nargs=-1, type=click.Path(path_type=Path), metavar="[SEED]...")
@click.option(
    "--again", is_flag=True, help="Convert seeds that have not changed too, and bring back deleted articles."
)
@click.option(
    "--keep", multiple=True, metavar="RULE", help="Switch a rule off for this run (see: sitegen rules)."
)
def convert(seeds: tuple[Path, ...], again: bool, keep: tuple[str, ...]) -> None:
    """Turn raw articles into Markdown under content/articles/.

    SEED is a file or a folder; without one, all of seeds/ is converted. Seeds that have not changed are
    skipped. An article that you have edited is never written over, and one that you have deleted stays
    deleted, unless --again is given.

    \b
    sitegen convert
    sitegen convert seeds/council.txt seeds/1998/
    sitegen convert seeds/council.txt --again --keep drop_prompts

    \b
    Exit codes: 0 all is well; 1 some seeds have problems (each is named), the others are converted;
    2 nothing was done.
    """
    project = project_folder(Path.cwd())
    try:
        report = _convert(project, seeds, again, known_rules(keep))
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    print_report(report)
    sys.exit(PROBLEMS if report.problems else DONE)


def _convert(project: Path, seeds: tuple[Path, ...], again: bool, keep: tuple[str, ...]) -> ConversionReport:
    count = len(find_seeds(project, seeds))
    hidden = count < _SHOW_PROGRESS_FROM or not sys.stderr.isatty()
    with click.progressbar(length=count, label="Converting", file=sys.stderr, hidden=hidden) as bar:

        def step(_: Result) -> None:
            bar.update(1)

        return convert_seeds(project, seeds, again=again, keep=keep, progress=step)


def print_report(report: ConversionReport) -> None:
    """What changed, a line each; then the problems; then one line that counts everything."""
    told = [r for r in report.results if r.outcome not in (Outcome.UNCHANGED, Outcome.FAILED)]
    width = max((len(result.outcome) for result in told), default=0)
    for result in told:
        word = click.style(f"{result.outcome:<{width}}", fg=_COLOURS[result.outcome])
        click.echo(f"{word}  {shown(result.seed)}{_whereto(result)}")
    print_problems(report.problems)
    click.echo(f"Seeds: {report.summary()}.")


def _whereto(result: Result) -> str:
    if result.twin:
        return f" = {shown(result.twin)}"
    doubts = f"  ({result.doubts} to review)" if result.doubts else ""
    return f" -> {shown(result.article)}{doubts}"

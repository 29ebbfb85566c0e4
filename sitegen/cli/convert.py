"""`sitegen convert`: seeds become articles."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from sitegen.cli.shared import (
    DONE,
    NOTHING_DONE,
    PROBLEMS,
    asking_options,
    print_problems,
    project_folder,
    shown,
    what_is_asked,
)
from sitegen.errors import SitegenError
from sitegen.newsroom import ConversionReport, Outcome, Result, convert_seeds, find_seeds
from sitegen.newsroom.cluster import cluster

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
@asking_options
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Convert on a Dask cluster: tcp://host:port (needs sitegen[cluster]).",
)
def convert(
    seeds: tuple[Path, ...],
    again: bool,
    keep: tuple[str, ...],
    keep_line: tuple[str, ...],
    forget: bool,
    scheduler: str | None,
) -> None:
    """Turn raw articles into Markdown under content/articles/.

    SEED is a file or a folder; without one, all of seeds/ is converted. Seeds that have not changed are
    skipped. An article that you have edited is never written over, and one that you have deleted stays
    deleted, unless --again is given.

    What you ask for with --keep and --keep-line is remembered for these seeds in content/.converted.tsv and
    holds whenever they are converted again, until --forget is given.

    \b
    sitegen convert
    sitegen convert seeds/council.txt seeds/1998/
    sitegen convert seeds/council.txt --keep-line "Read the minutes"
    sitegen convert seeds/council.txt --keep drop_prompts
    sitegen convert --scheduler tcp://10.0.0.5:8786

    \b
    Exit codes: 0 all is well; 1 some seeds have problems (each is named), the others are converted;
    2 nothing was done, or the cluster was lost on the way.
    """
    project = project_folder(Path.cwd())
    try:
        asked = what_is_asked(keep, keep_line)
        with cluster(scheduler) if scheduler else nullcontext() as executor:
            run = partial(
                convert_seeds, project, seeds, again=again, asked=asked, forget=forget, executor=executor
            )
            report = _with_progress(run, len(find_seeds(project, seeds)))
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    print_report(report)
    sys.exit(PROBLEMS if report.problems else DONE)


def _with_progress(run: Callable[..., ConversionReport], count: int) -> ConversionReport:
    hidden = count < _SHOW_PROGRESS_FROM or not sys.stderr.isatty()
    with click.progressbar(length=count, label="Converting", file=sys.stderr, hidden=hidden) as bar:

        def step(_: Result) -> None:
            bar.update(1)

        return run(progress=step)


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

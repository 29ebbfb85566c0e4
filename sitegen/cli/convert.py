"""`sitegen convert`: seeds become articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from sitegen.cli.asking import asking_options, what_is_asked
from sitegen.cli.changes import for_terminal, unified
from sitegen.cli.shared import DONE, NOTHING_DONE, PROBLEMS, print_problems, project_folder, shown
from sitegen.errors import SitegenError
from sitegen.newsroom import Change, ConversionReport, Outcome, Result, Wishes, convert_seeds, find_seeds
from sitegen.newsroom.cluster import cluster

_COLOURS = {
    Outcome.NEW: "green",
    Outcome.RENEWED: "cyan",
    Outcome.MERGED: "cyan",
    Outcome.CONFLICT: "red",
    Outcome.KEPT: "yellow",
    Outcome.GONE: "yellow",
    Outcome.DUPLICATE: "yellow",
}
_TOLD_AS_PROBLEMS = (Outcome.UNCHANGED, Outcome.SET_ASIDE, Outcome.FAILED)
_SHOW_PROGRESS_FROM = 20
_FEW_CHANGES = 5
"""Changes that a dry run shows without being asked to."""


@click.command()
@click.argument("seeds", nargs=-1, type=click.Path(path_type=Path), metavar="[SEED]...")
@click.option("--again", is_flag=True, help="Convert seeds that have not changed, too.")
@click.option("--restore", is_flag=True, help="Bring back articles that you have deleted.")
@click.option("-n", "--dry-run", is_flag=True, help="Only say what would happen; write nothing.")
@click.option("--diff/--no-diff", default=None, help="In a dry run, show the changes (if few, by default).")
@asking_options
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Convert on a Dask cluster: tcp://host:port (needs sitegen[cluster]).",
)
def convert(  # noqa: PLR0913  # one for each option
    *,
    seeds: tuple[Path, ...],
    again: bool,
    restore: bool,
    dry_run: bool,
    diff: bool | None,
    keep: tuple[str, ...],
    keep_line: tuple[str, ...],
    forget: bool,
    scheduler: str | None,
) -> None:
    """Turn raw articles into Markdown under content/articles/.

    SEED is a file or a folder; without one, all of seeds/ is converted. Seeds that have not changed are
    skipped; --again converts them too, say after a new version of sitegen.

    What you have edited stays. An article that you have not touched is renewed. Into one that you have
    edited only that is merged which does not touch your edits: the header key by key, the story paragraph
    by paragraph. Where both of you changed the same, your file is left as it is, and what is new lies beside
    it as .NAME.proposal.md: take over what is right, and delete it. An article that you have deleted stays
    deleted, unless --restore is given; one that you have moved or renamed is found by its `source`, and one
    whose `source` you remove is yours alone.

    What you ask for with --keep and --keep-line is remembered for these seeds in content/.converted.tsv and
    holds whenever they are converted again, until --forget is given.

    \b
    sitegen convert
    sitegen convert --again --dry-run
    sitegen convert seeds/council.txt seeds/1998/
    sitegen convert seeds/council.txt --keep-line "Read the minutes"
    sitegen convert seeds/council.txt --keep drop_prompts
    sitegen convert --scheduler tcp://10.0.0.5:8786

    \b
    Exit codes: 0 all is well; 1 some seeds have problems (each is named), the others are converted;
    2 nothing was done, or the cluster was lost on the way.
    """
    project = project_folder(Path.cwd())
    wishes = Wishes(again, restore, forget)
    try:
        asked = what_is_asked(keep, keep_line)
        with cluster(scheduler) if scheduler else nullcontext() as executor:
            run = partial(
                convert_seeds, project, seeds, wishes=wishes, asked=asked, dry_run=dry_run, executor=executor
            )
            report = _with_progress(run, len(find_seeds(project, seeds)))
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    print_report(report, dry_run=dry_run, diff=diff)
    sys.exit(PROBLEMS if report.problems else DONE)


def _with_progress(run: Callable[..., ConversionReport], count: int) -> ConversionReport:
    hidden = count < _SHOW_PROGRESS_FROM or not sys.stderr.isatty()
    with click.progressbar(length=count, label="Converting", file=sys.stderr, hidden=hidden) as bar:

        def step(_: Result) -> None:
            bar.update(1)

        return run(progress=step)


def print_report(report: ConversionReport, *, dry_run: bool = False, diff: bool | None = None) -> None:
    """What changed, a line each; then the problems; then one line that counts everything.

    diff  whether to show the changes of a dry run; None = when they are few
    """
    told = [r for r in report.results if r.outcome not in _TOLD_AS_PROBLEMS]
    width = max((len(result.outcome) for result in told), default=0)
    for result in told:
        word = click.style(f"{result.outcome:<{width}}", fg=_COLOURS[result.outcome])
        click.echo(f"{word}  {shown(result.seed)}{_whereto(result)}")
    if dry_run:
        _print_changes([result.change for result in told if result.change and result.change.old], diff)
    print_problems(report.problems)
    click.echo(f"{'Dry run, nothing was written. ' if dry_run else ''}Seeds: {report.summary()}.")


def _print_changes(changes: Sequence[Change], diff: bool | None) -> None:
    if diff or (diff is None and len(changes) <= _FEW_CHANGES):
        for change in changes:
            click.echo()
            if sys.stdout.isatty():
                click.echo("\n".join(for_terminal(change)))
            else:
                click.echo("".join(unified(change)), nl=False)
        if changes:
            click.echo()
    elif diff is None:
        click.echo(f"{len(changes)} articles would change; --diff shows how.")


def _whereto(result: Result) -> str:
    if result.twin:
        return f" = {shown(result.twin)}"
    doubts = f"  ({result.doubts} to review)" if result.doubts else ""
    return f" -> {shown(result.article)}{doubts}"

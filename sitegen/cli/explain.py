"""`sitegen explain`: what became of every line of a seed."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from sitegen import pipeline
from sitegen.account import BLANK, Entry
from sitegen.cli.shared import NOTHING_DONE, print_problems
from sitegen.errors import Problem, SitegenError
from sitegen.readers import SUFFIXES

_COLOURS = {"kept": "green", "moved": "cyan", "dropped": "red", "blank": "bright_black"}
_ROLE_WIDTH = 16
_NARROWEST = 30


@click.command()
@click.argument("seed", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--keep", multiple=True, metavar="RULE", help="Switch a rule off for this run (see: sitegen rules)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON, one object for each line.")
@click.option("--why", is_flag=True, help="Print the reason below every line, not only below those that go.")
def explain(seed: Path, keep: tuple[str, ...], as_json: bool, why: bool) -> None:
    """Show what became of every line of a raw article.

    Each line stands there once: its number, what it was taken for, its words, and for a line that was
    dropped or moved the rule that did it and why. Nothing is written.

    \b
    sitegen explain seeds/council.txt
    sitegen explain seeds/council.txt --keep drop_prompts
    """
    try:
        conversion = _explain(seed, keep)
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    if as_json:
        click.echo(json.dumps([asdict(entry) for entry in conversion.account], ensure_ascii=False, indent=1))
        return
    width = shutil.get_terminal_size((100, 24)).columns
    for entry in conversion.account:
        _print_entry(entry, width, why)
    _print_end(conversion)


def _explain(seed: Path, keep: tuple[str, ...]) -> pipeline.Conversion:
    media_type = SUFFIXES.get(seed.suffix.lower())
    if not seed.is_file():
        raise SitegenError(Problem(str(seed), 0, "there is no such seed", "see what is in the folder seeds/"))
    if media_type is None:
        hint = f"give it one of these endings: {' '.join(SUFFIXES)}"
        raise SitegenError(Problem(str(seed), 0, "is not a kind of file sitegen reads", hint))
    return pipeline.explain(seed.read_bytes(), media_type=media_type, path=seed.as_posix(), keep=keep)


def _print_entry(entry: Entry, width: int, why: bool) -> None:
    if entry.fate == BLANK:
        click.secho(f"{entry.number:>5}", fg="bright_black")
        return
    label = " + ".join(entry.target) if entry.target else entry.role
    colour = _COLOURS[entry.fate]
    room = max(_NARROWEST, width - _ROLE_WIDTH - 9)
    words = entry.raw.strip()
    shown = words if len(words) <= room else words[: room - 1] + "…"
    click.echo(f"{entry.number:>5}  {click.style(f'{label:<{_ROLE_WIDTH}}', fg=colour)}  {shown}")
    if why or entry.fate != "kept":
        reason = f"{entry.rule}: {entry.why}" + (f" ({entry.sure:.0%} sure)" if entry.sure < 1 else "")
        click.secho(f"{'':>7}{'':<{_ROLE_WIDTH}}  {reason}", fg="bright_black")


def _print_end(conversion: pipeline.Conversion) -> None:
    counts = Counter(entry.fate for entry in conversion.account)
    parts = [f"{counts[fate]} {fate}" for fate in _COLOURS if counts[fate]]
    click.echo(f"\n{len(conversion.account)} lines: {', '.join(parts)}.")
    if conversion.article.review:
        click.secho("To review:", fg="yellow")
        for doubt in conversion.article.review:
            click.echo(f"  - {doubt}")

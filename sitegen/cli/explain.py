"""`sitegen explain`: what became of every line of a seed."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from sitegen import pipeline
from sitegen.account import BLANK, Entry
from sitegen.assembly import Choice
from sitegen.cli.account_page import account_page, counted
from sitegen.cli.asking import asking_options, what_is_asked
from sitegen.cli.shared import DONE, NOTHING_DONE, PROBLEMS, print_problems, project_folder, shown
from sitegen.errors import Problem, SitegenError
from sitegen.newsroom import register as registers
from sitegen.newsroom.asked import Asked
from sitegen.newsroom.convert import no_such_line
from sitegen.newsroom.seeds import name_of
from sitegen.readers import SUFFIXES

_COLOURS = {"kept": "green", "moved": "cyan", "dropped": "red", "blank": "bright_black"}
_ROLE_WIDTH = 16
_NARROWEST = 30
_NARROWEST_VALUE = 12


@click.command()
@click.argument("seed", type=click.Path(path_type=Path, dir_okay=False))
@asking_options
@click.option("--json", "as_json", is_flag=True, help="Print lines, fields and doubts as JSON.")
@click.option("--html", "as_html", is_flag=True, help="Print a web page of its own, to be saved as a file.")
@click.option("--why", is_flag=True, help="Print the reason below every line, not only below those that go.")
def explain(  # noqa: PLR0913  # one for each option
    seed: Path,
    keep: tuple[str, ...],
    keep_line: tuple[str, ...],
    forget: bool,
    *,
    as_json: bool,
    as_html: bool,
    why: bool,
) -> None:
    """Show what became of every line of a raw article.

    Each line stands there once: its number, what it was taken for, its words, and for a line that was
    dropped or moved the rule that did it and why. Below stands where each field came from. What an editor
    asked for when the seed was converted holds here too, unless --forget is given. Nothing is written.

    \b
    sitegen explain seeds/council.txt
    sitegen explain seeds/council.txt --why
    sitegen explain seeds/council.txt --keep drop_prompts --keep-line "Read the minutes"
    sitegen explain seeds/council.txt --html > account.html

    \b
    Exit codes: 0 all is well; 1 a line that was asked for is not there; 2 the seed cannot be read.
    """
    if as_json and as_html:
        raise click.UsageError("give either --json or --html, not both")
    try:
        asked = what_is_asked(keep, keep_line)
        conversion = _explain(seed, asked, forget)
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    if as_json:
        click.echo(json.dumps(_as_data(conversion), ensure_ascii=False, indent=1))
    elif as_html:
        click.echo(account_page(conversion).encode())  # UTF-8 whatever the terminal's encoding is
    else:
        _print(conversion, shutil.get_terminal_size((100, 24)).columns, why)
    missing = set(asked.lines) - set(conversion.asked_lines)
    print_problems(no_such_line(line, str(seed)) for line in sorted(missing))
    sys.exit(PROBLEMS if missing else DONE)


def _explain(seed: Path, asked: Asked, forget: bool) -> pipeline.Conversion:
    project = project_folder(Path.cwd())
    name = name_of(seed, project)
    if not seed.is_file():
        raise SitegenError(Problem(str(seed), 0, "there is no such seed", "see what is in the folder seeds/"))
    media_type = SUFFIXES.get(seed.suffix.lower())
    if media_type is None:
        hint = f"give it one of these endings: {' '.join(SUFFIXES)}"
        raise SitegenError(Problem(str(seed), 0, "is not a kind of file sitegen reads", hint))
    try:
        raw = seed.read_bytes()
    except OSError as error:
        hint = "check that it may be read"
        raise SitegenError(Problem(str(seed), 0, f"cannot be read: {error.strerror}", hint)) from None
    before = registers.load(project / "content").get(name)
    if before and not forget:
        asked = before.asked.and_also(asked)
    return pipeline.explain(raw, media_type=media_type, path=name, keep=asked.rules, keep_lines=asked.lines)


def _as_data(conversion: pipeline.Conversion) -> dict[str, object]:
    fields = [
        {"field": choice.field, "value": choice.text, "origin": choice.origin, "sure": choice.sure}
        for choice in conversion.choices
    ]
    lines = [asdict(entry) for entry in conversion.account]
    return {"lines": lines, "fields": fields, "review": list(conversion.article.review)}


def _print(conversion: pipeline.Conversion, width: int, why: bool) -> None:
    digits = len(str(len(conversion.account)))
    for entry in conversion.account:
        _print_entry(entry, digits, width, why)
    _print_counts(conversion.account)
    if conversion.choices:
        click.echo("Fields:")
        _print_fields(conversion.choices, width)
    if conversion.article.review:
        click.secho("To review:", fg="yellow")
        for doubt in conversion.article.review:
            click.echo(f"  - {shown(doubt)}")


def _print_entry(entry: Entry, digits: int, width: int, why: bool) -> None:
    number = click.style(f"{entry.number:>{digits}}", fg="bright_black")
    if entry.fate == BLANK:
        click.echo(number)
        return
    label = entry.fate if entry.fate == "dropped" else " + ".join(entry.target) or entry.role
    role = click.style(f"{label:<{_ROLE_WIDTH}}", fg=_COLOURS[entry.fate])
    room = max(_NARROWEST, width - digits - _ROLE_WIDTH - 4)
    click.echo(f"{number}  {role}  {_shortened(shown(' '.join(entry.raw.split())), room)}")
    if why or entry.fate != "kept":
        reason = f"{entry.rule}: {entry.why}" + (f" ({entry.sure:.0%} sure)" if entry.sure < 1 else "")
        click.secho(f"{'':{digits + _ROLE_WIDTH + 4}}{reason}", fg="bright_black")


def _shortened(words: str, room: int) -> str:
    return words if len(words) <= room else words[: room - 1] + "…"


def _print_counts(account: Sequence[Entry]) -> None:
    parts = [f"{count} {fate}" for fate, count in counted(account).items()]
    of = "line" if len(account) == 1 else "lines"
    click.echo(f"\n{len(account)} {of}: {', '.join(parts)}.")


def _print_fields(choices: Sequence[Choice], width: int) -> None:
    """One line for each field: name, value, origin and sureness, in columns; only the value gives way."""
    values = [shown(" ".join(choice.text.split())) for choice in choices]
    origins = [f"{shown(choice.origin)} ({choice.sure:.0%} sure)" for choice in choices]
    name_width = max(len(choice.field) for choice in choices)
    room = max(_NARROWEST_VALUE, width - name_width - max(map(len, origins)) - 6)
    value_width = min(room, max(map(len, values)))
    for choice, value, origin in zip(choices, values, origins, strict=True):
        name = click.style(f"{choice.field:<{name_width}}", fg="cyan")
        short = f"{_shortened(value, value_width):<{value_width}}"
        click.echo(f"  {name}  {short}  {click.style(origin, fg='bright_black')}")

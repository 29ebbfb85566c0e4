"""`sitegen new`: an article to be written."""

from __future__ import annotations

import difflib
import sys
from datetime import datetime
from pathlib import Path

import click

from sitegen.cli.editing import Desk, open_desk, stop
from sitegen.cli.shared import DONE, PROBLEMS, print_problems
from sitegen.editing.addresses import address_of, claims
from sitegen.editing.skeleton import Skeleton, place_for
from sitegen.errors import Problem, SitegenError
from sitegen.front_matter import parse, read_when
from sitegen.model.article import When
from sitegen.newsroom import register as registers
from sitegen.site.listings import same


@click.command()
@click.argument("headline")
@click.option("-s", "--section", default="", help="The desk that the story belongs to.")
@click.option("-a", "--author", "authors", multiple=True, help="A name of the byline; may be given again.")
@click.option("-t", "--topic", "topics", multiple=True, help="A topic; may be given again.")
@click.option("--date", "date", metavar="WHEN", help="2026-11-30, or 2026-11-30T06:00.  [default: now]")
@click.option("--no-edit", is_flag=True, help="Do not open an editor.")
def new(
    headline: str, section: str, authors: tuple[str, ...], topics: tuple[str, ...], date: str, no_edit: bool
) -> None:
    """Start an article: a file with its front matter in content/articles/, opened in your editor.

    It is a draft: `sitegen serve` shows it with a mark, and no build publishes it until you delete the line
    `draft: true`. The editor is that of $VISUAL or $EDITOR. Nothing that exists is overwritten.

    \b
    sitegen new "Mayor resigns"
    sitegen new "Mayor resigns" --section Politics --author "Ann Rye" --date 2026-11-30
    """
    try:
        desk = open_desk(Path.cwd())
        skeleton = Skeleton(" ".join(headline.split()), _when(date, desk), section.strip(), authors, topics)
        path = _free_place(skeleton, desk)
        file = desk.content.folder / path
        _write(file, skeleton.text(), f"{desk.content.shown}/{path}")
    except SitegenError as error:
        stop(error.problems)
    click.echo(f"{desk.content.shown}/{path}")
    _doubt_section(skeleton.section, desk)
    if no_edit or not _at_a_terminal():
        click.echo("Write the story below its front matter; delete `draft: true` to publish it.")
        sys.exit(DONE)
    click.edit(filename=str(file))
    sys.exit(_looked_over(file, f"{desk.content.shown}/{path}"))


def _when(date: str | None, desk: Desk) -> When:
    """What the option says; now, by the paper's clock, when it says nothing. Raises SitegenError."""
    if not date:
        return datetime.now(desk.project.zone).replace(second=0, microsecond=0)
    when = read_when(date)
    if when is None:
        hint = "write --date 2026-11-30, or with a time --date 2026-11-30T06:00"
        raise SitegenError(Problem("", 0, f"--date is not a date: {date!r}", hint))
    naive = isinstance(when, datetime) and when.tzinfo is None
    return when.replace(tzinfo=desk.project.zone) if naive and isinstance(when, datetime) else when


def _free_place(skeleton: Skeleton, desk: Desk) -> str:
    """A path that no file has, and whose address no article keeps as an old one of its own."""
    taken = set(desk.paths)
    register = registers.load(desk.content.folder)
    articles = list(desk.content.texts(desk.paths, []))
    while True:
        path = place_for(skeleton, taken, register).as_posix()
        address = address_of(path, directory_urls=desk.project.directory_urls)
        if not any(claims(article, address) for article in articles):
            return path
        taken.add(path)


def _write(file: Path, text: str, shown: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as new_file:
            new_file.write(text)
    except OSError as error:
        raise SitegenError(Problem(shown, 0, f"cannot be written: {error.strerror}")) from None


def _doubt_section(section: str, desk: Desk) -> None:
    """A word on a section that the paper does not name, since a slip of the hand would make a new one."""
    known = desk.project.sections
    if not section or not known or section in known:
        return
    by_key = {same(name): name for name in known}
    near = difflib.get_close_matches(same(section), by_key, n=1)
    meant = f" Did you mean {by_key[near[0]]}?" if near else ""
    click.echo(f"{section} is none of the sections in mkdocs.yml.{meant}")


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _looked_over(file: Path, shown: str) -> int:
    """Say what is wrong with the front matter as the editor left it; the exit code."""
    try:
        article = parse(file.read_text(encoding="utf-8"), shown)
    except SitegenError as error:
        print_problems(error.problems)
        return PROBLEMS
    except (OSError, UnicodeDecodeError):
        return DONE  # deleted, or saved elsewhere: the editor knows
    click.echo(
        "It is a draft; delete `draft: true` to publish it." if article.draft else "It is to be published."
    )
    return DONE

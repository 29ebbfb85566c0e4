"""`sitegen init DIR`: start a new site."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import click

from sitegen.cli.shared import NOTHING_DONE, print_problems
from sitegen.errors import Problem, SitegenError
from sitegen.starter import copy_starter, with_site_name


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the site, as readers see it.  [default: made from DIR]")
def init(folder: Path, name: str | None) -> None:
    """Start a new site in DIR, which must be empty or not exist yet.

    DIR gets the settings (mkdocs.yml), a theme to change (theme/), the first pages (content/) and a sample
    article as it came in (seeds/). Nothing that exists is overwritten.

    \b
    sitegen init my-site
    sitegen init my-site --name "The Daily Post"
    """
    site_name = name or site_name_from(folder)
    try:
        written = _lay_down(folder, site_name)
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    click.echo(f"{folder} holds a new site, “{site_name}”: {written} files.")
    click.echo("Next:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {shlex.quote(os.fspath(folder))}")
    click.echo("  sitegen serve     shows it in your browser and follows your changes")
    click.echo("Put raw articles into seeds/; edit what becomes of them in content/.")


def _lay_down(folder: Path, site_name: str) -> int:
    """Copy the starter site and put its name into the settings; the number of files written."""
    settings = folder / "mkdocs.yml"
    try:
        written = copy_starter(folder)
        settings.write_text(with_site_name(settings.read_text(encoding="utf-8"), site_name), encoding="utf-8")
    except OSError as error:
        place, reason = error.filename or folder, error.strerror or str(error)
        raise SitegenError(Problem(str(place), 0, f"cannot be written: {reason.lower()}")) from error
    return len(written)


def site_name_from(folder: Path) -> str:
    """A name for readers out of a folder's name: `my-site` becomes `My site`."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    name = " ".join(words)
    return name[:1].upper() + name[1:] or "News"

"""`sitegen init DIR`: start a new site."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import click

from sitegen.cli.shared import NOTHING_DONE, print_problems
from sitegen.demo import paper
from sitegen.errors import Problem, SitegenError
from sitegen.publish.workflows.requirement import installed
from sitegen.starter import copy_starter, with_site_name


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the site, as readers see it.  [default: made from DIR]")
@click.option("--demo", is_flag=True, help="Fill the site with a small invented paper, to look round in.")
def init(folder: Path, name: str | None, demo: bool) -> None:
    """Start a new site in DIR, which must be empty or not exist yet.

    DIR gets the settings (mkdocs.yml), a theme to change (theme/), the first pages (content/) and a sample
    article as it came in (seeds/); and for those who write in VS Code, a form for the front matter
    (frontmatter.json). Nothing that exists is overwritten.

    With --demo it gets two dozen invented articles in three languages instead of the sample, with pictures.

    \b
    sitegen init my-site
    sitegen init my-site --name "The Daily Post"
    sitegen init my-site --demo
    """
    site_name = name or (paper.NAME if demo else site_name_from(folder))
    try:
        written = _lay_down(folder, site_name, demo=demo)
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    click.echo(f"{folder} holds a new site, “{site_name}”: {written} files.")
    click.echo("Next:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {shlex.quote(os.fspath(folder))}")
    click.echo("  sitegen serve     shows it in your browser and follows your changes")
    if demo:
        click.echo("All of it is invented. Change what you like in content/articles/, or delete it;")
        click.echo("one story is a draft and one under embargo: only `sitegen serve` shows them.")
    else:
        click.echo("Put raw articles into seeds/; edit what becomes of them in content/.")
    if not installed().known:
        click.echo("Before GitHub or GitLab publish it: say in requirements.txt where they get sitegen.")
        click.echo("This one came from a folder on this machine, which they cannot reach.")


def _lay_down(folder: Path, site_name: str, *, demo: bool) -> int:
    """Copy the starter site, with the demo paper on top, and set its name; the number of files written."""
    settings = folder / "mkdocs.yml"
    try:
        written = set(copy_starter(folder, sample=not demo))
        text = settings.read_text(encoding="utf-8")
        if demo:
            written.update(paper.copy_content(folder / "content"))
            text = paper.with_demo_settings(text)
        settings.write_text(with_site_name(text, site_name), encoding="utf-8")
    except OSError as error:
        place, reason = error.filename or folder, error.strerror or str(error)
        raise SitegenError(Problem(str(place), 0, f"cannot be written: {reason.lower()}")) from error
    return len(written)


def site_name_from(folder: Path) -> str:
    """A name for readers out of a folder's name: `my-site` becomes `My site`."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    name = " ".join(words)
    return name[:1].upper() + name[1:] or "News"

"""`sitegen serve`: the site on this machine, always as the files stand."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli.build import quiet_host
from sitegen.cli.shared import NOTHING_DONE, print_problems, project_folder
from sitegen.errors import SitegenError
from sitegen.newsroom import convert_seeds
from sitegen.site.watching import watching


@click.command()
@click.option(
    "-a", "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Serve here."
)
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in the browser.")
def serve(address: str, open_browser: bool) -> None:
    """Serve the site on this machine, and show every change at once.

    Watches content/, theme/ and mkdocs.yml, and converts a seed as soon as it appears or changes in seeds/.
    Drafts and stories under embargo are shown, with a mark. Ctrl-C ends it. Nothing is written to site/.
    """
    project = project_folder(Path.cwd())
    quiet_host()
    from sitegen.plugin import serve as serve_site  # noqa: PLC0415  # MkDocs is slow to load

    _convert(project)
    try:
        with watching(project / "seeds", lambda: _convert(project)):
            serve_site(project / "mkdocs.yml", address=address, open_browser=open_browser, tell=click.echo)
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)


def _convert(project: Path) -> None:
    if not (project / "seeds").is_dir():
        return
    try:
        report = convert_seeds(project)
    except SitegenError as error:
        print_problems(error.problems)
        return
    print_problems(report.problems)
    click.echo(f"Seeds: {report.summary()}.")

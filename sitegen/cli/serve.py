"""`sitegen serve`: the site on this machine, always as the files stand."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli.build import quiet_host
from sitegen.cli.shared import NOTHING_DONE, print_problems, project_folder
from sitegen.errors import Problem, SitegenError
from sitegen.newsroom import convert_seeds

DEFAULT = "127.0.0.1:8000"


@click.command()
@click.option("-a", "--address", default=DEFAULT, show_default=True, metavar="HOST:PORT", help="Serve here.")
@click.option(
    "--share",
    is_flag=True,
    help="Let --address be one that other machines can reach; they can read drafts and embargoes too.",
)
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in the browser.")
def serve(address: str, share: bool, open_browser: bool) -> None:
    """Serve the site on this machine, and show every change at once.

    Watches content/, theme/ and mkdocs.yml, and converts a seed as soon as it appears or changes in seeds/.
    Drafts and stories under embargo are shown, with a mark. What `sitegen check` finds about the file behind
    a page stands in a panel on it. Ctrl-C ends it. Nothing is written to site/.

    Only this machine can open the site, unless --share is given with another address: 0.0.0.0:8000 is for
    everyone on the network.
    """
    project = project_folder(Path.cwd())
    try:
        _refuse_strangers(address, share=share)
        quiet_host()
        from sitegen.plugin import serve as serve_site  # noqa: PLC0415  # MkDocs is slow to load
        from sitegen.site.watching import watching  # noqa: PLC0415  # no other command watches

        _convert(project)
        with watching(project / "seeds", lambda: _convert(project)):
            serve_site(project / "mkdocs.yml", address=address, open_browser=open_browser, tell=click.echo)
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)


def _refuse_strangers(address: str, *, share: bool) -> None:
    """Raises SitegenError for an address that is none, and for one that other machines can reach."""
    from sitegen.site.live.gate import is_loopback  # noqa: PLC0415  # no other command asks

    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise SitegenError(Problem("", 0, f"{address!r} is no address", f"write host and port: {DEFAULT}"))
    if not share and not is_loopback(host.strip("[]")):
        problem = f"whoever can reach {address} could read the site, drafts and stories under embargo too"
        raise SitegenError(Problem("", 0, problem, "add --share if that is what you want"))


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

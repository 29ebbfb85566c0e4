"""The `sitegen` command."""

from __future__ import annotations

import click

from sitegen import __version__
from sitegen.cli.build import build
from sitegen.cli.check import check
from sitegen.cli.convert import convert
from sitegen.cli.explain import explain
from sitegen.cli.init import init
from sitegen.cli.mv import mv
from sitegen.cli.new import new
from sitegen.cli.publish import publish
from sitegen.cli.rename import rename
from sitegen.cli.rules import rules
from sitegen.cli.schema import schema
from sitegen.cli.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def main() -> None:
    """Raw news articles become clean Markdown, and a fast, searchable news site.

    \b
    seeds/    raw articles: plain text or saved pages; never changed
    content/  the articles as Markdown; yours to edit
    site/     the finished site, for any web host

    Exit codes: 0 all is well; 1 done, but some articles have problems (each is named);
    2 nothing was done, or the command was called wrongly.
    """


for command in (build, check, convert, explain, init, mv, new, publish, rename, rules, schema, serve):
    main.add_command(command)

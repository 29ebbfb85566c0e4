"""`sitegen schema`: what tools and manuals are told of the front matter."""

from __future__ import annotations

import sys

import click

from sitegen.cli.shared import NOTHING_DONE, print_problems
from sitegen.errors import Problem, SitegenError
from sitegen.schema.products import PACKAGE, PRODUCTS, renew

_BY_NAME = {product.name: product for product in PRODUCTS}


@click.command()
@click.argument("what", type=click.Choice(list(_BY_NAME)), required=False)
@click.option("--write", is_flag=True, help="Renew the files of sitegen itself; for its developers.")
def schema(what: str | None, write: bool) -> None:
    """Print what an article's front matter may hold.

    \b
    sitegen schema json      the JSON Schema, for tools that check headers
    sitegen schema table     the fields as a table, each with an example
    sitegen schema vscode    frontmatter.json for the Front Matter extension of VS Code;
                             `sitegen init` lays it down in a new project
    """
    if bool(what) == write:
        raise click.UsageError(f"Say what to print: {', '.join(_BY_NAME)}; or --write.")
    if what:
        click.echo(_BY_NAME[what].made(), nl=False)
        return
    try:
        written = renew(PACKAGE.parent / "README.md")
    except SitegenError as error:
        print_problems(error.problems)
        sys.exit(NOTHING_DONE)
    except OSError as error:
        print_problems([Problem(str(error.filename), 0, f"cannot be written: {error.strerror}")])
        sys.exit(NOTHING_DONE)
    for path in written:
        click.echo(f"Renewed {path.name}.")
    if not written:
        click.echo("All of it is as it should be.")

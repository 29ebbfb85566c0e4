"""The `sitegen` command."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType

import click

from sitegen import __version__

COMMANDS = MappingProxyType(
    {
        name: f"sitegen.cli.{name}"
        for name in (
            "build",
            "check",
            "convert",
            "explain",
            "init",
            "mv",
            "new",
            "publish",
            "rename",
            "rules",
            "schema",
            "serve",
        )
    }
)
"""Each command and its module, in which it has the same name."""


class _Commands(click.Group):
    """Loads a command when it is called: `sitegen build` need not know how to convert or to publish."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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

"""`sitegen check --publisher`: the built site as search engines and feed readers see it."""

from __future__ import annotations

import time
from collections.abc import Collection
from pathlib import Path

import click

from sitegen.check.built.site import BuiltSite
from sitegen.check.built.site_reader import read_site
from sitegen.check.finding import Finding
from sitegen.check.publisher import CHECKS, check_built
from sitegen.check.report import Line, json_of, lines_of, summary_of
from sitegen.check.settings import Settings, read_settings
from sitegen.cli.shared import project_folder, shown
from sitegen.errors import Problem, SitegenError

_NO_ADDRESS = """
The site has no address: set site_url in mkdocs.yml. Until then canonical addresses, feeds, sitemaps and
structured data are not asked for, and only checked where they are there."""


def check_publisher(site: Path | None, names: Collection[str], *, as_json: bool, show_all: bool) -> bool:
    """Check the built site, print what is found, and say whether nothing is wrong.

    site   its folder; None for the one that mkdocs.yml names
    names  the checks that have a say

    Raises SitegenError when there is no built site.
    """
    settings = _settings(site)
    began = time.perf_counter()
    built = read_site(settings.site, settings.site_url)
    findings = tuple(finding for finding in check_built(built) if finding.check in names)
    if as_json:
        click.echo(
            json_of(findings, site=str(settings.site), site_url=built.site_url, pages=len(built.pages))
        )
    else:
        _print(built, findings, show_all=show_all)
        click.echo(f"Checked {_size(built)} in {time.perf_counter() - began:.1f} s.")
    return not findings


def _settings(site: Path | None) -> Settings:
    """The settings of the project that a site belongs to. Raises SitegenError when there is no site."""
    here = Path.cwd()
    project = project_folder(site.absolute().parent if site else here)
    settings = read_settings(project if (project / "mkdocs.yml").is_file() else project_folder(here))
    folder = site or settings.site
    if not (folder / "index.html").is_file():
        hint = "build it with `sitegen build`, or name its folder: --site DIR"
        raise SitegenError(Problem(str(folder), 0, "there is no built site", hint))
    return Settings(folder, settings.site_url)


def _print(site: BuiltSite, findings: tuple[Finding, ...], *, show_all: bool) -> None:
    for line in lines_of(findings, {check.name: check.rule for check in CHECKS}, show_all=show_all):
        _print_line(line)
    if not site.site_url:
        click.echo(_NO_ADDRESS)
    click.echo(f"\n{summary_of(findings)}." if findings else "Nothing is wrong.")


def _print_line(line: Line) -> None:
    if line.level == 0:
        click.echo()
        click.secho(shown(line.text), bold=True)
    else:
        click.echo("    " * line.level + shown(line.text))


def _size(site: BuiltSite) -> str:
    counts = ((len(site.pages), "page"), (len(site.feeds), "feed"), (len(site.sitemaps), "sitemap"))
    return ", ".join(f"{count:,} {word if count == 1 else word + 's'}" for count, word in counts)

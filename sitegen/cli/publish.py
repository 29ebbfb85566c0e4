"""`sitegen publish`: build, and put the site where readers find it."""

from __future__ import annotations

import getpass
import os
import platform
import secrets
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from sitegen.cli.build import build
from sitegen.cli.shared import DONE, NOTHING_DONE, PROBLEMS, print_problems, project_folder, shown
from sitegen.errors import Problem, SitegenError
from sitegen.publish.addresses import wrong_address
from sitegen.publish.desk import Job, Outcome, roll_back
from sitegen.publish.desk import publish as publish_site
from sitegen.publish.lock import Publisher
from sitegen.publish.opening import open_place
from sitegen.publish.plan import Plan, Wave
from sitegen.publish.refusals import Allowed
from sitegen.publish.settings import Settings, read_settings
from sitegen.publish.standing import Run, UnfinishedError
from sitegen.publish.targets import Target
from sitegen.site.staging import alive

_LISTED = 8
"""Files of each kind that a plan names."""

_NOTHING = "Nothing was published. Readers see what they saw before."
_HALF = "It stopped midway. Readers see whole pages, some of them old; publish again to finish."


@click.command()
@click.argument("target", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be sent and deleted, and change nothing.")
@click.option("--no-build", is_flag=True, help="Publish the site as it stands in its folder.")
@click.option("--rollback", is_flag=True, help="Bring back the edition that was published before this one.")
@click.option("--allow-shrink", is_flag=True, help="The site may have lost more than a fifth of its pages.")
@click.option("--adopt", is_flag=True, help="Take over a place that holds files from elsewhere; they stay.")
@click.option("--forget", is_flag=True, help="Keep nothing of earlier editions there: a story had to go.")
def publish(  # noqa: PLR0913  # one for each option
    target: str | None,
    *,
    dry_run: bool,
    no_build: bool,
    rollback: bool,
    allow_shrink: bool,
    adopt: bool,
    forget: bool,
) -> None:
    """Build the site and publish it to TARGET, which mkdocs.yml names; only what changed travels.

    Readers see a whole site at any moment, also when this is interrupted: publish again to finish. What
    would harm them is refused, with the way out: drafts in the site, broken feeds, most of it gone.

    \b
    plugins:
      - sitegen:
          publish:
            live: {folder: /srv/www/courier}
            # or {git: origin, branch: pages}, {rsync: user@host:/path}, {s3: bucket}

    \b
    Exit codes: 0 published; 1 published, but something named above needs mending; 2 nothing was published.
    """
    try:
        settings = read_settings(project_folder(Path.cwd()))
        chosen = settings.target(target)
        job = _job(settings, chosen, Allowed(allow_shrink, adopt), dry_run=dry_run, forget=forget)
        job = replace(job, announce=partial(_announce, job))
        built = DONE if rollback or no_build else _built(settings, chosen)
        outcome = roll_back(job) if rollback else publish_site(job)
    except SitegenError as error:
        print_problems(error.problems)
        click.echo(_HALF if isinstance(error, UnfinishedError) else _NOTHING, err=True)
        sys.exit(NOTHING_DONE)
    except KeyboardInterrupt:
        click.echo(f"\n{_HALF}", err=True)
        sys.exit(NOTHING_DONE)
    _print(job, outcome, rollback=rollback)
    sys.exit(PROBLEMS if outcome.problems else built)


def _job(settings: Settings, target: Target, allowed: Allowed, *, dry_run: bool, forget: bool) -> Job:
    me = Publisher(getpass.getuser(), platform.node() or "localhost", os.getpid(), secrets.token_hex(8))
    run = Run(str(me), lambda: datetime.now(UTC), click.echo, alive)
    may_ask = sys.stdin.isatty() and os.environ.get("CI") != "true"
    place = open_place(settings, target, me, run, may_ask=may_ask)
    return Job(settings, target, place, run, allowed, dry_run, forget)


def _built(settings: Settings, target: Target) -> int:
    """Build the site as `sitegen build` does; its exit code, 0 or 1.

    Raises SitegenError before that when the address is wrong: a build would only have to be made again.
    """
    if wrong := wrong_address(settings.site_url, https=target.https):
        raise SitegenError(Problem(settings.file, 0, *wrong))
    try:
        build.main(args=[], standalone_mode=False)
    except SystemExit as stop:
        if stop.code == NOTHING_DONE:
            raise SitegenError(Problem("", 0, "the site could not be built", "see above")) from None
        return PROBLEMS if stop.code else DONE
    return DONE


def _announce(job: Job, outcome: Outcome) -> None:
    """Say what will be done, before it is: sending may take a while."""
    plan = outcome.plan
    if outcome.findings:
        count = f"{len(outcome.findings):,} thing{'s' if len(outcome.findings) > 1 else ''}"
        click.echo(f"Check: {count} to look at, none of which stops readers: sitegen check --publisher")
    last = f", last published {_when(outcome.last.published)}" if outcome.last else ", for the first time"
    click.echo(f"To:    {shown(str(job.target))}{last}")
    if plan.is_empty:
        click.echo(f"Plan:  nothing to do: all {plan.stay:,} files are there already")
    else:
        click.echo(f"Plan:  {_told(plan)}")


def _print(job: Job, outcome: Outcome, *, rollback: bool) -> None:
    plan, name = outcome.plan, job.target.name
    if plan.is_empty:
        return
    if job.dry_run:
        for line in _lines(plan):
            click.echo(f"         {shown(line)}")
        back = " --rollback" if rollback else ""
        click.echo(f"Nothing was changed there. To do it: sitegen publish {name}{back}")
        return
    print_problems(outcome.problems)
    for note in outcome.notes:
        click.secho(f"Note:  {shown(note)}", fg="yellow", err=True)
    address = job.target.url or job.settings.site_url
    done = "Back" if rollback else "Live"
    click.echo(f"{done}:  {click.style(address, bold=True)}, edition {plan.after.edition}", nl=False)
    click.echo(f"; {outcome.verified} files read again and right")
    if outcome.last and not job.forget and job.target.keep:
        again = "To have the newer edition again" if rollback else "To go back"
        click.echo(f"       {again}: sitegen publish {name} --rollback")


def _told(plan: Plan) -> str:
    """`23 files to send (412 KB): 4 assets, 12 changed pages; 1 to delete; 341 stay`."""
    waves = [_counted(len(paths), wave) for wave, paths in plan.waves.items() if paths]
    parts = []
    if waves:
        count = len(plan.send)
        parts.append(f"{_counted(count, 'files')} to send ({_size(plan.size)}): {', '.join(waves)}")
    if plan.gone:
        parts.append(f"{len(plan.gone):,} to delete")
    parts.append(f"{plan.stay:,} {'stays' if plan.stay == 1 else 'stay'}")
    return "; ".join(parts)


def _lines(plan: Plan) -> Iterator[str]:
    """The files of a plan in the order in which they would travel: `+` new, `~` changed, `-` deleted."""
    waves = [[f"{'+' if path in plan.new else '~'} {path}" for path in plan.waves[wave]] for wave in Wave]
    for group in (*waves, [f"- {path}" for path in plan.gone]):
        yield from group[:_LISTED]
        if len(group) > _LISTED:
            yield f"  ... and {len(group) - _LISTED:,} more"


def _counted(count: int, what: str) -> str:
    """`12 changed pages`, `1 changed page`."""
    first, space, last = what.partition(" and ")
    return f"{count:,} {first.removesuffix('s') if count == 1 else first}{space}{last}"


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3)):,} KB"


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"

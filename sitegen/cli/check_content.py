"""`sitegen check`: what is wrong in content/."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from sitegen.check.content import CHECKS
from sitegen.check.content.examination import Examination, examine
from sitegen.check.content.gitlab import quality_report
from sitegen.check.content.mending import Mended, mend
from sitegen.check.content.report import annotation_of, by_check, by_file, counted, json_of
from sitegen.check.finding import Finding, Severity
from sitegen.check.settings import Project, read_project
from sitegen.cli.shared import project_folder, shown
from sitegen.errors import Problem, SitegenError

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

_ROUNDS = 10
"""Rounds of --fix; a line that two checks would change takes two."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor wants to know.

    paths   files and folders; () for the whole content
    names   the checks that have a say
    form    of the report: `json`, `github` (annotations), `gitlab` (Code Quality), or "" for people
    narrowed  True when some were named: then notes are shown too
    """

    paths: tuple[Path, ...]
    names: Collection[str]
    form: str = ""
    show_all: bool = False
    strict: bool = False
    fix: bool = False
    narrowed: bool = False


def check_content(asked: Asked) -> bool:
    """Examine the content, print what is found, and say whether it will do.

    Raises SitegenError when there is no content, or none at a path, and when --fix cannot write.
    """
    began = time.perf_counter()
    here = Path.cwd()
    start = asked.paths[0].absolute() if asked.paths else here
    project = read_project(project_folder(start if start.is_dir() else start.parent))
    places = _places(project, asked.paths)
    now = _now()
    examination, mended = examine(project, now), list[Mended]()
    for _ in range(_ROUNDS if asked.fix else 0):
        if not (done := _mended(project, _wanted(examination, asked, places))):
            break
        mended += done
        changed = {one.page.removeprefix(f"{project.shown}/") for one in done}
        examination = examination.renewed(changed, now)
    findings = _wanted(examination, asked, places)
    if asked.form:
        _print_for_programs(asked.form, findings, project, len(examination.paper.files))
    else:
        _print(asked, findings, mended)
        seconds = time.perf_counter() - began
        click.echo(f"Checked {len(examination.paper.files):,} files in {seconds:.1f} s.")
    bad = (Severity.ERROR, Severity.WARNING) if asked.strict else (Severity.ERROR,)
    return not any(finding.severity in bad for finding in findings)


def _places(project: Project, paths: Collection[Path]) -> tuple[str, ...]:
    """The paths as they are known in the content folder; "" is the whole of it."""
    if not project.content.is_dir():
        hint = "call it in a project's folder, or set docs_dir in mkdocs.yml"
        raise SitegenError(Problem(str(project.content), 0, "there is no such folder", hint))
    content = project.content.resolve()
    problems, places = [], []
    for path in paths or (content,):
        real = path.resolve()
        if not real.exists():
            problems.append(Problem(str(path), 0, "there is no such file", "is its name spelt right?"))
        elif not real.is_relative_to(content):
            problems.append(Problem(str(path), 0, f"does not lie in {project.shown}/", "name what does"))
        else:
            inside = real.relative_to(content).as_posix()
            places.append("" if inside == "." else inside)
    if problems:
        raise SitegenError(problems)
    return tuple(places)


def _wanted(examination: Examination, asked: Asked, places: Collection[str]) -> tuple[Finding, ...]:
    if asked.paths:
        found = dict.fromkeys(finding for place in places for finding in examination.about(place))
    else:
        found = dict.fromkeys(examination.findings)
    return tuple(finding for finding in found if finding.check in asked.names)


def _mended(project: Project, findings: tuple[Finding, ...]) -> tuple[Mended, ...]:
    try:
        return mend(project.content, project.shown, findings)
    except OSError as error:
        problem = f"cannot be written: {error.strerror}"
        hint = "what stood there still stands; look at the disk and who may write there"
        raise SitegenError(Problem(str(error.filename or project.shown), 0, problem, hint)) from None


def _now() -> datetime:
    """The instant of the check, which SOURCE_DATE_EPOCH may set, as it does for a build."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(stated), UTC) if stated.isdecimal() else datetime.now(UTC)


def _print_for_programs(form: str, findings: Sequence[Finding], project: Project, files: int) -> None:
    root = "".join(_from_root(project.folder))
    if form == "json":
        click.echo(json_of(findings, content=project.shown, files=files))
    elif form == "gitlab":
        click.echo(quality_report(findings, root))
    else:
        for finding in findings:
            click.echo(annotation_of(finding, root))


def _print(asked: Asked, findings: Sequence[Finding], mended: Sequence[Mended]) -> None:
    for one in mended:
        words = "taken out" if one.new is None else f"now {shown(one.new.strip())}"
        place = f"{one.page}:{one.line}" if one.line else one.page
        click.secho(f"mended {shown(place)}: {shown(one.old.strip())} | {words}", fg="green")
    rules = {check.name: check.rule for check in CHECKS}
    if asked.paths:
        lines = by_file(findings, show_all=asked.show_all)
    else:
        lines = by_check(findings, rules, show_all=asked.show_all or asked.narrowed)
    for line in lines:
        colour = _COLOURS[line.severity] if line.severity else None
        if line.level == 0:
            click.echo()
            click.secho(shown(line.text), bold=True, fg=colour)
        elif line.level == 1:
            click.secho("    " + shown(line.text), fg=colour)
        else:
            click.echo("        " + shown(line.text))
    _print_sum(findings)


def _print_sum(findings: Sequence[Finding]) -> None:
    if not findings:
        click.echo("Nothing is wrong.")
        return
    files = len({finding.page for finding in findings})
    click.echo(f"\n{counted(findings)} in {files:,} file{'' if files == 1 else 's'}.")
    if mendable := sum(finding.edit is not None for finding in findings):
        click.echo(f"{mendable:,} can be mended at once: sitegen check --fix")


def _from_root(project: Path) -> Iterator[str]:
    """The way from the repository's root to the project: GitHub and GitLab count their files from there."""
    workspace = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR", "")
    root = Path(workspace) if workspace else Path.cwd()
    if project.resolve() != root.resolve() and project.resolve().is_relative_to(root.resolve()):
        yield project.resolve().relative_to(root.resolve()).as_posix() + "/"

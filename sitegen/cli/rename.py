"""`sitegen rename`: a topic, section, author or running story under another name, in every article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from sitegen.cli.editing import Desk, finish, open_desk, stop, tell
from sitegen.editing.changes import Change, Plan
from sitegen.editing.fronts import Fronts, plan_front
from sitegen.editing.manuscripts import body_of
from sitegen.editing.renaming import Renamed, Renaming, What, nearest, rename_in_articles
from sitegen.errors import Problem, SitegenError


@click.command()
@click.argument("what", type=click.Choice([what.value for what in What]))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Show every line that would change, and write nothing.")
@click.option("--any-spelling", is_flag=True, help="Also where case or spacing differ from OLD.")
def rename(what: str, old: str, new: str, dry_run: bool, any_spelling: bool) -> None:
    """Rename a topic, a section, an author or a running story in all of content/.

    Where NEW is there already the two become one, and an article that had both has it once. Only the lines
    concerned change; the old page's address leads to the new one.

    \b
    sitegen rename topic "Ukraine war" "War in Ukraine" --dry-run
    sitegen rename author "J. Roe" "Jane Roe"
    """
    renaming = Renaming(What(what), " ".join(old.split()), " ".join(new.split()), any_spelling)
    try:
        _refuse_nothing(renaming)
        desk = open_desk(Path.cwd())
    except SitegenError as error:
        stop(error.problems)
    renamed = rename_in_articles(renaming, desk.content, desk.paths)
    if not renamed.changes:
        _nothing(renaming, renamed, desk)
    plan = _whole(renaming, renamed, desk)
    tell(plan, desk.content, lines=dry_run)
    done = f"{_counted(len(renamed.changes))} now {_has(len(renamed.changes))} the {what} “{renaming.new}”."
    finish(plan, desk.content, dry_run=dry_run, done=done)


def _refuse_nothing(renaming: Renaming) -> None:
    if not renaming.old or not renaming.new:
        raise SitegenError(Problem("", 0, "a name is empty", "give both names, in quotation marks"))
    if renaming.old == renaming.new and not renaming.any_spelling:
        hint = "to make all spellings of it one, add --any-spelling"
        raise SitegenError(Problem("", 0, "the two names are the same", hint))


def _nothing(renaming: Renaming, renamed: Renamed, desk: Desk) -> NoReturn:
    near = tuple(renamed.left) or nearest(renaming, desk.content, desk.paths)
    spelled = ", ".join(f"“{name}”" for name in near)
    hint = f"there is {spelled}" if near else "look at the spelling in one of the articles"
    if renamed.left:
        hint += "; to rename that too, add --any-spelling"
    problem = f"no article has the {renaming.what} “{renaming.old}”"
    stop([Problem(desk.content.shown, 0, problem, hint), *renamed.problems])


def _whole(renaming: Renaming, renamed: Renamed, desk: Desk) -> Plan:
    """The articles, the page of the name, and what is to be done by hand."""
    fronts = Fronts(renaming, desk.content, desk.paths, desk.project.directory_urls)
    front = plan_front(fronts, gone=not renamed.left and not renamed.problems)
    notes = (*front.notes, *_notes(renaming, renamed), *_in_settings(renaming, desk, front))
    changes = _together(renamed.changes, front.changes)
    return replace(front, changes=changes, notes=notes, problems=(*renamed.problems, *front.problems))


def _together(headers: tuple[Change, ...], links: tuple[Change, ...]) -> tuple[Change, ...]:
    """Changes of headers and of bodies, one for each file: an article may link to the page that moves."""
    bodies = {change.path: change for change in links}
    both = []
    for change in headers:
        other = bodies.pop(change.path, None)
        text = change.text.removesuffix(change.before.body) + body_of(other.text) if other else change.text
        both.append(replace(change, text=text))
    return (*both, *bodies.values())


def _notes(renaming: Renaming, renamed: Renamed) -> Iterator[str]:
    for name, times in sorted(renamed.left.items()):
        articles = _counted(times)
        yield f"{articles} {_has(times)} it as “{name}”: to rename that too, add --any-spelling."
    if renamed.left or renamed.problems:
        yield f"So the page of “{renaming.old}” stays."


def _in_settings(renaming: Renaming, desk: Desk, front: Plan) -> Iterator[str]:
    """Lines of mkdocs.yml that still have the old name, or the old page."""
    old_pages = [shift.old for shift in front.shifts]
    wanted = [renaming.old] if renaming.what is What.SECTION and renaming.old in desk.project.sections else []
    for number, line in enumerate(desk.project.text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        after = line
        for page, shift in zip(old_pages, front.shifts, strict=True):
            after = after.replace(page, shift.new)
        for name in wanted:
            after = after.replace(name, renaming.new) if _lists_sections(line, name) else after
        if after != line:
            yield f"mkdocs.yml:{number}: change this line to"
            yield f"    {after.strip()}"


def _lists_sections(line: str, name: str) -> bool:
    """True for a line such as `sections: [A, B]`, or `- A` in a list."""
    start, words = line.lstrip(), line.replace(",", " ").replace("[", " ").replace("]", " ")
    return (start.startswith("sections:") and name in words) or start.strip("- '\"") == name


def _counted(count: int) -> str:
    return f"{count:,} article" if count == 1 else f"{count:,} articles"


def _has(count: int) -> str:
    return "has" if count == 1 else "have"

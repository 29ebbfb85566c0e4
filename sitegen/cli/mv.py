"""`sitegen mv`: an article under another address, and the old one kept alive."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath
from typing import NoReturn

import click

from sitegen.cli.editing import Desk, finish, open_desk, stop, tell
from sitegen.cli.shared import DONE, PROBLEMS, print_problems
from sitegen.editing.addresses import address_of, resident
from sitegen.editing.changes import carry_out
from sitegen.editing.manuscripts import Content
from sitegen.editing.moved import moved_by_hand
from sitegen.editing.moving import Move, plan_article_move
from sitegen.errors import Problem, SitegenError
from sitegen.site.stories import is_article


@click.command()
@click.argument("old", metavar="OLD", default="")
@click.argument("new", metavar="NEW", default="")
@click.option(
    "--moved", is_flag=True, help="See to all articles that were moved by hand since the last commit."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, line by line, and write nothing.")
def mv(old: str, new: str, moved: bool, dry_run: bool) -> None:
    """Move an article to another file; its old address leads to the new one.

    The address of an article is its path, so this is how its slug changes. Links to it in all of content/,
    relative links in it and pictures that lie beside it and belong to it alone are seen to, and its old
    address goes into its `aliases`. NEW may be a folder. When you have moved the file already, give the
    command all the same: it does the rest. With --moved it finds what you have moved by itself, from git.

    \b
    sitegen mv content/articles/2026/11/mayor.md content/articles/2026/11/mayor-resigns.md
    sitegen mv --moved
    """
    if moved == bool(old) or bool(old) != bool(new):
        raise click.UsageError("Name two files, or say --moved.")
    try:
        desk = open_desk(Path.cwd())
        if moved:
            _see_to_all(desk, dry_run=dry_run)
        move = _move(desk, old, new)
        plan = plan_article_move(move)
    except SitegenError as error:
        stop(error.problems)
    tell(plan, desk.content, lines=dry_run)
    finish(plan, desk.content, dry_run=dry_run, done=f"{move.new_address} is its address now.")


def _see_to_all(desk: Desk, *, dry_run: bool) -> NoReturn:
    """Raises SitegenError where git cannot say what was moved."""
    pairs = moved_by_hand(desk.content, desk.paths)
    code = DONE
    for old, new in pairs:
        click.echo(f"{desk.content.shown}/{old}\n  was moved to {desk.content.shown}/{new}")
        try:
            plan = plan_article_move(Move(desk.content, old, new, desk.paths, desk.project.directory_urls))
        except SitegenError as error:
            print_problems(error.problems)
            code = PROBLEMS
            continue
        tell(plan, desk.content, lines=dry_run)
        problems = plan.problems if dry_run else carry_out(plan, desk.content)
        print_problems(problems)
        code = PROBLEMS if problems else code
    click.echo(
        f"{len(pairs)} moved by hand." if pairs else "No article was moved by hand since the last commit."
    )
    sys.exit(code)


def _move(desk: Desk, old: str, new: str) -> Move:
    """What is to be moved where. Raises SitegenError when it cannot be."""
    content = desk.content
    before = _inside(content, old)
    after = _inside(content, new)
    if new.endswith(("/", os.sep)) or (content.folder / after).is_dir():
        after = f"{after}/{PurePosixPath(before).name}"
    _refuse_strange(content, before, after)
    if before not in desk.paths and after not in desk.paths:
        raise SitegenError(
            content.problem(before, "there is no such article", "give its path, from content/ on")
        )
    if before in desk.paths:
        _refuse_taken(desk, before, after)
    return Move(content, before, after, desk.paths, desk.project.directory_urls)


def _inside(content: Content, given: str) -> str:
    """The path in the content folder of a file as a person names it: from here, or from that folder on.

    Raises SitegenError for one that lies elsewhere.
    """
    folder = content.folder.resolve()
    for start in (Path.cwd(), folder):
        path = start / given
        path = path.parent.resolve() / path.name  # a link is not followed to what it leads to
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    hint = f"an article lies in {content.shown}/articles/"
    raise SitegenError(Problem(given, 0, f"lies outside of {content.shown}/", hint))


def _refuse_strange(content: Content, before: str, after: str) -> None:
    for path in (before, after):
        name = PurePosixPath(path)
        if not is_article(path) or name.suffix != ".md":
            hint = f"an article is a file in {content.shown}/articles/ whose name ends in .md"
            raise SitegenError(content.problem(path, "is not the place of an article", hint))
        if any(part.startswith(".") for part in name.parts) or not path.isprintable() or "\\" in path:
            hint = "give it a name of letters, digits and hyphens"
            raise SitegenError(content.problem(path, "would be a hidden or broken name", hint))
    if before == after:
        raise SitegenError(content.problem(before, "is there already", "name another place"))


def _refuse_taken(desk: Desk, before: str, after: str) -> None:
    urls = desk.project.directory_urls
    others = desk.paths - {before}
    taken = resident(others, address_of(after, directory_urls=urls), directory_urls=urls)
    if not taken and os.path.lexists(desk.content.folder / after):
        both = desk.content.folder
        taken = "" if (both / before).samefile(both / after) else after
    if taken:
        problem = f"its new address is that of {desk.content.shown}/{taken}"
        raise SitegenError(desk.content.problem(before, problem, "choose another name"))

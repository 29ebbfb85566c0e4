"""Articles moved by hand since the last commit: git knows where they stood, the content where they stand.

An article is known by its source, else by its body, else by its headline and date, and only when nothing
else could be meant.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from sitegen.editing.manuscripts import Content, Manuscript
from sitegen.errors import Problem, SitegenError
from sitegen.front_matter import parse
from sitegen.model.article import Article


def moved_by_hand(content: Content, paths: Iterable[str]) -> list[tuple[str, str]]:
    """Old and new path of each article that has gone from where it stood and stands elsewhere; sorted.

    paths  of all files of the content today

    Raises SitegenError where git cannot say, and where an article may have gone to two places.
    """
    today = {path for path in paths if path.startswith("articles/") and path.endswith(".md")}
    committed = set(_committed(content.folder))
    gone, fresh = sorted(committed - today), sorted(today - committed)
    if not gone or not fresh:
        return []
    candidates = [(each.path, _marks(each)) for each in content.texts(fresh, [])]
    return [pair for path in gone for pair in _pair(content, path, candidates)]


def _pair(
    content: Content, path: str, candidates: Iterable[tuple[str, tuple[object, ...]]]
) -> list[tuple[str, str]]:
    old = _marks(Manuscript(path, _git(content.folder, "show", f"HEAD:./{path}")))
    for mark in range(len(old)):
        alike = [new for new, marks in candidates if marks and old[mark] and marks[mark] == old[mark]]
        if len(alike) > 1:
            both = " and ".join(f"{content.shown}/{new}" for new in alike)
            hint = f"say which: sitegen mv {content.shown}/{path} {content.shown}/{alike[0]}"
            raise SitegenError(content.problem(path, f"may have gone to {both}", hint))
        if alike:
            return [(path, alike[0])]
    return []


def _marks(manuscript: Manuscript) -> tuple[object, ...]:
    """What an article is known by, the surest first; () for one that cannot be read."""
    try:
        article: Article = parse(manuscript.text)
    except SitegenError:
        return ()
    return (article.source.path, article.body, article.title and (article.title, article.date))


def _committed(folder: Path) -> list[str]:
    names = _git(folder, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", "articles")
    return [name for name in names.split("\0") if name.endswith(".md")]


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)  # noqa: S607
        return done.stdout.decode()
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        hint = "name the two files: sitegen mv OLD NEW"
        problem = "what was moved can be found only in a git repository with a commit"
        raise SitegenError(Problem(str(folder), 0, problem, hint)) from None

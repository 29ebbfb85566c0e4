"""The check on proposals: what a new conversion would change where an editor has changed the same."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path

from sitegen.check.content.copy import Paper
from sitegen.check.finding import Check, Complaint, Severity
from sitegen.newsroom.proposals import article_of


def proposals_are_settled(paper: Paper) -> Iterator[Complaint]:
    """A proposal that `sitegen convert` has laid beside an article is settled before long.

    It is a hidden file, so that nobody publishes it; nobody sees it in a list of files either. Take over what
    is right and delete it: the same is not proposed again.

    Found:
        [articles/.a.proposal.md]
        title: A new headline
        [articles/a.md]
        title: A
    Silent:
        [articles/a.md]
        title: A
        [articles/proposal.md]
        title: A proposal
    """
    for path in sorted(_hidden(paper.shelf.folder)):
        if article := article_of(path):
            there = article in paper.files
            name = posixpath.basename(path)
            message = f"a conversion has proposed changes: {name}"
            hint = "take over what is right, then delete that file" if there else "delete that file"
            told = message if there else f"{message}, for an article that is gone"
            place = article if there else path
            yield paper.tells(place, told, hint, severity=Severity.WARNING)


def _hidden(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(place).relative_to(folder).as_posix()
        yield from (posixpath.normpath(f"{below}/{name}") for name in names if name.startswith("."))


CHECKS: tuple[Check[Paper], ...] = (Check(proposals_are_settled),)

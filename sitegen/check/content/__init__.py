"""The checks over the content: what an editor or a colleague gets wrong, before readers see it.

copy.py          what a check looks at: a file, or all of them
header.py, references.py   lines of a header; links and pictures of a body
reader.py        the content folder -> all of that, each file read once
examination.py   everything that is found, renewed after a change: for the command and for `serve`
mending.py       what --fix does
examples.py      the examples in the checks' docstrings
made.py, targets.py, spelling.py   what several checks need

To add a check, write a function `(Manuscript) -> Complaint ...` or `(Paper) -> Complaint ...` in the file of
its theme and put it in the CHECKS there. The first line of its docstring is its rule as one sentence; then
come the details, and examples: what is found (`Found:`, with `Mended:` where --fix helps), and what is not
(`Silent:`).
"""

from __future__ import annotations

from sitegen.check.content import (
    addresses,
    dates,
    doubles,
    headers,
    leftovers,
    links,
    names,
    pictures,
    proposals,
)
from sitegen.check.content.copy import Manuscript, Paper
from sitegen.check.finding import Check

OF_EVERY_FILE: tuple[Check[Manuscript], ...] = (headers.OF_EVERY_FILE, pictures.OF_EVERY_FILE)
"""Checks of one file, whether story or page."""

OF_STORIES: tuple[Check[Manuscript], ...] = (*headers.CHECKS, *dates.CHECKS, *leftovers.CHECKS)
"""Checks of one story whose header can be read."""

OF_THE_PAPER: tuple[Check[Paper], ...] = (
    *names.CHECKS,
    *links.CHECKS,
    *pictures.CHECKS,
    *addresses.CHECKS,
    *doubles.CHECKS,
    *proposals.CHECKS,
)
"""Checks that look at all files together."""

CHECKS: tuple[Check[Manuscript] | Check[Paper], ...] = (*OF_EVERY_FILE, *OF_STORIES, *OF_THE_PAPER)
"""All of them, in the order in which they are told."""

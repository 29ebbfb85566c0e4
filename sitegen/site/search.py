"""The search index: Pagefind, over the article pages of a built site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sitegen.errors import Problem, SitegenError

ARTICLES = "articles/**/*.html"
"""The pages that are searched, as Pagefind's glob."""

FOLDER = "pagefind"
"""Where the index stands in the site. The theme's search script knows this name too."""

_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces; the theme brings one."""


def build_index(site: Path) -> None:
    """Write the search index of the site in folder `site` into it.

    Raises SitegenError when Pagefind cannot be run or fails.
    """
    if not any(site.glob(ARTICLES)):
        return
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", ARTICLES, "--quiet"]
    try:
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise SitegenError(_no_index(str(error))) from None
    if run.returncode:
        raise SitegenError(_no_index((run.stderr or run.stdout).strip()))
    for pattern in _UNUSED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()


def _no_index(reason: str) -> Problem:
    last = reason.splitlines()[-1] if reason else "no reason given"
    hint = "install it with pip install 'pagefind[bin]', or leave it out: sitegen build --no-search"
    return Problem("", 0, f"Pagefind could not make the search index: {last}", hint)

"""The search index: Pagefind, over the slips of an edition."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.errors import Problem, SitegenError
from sitegen.site.search.common import FILE as COMMON_WORDS
from sitegen.site.search.common import common_words
from sitegen.site.search.entries import Entry
from sitegen.site.search.slips import write_slips

FOLDER = "pagefind"
"""Where the index stands in the site. The theme's search script knows this name too."""

_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces; the theme brings one."""

_CUT_BY_PAGEFIND = frozenset({"zh", "ja", "th"})
"""Languages whose words some builds of Pagefind cut by a dictionary, and our pairs with them."""


def build_index(site: Path, entries: Iterable[Entry], language: str) -> None:
    """Write the search index of a site into it.

    entries   of the stories that are found
    language  of the site. All stories are in one index, whatever their language, so that one query finds
              them all; word endings are heard as this language has them.

    Raises SitegenError when Pagefind cannot be run or fails.
    """
    _index_entries(list(entries), site / FOLDER, language)
    for pattern in _UNUSED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()


def _index_entries(entries: list[Entry], target: Path, language: str) -> None:
    if not entries:
        return
    with TemporaryDirectory(prefix="sitegen-search-") as folder:
        write_slips(entries, Path(folder))
        _index(Path(folder), target, language)
    words = common_words([entry.html for entry in entries])
    (target / COMMON_WORDS).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")


def _index(source: Path, target: Path, language: str) -> None:
    base = language.replace("_", "-").partition("-")[0].lower()
    forced = "und" if base in _CUT_BY_PAGEFIND else base
    command = [sys.executable, "-m", "pagefind", "--site", str(source), "--output-path", str(target)]
    command += ["--force-language", forced, "--quiet"]
    try:
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise SitegenError(_no_index(str(error))) from None
    if run.returncode:
        raise SitegenError(_no_index((run.stderr or run.stdout).strip()))


def _no_index(reason: str) -> Problem:
    last = reason.splitlines()[-1] if reason else "no reason given"
    hint = "install it with pip install 'pagefind[bin]', or leave it out: sitegen build --no-search"
    return Problem("", 0, f"Pagefind could not make the search index: {last}", hint)

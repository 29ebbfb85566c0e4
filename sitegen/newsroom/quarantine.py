"""Seeds that are set aside because they exceed a budget: a copy of each, with the reason.

They lie in `.cache/quarantine/`, in a folder for each seed that is named by its sha256. A seed that lies
there is not tried again by the same version of sitegen, so that it costs its time once; --again tries it, and
so does deleting the folder.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path, PurePosixPath

import sitegen
from sitegen.files import write_atomic
from sitegen.newsroom.budgets import Excess, excess
from sitegen.newsroom.report import Result

FOLDER = PurePosixPath(".cache/quarantine")
REASON = "reason.txt"
_COPIED = 32 * 1024 * 1024
"""Bytes of the largest seed that is copied; of a larger one there is only the reason."""

_DIGITS = 16


class Quarantine:
    """The seeds of a project that were set aside.

    dry  nothing is set aside
    """

    def __init__(self, project: Path, *, dry: bool = False) -> None:
        self._folder = project / FOLDER
        self._dry = dry
        self._there = {path.name for path in self._folder.iterdir()} if self._folder.is_dir() else set()

    def reason(self, name: str, sha256: str) -> Excess | None:
        """Why a seed was set aside by this version; None when it was not."""
        if sha256[:_DIGITS] not in self._there:
            return None
        try:
            text = (self._folder / sha256[:_DIGITS] / REASON).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
        version, _, what = text.partition("\n")[2].partition("\n")
        if version != _version() or not what.strip():
            return None
        return _told(name, sha256, what.strip())

    def set_aside(self, seed: Path, result: Result) -> Result:
        """Set a seed aside that exceeded a budget; returns what became of it, with the place."""
        if self._dry:
            return result
        problem = result.problems[0]
        try:
            with seed.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            folder = self._folder / sha256[:_DIGITS]
            if seed.stat().st_size <= _COPIED:
                write_atomic(folder / f"seed{seed.suffix}", seed.read_bytes())
            write_atomic(folder / REASON, f"{problem.path}\n{_version()}\n{problem.problem}\n")
        except OSError:
            return result  # then it is tried again next time
        return replace(result, problems=(_told(problem.path, sha256, problem.problem),))


def _version() -> str:
    return f"sitegen {sitegen.__version__}"


def _told(name: str, sha256: str, what: str) -> Excess:
    told = excess(name, what)
    hint = f"{told.hint}; a copy is in {FOLDER / sha256[:_DIGITS]}/, and --again tries it once more"
    return Excess(name, 0, what, hint)

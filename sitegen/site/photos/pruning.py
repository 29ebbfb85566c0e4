"""Prints and share cards in the cache that no build has used for a month.

A cache that only grows is a disk that is full one day. Once a day a build that has something to do looks it
through: what it uses itself is marked as used, by its file's time; what nobody has used for 30 days goes.
A picture that was deleted, or lies on another branch, may come back within that time and costs nothing then.
Whatever goes is made again when it is wanted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_DAY = 86_400
KEPT = 30 * _DAY
"""Seconds for which what nobody uses is kept."""

_MARK = ".pruned"
"""The file whose time tells when a folder was last looked through."""

_OURS = re.compile(r"[0-9a-f]{16}(?:-\d+\.(?:webp|avif)|\.[0-9a-f]{6}\.json)|[0-9a-f]{12}\.png|\..+\.tmp")
"""Prints, their sheets, cards, and what a killed process left. Nothing else is ever touched."""


def prune(folder: Path, used: Collection[str], now: float) -> int:
    """Take out of a cache folder what has not been used for long; returns how many files.

    used  the names of the files that this build uses; a sheet counts with any print of its picture
    now   seconds since 1970, by the clock that sets the times of files

    Looks at one file only when the folder was looked through within the last day. Nothing is raised: a file
    that cannot be removed stays.
    """
    mark = folder / _MARK
    with suppress(OSError):
        if now - mark.stat().st_mtime < _DAY:
            return 0
    gone, names = 0, {*used, *(name.partition("-")[0] for name in used)}
    with suppress(OSError):
        mark.touch()
        with os.scandir(folder) as entries:
            gone = sum(_is_gone(entry, names, now) for entry in entries if _OURS.fullmatch(entry.name))
    return gone


def _is_gone(entry: os.DirEntry[str], used: Collection[str], now: float) -> bool:
    name = entry.name
    with suppress(OSError):
        if name in used or (name.endswith(".json") and name.partition(".")[0] in used):
            os.utime(entry.path, (now, now))
        elif now - entry.stat(follow_symlinks=False).st_mtime > (_DAY if name.endswith(".tmp") else KEPT):
            os.unlink(entry.path)  # noqa: PTH108  # thousands of files: plain strings are quicker
            return True
    return False

"""Paths that stay where they belong: inside their root, under names that every file system takes.

A path here is one below a root, with forward slashes: `articles/2024/03/slug.md`. Which names Windows does
not take is from Microsoft's "Naming Files, Paths, and Namespaces"; that macOS stores names in another Unicode
form, and that it and Windows do not tell `A` from `a`, decides which names collide.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.errors import Problem

LONGEST_NAME = 255
"""Bytes of a name in UTF-8 that file systems take."""

LONGEST_PATH = 1024
"""Bytes of a path below its root; enough for any address, and below what systems take for the whole."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*\ud800-\udfff]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_DECEIVES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
"""Signs nobody sees that turn the letters after them round: `gpj.exe` shown as `exe.jpg`."""


def strange_in(path: str) -> str:
    """Why no file may have this path below a root, in words; "" when it may.

    >>> strange_in("articles/2024/03/a-story.md"), strange_in("../a.md"), strange_in("images/con.png")
    ('', 'leads out of its folder', 'has the name "con.png", which Windows keeps for itself')
    """
    if not path or path.startswith("/") or "\\" in path or re.match("[a-zA-Z]:", path):
        return "is no path below a folder"
    if len(path.encode("utf-8", "replace")) > LONGEST_PATH:
        return f"is longer than {LONGEST_PATH} bytes"
    return next(filter(None, map(_strange_name, path.split("/"))), "")


def _strange_name(name: str) -> str:
    if name in ("", ".", ".."):
        return "leads out of its folder" if name == ".." else "has an empty name in it"
    if found := _FORBIDDEN.search(name) or _DECEIVES.search(name):
        return f"has U+{ord(found[0]):04X} in a name, which not every system takes or shows"
    if name[-1] in ". " or name[0] == " ":
        return f'has the name "{name}", whose first or last sign Windows drops'
    if _DEVICE.match(name):
        return f'has the name "{name}", which Windows keeps for itself'
    return f"has a name longer than {LONGEST_NAME} bytes" if len(name.encode()) > LONGEST_NAME else ""


def place_in(root: Path, path: str) -> Path:
    """Where the file at a path below a root lies, with no link on the way that leaves the root.

    Raises ValueError, in words, when it lies elsewhere or may have no such path.
    """
    if strange := strange_in(path):
        raise ValueError(strange)
    place = root / path
    if not is_inside(place, root):
        raise ValueError("lies outside of its folder, behind a link")
    return place


def is_inside(place: Path, root: Path) -> bool:
    """True when a place, or where it would be, is inside a root after all links are followed."""
    real, within = os.path.realpath(place), os.path.realpath(root)
    return real == within or real.startswith(within.rstrip(os.sep) + os.sep)


def same_name(path: str) -> str:
    """What two paths share that some file system takes for one: case and Unicode form do not count."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def collisions(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each path with the one before it, in sorted order, that some file system takes for the same."""
    taken: dict[str, str] = {}
    for path in sorted(paths):
        first = taken.setdefault(same_name(path), path)
        if first != path:
            yield path, first


def astray(root: Path, shown: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """What may not be published of a folder, and why: links that leave it, names that collide or cannot be.

    root   of the content or the seeds
    shown  how a person knows it, for messages

    Returns the paths below it, sorted, of files and of links to folders that are to be left out. No link to a
    folder is followed here.
    """
    found: dict[str, tuple[str, str]] = {}
    names = []
    for path, is_link in _entries(str(root)):
        strange = strange_in(path)
        if is_link and not is_inside(root / path, root):
            found[path] = ("is a link that leads out of the folder", "put the file itself in its place")
        elif strange:
            found[path] = (strange, "give the file a plain name: letters, digits and hyphens")
        else:
            names.append(path)
    for path, first in collisions(names):
        found[path] = (f"is the same as {shown}/{first} to many systems", "rename one of the two")
    problems = (Problem(f"{shown}/{path}", 0, *found[path]) for path in sorted(found))
    return tuple(sorted(found)), tuple(problems)


def strays(root: Path, shown: str, paths: Iterable[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The same of some files below a root: those that lie outside behind a link, and names that cannot be.

    A link to a folder is named once, however many files lie behind it.
    """
    found: list[str] = []
    problems: dict[str, Problem] = {}
    for path in sorted(paths):
        if not is_inside(root / path, root):
            link = next(part for part in _ways(path) if not is_inside(root / part, root))
            hint = "put the file itself in its place"
            problems[link] = Problem(f"{shown}/{link}", 0, "is a link that leads out of the folder", hint)
        elif strange := strange_in(path):
            hint = "give the file a plain name: letters, digits and hyphens"
            problems[path] = Problem(f"{shown}/{path}", 0, strange, hint)
        else:
            continue
        found.append(path)
    return tuple(found), tuple(problems.values())


def _ways(path: str) -> Iterator[str]:
    """`a/b/c.md` -> `a`, `a/b`, `a/b/c.md`."""
    parts = path.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts) + 1))


def _entries(root: str) -> Iterator[tuple[str, bool]]:
    """The files below a folder, and the links to folders, by their path; True with each that is a link."""
    for folder, folders, files in os.walk(root):
        below = folder[len(root) :].strip(os.sep).replace(os.sep, "/")
        for name in (*folders, *files):
            is_link = os.path.islink(f"{folder}/{name}")  # noqa: PTH114  # thousands of files: strings are quick
            if is_link or name not in folders:
                yield f"{below}/{name}" if below else name, is_link

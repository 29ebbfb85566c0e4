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


def is_device(name: str) -> bool:
    """True for a name that Windows keeps for itself, whatever its ending: `con`, `NUL.md`, `com1.tar.gz`."""
    return _DEVICE.match(name) is not None


def _strange_name(name: str) -> str:
    if name in ("", ".", ".."):
        return "leads out of its folder" if name == ".." else "has an empty name in it"
    if found := _FORBIDDEN.search(name) or _DECEIVES.search(name):
        return f"has U+{ord(found[0]):04X} in a name, which not every system takes or shows"
    if name[-1] in ". " or name[0] == " ":
        return f'has the name "{name}", whose first or last sign Windows drops'
    if is_device(name):
        return f'has the name "{name}", which Windows keeps for itself'
    return f"has a name longer than {LONGEST_NAME} bytes" if len(name.encode()) > LONGEST_NAME else ""


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


def strays(root: Path, shown: str, paths: Iterable[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """What may not be published of some files below a root, and why.

    root   of the content
    shown  how a person knows it, for messages
    paths  of the files, below the root

    Returns the paths that are to be left out, sorted: files that lie outside behind a link, names that cannot
    be everywhere, and each that some system takes for the one before it. A link to a folder is named once,
    however many files lie behind it.
    """
    found: dict[str, Problem] = {}
    names = []
    for path in sorted(paths):
        if not is_inside(root / path, root):
            link = next(part for part in _ways(path) if not is_inside(root / part, root))
            hint = "put the file itself in its place"
            found[path] = Problem(f"{shown}/{link}", 0, "is a link that leads out of the folder", hint)
        elif strange := strange_in(path):
            hint = "give the file a plain name: letters, digits and hyphens"
            found[path] = Problem(f"{shown}/{path}", 0, strange, hint)
        else:
            names.append(path)
    for path, first in collisions(names):
        what = f"is the same as {shown}/{first} to many systems"
        found[path] = Problem(f"{shown}/{path}", 0, what, "rename one of the two")
    left_out = sorted(found)
    return tuple(left_out), tuple(dict.fromkeys(found[path] for path in left_out))


def _ways(path: str) -> Iterator[str]:
    """`a/b/c.md` -> `a`, `a/b`, `a/b/c.md`."""
    parts = path.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts) + 1))

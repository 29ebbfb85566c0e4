"""Checks on file names and addresses: no two are the same, and every disk and host takes them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator

from sitegen.check.content.copy import Paper, Piece
from sitegen.check.content.made import made_pages, place_of
from sitegen.check.content.targets import alike
from sitegen.check.finding import Check, Complaint, Severity
from sitegen.site.redirects import file_at

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself. Source: Microsoft, "Naming Files, Paths, and Namespaces"."""

_LONGEST = 200
"""Characters of a path from the content folder; Windows takes 260 with all that stands before it."""


def addresses_are_unique(paper: Paper) -> Iterator[Complaint]:
    """Every page has an address of its own, also where a disk or a host does not tell `A` from `a`.

    Nor does it tell `é` in one piece from `e` with an accent of its own (Unicode NFC and NFD).

    Found:
        [articles/harbour.md]
        title: A
        [articles/Harbour.md]
        title: B
    Found:
        [articles/harbour.md]
        title: A
        [articles/harbour/index.md]
        title: B
    Silent:
        [articles/harbour.md]
        title: A
        [articles/harbour-2.md]
        title: B
    """
    taken: dict[str, Piece] = {}
    for _, piece in sorted(paper.pieces.items()):
        first = taken.setdefault(alike(piece.place), piece)
        if first is not piece:
            message = f"has the same address as {paper.shelf.shown}/{first.path}: /{piece.place}"
            yield paper.tells(piece.path, message, "rename one of the two files")


def aliases_are_free(paper: Paper) -> Iterator[Complaint]:
    """An old address under `aliases` is no page's address today, and no other story's old address.

    Found:
        [articles/a.md]
        aliases: [/about/]
        [about.md]
        About us.
    Found:
        [articles/a.md]
        aliases: [/2019/harbour/]
        [articles/b.md]
        aliases: [/2019/harbour]
    Found:
        [articles/a.md]
        aliases: [/topics/sea/]
        tags: [Sea]
    Silent:
        [articles/a.md]
        aliases: [/2019/harbour/]
        [articles/b.md]
        aliases: [/2019/harbour-2/]
    """
    if not any(piece.article and piece.article.aliases for piece in paper.stories):
        return
    folders = paper.shelf.directory_urls
    living = {alike(file_at(place_of(path, folders))): path for path in (*made_pages(paper), *paper.pieces)}
    taken: dict[str, Piece] = {}
    for piece in paper.stories:
        for alias in piece.article.aliases if piece.article else ():
            address = alike(file_at(alias))
            other = taken.setdefault(address, piece)
            whose = living.get(address) or (other.path if other is not piece else "")
            if whose:
                hint = "take it out" if address in living else "take it out of one of the two"
                line = piece.header.line_of("aliases", alias)
                yield paper.tells(piece.path, f"the alias {alias!r} belongs to {whose}", hint, line=line)


def file_names_travel(paper: Paper) -> Iterator[Complaint]:
    """A file's name is one that Windows, macOS and Linux take, so that every colleague can check it out.

    No `< > : " | ? * \\`, no name such as `con` or `aux`, no point or space at the end, no path of more than
    200 characters. An accent is one character with its letter (NFC): macOS writes it as two (NFD).

    Found:
        [articles/harbour: the end.md]
        title: A
    Found:
        [articles/aux.md]
        title: A
    Found:
        [articles/cafe\u0301.md]
        title: A
    Silent:
        [articles/café-auxiliary.md]
        title: A
    """
    for path in sorted(paper.files):
        fault = next(filter(None, map(_fault, path.split("/"))), "")
        if not fault and len(path) > _LONGEST:
            fault = f"the path has more than {_LONGEST} characters"
        if fault:
            hint = "rename the file, and keep its old address under aliases: sitegen mv OLD NEW"
            yield paper.tells(path, fault, hint, severity=Severity.WARNING)


def _fault(name: str) -> str:
    if found := _FORBIDDEN.search(name):
        return f"Windows has no file name with {found[0]!r}"
    if _RESERVED.fullmatch(name):
        return f"Windows keeps the name {posixpath.splitext(name)[0]!r} for itself"
    if name != name.strip() or name.endswith("."):
        return "the name begins or ends with a space or a point"
    if unicodedata.normalize("NFC", name) != name:
        return "an accent in the name is written as a character of its own (NFD)"
    return ""


CHECKS: tuple[Check[Paper], ...] = tuple(
    map(Check, (addresses_are_unique, aliases_are_free, file_names_travel))
)

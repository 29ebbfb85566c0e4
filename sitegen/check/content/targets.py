"""Where a link or a picture in the content leads."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from sitegen.check.content.copy import Paper, Piece
from sitegen.check.content.made import is_for_machines, made_pages, old_addresses, place_of
from sitegen.site.redirects import file_at


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address of this site leads.

    path      from the content folder, decoded; "" for the page itself
    fragment  the part after #, decoded
    whole     True when the address was written with the site's own host before it
    """

    path: str
    fragment: str = ""
    whole: bool = False


def target_of(address: str, path: str, site_url: str) -> Target | None:
    """Where `address`, written in the file at `path`, leads in this site; None for another host or mailto:.

    Raises ValueError when it cannot be read as an address.
    """
    rest = address.strip()
    if whole := bool(site_url) and rest.startswith(site_url):
        rest = "/" + rest[len(site_url) :]
    parts = urlsplit(rest)
    if parts.scheme or parts.netloc:
        return None
    aim, fragment = unquote(parts.path, errors="strict"), unquote(parts.fragment, errors="strict")
    if not aim:
        return Target(path if address.strip() else "", fragment)
    start = "" if aim.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(start, aim.lstrip("/")))
    slash = "/" if aim.endswith("/") and joined != "." else ""
    return Target(("" if joined == "." else joined) + slash, fragment, whole)


@dataclass(frozen=True)
class Places:
    """All that a link may lead to."""

    paper: Paper

    @cached_property
    def made(self) -> frozenset[str]:
        return made_pages(self.paper)

    @cached_property
    def by_place(self) -> dict[str, str]:
        """Address as a browser shows it -> the file, written or made."""
        folders = self.paper.shelf.directory_urls
        return {place_of(path, folders): path for path in (*self.made, *self.paper.pieces)}

    @cached_property
    def old(self) -> dict[str, Piece]:
        return old_addresses(self.paper)

    @cached_property
    def _alike(self) -> dict[str, str]:
        return {alike(path): path for path in (*self.paper.files, *self.made)}

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in self.paper.files:
            found[posixpath.basename(path)].append(path)
        return found

    def has_file(self, path: str) -> bool:
        """True for a file of the content, a page that is made, and what theme and machines add."""
        return (
            path in self.paper.files
            or path in self.paper.theme_files
            or is_for_machines(path)
            or path in self.made
        )

    def page_at(self, path: str) -> str:
        """The file whose page has an address: `topics/sea/` or `topics/sea` -> `topics/sea.md`; ""."""
        slashed = path if not path or path.endswith("/") else f"{path}/"
        return self.by_place.get(path) or self.by_place.get(slashed, "")

    def moved(self, path: str) -> Piece | None:
        """The story that an old address leads to."""
        return self.old.get(file_at(path))

    def nearest(self, path: str) -> str:
        """The one file that differs in case or Unicode form only, or has the same name elsewhere; ""."""
        if found := self._alike.get(alike(path)):
            return found
        named = self._by_name.get(posixpath.basename(path), [])
        return named[0] if len(named) == 1 else ""


def alike(path: str) -> str:
    """What two paths share that a disk or an editor may take for one."""
    return unicodedata.normalize("NFC", path).casefold()


def seen_from(path: str, target: str) -> str:
    """How the file at `path` writes a link to the file `target`: `../09/harbour.md`."""
    return posixpath.relpath(target, posixpath.dirname(path) or ".")

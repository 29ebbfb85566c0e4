"""The whole built site, and what checks ask of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sitegen.check.built.addresses import NO_ADDRESS, Place, Where, address_of, folder_of, locate
from sitegen.check.built.feed import Feed
from sitegen.check.built.page import Page
from sitegen.check.built.sitemap import Robots, Sitemap
from sitegen.check.built.styles import StyleSheet


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A built site as it lies in its folder.

    site_url  its address with a slash at the end; "" when it is not known
    files     path of every file -> size in bytes; paths with /, relative to the folder
    pages     path of the file -> page, in the order of paths
    robots    None when there is no robots.txt
    """

    site_url: str
    files: Mapping[str, int]
    pages: Mapping[str, Page]
    feeds: tuple[Feed, ...] = ()
    sitemaps: tuple[Sitemap, ...] = ()
    styles: tuple[StyleSheet, ...] = ()
    robots: Robots | None = None
    alike: Mapping[str, str] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """The site's address, or one that stands for it."""
        return self.site_url or NO_ADDRESS

    def address(self, path: str) -> str:
        """The absolute address of a file."""
        return address_of(path, self.home)

    def readable_pages(self) -> Iterator[Page]:
        """Pages that could be read."""
        return (page for page in self.pages.values() if not page.fault)

    def listed_pages(self) -> Iterator[Page]:
        """Pages that search engines should list."""
        return (page for page in self.pages.values() if page.is_listed)

    def serves(self, path: str) -> str:
        """The file that a host sends for a path of the site, decoded; "" when there is none.

        A folder without its slash (`about`) is no address of its own: hosts answer it with a redirect.
        """
        file = f"{path}index.html" if not path or path.endswith("/") else path
        return file if file in self.files else ""

    def nearest(self, path: str) -> str:
        """A path that is there and differs by a slash, case, Unicode form or ending; "" when none does."""
        for candidate in (f"{path}/", f"{path.rstrip('/')}.html", path.rstrip("/")):
            if self.serves(candidate):
                return candidate
        bare = path.rstrip("/")
        found = self.alike.get(alike(bare)) or self.alike.get(alike(f"{bare}/index.html"))
        return folder_of(found) if found else ""

    def place(self, address: str) -> Place:
        """Where an absolute address leads."""
        return locate(address, self.home, self.home)

    def is_missing(self, address: str) -> bool:
        """True when an absolute address lies in this site and no file is there."""
        place = self.place(address)
        return place.where is Where.SITE and not self.serves(place.path)


def alike(path: str) -> str:
    """What is the same for paths that a person would mistake for each other: `Été` and `e\u0301te\u0301`."""
    return unicodedata.normalize("NFC", path).casefold()

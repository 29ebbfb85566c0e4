"""What lay below the old address of a renamed section, topic, author or running story.

Its front has an alias, as every page may have one. Its numbered pages and its feeds lay in a folder there:

- each numbered page is left a page that leads on; they are counted from the oldest, so 2 leads to 2;
- each feed goes on: HTML cannot redirect a feed reader, so the same feed stands at the old address too, and
  states the new one as its own. Who once subscribed goes on reading;
- hosts that read `_redirects` are told of the whole folder, and answer for all of it by one rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sitegen.site.listings import Listing
from sitegen.site.redirects import Moved, Redirect
from sitegen.site.views import Directory


@dataclass(frozen=True, slots=True)
class OldFolder:
    """An old folder of a listing: `topics/old/`, as it stands in the site."""

    folder: str
    listing: Listing

    @property
    def now(self) -> str:
        """The folder in its place: `topics/new/`."""
        return folder_of(self.listing)

    def pages(self, title: str) -> Iterator[Redirect]:
        """The pages that lead from the old numbered pages to the new ones."""
        end = "/index.html" if self.listing.directory_urls else ".html"
        for piece in self.listing.slices:
            if piece.number:
                to = Moved(piece.path, piece.url, title, "", ())
                yield Redirect(f"{self.folder}{piece.number}{end}", to)


def folder_of(listing: Listing) -> str:
    """Where the numbered pages and the feeds of a listing stand in the site."""
    return f"{listing.kind}/{listing.slug}/"


def old_folders_of(redirects: Iterable[Redirect], directory: Directory) -> tuple[OldFolder, ...]:
    """The old folders of the listings to whose fronts some of the redirects lead."""
    by_path = {listing.path: listing for listings in directory.all for listing in listings}
    return tuple(
        OldFolder(_below(redirect.file), by_path[redirect.to.path])
        for redirect in redirects
        if redirect.to.path in by_path and _below(redirect.file)
    )


def pages_behind(folders: Iterable[OldFolder], taken: Collection[str]) -> tuple[Redirect, ...]:
    """The pages that lead to numbered pages; none hides a file of the site, which are `taken`."""
    found = {page.file: page for old in folders for page in old.pages(old.listing.name)}
    return tuple(page for file, page in found.items() if file not in taken)


def _below(file: str) -> str:
    """`topics/old/index.html` and `topics/old.html` -> `topics/old/`; "" for the front page of the site."""
    return file.removesuffix("index.html") if file.endswith("/index.html") else _of_flat(file)


def _of_flat(file: str) -> str:
    stem = file.removesuffix(".html").removesuffix(".htm")
    return f"{stem}/" if stem != "index" else ""

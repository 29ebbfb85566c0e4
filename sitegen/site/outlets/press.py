"""All that an edition tells machines: the head of every page, and the files beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from sitegen.site.edition import Edition
from sitegen.site.listings import Slice
from sitegen.site.machines import sitemaps
from sitegen.site.machines.facts import Item, Paper
from sitegen.site.outlets.files import (
    Ledger,
    Printed,
    configured_files,
    feed_files,
    newest_change,
    news_files,
    sitemap_files,
    unmade,
    write_files,
)
from sitegen.site.outlets.heads import UNLISTED, Heads, titles
from sitegen.site.outlets.pictures import ShareCard, card_of, write_cards
from sitegen.site.outlets.settings import Cards
from sitegen.site.outlets.wire import Wire, paper_of
from sitegen.site.settings import Settings
from sitegen.site.shows import Shows
from sitegen.site.stories import Shelf, page_url
from sitegen.site.templates import direction
from sitegen.site.timing import shown_day

HOME = "index.md"


@dataclass(frozen=True)
class Press:
    """An edition on its way to machines.

    told    a digest of all that machines are told of a story, by its path
    listed  the same of which pages and stories there are
    body    the HTML of a story's body, by its path
    """

    edition: Edition
    shelf: Shelf
    wire: Wire
    paper: Paper
    told: Callable[[str], str]
    listed: Callable[[], str]
    body: Callable[[str], str]

    @cached_property
    def heads(self) -> Heads:
        return Heads(self.wire, self.paper)

    @cached_property
    def changed(self) -> dict[str, datetime | None]:
        """When the words of each story last changed, by path."""
        return {path: self.wire.changed(story) for path, story in self.edition.stories.items()}

    def item(self, path: str, html: str = "") -> Item:
        """The story at `path` as an item."""
        return self.wire.item(self.edition.stories[path], self.edition.layout.views[path], html)

    def head(self, path: str) -> str:
        """HTML for the head of the page at `path` in the content folder."""
        if path in UNLISTED:
            return self.heads.unlisted()
        if path in self.edition.stories:
            view = self.edition.layout.views[path]
            return self.heads.story(self.edition.stories[path], view, self.item(path))
        meta = self.edition.meta(path)
        description = meta.get("description", "")
        if path == HOME:
            return self.heads.front(self.paper.name, description or self.paper.motto)
        if piece := self._slice(path):
            title = titles(meta, piece.number, self.wire.words)
            return self.heads.listing(piece, title, description)
        return self.heads.page(self._url(path), meta.get("title", ""), description)

    def write(self, site: Path, cache: Path, ledger: Ledger, taken: Collection[str] = ()) -> None:
        """Write the files that no person opens into the site; all but redirects need its address.

        cache   where drawn cards are kept
        ledger  tells which of them stand already
        taken   files of the site that the newsroom put there itself
        """
        needs = ledger.needs
        address, language = self.paper.address, self.wire.room.language
        moved = (
            (redirect.file, redirect.html(address, language).encode())
            for redirect in (*self.edition.layout.redirects, *self.edition.layout.behind)
        )
        write_files(unmade(moved, needs), site, taken)
        if not self.paper.address:
            return
        room, printed = self.wire.room, self._printed()
        write_files(feed_files(printed, needs), site, taken)
        others = (*news_files(printed), *configured_files(printed, self.wire.words, direction(room.language)))
        write_files(unmade(others, needs), site, taken)
        if not ledger.stand(listed := f"sitemap {self.listed()}"):
            made = sitemap_files(printed, self._addresses())
            write_files(((name, content) for name, content in made if needs(name, listed)), site, taken)
        write_cards(self._cards(), room, site, cache, needs)

    def _printed(self) -> Printed:
        return Printed(
            room=self.wire.room,
            paper=self.paper,
            stories=self.edition.stories,
            changed=self.changed,
            item=lambda path: self.item(path, self.body(path)),
            told=self.told,
            directory=self.edition.layout.directory,
            old=self.edition.layout.folders,
            now=self.shelf.now,
        )

    def _slice(self, path: str) -> Slice | None:
        piece = self.edition.context(path).get("slice")
        return piece if isinstance(piece, Slice) else None

    def _url(self, path: str) -> str:
        url = page_url(path, self.shelf.directory_urls)
        return "" if url == "./" else url

    def _addresses(self) -> Iterator[sitemaps.Address]:
        """The pages that are no stories; those that list stories changed when one of them did."""
        stories = self.edition.stories.values()
        for path in dict.fromkeys((*self.edition.pages, *self.edition.layout.sheets)):
            if path in UNLISTED:
                continue
            piece = self._slice(path)
            listed = piece.stories if piece else stories if path == HOME else ()
            changed = newest_change(listed, self.changed)
            yield sitemaps.Address(self.wire.room.absolute(self._url(path)) or self.paper.address, changed)

    def _cards(self) -> Iterator[ShareCard]:
        """The cards that some page names."""
        views = self.edition.layout.views
        wanted = [card_of(self.wire.room)]
        wanted += [
            card_of(self.wire.room, section.name) for section in self.edition.layout.directory.sections
        ]
        if self.wire.room.cards is Cards.STORIES:
            wanted += [self.wire.card(story, views[story.path]) for story in self.edition.stories.values()]
        yield from filter(None, wanted)


def press_of(
    edition: Edition,
    shelf: Shelf,
    settings: Settings,
    shows: Shows,
    told: Callable[[str], str],
    body: Callable[[str], str],
) -> Press:
    """An edition ready for machines.

    told  a digest of all that machines are told of a story, by its path
    body  the HTML of a story's body, by its path
    """
    house, room = settings.house, settings.room
    day = partial(shown_day, zone=house.zone, locale=house.locale)
    wire = Wire(room, house.zone, settings.plan.words, day)
    return Press(
        edition, shelf, wire, paper_of(room, shelf.folder, search=house.search), told, shows.all, body
    )

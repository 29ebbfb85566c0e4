"""What stands in the head of a page for search engines, feed readers and social networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from sitegen.site.listings import Kind, Listing, Slice
from sitegen.site.machines import feeds, social, structured
from sitegen.site.machines.facts import Item, Link, Paper
from sitegen.site.machines.social import Page
from sitegen.site.outlets.pictures import card_of, shared
from sitegen.site.outlets.wire import Wire
from sitegen.site.stories import Story
from sitegen.site.views import StoryView

UNLISTED = frozenset({"search.md"})
"""Pages that search engines are asked to leave out: they have no words of their own."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Makes the heads of an edition's pages; "" for all but robots when the site has no address."""

    wire: Wire
    paper: Paper

    def story(self, story: Story, view: StoryView, item: Item) -> str:
        steps = [Link(self.paper.name, self.paper.address), *([item.section] if item.section else [])]
        things = [
            structured.news_article(item, self.paper),
            structured.breadcrumbs([*steps, Link(item.title)]),
        ]
        meta = social.story_meta(item, self.paper, self.wire.shared(story, view, item))
        return self._joined(meta, things, view.section)

    def front(self, title: str, description: str) -> str:
        things = [structured.organization(self.paper), structured.website(self.paper)]
        return self._joined(self._meta("", title, description), things)

    def listing(self, piece: Slice, title: str, description: str) -> str:
        listing = piece.listing
        room = self.wire.room
        things = [
            structured.collection(title, room.absolute(piece.url), description, self.paper),
            structured.breadcrumbs(self._steps(listing, title)),
        ]
        section = listing.name if listing.kind is Kind.SECTION else ""
        return self._joined(self._meta(piece.url, title, description, section), things, listing)

    def page(self, url: str, title: str, description: str) -> str:
        return self._joined(self._meta(url, title, description), [])

    def unlisted(self) -> str:
        """Of a page that search engines leave out."""
        return social.html([social.robots_meta(indexed=False)])

    def _steps(self, listing: Listing, title: str) -> list[Link]:
        front = Link(self.paper.name, self.paper.address)
        overview = "archive" if listing.kind is Kind.MONTH else f"all_{listing.kind}"
        above = Link(self.wire.words[overview], self.wire.room.absolute(f"{listing.kind}/"))
        return [front, above, Link(title)]

    def _meta(self, url: str, title: str, description: str, section: str = "") -> tuple[social.Meta, ...]:
        room = self.wire.room
        address = room.absolute(url) if url else self.paper.address
        photo = shared(None, card_of(room, section), room)
        return social.page_meta(Page(address, title, description, photo), self.paper)

    def _joined(
        self, meta: tuple[social.Meta, ...], things: list[structured.Thing], listing: Listing | None = None
    ) -> str:
        robots = social.robots_meta()
        if not self.paper.address:
            return social.html([robots])
        script = structured.script(things) if things else ""
        return "\n".join([social.html([robots, *meta]), *self._feeds(listing), script])

    def _feeds(self, listing: Listing | None) -> Iterator[str]:
        """Links by which feed readers find the feeds: the listing's own first, then the paper's."""
        if listing and listing.kind is not Kind.MONTH:
            yield _feed_link(
                feeds.RSS, self.wire.room.absolute(listing.url), f"{listing.name} – {self.paper.name}"
            )
        for file in feeds.MEDIA_TYPES:
            yield _feed_link(file, self.paper.address, self.paper.name)


def _feed_link(file: str, folder: str, title: str) -> str:
    kind = feeds.MEDIA_TYPES[file]
    return f'<link rel="alternate" type="{kind}" title="{escape(title)}" href="{escape(folder + file)}">'


def titles(meta: Mapping[str, str], number: int, words: Mapping[str, str]) -> str:
    """A page's title, with its number behind the first page: `Ukraine war, page 3`."""
    title = meta.get("title", "")
    return words["title_with_page"].format(title=title, number=number) if number else title

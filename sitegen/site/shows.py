"""What each page shows: where none of it has changed, the page stands as it is.

All that can make one page stale, besides what makes all stale (`sitegen.site.memory.key`), is in this file:

- the words of its story: the digest of the file
- the cards of other stories on it: related, earlier and later ones, those of its running story, those listed;
  a card is all that may be shown of a story elsewhere, its picture, its address and its state among it
- where its story belongs: the names and addresses of section, authors, topics and running story
- of a listing: its name, its address, how many stories and pages it has, and the text an editor wrote for it
- what stands round every page: the sections in their order, the other pages by name, and which kinds of
  listings there are
- the files its words link to or show (`Renewal`): whether they are there, and what they hold
- time: embargoes, expiry and pins decide which stories there are, and where; they are asked of the clock anew
  in every build

Pages by any other template than those of stories and listings may show anything. They are few, and are set
anew in every build. A newsroom's own template may show of other stories and listings what is named above.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.site.edition import Edition
from sitegen.site.gist import digest_of
from sitegen.site.listings import Listing, Slice
from sitegen.site.sheets import Sheet
from sitegen.site.stories import Story

_BETWEEN = "\x1f"


@dataclass(slots=True)
class Shows:
    """Digests of what the pages of an edition show."""

    edition: Edition
    _round: str = field(init=False)
    _cards: dict[str, str] = field(init=False)
    _timelines: dict[str, str] = field(init=False, default_factory=dict)
    _told: dict[str, str] = field(init=False, default_factory=dict)
    _names: dict[int, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._cards = {path: _card(story) for path, story in self.edition.stories.items()}
        self._round = _joined(self._around())

    def of(self, path: str) -> str:
        """Of the page at `path` in the content folder; "" for one that is set anew in every build."""
        if path in self.edition.stories:
            return self._story(path)
        sheet = self.edition.layout.sheets.get(path)
        piece = sheet.context.get("slice") if sheet else None
        return self._slice(path, sheet, piece) if sheet and isinstance(piece, Slice) else ""

    def told(self, path: str) -> str:
        """What machines are told of a story: in feeds, and by the search."""
        if (known := self._told.get(path)) is not None:
            return known
        view = self.edition.layout.views[path]
        places = (view.section, view.series, *view.topics, *(listing for _, listing in view.authors))
        parts = (self.edition.stories[path].gist.digest, self._cards[path], *map(self._named, places))
        told = self._told[path] = _joined(parts)
        return told

    def all(self) -> str:
        """Of which pages and stories there are, and of all that the stories' cards show."""
        others = (*self.edition.pages, *self.edition.layout.sheets)
        return _joined((*others, *(f"{path} {card}" for path, card in self._cards.items())))

    def _named(self, listing: Listing | None) -> str:
        """`_named`, told once of each listing: thousands of stories name the same ones."""
        if listing is None:
            return ""
        if (known := self._names.get(id(listing))) is None:
            known = self._names[id(listing)] = _named(listing)
        return known

    def _around(self) -> Iterable[str]:
        directory = self.edition.layout.directory
        yield from map(_named, directory.sections)
        yield from (str(bool(len(listings))) for listings in directory.all)
        yield from (f"{path} {sorted(page.meta.items())}" for path, page in self.edition.pages.items())

    def _story(self, path: str) -> str:
        view = self.edition.layout.views[path]
        parts = [self._round, self.told(path)]
        parts += (self._cards[other.path] for other in view.related)
        parts += (self._cards[other.path] if other else "" for other in (view.newer, view.older))
        if view.series:
            parts += (str(view.place), self._timeline(view.series))
        return _joined(parts)

    def _timeline(self, series: Listing) -> str:
        if (known := self._timelines.get(series.slug)) is None:
            known = _joined(self._cards[story.path] for story in series.stories)
            self._timelines[series.slug] = known
        return known

    def _slice(self, path: str, sheet: Sheet, piece: Slice) -> str:
        listing = piece.listing
        numbers = f"{piece.number} {piece.pages} {len(listing.stories)}"
        written = (self.edition.pages.get(path), self.edition.pages.get(sheet.front))
        own = (f"{page.body} {sorted(page.meta.items())}" if page else "" for page in written)
        cards = (self._cards[story.path] for story in piece.stories)
        return _joined((self._round, _named(listing), sheet.title, numbers, *own, *cards))


def _card(story: Story) -> str:
    picture = story.picture
    shown = (
        f"{picture.url} {picture.width} {picture.height} {picture.size} {picture.prints}" if picture else ""
    )
    return f"{story.gist.card} {story.url} {story.state} {shown}"


def _named(listing: Listing) -> str:
    return f"{listing.kind} {listing.name} {listing.url}"


def _joined(parts: Iterable[str]) -> str:
    return digest_of(_BETWEEN.join(parts).encode("utf-8", "surrogatepass"))

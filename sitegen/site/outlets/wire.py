"""Stories put into the facts that machines are told, and the paper likewise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.model.article import Correction, When
from sitegen.site.listings import Listing
from sitegen.site.machines.facts import Correction as ToldCorrection
from sitegen.site.machines.facts import Item, Link, Paper, Photo
from sitegen.site.outlets.pictures import ShareCard, card_of, photo_of, shared
from sitegen.site.outlets.settings import Newsroom
from sitegen.site.pictures import picture_of
from sitegen.site.stories import Story
from sitegen.site.timing import instant
from sitegen.site.views import StoryView


@dataclass(frozen=True, slots=True)
class Wire:
    """What turns stories into items.

    zone   of the site: a time that names none is meant there
    words  of the furniture
    day    how readers see a day
    """

    room: Newsroom
    zone: ZoneInfo
    words: Mapping[str, str]
    day: Callable[[When], str]

    def item(self, story: Story, view: StoryView, html: str = "") -> Item:
        """The story as an item; `html` is its body as the page shows it, for feeds."""
        article = story.article
        return Item(
            address=self.room.absolute(story.url),
            title=article.title,
            authors=tuple(self._link(name, listing) for name, listing in view.authors),
            published=self._local(article.date),
            updated=self._local(article.updated),
            section=self._link(article.section, view.section) if article.section else None,
            topics=tuple(self._link(topic.name, topic) for topic in view.topics),
            series=self._link(view.series.name, view.series) if view.series else None,
            summary=story.teaser,
            language=article.lang or self.room.language,
            photo=photo_of(story, self.room),
            corrections=tuple(map(self._correction, article.corrections)),
            source=article.source.url,
            html=f"<p>{escape(article.description)}</p>\n{html}" if article.description else html,
        )

    def changed(self, story: Story) -> datetime | None:
        """When the words of a story last changed: `Item.changed`, without the rest of the item."""
        article = story.article
        if not article.updated and not article.corrections:
            return story.published.astimezone(self.zone) if story.published else None
        return Item(
            address="",
            title="",
            published=self._local(article.date),
            updated=self._local(article.updated),
            corrections=tuple(map(self._correction, article.corrections)),
        ).changed

    def card(self, story: Story, view: StoryView) -> ShareCard | None:
        """The card that stands for a story without a picture."""
        section = view.section.name if view.section else ""
        return card_of(self.room, section, story.article.title)

    def shared(self, story: Story, view: StoryView, item: Item) -> Photo | None:
        """What is shown when the story is shared: its picture, else its card."""
        return shared(item.photo, self.card(story, view), self.room)

    def _link(self, name: str, listing: Listing | None) -> Link:
        return Link(name, self.room.absolute(listing.url) if listing else "")

    def _local(self, when: When | None) -> datetime | None:
        """An instant in the site's zone, with its offset."""
        return instant(when, self.zone).astimezone(self.zone) if when else None

    def _correction(self, correction: Correction) -> ToldCorrection:
        label = self.words["correction"]
        if correction.date:
            label = self.words["corrected_on"].format(day=self.day(correction.date))
        return ToldCorrection(correction.text, correction.date, label)


def paper_of(room: Newsroom, content: Path, *, search: bool) -> Paper:
    """The paper as machines know it.

    search  True when the site has a search
    """
    picture, _ = picture_of(room.logo, "", content, "mkdocs.yml") if room.logo else (None, ())
    logo = (
        Photo(address=room.absolute(picture.url), width=picture.width, height=picture.height)
        if picture
        else None
    )
    return Paper(
        name=room.name,
        address=room.address,
        motto=room.motto,
        language=room.language,
        locale=room.locale,
        logo=logo,
        search=room.absolute("search/?q={search_term_string}") if search else "",
        same_as=room.same_as,
        principles=room.absolute(room.principles),
        corrections=room.absolute("corrections/"),
        twitter=room.twitter,
    )

"""What machines are told, as plain data. One `Item` of a story serves its feeds, its JSON-LD, its meta tags
and the sitemap for Google News, and is made once.

All addresses are absolute, all instants aware. Unknown text is "", an unknown instant None, a number 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


@dataclass(frozen=True, slots=True)
class Link:
    """The name of a page: an author, a section, a topic, a series, a step of a breadcrumb.

    address  "" where there is no page
    """

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture that stands at an address.

    mime           `image/jpeg`; "" when it is not known
    width, height  pixels
    length         bytes
    """

    address: str
    mime: str = ""
    width: int = 0
    height: int = 0
    length: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in a story and was put right.

    date   the day or the instant of it
    label  how readers see it introduced, in the story's language: `Correction, 20 November 2026`
    """

    text: str
    date: date | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A story as machines are told of it.

    address  of its page, the canonical one
    id       what stays when the address changes; "" for the address itself
    updated  when its words last changed; a correction's later date counts as well
    summary  plain text: the standfirst, else the teaser
    source   the address it was first published at
    html     the story below the headline as the page shows it, without the lead picture; for feeds only
    """

    address: str
    title: str
    id: str = ""
    authors: tuple[Link, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    section: Link | None = None
    topics: tuple[Link, ...] = ()
    series: Link | None = None
    summary: str = ""
    language: str = ""
    photo: Photo | None = None
    corrections: tuple[Correction, ...] = ()
    source: str = ""
    html: str = ""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The section's name and the topics', each once."""
        links = (self.section, *self.topics) if self.section else self.topics
        return tuple(dict.fromkeys(link.name for link in links))

    @property
    def changed(self) -> datetime | None:
        """The last instant at which the published words changed: published, updated or corrected."""
        moments = [moment for moment in (self.published, self.updated) if moment]
        moments.extend(instant(note.date) for note in self.corrections if note.date)
        return max(moments, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The site as a publisher.

    address      of the front page, ends in /
    locale       language and country, `en_GB`, for OpenGraph; "" leaves it out
    logo         a raster picture; the mark of the paper beside its stories in search results
    search       the address of the search page with `{search_term_string}` where the query goes
    same_as      the paper's own pages elsewhere
    principles   address of the page on how the paper works; `corrections` of its log of corrections
    twitter      the paper's account: `@courier`
    """

    name: str
    address: str
    motto: str = ""
    language: str = "en"
    locale: str = ""
    logo: Photo | None = None
    search: str = ""
    same_as: tuple[str, ...] = ()
    principles: str = ""
    corrections: str = ""
    twitter: str = ""


def instant(when: date) -> datetime:
    """A day begins at its midnight in UTC; an instant is what it is."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.min, UTC)

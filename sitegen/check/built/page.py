"""The record of one page of a built site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sitegen.check.built.addresses import Place, folder_of
from sitegen.check.built.feed import MEDIA_TYPES

Thing = Mapping[str, Any]
"""An object described in JSON-LD."""


class Reference(NamedTuple):  # a tuple for the same reason as Place
    """An address that a page holds.

    address  as written, entities resolved
    tag      of the element that holds it: `a`, `img`, `link`
    text     of the link, or the picture's alternative text; at most some 60 characters
    loads    True when a browser fetches it by itself: pictures, scripts, styles, frames
    place    where it leads
    """

    address: str
    tag: str
    text: str
    loads: bool
    place: Place


@dataclass(frozen=True, slots=True)
class HeadLink:
    """A `<link>`: its relations in lower case, address, media type and language, as written."""

    relations: tuple[str, ...]
    address: str
    type: str = ""
    language: str = ""

    @property
    def is_feed(self) -> bool:
        """True when the page advertises a feed by it."""
        return "alternate" in self.relations and self.type in MEDIA_TYPES


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says, as far as a check asks for it.

    path          of the file in the site: `articles/2024/03/harbour/index.html`
    fault         why it could not be read; "" when it could
    language      the lang attribute of `<html>`
    titles        text of each `<title>` (those of drawings left out)
    headlines     text of each `<h1>`
    ids           every id, and every name of an `<a>`
    repeated_ids  ids that stand more than once
    metas         name or property in lower case -> contents, in the order of the page
    links         the `<link>` elements
    feeds         where the feeds lie that the page advertises
    references    every address but those of feeds, each once
    things        what JSON-LD describes, members of @graph and lists one by one
    json_faults   why a JSON-LD script could not be read
    redirect      address of a `<meta http-equiv="refresh">`; "" when there is none
    dated         machine-readable time beside the headline; "" when there is none
    """

    path: str
    fault: str = ""
    language: str = ""
    titles: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    repeated_ids: tuple[str, ...] = ()
    metas: Mapping[str, tuple[str, ...]] | None = None
    links: tuple[HeadLink, ...] = ()
    feeds: tuple[Place, ...] = ()
    references: tuple[Reference, ...] = ()
    things: tuple[Thing, ...] = ()
    json_faults: tuple[str, ...] = ()
    redirect: str = ""
    dated: str = ""

    @property
    def url(self) -> str:
        """The address in the site, decoded: `articles/2024/03/harbour/`, `index.html`."""
        return folder_of(self.path) or self.path

    @property
    def is_article(self) -> bool:
        """True for a story: it stands under articles/, or says by OpenGraph that it is one."""
        told = "article" in self.all_of("og:type")
        below = self.path.startswith("articles/") and self.path != "articles/index.html"
        return not self.redirect and (told or below)

    @property
    def is_hidden(self) -> bool:
        """True when search engines are asked not to list it."""
        directives = ",".join((*self.all_of("robots"), *self.all_of("googlebot"))).lower()
        return not {"noindex", "none"}.isdisjoint(part.strip() for part in directives.split(","))

    @property
    def is_listed(self) -> bool:
        """True for a page that search engines should list: no redirect, not hidden, not the error page."""
        return not (self.fault or self.redirect or self.is_hidden or self.path == "404.html")

    @property
    def canonicals(self) -> tuple[str, ...]:
        return tuple(link.address for link in self.links if "canonical" in link.relations)

    def all_of(self, name: str) -> tuple[str, ...]:
        """The contents of every `<meta>` of this name or property."""
        return (self.metas or {}).get(name, ())

    def first_of(self, name: str) -> str:
        """The first content that is not blank; "" when there is none."""
        return next((content for content in self.all_of(name) if content.strip()), "")

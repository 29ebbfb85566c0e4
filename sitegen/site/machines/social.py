"""Meta tags: OpenGraph (ogp.me), the Twitter card and what robots may show.

A Twitter card takes title, description and picture from OpenGraph where it has none of its own, so that they
stand in a page once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.site.machines.facts import Item, Paper, Photo
from sitegen.site.machines.markup import clean, escape, line, w3c

_RASTER = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif")
_SMALLEST = 200
"""Pixels each way below which Facebook shows no picture (its "Images in link shares")."""

_LARGE = 300
"""Pixels of width from which a Twitter card shows it large ("Summary card with large image")."""


class Meta(NamedTuple):
    """A meta tag: `<meta {attribute}="{key}" content="{content}">`, attribute `property` or `name`."""

    attribute: str
    key: str
    content: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is no story: the front page, a listing, the archive.

    photo  what is shown when it is shared
    """

    address: str
    title: str
    description: str = ""
    photo: Photo | None = None


def story_meta(item: Item, paper: Paper, photo: Photo | None = None) -> tuple[Meta, ...]:
    """The tags of a story. `photo` is what is shown when it is shared: its own picture (see `shareable`) or a
    card."""
    published, changed = item.published, item.changed
    article = [
        ("article:published_time", w3c(published) if published else ""),
        ("article:modified_time", w3c(changed) if changed and changed != published else ""),
        *(("article:author", clean(author.address) or line(author.name)) for author in item.authors),
        ("article:section", line(item.section.name) if item.section else ""),
        *(("article:tag", line(topic.name)) for topic in item.topics),
    ]
    page = Page(item.address, item.title, item.summary, photo)
    return _tags("article", page, paper, _locale(item.language, paper), article)


def page_meta(page: Page, paper: Paper) -> tuple[Meta, ...]:
    """The tags of the front page, a listing or any other page."""
    return _tags("website", page, paper, paper.locale, ())


def robots_meta(*, indexed: bool = True) -> Meta:
    """What search engines may do: large previews of pictures (which Google Discover asks for), or nothing."""
    return Meta("name", "robots", "max-image-preview:large" if indexed else "noindex")


def shareable(photo: Photo | None) -> bool:
    """True for a picture that social networks show: no drawing (SVG), and none known to be a mere stamp."""
    if photo is None or photo.mime not in _RASTER:
        return False
    return all(side == 0 or side >= _SMALLEST for side in (photo.width, photo.height))


def html(tags: Iterable[Meta]) -> str:
    """The tags as HTML, a line each."""
    return "\n".join(
        f'<meta {tag.attribute}="{escape(tag.key)}" content="{escape(tag.content)}">' for tag in tags
    )


def _tags(
    kind: str, page: Page, paper: Paper, locale: str, more: Iterable[tuple[str, str]]
) -> tuple[Meta, ...]:
    graph = [
        ("og:type", kind),
        ("og:title", line(page.title)),
        ("og:description", line(page.description)),
        ("og:url", clean(page.address)),
        ("og:site_name", line(paper.name)),
        ("og:locale", locale),
        *(_picture(page.photo) if page.photo else ()),
        *more,
    ]
    large = page.photo is not None and (page.photo.width == 0 or page.photo.width >= _LARGE)
    twitter = [
        ("twitter:card", "summary_large_image" if large else "summary"),
        ("twitter:site", line(paper.twitter)),
        ("twitter:image:alt", line(page.photo.alt) if page.photo else ""),
    ]
    return (
        *(Meta("property", key, content) for key, content in graph if content),
        *(Meta("name", key, content) for key, content in twitter if content),
    )


def _picture(photo: Photo) -> tuple[tuple[str, str], ...]:
    return (
        ("og:image", clean(photo.address)),
        ("og:image:type", photo.mime),
        ("og:image:width", str(photo.width or "")),
        ("og:image:height", str(photo.height or "")),
        ("og:image:alt", line(photo.alt)),
    )


def _locale(language: str, paper: Paper) -> str:
    """`en_GB` of a story: its own where it names a country, the paper's where the language is the paper's."""
    own, _, country = language.replace("_", "-").partition("-")
    if len(country) == 2:
        return f"{own.lower()}_{country.upper()}"
    same = not own or own.lower() == paper.locale.partition("_")[0].lower()
    return paper.locale if same else ""

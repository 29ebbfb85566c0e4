"""Checks on OpenGraph and Twitter cards: how a page looks where it is shared."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.check.built.addresses import is_absolute
from sitegen.check.built.moments import is_day_or_moment
from sitegen.check.built.page import Page
from sitegen.check.built.site import BuiltSite
from sitegen.check.finding import Check, Complaint

WANTED = ("og:title", "og:type", "og:url", "og:site_name", "og:image")
"""ogp.me, "Basic metadata"; og:site_name besides, which previews show as the paper's name."""

_CARDS = ("summary", "summary_large_image", "player", "app")
_PICTURES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
_TIMES = ("article:published_time", "article:modified_time", "article:expiration_time")


def pages_can_be_shared(site: BuiltSite) -> Iterator[Complaint]:
    """Every page has OpenGraph's title, type, address, site name and picture, each once.

    Source: ogp.me, "Basic metadata". A site without site_url has no addresses to share.
    """
    if not site.site_url:
        return
    for page in site.listed_pages():
        missing = [name for name in WANTED if not page.first_of(name)]
        if missing:
            yield Complaint(page.url, f"no {', '.join(missing)}", "a shared link shows without it")
        for name in WANTED[:-1]:
            if len(page.all_of(name)) > 1:
                yield Complaint(page.url, f"{name} stands {len(page.all_of(name))} times", "keep one of them")


def shared_address_is_canonical(site: BuiltSite) -> Iterator[Complaint]:
    """og:url is the page's canonical address.

    Source: ogp.me: "the canonical URL of your object". Likes and shares are counted by it.
    """
    for page in site.listed_pages():
        shared, canonical = page.first_of("og:url"), next(iter(page.canonicals), "")
        if shared and is_absolute(canonical) and shared != canonical:
            yield Complaint(page.url, f"og:url is {shared}", f"write {canonical}")


def shared_pictures_are_there(site: BuiltSite) -> Iterator[Complaint]:
    """The pictures of OpenGraph and Twitter cards have whole addresses and are there.

    Width and height, where given, are numbers. Source: ogp.me, "Structured properties".
    """
    for page in site.listed_pages():
        for name in _PICTURES:
            for address in page.all_of(name):
                if not is_absolute(address):
                    yield Complaint(page.url, f"{name} is not a whole address: {address!r}")
                elif site.is_missing(address):
                    yield Complaint(page.url, f"{name} is not there: {address}", "build the site again")
        for name in ("og:image:width", "og:image:height"):
            for number in page.all_of(name):
                if not number.isdecimal():
                    yield Complaint(page.url, f"{name} is no number: {number!r}")


def stories_are_shared_as_stories(site: BuiltSite) -> Iterator[Complaint]:
    """A story has og:type "article", and the times of its OpenGraph data have a zone.

    A dated story has article:published_time. Source: ogp.me, "No Vertical: article" and "DateTime".
    """
    for page in site.listed_pages():
        kind = page.first_of("og:type")
        if page.is_article and kind and kind != "article":
            yield Complaint(page.url, f"og:type is {kind!r}", 'write "article"')
        if page.is_article and kind and page.dated and not page.first_of("article:published_time"):
            yield Complaint(page.url, "no article:published_time, though the page shows a date")
        for name, time in _times(page):
            if not is_day_or_moment(time):
                yield Complaint(page.url, f"{name} is {time!r}", "write 2024-09-02T09:00:00+02:00")


def _times(page: Page) -> Iterator[tuple[str, str]]:
    return ((name, time) for name in _TIMES for time in page.all_of(name))


def cards_are_known(site: BuiltSite) -> Iterator[Complaint]:
    """Every story has a Twitter card of a kind that exists.

    Source: developer.x.com, "Cards markup": twitter:card; the rest is taken from OpenGraph.
    """
    for page in site.listed_pages():
        card = page.first_of("twitter:card")
        if card and card not in _CARDS:
            yield Complaint(page.url, f"twitter:card is {card!r}", "write summary_large_image")
        elif not card and page.is_article and site.site_url:
            yield Complaint(page.url, "no twitter:card", "write summary_large_image")


CHECKS: tuple[Check[BuiltSite], ...] = tuple(
    map(
        Check,
        (
            pages_can_be_shared,
            shared_address_is_canonical,
            shared_pictures_are_there,
            stories_are_shared_as_stories,
            cards_are_known,
        ),
    )
)

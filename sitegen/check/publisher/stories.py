"""Checks on what a story tells search engines of itself: NewsArticle, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.check.built.addresses import is_absolute
from sitegen.check.built.moments import day_of, is_day_or_moment
from sitegen.check.built.page import Page, Thing
from sitegen.check.built.site import BuiltSite
from sitegen.check.finding import Check, Complaint
from sitegen.check.publisher.things import address_in, objects, types, words

_NO_NAME = ("by ", "von ", "par ", "por ", "von: ", "by: ")
"""What a byline begins with and a name does not."""


def stories_are_described(site: BuiltSite) -> Iterator[Complaint]:
    """Every story is described by one NewsArticle: headline, dates with zone, picture, publisher.

    A story without a date needs none, one without a picture needs none; a day without a time needs no zone.
    Its addresses are the page's own, and its corrections have words.
    Source: Google Search Central, "Article structured data"; schema.org/NewsArticle.
    """
    for page in site.listed_pages():
        described = _news(page)
        if page.is_article and site.site_url and len(described) != 1 and not page.json_faults:
            count = "no" if not described else str(len(described))
            yield Complaint(page.url, f"{count} NewsArticle in JSON-LD", "describe each story once")
        for news in described:
            for problem in _news_problems(site, page, news):
                yield Complaint(page.url, f"NewsArticle: {problem}")


def _news(page: Page) -> list[Thing]:
    return [thing for thing in page.things if any(name.endswith("NewsArticle") for name in types(thing))]


def _news_problems(site: BuiltSite, page: Page, news: Thing) -> Iterator[str]:
    yield from _headline(news)
    yield from _dates(page, news)
    yield from _pictures(site, news)
    yield from _publisher(news)
    yield from _own_address(site, page, news)
    yield from _corrections(news)


def _headline(news: Thing) -> Iterator[str]:
    if not words(news, "headline"):
        yield "no headline"


def _dates(page: Page, news: Thing) -> Iterator[str]:
    published, modified = words(news, "datePublished"), words(news, "dateModified")
    if not published and (page.dated or page.first_of("article:published_time")):
        yield "no datePublished, though the page shows a date"
    for name, date in (("datePublished", published), ("dateModified", modified)):
        if date and not is_day_or_moment(date):
            yield f"{name} is {date!r}: write 2024-09-02T09:00:00+02:00"
    first, last = day_of(published), day_of(modified)
    if first and last and last < first:
        yield f"dateModified {modified} is before datePublished {published}"


def _pictures(site: BuiltSite, news: Thing) -> Iterator[str]:
    for address in address_in(news.get("image")):
        if not is_absolute(address):
            yield f"the image's address is not whole: {address!r}"
        elif site.is_missing(address):
            yield f"the image is not there: {address}"


def _publisher(news: Thing) -> Iterator[str]:
    publishers = objects(news.get("publisher"))
    if not any(words(publisher, "name") or words(publisher, "@id") for publisher in publishers):
        yield "no publisher with a name"


def _own_address(site: BuiltSite, page: Page, news: Thing) -> Iterator[str]:
    main = news.get("mainEntityOfPage")
    stated = (
        words(news, "url"),
        main if isinstance(main, str) else "",
        *(words(o, "@id") for o in objects(main)),
    )
    for address in stated:
        if address and site.site_url and address != site.address(page.path):
            yield f"it states another page's address: {address}"


def _corrections(news: Thing) -> Iterator[str]:
    for correction in objects(news.get("correction")):
        if not words(correction, "text"):
            yield "a correction without text"
        if (date := words(correction, "datePublished")) and not is_day_or_moment(date):
            yield f"a correction's datePublished is {date!r}: write 2024-09-02"


def authors_are_names(site: BuiltSite) -> Iterator[Complaint]:
    """Every author in JSON-LD is a person or an organisation with a name, and nothing but the name in it.

    No "By", no e-mail, no address. Source: Google Search Central, "Article structured data", on authors.
    """
    for page in site.listed_pages():
        for news in _news(page):
            if news.get("author") is None:
                continue
            for problem in _author_problems(site, news["author"]):
                yield Complaint(page.url, f"author: {problem}")


def _author_problems(site: BuiltSite, authors: Any) -> Iterator[str]:
    for author in authors if isinstance(authors, list) else [authors]:
        if not isinstance(author, dict):
            yield f"{author!r} is no object: write {{'@type': 'Person', 'name': …}}"
            continue
        name, address = words(author, "name"), words(author, "url")
        if not {"Person", "Organization", "NewsMediaOrganization"} & set(types(author)):
            yield f"{name!r} is neither Person nor Organization"
        if not name:
            yield "no name"
        elif name.lower().startswith(_NO_NAME) or "@" in name or "://" in name:
            yield f"{name!r} is more than a name"
        if address and (not is_absolute(address) or site.is_missing(address)):
            yield f"the address of {name!r} leads to nothing: {address!r}"


CHECKS: tuple[Check[BuiltSite], ...] = tuple(map(Check, (stories_are_described, authors_are_names)))

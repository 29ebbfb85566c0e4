"""Checks on each page by itself, and on its own address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.check.built.addresses import is_absolute
from sitegen.check.built.page import Page
from sitegen.check.built.site import BuiltSite
from sitegen.check.finding import Check, Complaint

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def every_page_can_be_read(site: BuiltSite) -> Iterator[Complaint]:
    """Every page is a whole HTML file in UTF-8.

    Source: HTML Living Standard, 4.2.5.4: documents are UTF-8.
    """
    for page in site.pages.values():
        if page.fault:
            yield Complaint(page.url, f"the page {page.fault}", "build the site again")


def one_headline(site: BuiltSite) -> Iterator[Complaint]:
    """Every page has one `<h1>`, with words in it.

    Search engines and screen readers take it for the page's headline. Source: WCAG 2.2, technique H42;
    HTML Living Standard, 4.3.6. A page that only redirects needs none.
    """
    for page in _shown(site):
        if not page.headlines:
            yield Complaint(page.url, "no headline (<h1>)", "give the page a title")
        elif len(page.headlines) > 1:
            told = _listing(page.headlines)
            yield Complaint(page.url, f"{len(page.headlines)} headlines (<h1>): {told}", "keep one of them")
        elif not page.headlines[0]:
            yield Complaint(page.url, "the headline (<h1>) is empty", "give the page a title")


def one_title(site: BuiltSite) -> Iterator[Complaint]:
    """Every page has one `<title>`, with words in it.

    Browsers, bookmarks and search results show it. Source: WCAG 2.2, 2.4.2; HTML Living Standard, 4.2.2.
    """
    for page in site.readable_pages():
        if len(page.titles) > 1:
            yield Complaint(
                page.url, f"{len(page.titles)} titles: {_listing(page.titles)}", "keep one of them"
            )
        elif not any(page.titles):
            yield Complaint(page.url, "no <title>", "give the page a title")


def language_is_named(site: BuiltSite) -> Iterator[Complaint]:
    """Every page names its language in `<html lang>`.

    Screen readers choose their voice by it. Source: WCAG 2.2, 3.1.1; BCP 47.
    """
    for page in site.readable_pages():
        if not _LANGUAGE.fullmatch(page.language):
            wrong = f"lang={page.language!r} names no language" if page.language else "<html> has no lang"
            yield Complaint(page.url, wrong, "set the theme's language in mkdocs.yml, such as `language: en`")


def ids_are_unique(site: BuiltSite) -> Iterator[Complaint]:
    """No id stands twice on a page: a link to it would lead to the first only.

    Source: HTML Living Standard, 3.2.6.
    """
    for page in site.readable_pages():
        for name in page.repeated_ids:
            yield Complaint(page.url, f"the id {name!r} stands more than once", "give each a name of its own")


def canonical_is_own_address(site: BuiltSite) -> Iterator[Complaint]:
    """Every page states one canonical address: its own, whole and below site_url.

    A page that redirects states the address it leads to. Source: RFC 6596; Google Search Central,
    "How to specify a canonical URL".
    """
    for page in site.readable_pages():
        found = page.canonicals
        if len(found) > 1:
            yield Complaint(page.url, f"{len(found)} canonical addresses", "keep one of them")
        elif not found and page.is_listed and site.site_url:
            yield Complaint(page.url, "no canonical address", 'write <link rel="canonical"> with its address')
        elif found:
            yield from _faulty_canonical(site, page, found[0])


def _faulty_canonical(site: BuiltSite, page: Page, canonical: str) -> Iterator[Complaint]:
    if not is_absolute(canonical):
        hint = "write it with scheme and host"
        yield Complaint(page.url, f"the canonical address {canonical!r} is not whole", hint)
    elif page.redirect or not site.site_url:
        return
    elif canonical != site.address(page.path):
        hint = f"the page is {site.address(page.path)}; is site_url in mkdocs.yml right?"
        yield Complaint(page.url, f"the canonical address is another page's: {canonical}", hint)


def redirects_lead_on(site: BuiltSite) -> Iterator[Complaint]:
    """A page that redirects leads to a page that does not redirect again, and states its address.

    Source: Google Search Central, "Redirects and Google Search". That the target exists is the links' check.
    """
    for page in site.readable_pages():
        if not page.redirect:
            continue
        target = site.pages.get(_target(site, page))
        if target is None:
            continue
        if target.redirect:
            hint = f"lead to where that one leads: {target.redirect}"
            yield Complaint(page.url, f"redirects to {target.url}, which redirects again", hint)
        elif site.site_url and page.canonicals not in ((), (site.address(target.path),)):
            hint = f"write {site.address(target.path)}"
            yield Complaint(page.url, f"redirects to {target.url} and states another address", hint)


def _target(site: BuiltSite, page: Page) -> str:
    places = (reference.place for reference in page.references if reference.tag == "meta")
    return next((site.serves(place.path) for place in places), "")


def other_languages_know_each_other(site: BuiltSite) -> Iterator[Complaint]:
    """A page that names its other languages names itself among them, all by whole addresses.

    Source: Google Search Central, "Localized versions of your pages".
    """
    for page in site.listed_pages():
        links = [link for link in page.links if "alternate" in link.relations and link.language]
        for link in links:
            if not is_absolute(link.address):
                yield Complaint(page.url, f"hreflang {link.language}: {link.address!r} is not whole")
        repeated = [name for name, count in Counter(link.language for link in links).items() if count > 1]
        for name in repeated:
            yield Complaint(page.url, f"hreflang {name} stands more than once", "keep one of them")
        if links and site.site_url and site.address(page.path) not in {link.address for link in links}:
            yield Complaint(page.url, "hreflang names other languages, and not this page itself")


def pictures_may_be_large(site: BuiltSite) -> Iterator[Complaint]:
    """Every story allows large previews of its picture: `max-image-preview:large`.

    Source: Google Search Central, "Robots meta tag" and "Get on Discover".
    """
    if not site.site_url:
        return
    for page in site.listed_pages():
        directives = ",".join(page.all_of("robots")).replace(" ", "")
        if page.is_article and "max-image-preview:large" not in directives:
            hint = 'write <meta name="robots" content="max-image-preview:large">'
            yield Complaint(page.url, "search engines may show its picture only small", hint)


def _shown(site: BuiltSite) -> Iterator[Page]:
    return (page for page in site.readable_pages() if not page.redirect)


def _listing(texts: tuple[str, ...]) -> str:
    return ", ".join(f"“{text[:40]}”" for text in texts[:3]) + (", …" if len(texts) > 3 else "")


CHECKS: tuple[Check[BuiltSite], ...] = tuple(
    map(
        Check,
        (
            every_page_can_be_read,
            one_headline,
            one_title,
            language_is_named,
            ids_are_unique,
            canonical_is_own_address,
            redirects_lead_on,
            other_languages_know_each_other,
            pictures_may_be_large,
        ),
    )
)

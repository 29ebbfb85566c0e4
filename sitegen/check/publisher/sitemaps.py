"""Checks on sitemaps, the news sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sitegen.check.built.addresses import Where, is_absolute
from sitegen.check.built.moments import day_of, is_day_or_moment, is_w3c
from sitegen.check.built.site import BuiltSite
from sitegen.check.built.sitemap import Listed, Sitemap
from sitegen.check.finding import Check, Complaint

MOST_ADDRESSES = 50_000
LARGEST = 52_428_800
"""Addresses and bytes of one sitemap: sitemaps.org, "Sitemap file requirements"."""

MOST_NEWS = 1_000
NEWS_DAYS = timedelta(days=2)
"""Stories of one news sitemap, and how far they may lie apart: Google, "Create a News sitemap"."""


def sitemap_is_there(site: BuiltSite) -> Iterator[Complaint]:
    """A site with an address has a sitemap.

    Source: sitemaps.org. A site without site_url can have none and need not.
    """
    if site.site_url and not _of_pages(site):
        yield Complaint("sitemap.xml", "there is no sitemap", "build the site again")


def sitemaps_are_well_formed(site: BuiltSite) -> Iterator[Complaint]:
    """Every sitemap can be read, and has at most 50,000 addresses and 50 MB; an index lists no index.

    Source: sitemaps.org.
    """
    indexes = {site.address(sitemap.path) for sitemap in site.sitemaps if sitemap.is_index}
    for sitemap in site.sitemaps:
        if sitemap.fault:
            yield Complaint(sitemap.path, f"the sitemap {sitemap.fault}", "build the site again")
        if len(sitemap.listed) > MOST_ADDRESSES:
            yield Complaint(sitemap.path, f"{len(sitemap.listed):,} addresses", "split it at 50,000")
        if sitemap.size > LARGEST:
            yield Complaint(sitemap.path, f"{sitemap.size / 1e6:.0f} MB", "split it at 50 MB")
        if sitemap.is_index:
            for listed in sitemap.listed:
                if listed.address in indexes:
                    yield Complaint(sitemap.path, f"lists an index of sitemaps: {listed.address}")


def sitemap_addresses_are_right(site: BuiltSite) -> Iterator[Complaint]:
    """Every address of a sitemap is whole, below site_url, there, a page's own, and listed once.

    Source: sitemaps.org, "Sitemap file location"; Google, "Build and submit a sitemap": canonical addresses.
    """
    seen: set[tuple[bool, str]] = set()
    for sitemap, listed in _listed(site):
        address = listed.address
        if (sitemap.is_news, address) in seen:
            yield Complaint(sitemap.path, f"lists {address} a second time", "list each address once")
            continue
        seen.add((sitemap.is_news, address))
        if problem := _wrong(site, sitemap, address):
            yield Complaint(sitemap.path, problem)


def _wrong(site: BuiltSite, sitemap: Sitemap, address: str) -> str:
    if not is_absolute(address):
        return f"the address {address!r} is not whole" if address else "an entry without an address"
    place = site.place(address)
    if not site.site_url:
        return ""
    if place.where is not Where.SITE:
        return f"{address} is not below {site.site_url}"
    file = site.serves(place.path)
    if not file:
        return f"{address} is not there"
    if not sitemap.is_index and file in site.pages and address != site.address(file):
        return f"{address} is written {site.address(file)} by its page"
    return ""


def sitemap_dates_are_right(site: BuiltSite) -> Iterator[Complaint]:
    """Every lastmod is a date as the W3C writes them: `2024-09-02` or `2024-09-02T09:00:00+02:00`.

    Source: sitemaps.org, lastmod; W3C note "Date and Time Formats".
    """
    for sitemap, listed in _listed(site):
        if listed.changed is not None and not is_w3c(listed.changed):
            yield Complaint(
                sitemap.path, f"{listed.address}: lastmod is {listed.changed!r}", "write 2024-09-02"
            )


def sitemap_lists_every_page(site: BuiltSite) -> Iterator[Complaint]:
    """Every page that search engines should list is in a sitemap, and no other.

    Left out are redirects, the error page, and pages with `noindex`. Source: Google, "Build and submit a
    sitemap".
    """
    if not site.site_url or not _of_pages(site) or any(sitemap.fault for sitemap in site.sitemaps):
        return  # other checks tell that
    told = {
        site.serves(site.place(listed.address).path)
        for sitemap, listed in _listed(site)
        if not sitemap.is_index and site.place(listed.address).where is Where.SITE
    }
    for page in site.pages.values():
        if page.is_listed and page.path not in told:
            yield Complaint(page.url, "is in no sitemap", 'build again, or hide it: robots "noindex"')
        elif page.path in told and not page.is_listed and not page.fault:
            reason = "redirects" if page.redirect else "asks search engines not to list it"
            yield Complaint(page.url, f"is in the sitemap and {reason}", "take it out of the sitemap")


def news_sitemap_is_right(site: BuiltSite) -> Iterator[Complaint]:
    """A news sitemap has at most 1,000 stories of two days, each with publication, language, date and title.

    It may be empty. Source: Google Search Central, "Create a News sitemap".
    """
    for sitemap in site.sitemaps:
        if not sitemap.is_news or sitemap.fault or sitemap.is_index:
            continue
        if len(sitemap.listed) > MOST_NEWS:
            yield Complaint(sitemap.path, f"{len(sitemap.listed):,} stories", "list at most 1,000")
        for listed in sitemap.listed:
            for gap in _news_gaps(listed):
                yield Complaint(sitemap.path, f"{listed.address}: {gap}")
        days = [day for listed in sitemap.listed if listed.news and (day := day_of(listed.news.published))]
        if days and max(days) - min(days) > NEWS_DAYS:
            yield Complaint(
                sitemap.path, f"stories from {min(days)} to {max(days)}", "list those of two days"
            )


def _news_gaps(listed: Listed) -> Iterator[str]:
    news = listed.news
    if news is None:
        yield "no <news:news>"
        return
    if not news.name:
        yield "no <news:name>: the paper's name"
    if not news.language:
        yield "no <news:language>"
    if not news.title:
        yield "no <news:title>"
    if not is_day_or_moment(news.published):
        yield f"<news:publication_date> is {news.published!r}: write 2024-09-02T09:00:00+02:00"


def robots_txt_names_the_sitemap(site: BuiltSite) -> Iterator[Complaint]:
    """robots.txt names a sitemap that is there, by its whole address, and does not turn every robot away.

    Robots read it at the root of the host only, so a site in a folder of its host needs none.
    Source: RFC 9309; sitemaps.org, "Informing search engine crawlers".
    """
    robots = site.robots
    if robots is None:
        if site.site_url and site.site_url.count("/") == 3:
            yield Complaint(
                "robots.txt", "there is no robots.txt", f"write `Sitemap: {site.site_url}sitemap.xml`"
            )
        return
    if robots.closed:
        yield Complaint(
            "robots.txt", "turns every robot away: `Disallow: /`", "take the line out to be found"
        )
    if site.sitemaps and not robots.sitemaps:
        yield Complaint("robots.txt", "names no sitemap", f"write `Sitemap: {site.home}sitemap.xml`")
    for address in robots.sitemaps:
        if not is_absolute(address):
            yield Complaint("robots.txt", f"the sitemap's address is not whole: {address!r}")
        elif site.site_url and site.is_missing(address):
            yield Complaint("robots.txt", f"names a sitemap that is not there: {address}")


def _of_pages(site: BuiltSite) -> list[Sitemap]:
    return [sitemap for sitemap in site.sitemaps if not sitemap.is_news]


def _listed(site: BuiltSite) -> Iterator[tuple[Sitemap, Listed]]:
    return ((sitemap, listed) for sitemap in site.sitemaps for listed in sitemap.listed)


CHECKS: tuple[Check[BuiltSite], ...] = tuple(
    map(
        Check,
        (
            sitemap_is_there,
            sitemaps_are_well_formed,
            sitemap_addresses_are_right,
            sitemap_dates_are_right,
            sitemap_lists_every_page,
            news_sitemap_is_right,
            robots_txt_names_the_sitemap,
        ),
    )
)

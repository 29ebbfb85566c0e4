"""Checks on feeds: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from sitegen.check.built.addresses import Where, is_absolute
from sitegen.check.built.feed import Entry, Feed, Form
from sitegen.check.built.moments import is_rfc_822, is_rfc_3339
from sitegen.check.built.site import BuiltSite
from sitegen.check.finding import Check, Complaint

LARGEST = 2_000_000
"""Bytes: Google's help for publishers (answer 9545420) asks for at most 2 MB."""

_DATES: Mapping[Form | None, tuple[str, Callable[[str], bool]]] = {
    Form.RSS: ("RFC 822: Mon, 02 Sep 2024 09:00:00 +0200", is_rfc_822),
    Form.ATOM: ("RFC 3339: 2024-09-02T09:00:00+02:00", is_rfc_3339),
    Form.JSON: ("RFC 3339: 2024-09-02T09:00:00+02:00", is_rfc_3339),
}


def feeds_are_there(site: BuiltSite) -> Iterator[Complaint]:
    """Every feed that a page advertises is there, and the front page advertises one.

    Source: RSS Autodiscovery; RFC 4287; JSON Feed 1.1, "Discovery". A site without site_url can have no feeds
    and need not.
    """
    missing: dict[str, list[str]] = defaultdict(list)
    for page in site.readable_pages():
        for place in page.feeds:
            if place.where is Where.SITE and not site.serves(place.path):
                missing[place.path].append(page.url)
    for path, pages in missing.items():
        more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
        yield Complaint(
            path, f"the feed is not there; advertised by {pages[0]}{more}", "build the site again"
        )
    front = site.pages.get("index.html")
    if site.site_url and front and not front.fault and not front.feeds:
        hint = 'write <link rel="alternate" type="application/rss+xml"> with the address of a feed'
        yield Complaint(front.url, "feed readers find no feed: the front page advertises none", hint)


def feeds_are_well_formed(site: BuiltSite) -> Iterator[Complaint]:
    """Every feed can be read, and has all that its standard asks for.

    Source: RSS 2.0 specification; RFC 4287, section 4; JSON Feed 1.1.
    """
    for feed in site.feeds:
        if feed.fault:
            yield Complaint(feed.path, f"the feed {feed.fault}")
        for gap in feed.gaps:
            yield Complaint(feed.path, gap)
        for entry in feed.entries:
            for gap in entry.gaps:
                yield Complaint(feed.path, f"{_named(entry)}: {gap}")


def feed_dates_are_right(site: BuiltSite) -> Iterator[Complaint]:
    """Every date of a feed is written as its standard wants it.

    Source: RSS 2.0 (RFC 822, with a year of four digits); RFC 4287, 3.3 and JSON Feed 1.1 (RFC 3339).
    """
    for feed in site.feeds:
        wanted, is_right = _DATES.get(feed.form, ("", str.isprintable))
        for date in feed.dates:
            if not is_right(date):
                yield Complaint(feed.path, f"the feed's date {date!r}", f"write it by {wanted}")
        for entry in feed.entries:
            for date in entry.dates:
                if not is_right(date):
                    yield Complaint(feed.path, f"{_named(entry)}: the date {date!r}", f"write it by {wanted}")


def feed_ids_are_stable(site: BuiltSite) -> Iterator[Complaint]:
    """Every story of a feed has an id of its own, and the same one in every feed of its form.

    Feed readers show a story again when its id changes. Source: RSS 2.0, guid; RFC 4287, 4.2.6; JSON Feed
    1.1, id; Google's help for publishers, answer 9545420.
    """
    known: dict[tuple[Form | None, str], str] = {}
    for feed in site.feeds:
        for name, count in Counter(entry.id for entry in feed.entries if entry.id).items():
            if count > 1:
                yield Complaint(feed.path, f"the id {name!r} stands {count} times", "one id for each story")
        for entry in feed.entries:
            if not entry.id:
                yield Complaint(feed.path, f"{_named(entry)}: no id", "give it one that never changes")
            elif (entry.permalink or feed.form is Form.ATOM) and ":" not in entry.id:
                hint = 'write isPermaLink="false"' if entry.permalink else "write an address or a tag: URI"
                yield Complaint(feed.path, f"{_named(entry)}: the id {entry.id!r} is no whole address", hint)
            first = known.setdefault((feed.form, entry.link), entry.id)
            if entry.link and entry.id and first != entry.id:
                yield Complaint(feed.path, f"{_named(entry)}: its id in another feed is {first!r}")


def feed_addresses_are_whole(site: BuiltSite) -> Iterator[Complaint]:
    """Every address in a feed is whole, and what it names in this site is there.

    A feed is read far from the site: relative addresses lead nowhere. Source: RSS 2.0, link; RSS Advisory
    Board's best practices; JSON Feed 1.1.
    """
    for feed in site.feeds:
        if feed.fault:
            continue
        if problem := _wrong(site, feed.home):
            yield Complaint(feed.path, f"the address of the feed's page {problem}")
        for entry in feed.entries:
            if problem := _wrong(site, entry.link):
                yield Complaint(feed.path, f"{_named(entry)}: its address {problem}")
            for address in entry.files:
                if problem := _wrong(site, address):
                    yield Complaint(feed.path, f"{_named(entry)}: the picture's address {problem}")
            for address in entry.relative:
                hint = "write the whole address, with scheme and host"
                yield Complaint(feed.path, f"{_named(entry)}: its text holds {address!r}", hint)


def _wrong(site: BuiltSite, address: str) -> str:
    if not address:
        return "is missing"
    if not is_absolute(address):
        return f"is not whole: {address!r}"
    return f"leads to nothing: {address}" if site.is_missing(address) else ""


def feeds_name_themselves(site: BuiltSite) -> Iterator[Complaint]:
    """Every feed states its own address: atom:link rel="self", or feed_url.

    A feed that goes on at the old address of a renamed topic states the new one, where the same feed stands.
    Source: RSS Advisory Board's best practices, "atom:link"; RFC 4287, 4.1.1; JSON Feed 1.1, feed_url.
    """
    own_names = {site.address(feed.path): feed for feed in site.feeds if feed.own == site.address(feed.path)}
    for feed in site.feeds:
        if feed.fault or not site.site_url:
            continue
        own = site.address(feed.path)
        if not feed.own:
            yield Complaint(feed.path, "the feed does not state its own address", f"it is {own}")
        elif feed.own != own and not _goes_on(feed, own_names.get(feed.own)):
            yield Complaint(feed.path, f"the feed states another address: {feed.own}", f"it is {own}")


def _goes_on(old: Feed, new: Feed | None) -> bool:
    """True when two feeds are one: the same form, with the same stories."""
    return new is not None and (old.form, old.entries) == (new.form, new.entries)


def feeds_are_small(site: BuiltSite) -> Iterator[Complaint]:
    """No feed is larger than 2 MB.

    Source: Google's help for publishers, answer 9545420.
    """
    for feed in site.feeds:
        if feed.size > LARGEST:
            yield Complaint(feed.path, f"the feed has {feed.size / 1e6:.1f} MB", "list fewer stories in it")


def feeds_have_whole_stories(site: BuiltSite) -> Iterator[Complaint]:
    """Every story of a feed is there in full: content:encoded, content, or content_html.

    Source: RSS 1.0 module "content"; Google's help for publishers, answer 9545420.
    """
    for feed in site.feeds:
        for entry in feed.entries:
            if not entry.has_text:
                yield Complaint(feed.path, f"{_named(entry)}: the story's text is missing")


def feed_authors_are_names(site: BuiltSite) -> Iterator[Complaint]:
    """In RSS the names of authors stand in `<dc:creator>`; `<author>` is for e-mail addresses.

    Source: RSS 2.0, author; RSS Advisory Board's best practices, "dc:creator".
    """
    for feed in site.feeds:
        for entry in feed.entries:
            for name in entry.mails:
                if "@" not in name:
                    hint = "write the name in <dc:creator>"
                    yield Complaint(feed.path, f"{_named(entry)}: <author> holds {name!r}", hint)


def _named(entry: Entry) -> str:
    return f"the story {entry.link or entry.id}" if entry.link or entry.id else "a story"


CHECKS: tuple[Check[BuiltSite], ...] = tuple(
    map(
        Check,
        (
            feeds_are_there,
            feeds_are_well_formed,
            feed_dates_are_right,
            feed_ids_are_stable,
            feed_addresses_are_whole,
            feeds_name_themselves,
            feeds_are_small,
            feeds_have_whole_stories,
            feed_authors_are_names,
        ),
    )
)

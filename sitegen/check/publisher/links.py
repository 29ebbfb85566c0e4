"""Checks on links, anchors, pictures and everything else that a page refers to."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.check.built.addresses import Where, unwritable
from sitegen.check.built.page import Page, Reference
from sitegen.check.built.site import BuiltSite
from sitegen.check.finding import Check, Complaint

_NAMES = {
    "a": "the link", "area": "the link", "form": "the form", "img": "the picture", "source": "the source",
    "video": "the film", "audio": "the sound", "iframe": "the frame", "script": "the script",
    "meta": "the redirect", "style": "the style",
}  # fmt: skip


def links_lead_somewhere(site: BuiltSite) -> Iterator[Complaint]:
    """Every link and every picture, script, style and frame of this site is there.

    Looked at: href, src, srcset, poster, data and action, redirects, and `url(...)` in styles; relative, from
    the root, or with the site's whole address. Upper and lower case count, as they do on most hosts.
    """
    for page, reference in _all(site):
        place = reference.place
        if place.where is Where.NOWHERE:
            yield Complaint(
                page.url, f"{_named(reference)} has an address that cannot be read", reference.address
            )
        elif place.where is Where.SITE and not site.serves(place.path):
            near = site.nearest(place.path)
            if near == f"{place.path}/":
                continue
            hint = f"did you mean {near}?" if near else ""
            yield Complaint(
                page.url, f"{_named(reference)} leads to {_path(place.path)}, which is not there", hint
            )
    for sheet in site.styles:
        for _, place in sheet.addresses:
            if place.where is Where.SITE and not site.serves(place.path):
                yield Complaint(sheet.path, f"the style refers to {_path(place.path)}, which is not there")


def folders_end_with_a_slash(site: BuiltSite) -> Iterator[Complaint]:
    """A link to a folder ends with a slash, or each reader is redirected first.

    Static hosts answer `/about` with a redirect to `/about/`, some with an error.
    """
    for page, reference in _all(site):
        path = reference.place.path
        if reference.place.where is Where.SITE and not site.serves(path) and site.serves(f"{path}/"):
            yield Complaint(page.url, f"{_named(reference)} leads to {path}", f"write {path}/")


def links_stay_below_the_site(site: BuiltSite) -> Iterator[Complaint]:
    """A link from the root of the host stays below site_url.

    On a site at https://example.org/paper/ a link to `/about/` misses; `../about/` does not.
    """
    for page, reference in _all(site):
        if reference.place.where is Where.HOST and "//" not in reference.address:
            hint = f"link from page to page, or below {site.home}"
            yield Complaint(
                page.url, f"{_named(reference)} leads out of the site: {reference.place.path}", hint
            )


def anchors_are_there(site: BuiltSite) -> Iterator[Complaint]:
    """Every link with a # leads to an id on its page.

    `#`, `#top` and text fragments need none. Source: HTML Living Standard, 7.4.6.3.
    """
    for page, reference in _all(site):
        fragment = reference.place.fragment.partition(":~:")[0]
        if reference.place.where is not Where.SITE or fragment.lower() in ("", "top"):
            continue
        target = site.pages.get(site.serves(reference.place.path))
        if target is not None and not target.fault and fragment not in target.ids:
            where = "this page" if target is page else target.url
            yield Complaint(page.url, f"{_named(reference)} leads to #{fragment}, which is not on {where}")


def addresses_are_encoded(site: BuiltSite) -> Iterator[Complaint]:
    """Spaces, quotation marks and the like are percent-encoded in every address.

    Letters of all scripts may stand as they are. Source: RFC 3986, section 2; WHATWG URL, 4.3.
    """
    for page, reference in _all(site):
        if letter := unwritable(reference.address):
            hint = "write %25" if letter == "%" else f"write %{ord(letter):02X}"
            yield Complaint(
                page.url, f"{_named(reference)} has {letter!r} in {reference.address.strip()!r}", hint
            )


def nothing_loads_from_another_host(site: BuiltSite) -> Iterator[Complaint]:
    """No page makes the reader's browser ask another host for anything: picture, script, style, font, frame.

    Another host learns who reads what, and a page must stand when that host is down.
    """
    for page, reference in _all(site):
        if reference.loads and reference.place.where is Where.ELSEWHERE:
            hint = "put the file into the site, or make it a link"
            yield Complaint(page.url, f"{_named(reference)} is loaded from {reference.address}", hint)
    for sheet in site.styles:
        for address, place in sheet.addresses:
            if place.where is Where.ELSEWHERE:
                yield Complaint(sheet.path, f"the style loads {address}", "put the file into the site")


def _all(site: BuiltSite) -> Iterator[tuple[Page, Reference]]:
    return ((page, reference) for page in site.readable_pages() for reference in page.references)


def _named(reference: Reference) -> str:
    name = _NAMES.get(reference.tag, f"<{reference.tag}>")
    return f"{name} “{reference.text}”" if reference.text else name


def _path(path: str) -> str:
    return path or "the front page"


CHECKS: tuple[Check[BuiltSite], ...] = tuple(
    map(
        Check,
        (
            links_lead_somewhere,
            folders_end_with_a_slash,
            links_stay_below_the_site,
            anchors_are_there,
            addresses_are_encoded,
            nothing_loads_from_another_host,
        ),
    )
)

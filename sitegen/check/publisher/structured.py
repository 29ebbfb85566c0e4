"""Checks on JSON-LD: the way to a page, and the paper behind it. The stories' own are in stories.py."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.check.built.addresses import is_absolute
from sitegen.check.built.page import Thing
from sitegen.check.built.site import BuiltSite
from sitegen.check.finding import Check, Complaint
from sitegen.check.publisher.things import address_in, names_in, objects, types, words


def json_ld_can_be_read(site: BuiltSite) -> Iterator[Complaint]:
    """Every JSON-LD script is JSON, and says of each thing what it is, in schema.org's words.

    Source: JSON-LD 1.1; Google Search Central, "Intro to structured data".
    """
    for page in site.readable_pages():
        for fault in page.json_faults:
            yield Complaint(page.url, f"a JSON-LD script cannot be read: {fault}")
        for thing in page.things:
            if not types(thing):
                yield Complaint(page.url, 'JSON-LD describes a thing without "@type"')
            elif "schema.org" not in str(thing.get("@context")):
                name = types(thing)[0]
                yield Complaint(page.url, f"JSON-LD: {name} has another @context than https://schema.org")


def breadcrumbs_count_up(site: BuiltSite) -> Iterator[Complaint]:
    """A BreadcrumbList counts 1, 2, 3; each step has a name and, but for the last, an address.

    The addresses are there, and every story has such a list. Source: Google Search Central, "Breadcrumb
    structured data"; schema.org/BreadcrumbList.
    """
    for page in site.listed_pages():
        lists = [thing for thing in page.things if "BreadcrumbList" in types(thing)]
        if page.is_article and site.site_url and not lists and not page.json_faults:
            yield Complaint(page.url, "no BreadcrumbList in JSON-LD")
        for trail in lists:
            for problem in _crumb_problems(site, objects(trail.get("itemListElement"))):
                yield Complaint(page.url, f"BreadcrumbList: {problem}")


def _crumb_problems(site: BuiltSite, steps: list[Thing]) -> Iterator[str]:
    if not steps:
        yield "it has no steps"
    positions = [step.get("position") for step in steps]
    if positions != list(range(1, len(steps) + 1)):
        yield f"positions are {positions}: count from 1"
    for number, step in enumerate(steps, start=1):
        item = step.get("item")
        inner = item if isinstance(item, dict) else {}
        address = item if isinstance(item, str) else words(inner, "@id") or words(inner, "url")
        if not (words(step, "name") or words(inner, "name")):
            yield f"step {number} has no name"
        if not address and number < len(steps):
            yield f"step {number} has no address"
        elif address and (not is_absolute(address) or site.is_missing(address)):
            yield f"step {number} leads to nothing: {address!r}"


def front_page_names_the_paper(site: BuiltSite) -> Iterator[Complaint]:
    """The front page describes the WebSite and the NewsMediaOrganization behind it, with names and addresses.

    Source: Google Search Central, "Site names" and "Organization structured data"; schema.org.
    """
    front = site.pages.get("index.html")
    if front is None or front.fault or not site.site_url:
        return
    for name in ("WebSite", "NewsMediaOrganization"):
        found = [thing for thing in front.things if name in types(thing)]
        if not found and not front.json_faults:
            yield Complaint(front.url, f"no {name} in JSON-LD")
        for thing in found:
            for problem in _paper_problems(site, thing):
                yield Complaint(front.url, f"{name}: {problem}")


def _paper_problems(site: BuiltSite, thing: Thing) -> Iterator[str]:
    if not names_in(thing):
        yield "no name"
    if words(thing, "url") != site.site_url:
        yield f"its url is {words(thing, 'url')!r}, not {site.site_url}"
    for address in (*address_in(thing.get("logo")), *_search_targets(thing)):
        if not is_absolute(address) or site.is_missing(address):
            yield f"leads to nothing: {address!r}"


def _search_targets(thing: Thing) -> Iterator[str]:
    for action in objects(thing.get("potentialAction")):
        target = action.get("target")
        if isinstance(target, str):
            yield target
        yield from (words(entry, "urlTemplate") for entry in objects(target))


CHECKS: tuple[Check[BuiltSite], ...] = tuple(
    map(
        Check,
        (
            json_ld_can_be_read,
            breadcrumbs_count_up,
            front_page_names_the_paper,
        ),
    )
)

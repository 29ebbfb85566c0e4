"""schema.org descriptions (JSON-LD) of stories, listings and the paper, for search engines.

What Google recommends of an article: headline, dates with a zone, author objects with name and address,
pictures with their size ("Article structured data"). `script` writes them into a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sitegen.site.machines.facts import Correction, Item, Link, Paper, Photo
from sitegen.site.machines.markup import clean, line, w3c

Thing: TypeAlias = dict[str, object]
"""A description: schema.org's words as keys, JSON values."""

_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(things: Iterable[Thing]) -> str:
    """A script element that holds the descriptions, safe whatever stands in them."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for sign, written in _UNSAFE.items():
        text = text.replace(sign, written)
    return f'<script type="application/ld+json">{text}</script>'


def news_article(item: Item, paper: Paper) -> Thing:
    """The story on its own page."""
    published = item.published
    changed = item.changed or published
    return _told(
        {
            "@type": "NewsArticle",
            "@id": f"{clean(item.address)}#story",
            "headline": line(item.title),
            "description": line(item.summary),
            "url": clean(item.address),
            "mainEntityOfPage": clean(item.address),
            "datePublished": w3c(published) if published else "",
            "dateModified": w3c(changed) if changed else "",
            "author": [_person(author) for author in item.authors] or _publisher(paper),
            "articleSection": line(item.section.name) if item.section else "",
            "keywords": [line(topic.name) for topic in item.topics],
            "image": [_image(item.photo)] if item.photo else [],
            "inLanguage": line(item.language or paper.language),
            "publisher": _publisher(paper),
            "isAccessibleForFree": True,
            "correction": [_correction(note) for note in item.corrections],
            "isBasedOn": clean(item.source),
            "isPartOf": _series(item.series) if item.series else {},
        }
    )


def breadcrumbs(steps: Sequence[Link]) -> Thing:
    """The way from the front page to a page; its own name, the last step, needs no address."""
    listed = [
        _told({"@type": "ListItem", "position": number, "name": line(step.name), "item": clean(step.address)})
        for number, step in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def organization(paper: Paper) -> Thing:
    """The paper, in full; for the front page and the page about it."""
    return _told(
        {
            **_publisher(paper),
            "description": line(paper.motto),
            "sameAs": [clean(address) for address in paper.same_as],
            "publishingPrinciples": clean(paper.principles),
            "correctionsPolicy": clean(paper.corrections),
        }
    )


def website(paper: Paper) -> Thing:
    """The site, with its search where it has one; for the front page."""
    target = {"@type": "EntryPoint", "urlTemplate": clean(paper.search)}
    action = {
        "@type": "SearchAction",
        "target": target,
        "query-input": "required name=search_term_string",
    }
    return _told(
        {
            "@type": "WebSite",
            "@id": f"{clean(paper.address)}#site",
            "name": line(paper.name),
            "url": clean(paper.address),
            "description": line(paper.motto),
            "inLanguage": line(paper.language),
            "publisher": {"@id": _identity(paper)},
            "potentialAction": action if paper.search else {},
        }
    )


def collection(name: str, address: str, description: str, paper: Paper) -> Thing:
    """A section, topic, author or series: a page that lists stories."""
    return _told(
        {
            "@type": "CollectionPage",
            "name": line(name),
            "url": clean(address),
            "description": line(description),
            "inLanguage": line(paper.language),
            "isPartOf": {"@type": "WebSite", "name": line(paper.name), "url": clean(paper.address)},
        }
    )


def _told(known: Thing) -> Thing:
    """Without what is not known."""
    return {key: value for key, value in known.items() if value}


def _identity(paper: Paper) -> str:
    return f"{clean(paper.address)}#paper"


def _publisher(paper: Paper) -> Thing:
    return _told(
        {
            "@type": "NewsMediaOrganization",
            "@id": _identity(paper),
            "name": line(paper.name),
            "url": clean(paper.address),
            "logo": _image(paper.logo) if paper.logo else {},
        }
    )


def _person(author: Link) -> Thing:
    return _told({"@type": "Person", "name": line(author.name), "url": clean(author.address)})


def _image(photo: Photo) -> Thing:
    return _told(
        {
            "@type": "ImageObject",
            "url": clean(photo.address),
            "width": photo.width,
            "height": photo.height,
            "caption": line(photo.caption or photo.alt),
            "creditText": line(photo.credit),
        }
    )


def _correction(note: Correction) -> Thing:
    date = w3c(note.date) if note.date else ""
    return _told({"@type": "CorrectionComment", "text": line(note.text), "datePublished": date})


def _series(series: Link) -> Thing:
    return _told({"@type": "CreativeWorkSeries", "name": line(series.name), "url": clean(series.address)})

"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json

from sitegen.site.machines.facts import Item, Link
from sitegen.site.machines.markup import clean, line, w3c

VERSION = "https://jsonfeed.org/version/1.1"


def json_item(item: Item, content: str) -> bytes:
    """A story's object; `content` as for RSS."""
    address, summary = clean(item.address), line(item.summary)
    story: dict[str, object] = {"id": clean(item.id) or address, "url": address, "title": line(item.title)}
    if content:
        story["content_html"] = content
    else:
        story["content_text"] = summary
    if summary:
        story["summary"] = summary
    if item.photo:
        story["image"] = clean(item.photo.address)
    if item.published:
        story["date_published"] = w3c(item.published)
    if (changed := item.changed) and changed != item.published:
        story["date_modified"] = w3c(changed)
    if item.authors:
        story["authors"] = [person(author) for author in item.authors]
    if subjects := item.subjects:
        story["tags"] = [line(subject) for subject in subjects]
    if item.language:
        story["language"] = line(item.language)
    return json.dumps(story, ensure_ascii=False).encode()


def person(link: Link) -> dict[str, str]:
    """An author object."""
    address = clean(link.address)
    return {"name": line(link.name), "url": address} if address else {"name": line(link.name)}

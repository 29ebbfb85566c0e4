"""JSON Feed 1.1 -> the record of a feed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sitegen.check.built.feed import Entry, Feed, Form, relative_addresses

_VERSION = "https://jsonfeed.org/version/1.1"


def read_json_feed(folder: Path, path: str) -> Feed:
    """The record of a JSON Feed; `fault` says why when it cannot be read.

    folder  of the built site
    path    of the file in it
    """
    size = 0
    try:
        data = (folder / path).read_bytes()
        size = len(data)
        value = json.loads(data.decode())
    except OSError as error:
        return Feed(path, size, fault=f"cannot be read: {error.strerror}")
    except (ValueError, RecursionError) as error:
        return Feed(path, size, fault=f"is not JSON: {error}")
    if not isinstance(value, dict):
        return Feed(path, size, fault="is no JSON Feed: it holds no object")
    return Feed(
        path,
        size,
        form=Form.JSON,
        home=_text(value, "home_page_url"),
        own=_text(value, "feed_url"),
        gaps=tuple(_feed_gaps(value)),
        entries=tuple(map(_entry, _objects(value, "items"))),
    )


def _feed_gaps(feed: Mapping[str, Any]) -> Iterator[str]:
    if feed.get("version") != _VERSION:
        yield f'"version" is not "{_VERSION}"'
    if not _text(feed, "title"):
        yield 'no "title"'
    if not isinstance(feed.get("items"), list):
        yield 'no list of "items"'
    elif any(not isinstance(item, dict) for item in feed["items"]):
        yield "an item that is no object"
    yield from _author_gaps(feed)


def _entry(item: Mapping[str, Any]) -> Entry:
    text = _text(item, "content_html")
    named = (_text(item, "image"), _text(item, "banner_image"))
    attached = tuple(_text(attachment, "url") for attachment in _objects(item, "attachments"))
    return Entry(
        id=_text(item, "id"),
        permalink=False,
        link=_text(item, "url"),
        dates=tuple(_text(item, name) for name in ("date_published", "date_modified") if name in item),
        has_text=bool(text or _text(item, "content_text")),
        relative=relative_addresses(text),
        files=tuple(address for address in (*named, *attached) if address),
        gaps=tuple(_item_gaps(item)),
    )


def _item_gaps(item: Mapping[str, Any]) -> Iterator[str]:
    if "id" in item and not isinstance(item["id"], str):
        yield 'an "id" that is not in quotation marks'
    for attachment in _objects(item, "attachments"):
        yield from (f'an attachment without "{key}"' for key in ("url", "mime_type") if key not in attachment)
    yield from _author_gaps(item)


def _author_gaps(thing: Mapping[str, Any]) -> Iterator[str]:
    authors = thing.get("authors", [])
    if not isinstance(authors, list) or any(not isinstance(author, dict) for author in authors):
        yield '"authors" is no list of objects'
    elif any(not {"name", "url", "avatar"} & author.keys() for author in authors):
        yield 'an author with neither "name" nor "url" nor "avatar"'


def _objects(thing: Mapping[str, Any], key: str) -> tuple[Mapping[str, Any], ...]:
    members = thing.get(key)
    return (
        tuple(member for member in members if isinstance(member, dict)) if isinstance(members, list) else ()
    )


def _text(thing: Mapping[str, Any], key: str) -> str:
    value = thing.get(key)
    return value.strip() if isinstance(value, str) else ""

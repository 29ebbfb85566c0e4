"""RSS 2.0 and Atom 1.0 -> the record of a feed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.check.built.feed import Entry, Feed, Form, relative_addresses
from sitegen.check.built.json_feed_reader import read_json_feed
from sitegen.check.built.xml_file import ATOM, CONTENT, MEDIA, Element, local_name, read_xml, words_of


def read_feed(folder: Path, path: str) -> Feed:
    """The record of a feed, whatever its form; `fault` says why when it cannot be read.

    folder  of the built site
    path    of the file in it
    """
    if path.endswith(".json"):
        return read_json_feed(folder, path)
    root = read_xml(folder / path)
    try:
        size = (folder / path).stat().st_size
    except OSError:
        size = 0
    if isinstance(root, str):
        return Feed(path, size, fault=root)
    if root.tag == f"{ATOM}feed":
        return _atom(root, path, size)
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        return Feed(path, size, fault=f"is neither RSS nor Atom: it begins with <{local_name(root)}>")
    return _rss(root, channel, path, size)


def _rss(root: Element, channel: Element, path: str, size: int) -> Feed:
    gaps = [] if root.get("version") == "2.0" else ['<rss> has no version="2.0"']
    gaps += _gaps(channel, ("title", "link", "description"), "<channel>", may_be_empty=("description",))
    return Feed(
        path,
        size,
        form=Form.RSS,
        home=words_of(channel, "link") or "",
        own=_link(channel, "self"),
        dates=_words(channel, "pubDate", "lastBuildDate"),
        gaps=tuple(gaps),
        entries=tuple(map(_item, channel.iterfind("item"))),
    )


def _item(item: Element) -> Entry:
    guid = item.find("guid")
    text = words_of(item, f"{CONTENT}encoded") or ""
    gaps = [] if words_of(item, "title") or words_of(item, "description") else ["no <title>"]
    for enclosure in item.iterfind("enclosure"):
        gaps += [f"an <enclosure> without {name}" for name in ("url", "type") if not enclosure.get(name)]
        if not (enclosure.get("length") or "").isdecimal():
            gaps.append("an <enclosure> whose length is no number")
    return Entry(
        id=words_of(item, "guid") or "",
        permalink=guid is not None and guid.get("isPermaLink", "true") == "true",
        link=words_of(item, "link") or "",
        dates=_words(item, "pubDate"),
        has_text=bool(text),
        relative=relative_addresses(text),
        files=tuple(_files(item)),
        mails=_words(item, "author"),
        gaps=tuple(gaps),
    )


def _files(item: Element) -> Iterator[str]:
    for element in item.iter("enclosure", f"{MEDIA}content", f"{MEDIA}thumbnail"):
        if address := element.get("url"):
            yield address


def _atom(root: Element, path: str, size: int) -> Feed:
    gaps = _gaps(root, tuple(f"{ATOM}{name}" for name in ("id", "title", "updated")), "<feed>")
    has_author = root.find(f"{ATOM}author/{ATOM}name") is not None
    return Feed(
        path,
        size,
        form=Form.ATOM,
        home=_link(root, "alternate"),
        own=_link(root, "self"),
        dates=_words(root, f"{ATOM}updated"),
        gaps=tuple(gaps),
        entries=tuple(_entry(entry, has_author) for entry in root.iterfind(f"{ATOM}entry")),
    )


def _entry(entry: Element, feed_has_author: bool) -> Entry:
    gaps = _gaps(entry, tuple(f"{ATOM}{name}" for name in ("id", "title", "updated")), "")
    authors = entry.findall(f"{ATOM}author")
    if not authors and not feed_has_author:
        gaps.append("no <author>, and the feed names none either")
    gaps += ["an <author> without <name>" for author in authors if not words_of(author, f"{ATOM}name")]
    content = entry.find(f"{ATOM}content")
    text = words_of(entry, f"{ATOM}content") or ""
    return Entry(
        id=words_of(entry, f"{ATOM}id") or "",
        permalink=False,
        link=_link(entry, "alternate"),
        dates=_words(entry, f"{ATOM}updated", f"{ATOM}published"),
        has_text=bool(text) or (content is not None and len(content) > 0),
        relative=relative_addresses(text),
        files=(*_files(entry), *((_link(entry, "enclosure"),) if _link(entry, "enclosure") else ())),
        gaps=tuple(gaps),
    )


def _gaps(
    parent: Element, names: tuple[str, ...], where: str, may_be_empty: tuple[str, ...] = ()
) -> list[str]:
    """The children that are missing or blank, in words."""
    place = f"{where} has " if where else ""
    missing = []
    for name in names:
        words = words_of(parent, name)
        if words is None or (not words and name not in may_be_empty):
            missing.append(f"{place}no <{name.rpartition('}')[2]}>")
    return missing


def _words(parent: Element, *names: str) -> tuple[str, ...]:
    found = ("".join(child.itertext()).strip() for name in names for child in parent.iterfind(name))
    return tuple(found)


def _link(parent: Element, relation: str) -> str:
    """The address of the first atom:link of this relation; a link without one is an alternate."""
    for link in parent.iterfind(f"{ATOM}link"):
        if link.get("rel", "alternate") == relation:
            return (link.get("href") or "").strip()
    return ""

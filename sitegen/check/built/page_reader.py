"""HTML -> the record of a page: one parse, one walk."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from sitegen.check.built.addresses import address_of, locate
from sitegen.check.built.page import HeadLink, Page, Thing
from sitegen.check.built.references import references, text_of

_START = 4096  # bytes in which a page says that it is one

_IDS = etree.XPath("//@id", smart_strings=False)
_NAMES = etree.XPath("//a/@name", smart_strings=False)
_TIME = etree.XPath("//h1/ancestor::header[1]//time/@datetime", smart_strings=False)
_JSON = etree.XPath("//script[@type='application/ld+json']")


def read_page(folder: Path, path: str, site_url: str) -> Page | None:
    """The record of a page; None for an .html file that is none: a search engine's proof, say.

    folder    of the built site
    path      of the file in it
    site_url  the site's address, with a slash at the end
    """
    try:
        data = (folder / path).read_bytes()
        data.decode()
    except OSError as error:
        return Page(path, fault=f"cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        return Page(path, fault="is not UTF-8")
    if not data.strip():
        return Page(path, fault="is empty")
    start = data[:_START].lower()
    if b"<html" not in start and b"<!doctype" not in start:
        return None
    root = _parsed(data)
    return Page(path, fault="holds no page") if root is None else _record(root, path, site_url)


def _parsed(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.XMLSyntaxError:
        return None


def _record(root: etree._Element, path: str, site_url: str) -> Page:
    ids = _texts(_IDS(root))
    links = tuple(_head_links(root))
    things, faults = _described(root)
    redirect = _redirect(root)
    seen_from = _base(root, address_of(path, site_url))
    return Page(
        path,
        language=(root.get("lang") or "").strip(),
        titles=tuple(text_of(title) for title in root.iter("title") if not _in_drawing(title)),
        headlines=tuple(text_of(headline) for headline in root.iter("h1")),
        ids=frozenset(ids) | frozenset(_texts(_NAMES(root))),
        repeated_ids=tuple(name for name, count in Counter(ids).items() if count > 1),
        metas=_metas(root),
        links=links,
        feeds=tuple(locate(link.address, seen_from, site_url) for link in links if link.is_feed),
        references=references(root, links, redirect, seen_from, site_url),
        things=things,
        json_faults=faults,
        redirect=redirect,
        dated=next(iter(_texts(_TIME(root))), ""),
    )


def _texts(found: object) -> list[str]:
    """What an XPath for strings found."""
    return [str(text) for text in found] if isinstance(found, list) else []


def _in_drawing(element: etree._Element) -> bool:
    return any(ancestor.tag == "svg" for ancestor in element.iterancestors())


def _metas(root: etree._Element) -> dict[str, tuple[str, ...]]:
    metas: dict[str, tuple[str, ...]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        if name:
            metas[name] = (*metas.get(name, ()), meta.get("content") or "")
    return metas


def _redirect(root: etree._Element) -> str:
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            _, _, address = (meta.get("content") or "").partition("=")
            return address.strip().strip("'\"")
    return ""


def _base(root: etree._Element, own: str) -> str:
    """The address from which the page's addresses are seen: its own, but for a `<base>`."""
    base = root.find(".//base[@href]")
    return own if base is None else urljoin(own, base.get("href") or "")


def _head_links(root: etree._Element) -> Iterator[HeadLink]:
    for link in root.iter("link"):
        relations = tuple((link.get("rel") or "").lower().split())
        yield HeadLink(relations, link.get("href") or "", link.get("type") or "", link.get("hreflang") or "")


def _described(root: etree._Element) -> tuple[tuple[Thing, ...], tuple[str, ...]]:
    things: list[Thing] = []
    faults: list[str] = []
    found = _JSON(root)
    for script in found if isinstance(found, list) else []:
        try:
            value = json.loads(script.text or "", parse_constant=_no_such_number)
        except (ValueError, RecursionError) as error:
            faults.append(str(error))
        else:
            things.extend(_members(value))
    return tuple(things), tuple(faults)


def _no_such_number(name: str) -> float:
    raise ValueError(f"{name} is no number in JSON")


def _members(value: Any) -> Iterator[Thing]:
    """The objects of a script: itself, of a list, of @graph."""
    if isinstance(value, list):
        for member in value:
            yield from _members(member)
    elif isinstance(value, dict) and isinstance(value.get("@graph"), list):
        for member in value["@graph"]:
            if isinstance(member, dict):
                yield {"@context": value.get("@context"), **member}
    elif isinstance(value, dict):
        yield value

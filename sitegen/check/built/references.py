"""The addresses that a page holds: links, pictures, scripts, styles, frames, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from sitegen.check.built.addresses import locate
from sitegen.check.built.page import HeadLink, Reference
from sitegen.check.built.styles import addresses_in

_MAX_TEXT = 60

_LOADED_BY = {
    "img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",),
    "track": ("src",), "iframe": ("src",), "embed": ("src",), "object": ("data",), "script": ("src",),
    "input": ("src",), "image": ("href", "xlink:href"), "use": ("href", "xlink:href"),
}  # fmt: skip
"""Attributes whose address a browser fetches by itself: HTML Living Standard, table of attributes."""
_FOLLOWED = {"a": ("href",), "area": ("href",), "form": ("action",)}
_HOLDERS = {**_LOADED_BY, **_FOLLOWED}

_LOADING_RELATIONS = {
    "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch",
    "preconnect", "dns-prefetch",
}  # fmt: skip

_STYLED = etree.XPath("//style/text() | //@style", smart_strings=False)

_Held = tuple[str, str, str, bool]
"""The tag, the address as written, words by which a person finds it, and whether browsers load it."""


def references(
    root: etree._Element, links: Iterable[HeadLink], redirect: str, seen_from: str, site_url: str
) -> tuple[Reference, ...]:
    """Every address that a page holds, each once, with the words of its first place.

    links      the page's `<link>` elements; feeds among them are left out, they have checks of their own
    redirect   where the page redirects to; "" = nowhere
    seen_from  the absolute address from which the page's addresses are seen
    site_url   the site's address, with a slash at the end
    """
    found: dict[tuple[str, str], Reference] = {}
    for tag, address, text, loads in (*_held(root), *_linked(links), *_styled(root), *_redirected(redirect)):
        if (tag, address) not in found:
            found[tag, address] = Reference(address, tag, text, loads, locate(address, seen_from, site_url))
    return tuple(found.values())


def _held(root: etree._Element) -> Iterator[_Held]:
    for element in root.iter(*_HOLDERS):
        tag = str(element.tag)
        for attribute in _HOLDERS[tag]:
            value = element.get(attribute)
            if value is not None:
                for address in _candidates(value) if attribute == "srcset" else (value,):
                    yield tag, address, _caption(element), tag in _LOADED_BY


def _redirected(address: str) -> Iterator[_Held]:
    if address:
        yield "meta", address, "", False


def _linked(links: Iterable[HeadLink]) -> Iterator[_Held]:
    for link in links:
        if not link.is_feed:
            loads = not _LOADING_RELATIONS.isdisjoint(link.relations)
            yield "link", link.address, " ".join(link.relations), loads


def _styled(root: etree._Element) -> Iterator[_Held]:
    found = _STYLED(root)
    for style in found if isinstance(found, list) else []:
        for address in addresses_in(str(style)):
            yield "style", address, "", True


def _candidates(srcset: str) -> list[str]:
    """`small.jpg 480w, large.jpg 960w` -> the addresses; a comma inside an address has no space after it."""
    parts = (part.split() for part in srcset.replace(",\n", ", ").split(", "))
    return [words[0].rstrip(",") for words in parts if words]


def _caption(element: etree._Element) -> str:
    """Words by which a person finds the element: a link's text, a picture's alternative text."""
    text = text_of(element) if element.tag == "a" else ""
    if not text and element.tag == "a":
        inner = element.find(".//img[@alt]")
        text = "" if inner is None else inner.get("alt") or ""
    text = text or element.get("aria-label") or element.get("alt") or element.get("title") or ""
    return text if len(text) <= _MAX_TEXT else f"{text[:_MAX_TEXT].rstrip()}…"


def text_of(element: etree._Element) -> str:
    """The words in an element, with one space between them."""
    return " ".join("".join(element.itertext(with_tail=False)).split())

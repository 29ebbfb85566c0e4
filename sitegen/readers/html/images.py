"""The address of a picture, wherever a page that loads its pictures late has put it."""

from __future__ import annotations

from lxml import etree

from sitegen.readers.characters import ordinary

_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "src")
_SETS = ("srcset", "data-srcset")
TINY = 40
"""Pixels of width or height up to which a picture is a counter or an icon."""


def picture_of(img: etree._Element) -> tuple[str, str]:
    """An <img>'s address and its alt text; two empty strings when it shows a reader nothing."""
    if any(_is_tiny(img.get(side)) for side in ("width", "height")):
        return "", ""
    alt = ordinary(str(img.get("alt") or ""))
    for name in _ADDRESSES:
        src = str(img.get(name) or "").strip()
        if src and not src.startswith(("data:", "blob:", "about:")):
            return src, alt
    return _from_set(img) or _from_picture(img), alt


def _is_tiny(size: object) -> bool:
    digits = str(size or "").removesuffix("px").strip()
    return digits.isdigit() and int(digits) <= TINY


def _from_set(element: etree._Element) -> str:
    """The first address of a srcset: `a.jpg 480w, b.jpg 2x` -> `a.jpg`."""
    for name in _SETS:
        words = str(element.get(name) or "").split()
        if words and not words[0].startswith("data:"):
            return words[0].rstrip(",")
    return ""


def _from_picture(img: etree._Element) -> str:
    picture = img.getparent()
    if picture is None or picture.tag != "picture":
        return ""
    sources = (_from_set(source) for source in picture.iterchildren("source"))
    return next(filter(None, sources), "")

"""Declared text that may hold markup or escapes -> plain words."""

from __future__ import annotations

import html
import re

from bs4 import BeautifulSoup

from sitegen.readers.characters import ordinary

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BOXES = ("p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6")


def plain_words(value: object) -> str:
    """A declared text without markup; paragraphs parted by newlines; "" when it is no text."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(plain_words, value)))
    if not isinstance(value, str):
        return ""
    text = html.unescape(value)
    if _TAG.search(text):
        text = html.unescape(_without_markup(text))
    return "\n".join(filter(None, map(ordinary, text.splitlines())))


def _without_markup(markup: str) -> str:
    soup = BeautifulSoup(f"<div>{markup}</div>", "lxml")
    for box in soup.find_all(_BOXES):
        box.insert_before("\n")
        box.insert_after("\n")
    return soup.get_text()

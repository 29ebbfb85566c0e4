"""Declared text that may hold markup or escapes -> plain words."""

from __future__ import annotations

import html
import re

from sitegen.readers.characters import ordinary

_BOX = re.compile(r"<\s*(?:/\s*(?:p|div|li|h[1-6])|br)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def plain_words(value: object) -> str:
    """A declared text without markup; paragraphs parted by newlines; "" when it is no text."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(plain_words, value)))
    if not isinstance(value, str):
        return ""
    text = html.unescape(value)
    if "<" in text:
        text = html.unescape(_TAG.sub(" ", _BOX.sub("\n", text)))
    return "\n".join(filter(None, map(ordinary, text.splitlines())))

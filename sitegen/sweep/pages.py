"""A page, or the HTML of a story, parsed as browsers parse (by lexbor)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from sitegen.sweep.allowed import Allowed
from sitegen.sweep.judge import Judge

_CHARSET = re.compile(
    rb"""<meta[\t\n\f\r ]+charset[\t\n\f\r ]*=[\t\n\f\r ]*["']?utf-8["']?[\t\n\f\r ]*/?>""", re.IGNORECASE
)
_HEAD = 1024
_MARKS = (b"\xfe\xff", b"\xff\xfe")
_NOSCRIPT = re.compile(rb"noscript", re.IGNORECASE)
_ESCAPE = b"\x1b"
"""Begins another alphabet in ISO-2022-JP, the one encoding that can be mistaken for ASCII."""


def faults_of_page(page: bytes, depth: int, allowed: Allowed) -> Iterator[str]:
    """What stands on a page that the theme did not put there, in words.

    depth  of the page's folder below the site's
    """
    yield from _faults_of_encoding(page)
    yield from faults_in(page, depth, allowed)


def faults_in(html: bytes, depth: int, allowed: Allowed) -> Iterator[str]:
    """The same for HTML that is no whole page.

    A browser that runs scripts reads what stands in a noscript element as text, another one as markup; and
    what is an attribute's value to the one can end the element for the other. So both ways are looked at.
    """
    judge = Judge(allowed, depth)
    seen = set()
    for each in (html, _NOSCRIPT.sub(b"noembed", html)) if _NOSCRIPT.search(html) else (html,):
        for fault in _faults(each, judge):
            if fault not in seen:
                seen.add(fault)
                yield fault


def _faults(html: bytes, judge: Judge) -> Iterator[str]:
    root = LexborHTMLParser(html).root
    for node in root.traverse(include_text=False) if root else ():
        name = node.tag or ""
        if name.startswith(("-", "!")) or name == "noembed":
            continue  # a comment, the doctype; noscript, see above
        attributes = {key.lower(): value or "" for key, value in node.attributes.items()}
        text = node.text() or "" if name in ("script", "style") else ""
        yield from judge.faults(name.lower(), attributes, text)


def _faults_of_encoding(page: bytes) -> Iterator[str]:
    """A page whose encoding a browser has to guess could be read as something else."""
    try:
        page.decode()
    except UnicodeDecodeError:
        yield "is not UTF-8"
        return
    if page.startswith(_MARKS) or (
        not _CHARSET.search(page, 0, _HEAD) and (not page.isascii() or _ESCAPE in page)
    ):
        yield 'does not say that it is UTF-8: write <meta charset="utf-8"> at its beginning'

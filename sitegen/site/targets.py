"""What the words of a page link to or show, as paths in the content folder."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r'<(?:a|img)\b[^>]*?\b(?:href|src)="([^"]*)')

# Where Markdown and HTML write an address. Each with what a body must have for it to be looked for.
_WRITTEN = (
    ("](", re.compile(r"\]\(\s*(?:<([^<>\n]*)>|(?!https?:)((?:[^\s()\\]|\\.|\([^\s()]*\))+))")),
    ("]:", re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*(?:<([^<>\n]*)>|(\S+))", re.MULTILINE)),
    (
        "<",
        re.compile(r"""\b(?:src|href|poster|data)\s*=\s*(?:["']([^"'>]*)["']|([^\s"'>]+))""", re.IGNORECASE),
    ),
)
_SRCSET = re.compile(r"""\bsrcset\s*=\s*["']([^"'>]*)["']""", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FAR = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def story_targets(html: str, page: str) -> frozenset[str]:
    """The files of the content that a body names.

    html  as its author wrote its links: `../plan.md`, `/images/a.jpg`, `plan.md#costs`
    page  the page's path in the content folder
    """
    if "<a " not in html and "<img" not in html:
        return frozenset()
    found = (target_at(unescape(address), page) for address in _LINK.findall(html))
    return frozenset(filter(None, found))


def target_at(address: str, page: str) -> str:
    """The file of the content that an address in the file at `page` names; "" for one of another host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = unquote(parts.path)
    start = "" if path.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(start, path.lstrip("/")))


def addresses_in(body: str) -> tuple[str, ...]:
    """The addresses of this site's files in a body, each once, as they are written.

    Quick, for thousands of bodies: what stands in a code block counts too, which does no harm.

    >>> addresses_in("![Quay](/images/quay.jpg) and [the plan](plan.pdf), see https://paper.example/")
    ('/images/quay.jpg', 'plan.pdf')
    """
    if "]" not in body and "<" not in body:
        return ()  # one sign is found far quicker than two
    found: list[str] = []
    for sign, pattern in _WRITTEN:
        if sign in body:
            found += (_ESCAPED.sub(r"\1", one or other) for one, other in pattern.findall(body))
    if "srcset" in body:
        found += (one.split()[0] for each in _SRCSET.findall(body) for one in each.split(",") if one.strip())
    return tuple(dict.fromkeys(unescape(address) for address in found if address and not _FAR.match(address)))

"""What the words of a page link to or show, as paths in the content folder."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r'<(?:a|img)\b[^>]*?\b(?:href|src)="([^"]*)')


def story_targets(html: str, page: str) -> frozenset[str]:
    """The files of the content that a body names.

    html  as its author wrote its links: `../plan.md`, `/images/a.jpg`, `plan.md#costs`
    page  the page's path in the content folder
    """
    if "<a " not in html and "<img" not in html:
        return frozenset()
    found = (_target(unescape(address), page) for address in _LINK.findall(html))
    return frozenset(filter(None, found))


def _target(address: str, page: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = unquote(parts.path)
    start = "" if path.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(start, path.lstrip("/")))

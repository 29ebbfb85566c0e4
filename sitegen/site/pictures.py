"""The lead picture: shown only when it stands in the site, so that no request leaves for another host."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from sitegen.errors import Problem

_KINDS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")


def picture_of(src: str, article: str, content: Path, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """The URL of a lead picture in the site, and what is wrong with it.

    src      as the front matter has it: `/images/a.jpg` from the content folder, `a.jpg` from the article
    article  the article's path in the content folder
    content  that folder
    shown    the article's path, for messages

    A picture of another host gives "" and no problem: its caption stays as data.
    """
    try:
        parts = urlsplit(src)
    except ValueError:
        return "", (_no_picture(src, shown),)
    if not src or parts.scheme or parts.netloc:
        return "", ()
    start = "" if src.startswith("/") else posixpath.dirname(article)
    path = posixpath.normpath(posixpath.join(start, unquote(parts.path).lstrip("/")))
    if path.startswith("..") or not path.lower().endswith(_KINDS) or not (content / path).is_file():
        return "", (_no_picture(src, shown),)
    return quote(path), ()


def _no_picture(src: str, shown: str) -> Problem:
    hint = "put the picture under the content folder and write src: /images/name.jpg"
    return Problem(shown, 0, f"image.src names no picture of the site: {src!r}", hint)

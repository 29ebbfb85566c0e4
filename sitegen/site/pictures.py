"""Pictures of stories: shown only when they stand in the site, so that no request goes to another host."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from PIL import Image, UnidentifiedImageError

from sitegen.containment import strange_in
from sitegen.errors import Problem
from sitegen.sweep.inert import is_own

_KINDS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")

_SVG_HEAD = 4096
"""Bytes in which a drawing says how large it is."""

_SVG_SIZE = re.compile(rb"""<svg\b[^>]*?\bviewBox=["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""")
_IMG = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w-]+)="([^"]*)\"""")


Measure = Callable[[Path], tuple[int, int]]
"""What tells how large a picture is, as `size_of` does."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the site.

    url            in the site, percent-encoded
    width, height  in pixels; 0 when the file does not say
    size           of the file in bytes
    """

    url: str
    width: int = 0
    height: int = 0
    size: int = 0


def picture_of(
    src: str, article: str, content: Path, shown: str, measure: Measure | None = None
) -> tuple[Picture | None, tuple[Problem, ...]]:
    """The lead picture in the site, and what is wrong with it.

    src      as the front matter has it: `/images/a.jpg` from the content folder, `a.jpg` from the article
    article  the article's path in the content folder
    content  that folder
    shown    the article's path, for messages
    measure  another than `size_of`

    A picture of another host gives None and no problem: its caption stays as data.
    """
    try:
        parts = urlsplit(src)
    except ValueError:
        return None, (_no_picture(src, shown),)
    if not src or parts.scheme or parts.netloc:
        return None, ()
    start = "" if src.startswith("/") else posixpath.dirname(article)
    path = posixpath.normpath(posixpath.join(start, unquote(parts.path).lstrip("/")))
    if strange_in(path) or not path.lower().endswith(_KINDS) or not (content / path).is_file():
        return None, (_no_picture(src, shown),)
    try:
        width, height = (measure or size_of)(content / path)
        size = (content / path).stat().st_size
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError):
        hint = "save it again as JPEG, PNG or WebP"
        return None, (Problem(shown, 0, f"image.src cannot be read as a picture: {src!r}", hint),)
    return Picture(quote(path), width, height, size), ()


def size_of(file: Path) -> tuple[int, int]:
    """Width and height of a picture in pixels, from the head of its file; 0, 0 when a drawing names none.

    Raises OSError or an error of Pillow's when it is no picture.
    """
    if file.suffix.lower() == ".svg":
        with file.open("rb") as svg:
            found = _SVG_SIZE.search(svg.read(_SVG_HEAD))
        return (round(float(found[1])), round(float(found[2]))) if found else (0, 0)
    with Image.open(file) as image:
        return image.size


def settled(html: str, url: str, content: Path, measure: Measure | None = None) -> str:
    """The HTML of a body whose pictures say how large they are and load when the reader comes near.

    url      of the page, percent-encoded
    content  the folder whose pictures are in the site at the same paths
    measure  another than `size_of`

    A picture of another host becomes a link to it: the reader's browser asks nobody but this site.
    """

    def settle(tag: re.Match[str]) -> str:
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag.group())}
        src = attributes.get("src", "")
        if not is_own(src):
            return f'<a href="{escape(src)}" rel="noopener">{escape(attributes.get("alt") or src)}</a>'
        given = (
            {"loading": "lazy", "decoding": "async"}
            | _size(urljoin(url, src), content, measure or size_of)
            | attributes
        )
        return "<img " + " ".join(f'{name}="{escape(value)}"' for name, value in given.items()) + ">"

    return _IMG.sub(settle, html) if "<img" in html else html


def _size(url: str, content: Path, measure: Measure) -> dict[str, str]:
    path = posixpath.normpath(unquote(url))
    try:
        width, height = (0, 0) if path.startswith("..") else measure(content / path.lstrip("/"))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError):
        return {}  # MkDocs names a picture that is not there
    return {"width": str(width), "height": str(height)} if width and height else {}


def _no_picture(src: str, shown: str) -> Problem:
    hint = "put the picture under the content folder and write src: /images/name.jpg"
    return Problem(shown, 0, f"image.src names no picture of the site: {src!r}", hint)

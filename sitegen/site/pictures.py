"""Pictures of stories: shown only when they stand in the site, so that no request goes to another host."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from sitegen.containment import strange_in
from sitegen.errors import Problem
from sitegen.site.photos.gallery import NO_PICTURES, Gallery
from sitegen.site.photos.negative import UNREADABLE, opened, seen_size, unwarned
from sitegen.site.photos.prints import NO_PRINTS, Prints, Source, markup
from sitegen.sweep.inert import is_own

_KINDS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")

_SVG_HEAD = 4096
"""Bytes in which a drawing says how large it is."""

_SVG_SIZE = re.compile(rb"""<svg\b[^>]*?\bviewBox=["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""")
_IMG = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w-]+)="([^"]*)\"""")
_FIRST = re.compile(r"\s*(?:<p>)?<img\b[^>]*>")

PORTRAIT = 1.1
"""Height to width from which a picture is set narrower than the words."""

_WORDS, _PORTRAIT_AT_MOST = 640, 440
"""Pixels: --measure of paper.css, and the width of a portrait in story.css."""


Measure = Callable[[Path], tuple[int, int]]
"""What tells how large a picture is, as `size_of` does."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the site.

    url            in the site, percent-encoded
    width, height  in pixels; 0 when the file does not say
    size           of the file in bytes
    prints         in which smaller sizes there are of it
    """

    url: str
    width: int = 0
    height: int = 0
    size: int = 0
    prints: Prints = NO_PRINTS

    @property
    def sources(self) -> tuple[Source, ...]:
        """What a browser may choose from instead of the file at `url`."""
        return self.prints.sources(self.url, self.width)

    @property
    def small(self) -> str:
        """The URL of the smallest file that shows it, for a thumbnail."""
        sources = self.sources
        return sources[-1].renditions[0].url if sources else self.url


def picture_of(
    src: str,
    article: str,
    content: Path,
    shown: str,
    measure: Measure | None = None,
    gallery: Gallery = NO_PICTURES,
) -> tuple[Picture | None, tuple[Problem, ...]]:
    """The lead picture in the site, and what is wrong with it.

    src      as the front matter has it: `/images/a.jpg` from the content folder, `a.jpg` from the article
    article  the article's path in the content folder
    content  that folder
    shown    the article's path, for messages
    measure  another than `size_of`
    gallery  of the prints of pictures; it names what cannot be read, so that this does not name it again

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
    except UNREADABLE:
        if path in gallery.faults:
            return None, ()
        hint = "save it again as JPEG, PNG or WebP"
        return None, (Problem(shown, 0, f"image.src cannot be read as a picture: {src!r}", hint),)
    return Picture(quote(path), width, height, size, gallery.of(path)), ()


def size_of(file: Path) -> tuple[int, int]:
    """Width and height of a picture in pixels, from the head of its file; 0, 0 when a drawing names none.

    Raises one of UNREADABLE when it is no picture.
    """
    if file.suffix.lower() == ".svg":
        with file.open("rb") as svg:
            found = _SVG_SIZE.search(svg.read(_SVG_HEAD))
        return (round(float(found[1])), round(float(found[2]))) if found else (0, 0)
    with unwarned(), opened(file) as image:
        return seen_size(image)


def settled(
    html: str,
    url: str,
    content: Path,
    measure: Measure | None = None,
    gallery: Gallery = NO_PICTURES,
    *,
    first: bool = False,
) -> str:
    """The HTML of a body whose pictures say how large they are and load when the reader comes near.

    url      of the page, percent-encoded
    content  the folder whose pictures are in the site at the same paths
    measure  another than `size_of`
    gallery  of the prints of pictures
    first    True when a picture at the very beginning is the first that a reader sees: it loads at once

    A picture of another host becomes a link to it: the reader's browser asks nobody but this site.
    """
    if "<img" not in html:
        return html
    whole = "<picture" not in html  # an author's own `<picture>` (python_markdown) is left as it is
    at_once = _FIRST.match(html) if first else None
    body = _Body(url, content, measure or size_of, gallery if whole else NO_PICTURES)

    def settle(tag: re.Match[str]) -> str:
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag.group())}
        return body.settled(attributes, at_once=bool(at_once and tag.start() < at_once.end()))

    return _IMG.sub(settle, html)


@dataclass(frozen=True, slots=True)
class _Body:
    """Pictures of one page; the parts are those of `settled`."""

    url: str
    content: Path
    measure: Measure
    gallery: Gallery

    def settled(self, attributes: Mapping[str, str], *, at_once: bool) -> str:
        """The HTML of a picture with these attributes."""
        src = attributes.get("src", "")
        if not is_own(src):
            return f'<a href="{escape(src)}" rel="noopener">{escape(attributes.get("alt") or src)}</a>'
        path = posixpath.normpath(unquote(urljoin(self.url, src))).lstrip("/")
        size = self._size(path)
        haste = {"fetchpriority": "high"} if at_once and all(size) else {"loading": "lazy"}
        given = {**haste, "decoding": "async", **_told(size), **attributes}
        image = "<img " + " ".join(f'{name}="{escape(value)}"' for name, value in given.items()) + ">"
        prints = NO_PRINTS if "srcset" in attributes else self.gallery.of(path)
        sources = prints.sources(quote(path), size[0])
        if not sources:
            return image
        shown = _shown(size, attributes.get("width", ""))
        return f"<picture>{markup(sources, shown, '../' * self.url.count('/'))}{image}</picture>"

    def _size(self, path: str) -> tuple[int, int]:
        try:
            return (0, 0) if path.startswith("..") else self.measure(self.content / path)
        except UNREADABLE:
            return 0, 0  # MkDocs names a picture that is not there


def _told(size: tuple[int, int]) -> dict[str, str]:
    return {"width": str(size[0]), "height": str(size[1])} if all(size) else {}


def _shown(size: tuple[int, int], asked: str) -> str:
    """How wide a picture among the words is shown: as they are, a portrait less, none wider than it is.

    asked  the width that the author gave it
    """
    width, height = size
    if asked.isdecimal():
        return f"{asked}px"
    if height > PORTRAIT * width:
        return f"(min-width: 30em) {min(width, _PORTRAIT_AT_MOST)}px, 94vw"
    return f"(min-width: 44em) {min(width, _WORDS)}px, 94vw"


def _no_picture(src: str, shown: str) -> Problem:
    hint = "put the picture under the content folder and write src: /images/name.jpg"
    return Problem(shown, 0, f"image.src names no picture of the site: {src!r}", hint)

"""Which prints a picture has, and how a page names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

FOLDER = "assets/pictures/"
"""Where prints stand in the site."""

_APART = 1.2
"""By how much the original is wider than the widest print below it, to be worth a print of its own width."""


_HIGHEST = 16_383
"""Pixels that WebP can hold each way (its container specification, "VP8 frame header")."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file that shows a picture: its URL in the site, percent-encoded, and its width in pixels."""

    url: str
    width: int


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one format (`image/webp`) that show a picture, the narrowest first."""

    mime: str
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True)
class Prints:
    """The prints of one picture.

    stem    begins the names of their files: it stands for what the picture holds and how prints are made
    widths  in pixels, the least first, by format: `(("webp", (240, 480)),)`
    own     the format in which the original itself is better than its widest print; "" for none
    """

    stem: str = ""
    widths: tuple[tuple[str, tuple[int, ...]], ...] = ()
    own: str = ""

    def names(self) -> Iterator[str]:
        """The names of their files."""
        return (name_of(self.stem, width, form) for form, widths in self.widths for width in widths)

    def sources(self, url: str, width: int) -> tuple[Source, ...]:
        """All that a browser may choose from; `url` and `width` are the original's."""
        return tuple(
            Source(f"image/{form}", (*self._renditions(form, widths), *self._own(form, url, width)))
            for form, widths in self.widths
            if widths
        )

    def _renditions(self, form: str, widths: tuple[int, ...]) -> Iterator[Rendition]:
        return (Rendition(FOLDER + name_of(self.stem, width, form), width) for width in widths)

    def _own(self, form: str, url: str, width: int) -> tuple[Rendition, ...]:
        return (Rendition(url, width),) if form == self.own else ()


NO_PRINTS = Prints()


def name_of(stem: str, width: int, form: str) -> str:
    """`0f3a…-960.webp`."""
    return f"{stem}-{width}.{form}"


def widths_for(size: tuple[int, int], widths: tuple[int, ...]) -> tuple[int, ...]:
    """The widths of the prints of a picture: those below its own, and its own where they leave much out.

    size  of the picture: width, height

    >>> widths_for((1600, 1000), (240, 480, 960, 1440))
    (240, 480, 960, 1440)
    >>> widths_for((1300, 1000), (240, 480, 960, 1440))
    (240, 480, 960, 1300)
    >>> widths_for((1000, 1000), (240, 480, 960, 1440))
    (240, 480, 960)
    >>> widths_for((200, 1000), (240, 480, 960, 1440))
    ()
    >>> widths_for((1600, 20_000), (240, 480, 960, 1440))  # WebP can hold no more than 16,383 pixels
    (240, 480, 960)
    """
    width, height = size
    below = tuple(each for each in widths if each < width)
    if below and below[-1] * _APART < width <= widths[-1]:
        below = (*below, width)
    return tuple(each for each in below if each * height <= _HIGHEST * width)


def markup(sources: tuple[Source, ...], sizes: str, root: str) -> str:
    """HTML that offers a browser the sources, to stand before the `<img>` in a `<picture>`.

    sizes  how wide the picture is shown, as HTML's attribute `sizes` says it
    root   the way from the page to the front page: `../../`
    """
    return "".join(
        f'<source type="{source.mime}" srcset="'
        + escape(", ".join(f"{root}{one.url} {one.width}w" for one in source.renditions))
        + f'" sizes="{escape(sizes)}">'
        for source in sources
    )

"""In which sizes pictures are published, as mkdocs.yml says below `pictures:`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PIL import features

from sitegen.errors import SitegenError
from sitegen.site.options import read_block

WIDTHS = (240, 480, 960, 1440)
"""Pixels. The thumbnails of lists and of the search are 80 to 140 px wide and have twice the pixels on most
telephones; a teaser takes 280 px; the words of a story are 640 px wide and its lead picture 840 px."""

_BOUNDS = range(16, 10_001)
_MANY = 8
_QUALITY = 80
_FORMATS = ("avif", "webp")
"""Formats, in the order in which a browser is offered them: the one that packs better first."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The prints that are made of a picture.

    widths   in pixels, the least first; none serves the originals alone
    quality  1 to 100, as WebP counts it
    formats  of `avif` and `webp`
    """

    widths: tuple[int, ...] = WIDTHS
    quality: int = _QUALITY
    formats: tuple[str, ...] = ("webp",)


USUAL = Sizes()
"""Where mkdocs.yml says nothing."""


def sizes_of(values: Mapping[str, object], path: str = "mkdocs.yml") -> Sizes:
    """The settings below `pictures:` in mkdocs.yml.

    values  as YAML read them
    path    of the file, for messages

    Raises SitegenError with everything that is wrong at once.
    """
    read, problems = read_block("pictures", _KEYS, values, path)
    if problems:
        raise SitegenError(problems)
    return Sizes(**read)  # type: ignore[arg-type]  # _KEYS reads each as its field has it


def _widths(value: object) -> tuple[int, ...]:
    hint = "write pixels: [480, 960, 1440], or [] to serve the originals"
    if not isinstance(value, list):
        raise ValueError(hint)  # noqa: TRY004  # one kind of error for all of them
    if len(value) > _MANY:
        raise ValueError(f"write at most {_MANY} widths")
    if not all(isinstance(each, int) and each in _BOUNDS for each in value):
        raise ValueError(f"{hint}; each from {_BOUNDS[0]} to {_BOUNDS[-1]}")
    return tuple(sorted(set(value)))


def _quality(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in range(1, 101):
        raise ValueError("write a whole number from 1 to 100; 80 looks like the original")
    return value


def _formats(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(each in _FORMATS for each in value):
        raise ValueError("write [webp], [avif] or [avif, webp]")
    for each in value:
        if not features.check(each):
            raise ValueError(f"this Pillow cannot write {each}: pip install --upgrade pillow")
    return tuple(each for each in _FORMATS if each in value)


_KEYS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {"widths": _widths, "quality": _quality, "formats": _formats}
)
"""How each setting is read."""

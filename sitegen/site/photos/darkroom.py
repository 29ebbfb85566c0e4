"""One picture -> its prints, in the cache.

What is in the cache is named by what the picture holds and how it is printed: so it never is out of date, two
builds at once make the same files, and whoever finds one missing makes it again. A picture's sheet, a small
JSON file, says which prints it has; it is written when they are all there.
"""

from __future__ import annotations

import io
import os
import tempfile
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image

from sitegen.site.photos.negative import UNREADABLE, moves, negative, opened, reason, seen_size
from sitegen.site.photos.prints import NO_PRINTS, Prints, name_of, widths_for
from sitegen.site.photos.settings import Sizes
from sitegen.site.photos.wholeness import is_whole

_RECIPE = 1
"""Another number when prints are made in another way: then they have other names, and all are made anew."""

_STEM, _SHEET = 8, 3  # bytes

_AVIF_BELOW_WEBP = 20
"""The two count otherwise: AVIF's 60 weighs what WebP's 80 does (tried on pictures like photographs)."""

_AVIF_SPEED = 8
"""Of 0 to 10. 6, Pillow's own, packs 5 % better and takes four times as long."""


@dataclass(frozen=True, slots=True)
class Developed:
    """What came of a picture.

    width, height  of the original in pixels, as a browser shows it; 0 when it cannot be read at all
    fault          why it cannot be read; "" when it can
    """

    width: int = 0
    height: int = 0
    prints: Prints = NO_PRINTS
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Develops pictures.

    sizes  of the prints
    cache  the folder where prints are kept from build to build
    """

    sizes: Sizes
    cache: Path
    _sheet: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sheet", blake2b(self.recipe.encode(), digest_size=_SHEET).hexdigest())

    @property
    def recipe(self) -> str:
        """All that says which prints are made, besides the picture; "" when none are."""
        sizes = self.sizes
        return f"{_RECIPE} {sizes.quality} {sizes.formats} {sizes.widths}" if sizes.widths else ""

    def develop(self, file: Path) -> Developed:
        """Make the prints of a picture that are not there yet. A picture that cannot be read has a fault.

        Raises OSError when the cache cannot be written.
        """
        try:
            raw = file.read_bytes()
        except OSError as error:
            return Developed(fault=error.strerror or str(error))
        stem = blake2b(f"{_RECIPE} {self.sizes.quality} ".encode() + raw, digest_size=_STEM).hexdigest()
        if known := self._known(stem):
            return known
        width = height = 0
        try:
            with opened(io.BytesIO(raw)) as image:
                width, height = seen_size(image)
                widths = () if moves(image) else widths_for((width, height), self.sizes.widths)
                form = (image.format or "").lower()
                wide = negative(image, max(widths, default=width))
            prints, contents = self._printed(wide, stem, widths, _Original(form, width, len(raw)))
        except UNREADABLE as error:
            return Developed(width, height, fault=reason(error))
        return self._kept(Developed(width, height, prints), contents)

    def _printed(
        self, wide: Image.Image, stem: str, widths: tuple[int, ...], original: _Original
    ) -> tuple[Prints, dict[str, bytes]]:
        """The prints of a picture, and what is in each of their files."""
        made: list[tuple[str, tuple[int, ...]]] = []
        contents: dict[str, bytes] = {}
        own = ""
        for form in self.sizes.formats if widths else ():
            kept: list[int] = []
            for width in widths:
                if original.form == form and width == original.width:
                    own = form
                    break
                content = self._content(wide, form, width)
                if original.form == form and len(content) >= original.size:
                    own = form
                    break
                contents[name_of(stem, width, form)] = content
                kept.append(width)
            made.append((form, tuple(kept)))
        return Prints(stem, tuple(made), own), contents

    def _content(self, wide: Image.Image, form: str, width: int) -> bytes:
        size = (width, max(1, round(wide.height * width / wide.width)))
        small = wide if size == wide.size else wide.resize(size, Image.Resampling.LANCZOS)
        content = io.BytesIO()
        small.save(content, format=form.upper(), **self._settings(form))
        return content.getvalue()

    def _kept(self, developed: Developed, contents: dict[str, bytes]) -> Developed:
        """The same, when it is in the cache; the sheet comes last, so that what it names is there."""
        self.cache.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            _put(self.cache / name, content)
        _put(self._sheet_of(developed.prints.stem), msgspec.json.encode(developed))
        return developed

    def holds(self, name: str) -> bool:
        """True when a print is in the cache, and all of it."""
        return is_whole(self.cache / name)

    def _settings(self, form: str) -> dict[str, Any]:
        if form == "avif":  # one thread each: pictures are developed side by side
            quality = max(1, self.sizes.quality - _AVIF_BELOW_WEBP)
            return {"quality": quality, "speed": _AVIF_SPEED, "max_threads": 1}
        return {"quality": self.sizes.quality, "method": 4}

    def _known(self, stem: str) -> Developed | None:
        """What an earlier build made of the same picture, if it is all there still."""
        try:
            known = msgspec.json.decode(self._sheet_of(stem).read_bytes(), type=Developed)
        except (OSError, msgspec.MsgspecError, ValueError):
            return None
        prints = known.prints
        ours = prints.stem == stem and {form for form, _ in prints.widths} <= set(self.sizes.formats)
        return known if ours and all(map(self.holds, prints.names())) else None

    def _sheet_of(self, stem: str) -> Path:
        return self.cache / f"{stem}.{self._sheet}.json"


def _put(file: Path, content: bytes) -> None:
    """Write a file whole. It is not synced to the disk, which would take longer than making it."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class _Original:
    """The format of a picture, its width in pixels, its size in bytes."""

    form: str
    width: int
    size: int

"""A picture file, opened safely, and made ready for prints.

Upright, since prints do not say how a camera was held; in sRGB, the colours that every screen takes; without
anything that the file tells of its maker: place, camera, names, a small picture of what was cut away.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from PIL import Image, ImageCms, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
"""What browsers show, and nothing else: Pillow would run other programs for some formats (PostScript)."""

LARGEST = 89_478_485
"""Pixels from which a picture is not decoded: from here Pillow takes it for an attack on the memory."""

UNREADABLE = (
    OSError,  # UnidentifiedImageError and truncated files among them
    ValueError,
    SyntaxError,  # Pillow's word for a PNG that is none
    ArithmeticError,
    LookupError,
    AttributeError,
    TypeError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
"""What Pillow raises at files that are no pictures, or broken ones."""

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by its orientation (Exif 2.32, 4.6.4)."""

_ON_ITS_SIDE = range(5, 9)
_MAY_MOVE = ("GIF", "PNG", "WEBP", "AVIF")  # a JPEG with several pictures holds one and its preview
_SPARE = 2
"""Pixels each way for one of a print, so that a JPEG is decoded no larger than a good print needs."""


@contextmanager
def unwarned() -> Iterator[None]:
    """Pillow's warnings of large pictures as errors, not its others. Goes round threads, not into them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def opened(source: Path | IO[bytes]) -> Image.Image:
    """The picture, of which only the head is read yet. Raises one of UNREADABLE, for a huge one too."""
    try:
        image = Image.open(source, formats=FORMATS)
    except Image.DecompressionBombWarning as warning:
        raise Image.DecompressionBombError(str(warning)) from None
    if image.width * image.height > LARGEST:
        raise Image.DecompressionBombError(f"{image.width:,} x {image.height:,} pixels are too many")
    return image


def seen_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as a browser shows the picture."""
    width, height = image.size
    return (height, width) if _orientation(image) in _ON_ITS_SIDE else (width, height)


def moves(image: Image.Image) -> bool:
    """True for an animation."""
    return image.format in _MAY_MOVE and bool(getattr(image, "is_animated", False))


def negative(image: Image.Image, width: int) -> Image.Image:
    """The picture, ready for prints of `width` pixels and less; RGB, or RGBA where it lets something through.

    Raises one of UNREADABLE.
    """
    turn, profile = _TURNS.get(_orientation(image)), image.info.get("icc_profile")
    across, height = image.size
    scale = min(1.0, width / seen_size(image)[0])
    size = max(1, round(across * scale)), max(1, round(height * scale))
    image.draft(None, (_SPARE * size[0], _SPARE * size[1]))
    image.load()
    made = _plain(image)
    if made.size != size:
        made = made.resize(size, Image.Resampling.LANCZOS)
    made = _in_screen_colours(made, profile)
    if turn is not None:
        made = made.transpose(turn)
    made.info = {}
    return made


def reason(error: BaseException) -> str:
    """Why a picture cannot be read, in a few words."""
    if isinstance(error, UnidentifiedImageError):
        return "it is no JPEG, PNG, GIF, WebP or AVIF"
    if isinstance(error, Image.DecompressionBombError):
        return f"it has more than {LARGEST // 1_000_000} million pixels"
    return str(error) or type(error).__name__


def _orientation(image: Image.Image) -> int:
    """1 to 8, from what stands before the pixels: browsers look no further."""
    raw = image.info.get("exif")
    if not raw:
        return 1
    exif = Image.Exif()
    with suppress(*UNREADABLE):
        exif.load(raw)
        found = exif.get(_ORIENTATION, 1)
        return found if isinstance(found, int) else 1
    return 1


def _plain(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be made smaller: RGB, RGBA, grey or CMYK."""
    if image.mode in ("RGB", "RGBA", "L", "CMYK"):
        return image.convert("RGBA") if image.mode == "RGB" and image.has_transparency_data else image
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_screen_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB. A profile that cannot be read is taken for none."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if not profile:
        return image.convert(mode)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if ImageCms.getProfileDescription(source).lower().startswith("srgb"):
            return image.convert(mode)
        opaque = image.convert("RGB") if mode == "RGBA" else image
        screen = ImageCms.profileToProfile(opaque, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *UNREADABLE):
        return image.convert(mode)
    if screen is None:
        return image.convert(mode)
    if mode == "RGBA":
        screen.putalpha(image.getchannel("A"))
    return screen

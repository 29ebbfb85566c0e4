"""Where a picture was taken: telephones write it into every picture, and it may be a source's front door.

No picture of the site tells it. The position is blanked where it stands: no pixel is packed anew, no byte
moves, and all else that the file tells stays (who took it, whose right it is, what its caption says, which
way up it is). Prints tell nothing from the start; this is for the originals that are published beside them.

Source: Exif 2.32, 4.6.3 and 4.6.6 (TIFF 6.0 for the tables); XMP, part 2, "Exif schema"; PNG, 5.3 (chunks).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from PIL import Image

from sitegen.site.photos.negative import UNREADABLE, opened, unwarned
from sitegen.site.photos.prints import FOLDER
from sitegen.site.photos.raw_profiles import blanked, exif_in

KINDS = (".jpg", ".jpeg", ".png", ".webp")
"""Endings of pictures out of which a place can be taken. In AVIF it is seen and not reached: save it anew."""

_PROFILES = ("Raw profile type exif", "Raw profile type APP1")

_GPS = 0x8825
"""The entry of the first table that leads to the table of the position."""

_VERSION = 0
"""The one entry of that table that tells no place."""

_HEADS = {b"II*\0": "<", b"MM\0*": ">"}
_ENTRY = 12
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4)
"""Bytes of one value, by its type."""

_TABLE_AT_MOST = 512
"""Entries of a table; more, and it is none."""

_XMP = re.compile(
    rb"""\bexif:GPS\w+\s*=\s*(?:"[^"<]*"|'[^'<]*')|<exif:GPS(\w+)(?:\s[^<>]*)?>[^<]*</exif:GPS\1\s*>"""
)
_JPEG = b"Exif\0\0"
_PNG = b"\x89PNG\r\n\x1a\n"


def tells_place(image: Image.Image) -> bool:
    """True when the head of a picture's file says where it was taken."""
    texts = (str(image.info[key]) for key in _PROFILES if key in image.info)
    return any(map(_tells, filter(None, (image.info.get("exif"), *map(exif_in, texts)))))


def _tells(raw: bytes) -> bool:
    """True when Exif says where a picture was taken."""
    exif = Image.Exif()
    with suppress(*UNREADABLE):
        exif.load(raw)
        return bool(exif.get_ifd(_GPS).keys() - {_VERSION})
    return False


def is_placed(source: Path | IO[bytes]) -> bool:
    """True when a picture's file says where it was taken. Raises one of UNREADABLE when it is no picture."""
    if isinstance(source, Path) and not source.name.lower().endswith((*KINDS, ".avif")):
        return False
    with unwarned(), opened(source) as image:
        return tells_place(image)


def without_place(raw: bytes) -> bytes:
    """A picture's file that does not say where it was taken; the same bytes when it did not.

    >>> without_place(b"no picture")
    b'no picture'
    """
    parts = [part for head, order in _HEADS.items() for part in _positions(raw, head, order)]
    parts += blanked(raw, _tells)
    parts += ((found.start(), b" " * len(found.group())) for found in _XMP.finditer(raw))
    if not parts:
        return raw
    made = bytearray(raw)
    for start, content in parts:
        made[start : start + len(content)] = content
    if raw.startswith(_PNG):
        _sum_up(made)
    return bytes(made)


def strip_places(site: Path, files: Iterable[str]) -> None:
    """Take the places out of the pictures among these files of a site that is being built.

    Raises OSError when one cannot be written.
    """
    for name in files:
        if name.lower().endswith(KINDS) and not name.startswith(FOLDER):
            file = site / name
            raw = file.read_bytes()
            if (clean := without_place(raw)) is not raw:
                file.unlink()  # it may be a link to the original, which stays as it is
                file.write_bytes(clean)


def _positions(raw: bytes, head: bytes, order: str) -> Iterator[tuple[int, bytes]]:
    """What is to be written where, so that Exif that begins with `head` tells no position."""
    start = raw.find(head)
    while start >= 0:
        with suppress(struct.error, LookupError):
            yield from _blanked(memoryview(raw)[start : start + _length(raw, start)], start, order)
        start = raw.find(head, start + 1)


def _length(raw: bytes, start: int) -> int:
    """How long the Exif at `start` is, as the part of the file says that it stands in; 0 for none.

    No more of the file is looked at, so that nothing in Exif can make us blank a pixel.
    """
    if raw.startswith(_JPEG, start - 6) and start >= 10:  # marker, length with its own two bytes, the mark
        return int.from_bytes(raw[start - 8 : start - 6], "big") - 8
    if raw.startswith(_PNG) and raw.startswith(b"eXIf", start - 4):
        return int.from_bytes(raw[start - 8 : start - 4], "big")
    if raw.startswith(b"RIFF"):
        for before in (0, len(_JPEG)):  # some programs write the mark of JPEG here too
            if raw.startswith(b"EXIF", start - before - 8):
                return int.from_bytes(raw[start - before - 4 : start - before], "little") - before
    return 0


def _blanked(exif: memoryview, start: int, order: str) -> list[tuple[int, bytes]]:
    """The same for Exif at `start`: the table and its values become zeros, and no entry leads to it."""
    first = _number(exif, 4, "L", order)
    count = _number(exif, first, "H", order)
    if not 0 < count <= _TABLE_AT_MOST:
        return []
    places = [first + 2 + _ENTRY * number for number in range(count)]
    found = [at for at in places if struct.unpack_from(f"{order}HHL", exif, at) == (_GPS, 4, 1)]
    if len(found) != 1:
        return []
    blank = list(_of_table(exif, _number(exif, found[0] + 8, "L", order), order))
    end = places[-1] + _ENTRY + 4  # behind the entries: the way to the next table
    rest = bytes(exif[found[0] + _ENTRY : end]) + bytes(_ENTRY)
    counted = struct.pack(f"{order}H", count - 1)
    parts = [*((at, bytes(length)) for at, length in blank), (first, counted), (found[0], rest)]
    return [(start + at, content[: max(0, len(exif) - at)]) for at, content in parts]


def _of_table(exif: memoryview, table: int, order: str) -> Iterator[tuple[int, int]]:
    """Where the values of the position's table and the table itself stand, and how many bytes they take."""
    count = _number(exif, table, "H", order)
    if not 0 < count <= _TABLE_AT_MOST:
        raise LookupError("no table")
    for at in range(table + 2, table + 2 + _ENTRY * count, _ENTRY):
        _, kind, values = struct.unpack_from(f"{order}HHL", exif, at)
        length = _SIZES[kind] * values
        where = _number(exif, at + 8, "L", order)
        if length > 4 and where + length <= len(exif):
            yield where, length
    yield table, 2 + _ENTRY * count + 4


def _number(exif: memoryview, at: int, kind: str, order: str) -> int:
    return int(struct.unpack_from(order + kind, exif, at)[0])


def _sum_up(png: bytearray) -> None:
    """Set the check sums of the chunks right in which something was blanked."""
    at = len(_PNG)
    with suppress(struct.error):
        while at < len(png):
            end = at + 8 + struct.unpack_from(">L", png, at)[0]
            struct.pack_into(">L", png, end, zlib.crc32(png[at + 4 : end]))
            at = end + 4

"""Exif as ImageMagick writes it into a PNG: hexadecimal digits in a packed text, "Raw profile type exif".

It cannot be changed where it stands, since it is packed. So where it tells a place the whole text is blanked:
it becomes a chunk of a kind that every reader of PNG passes over, as long as it was.

Source: PNG, 5.4 (names of chunks), 11.3.3 (textual information); Pillow reads it in the same way.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

_PNG = b"\x89PNG\r\n\x1a\n"
_KEYS = (b"Raw profile type exif", b"Raw profile type APP1")
_SPARE = b"blNk"
"""Ancillary, private, safe to copy: its name says so by its small and capital letters."""

_LARGEST = 1_000_000
"""Bytes to which a text is unpacked; Exif has at most 64 KB, and two digits a byte."""

_HEAD_LINES = 3


def exif_in(text: str) -> bytes:
    """The Exif in such a text; nothing when it is none.

    >>> exif_in("\\nexif\\n       4\\n4d4d\\n002a\\n")
    b'MM\\x00*'
    """
    with suppress(ValueError):
        return bytes.fromhex("".join(text.split("\n")[_HEAD_LINES:]))
    return b""


def blanked(png: bytes, tells: Callable[[bytes], bool]) -> Iterator[tuple[int, bytes]]:
    """What is to be written where, so that no text of a PNG holds Exif of which `tells` is true.

    The sums of the chunks are left to whoever writes it.
    """
    at = len(_PNG) if png.startswith(_PNG) else len(png)
    while at + 8 <= len(png):
        length, kind = struct.unpack_from(">L4s", png, at)
        data = png[at + 8 : at + 8 + length]
        if kind in (b"zTXt", b"tEXt") and data.startswith(_KEYS) and tells(exif_in(_text(kind, data))):
            yield at + 4, _SPARE + bytes(len(data))
        at += 12 + length


def _text(kind: bytes, data: bytes) -> str:
    words = data.partition(b"\0")[2]
    if kind == b"zTXt":
        with suppress(zlib.error):
            return zlib.decompressobj().decompress(words[1:], _LARGEST).decode("latin-1")
        return ""
    return words.decode("latin-1")

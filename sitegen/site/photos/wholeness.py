"""Whether a print in the cache is all there: a power cut, a full disk or a copy may leave half of one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

_HEAD = 16


def is_whole(print_: Path) -> bool:
    """True for a WebP or AVIF file that is as long as its own head says. Only heads are read.

    Source: WebP Container Specification, "WebP File Header"; ISO/IEC 14496-12, 4.2 (boxes).
    """
    try:
        with print_.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            head = file.read(_HEAD)
            if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
                return int.from_bytes(head[4:8], "little") + 8 == size
            return head[4:8] == b"ftyp" and _boxes_end(file) == size
    except OSError:
        return False


def _boxes_end(file: IO[bytes]) -> int:
    """Where the last of the boxes ends that follow one another from the beginning; -1 for what is none."""
    at = 0
    file.seek(0)
    while head := file.read(_HEAD):
        length = int.from_bytes(head[:4], "big")
        if length == 1:  # it stands behind, in 8 bytes
            length = int.from_bytes(head[8:16], "big")
        if len(head) < 8 or length < 8:
            return -1
        at += length
        file.seek(at)
    return at

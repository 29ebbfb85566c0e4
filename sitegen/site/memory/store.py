"""The memory of a build as a file in the cache: whole or not there, and ignored when it is odd in any way.

A build that changes the site first takes the file away and puts a new one there when the site is whole. So a
build that breaks off midway leaves no memory, and the next one sets the whole site anew; and of two builds at
once the second finds that the memory is not the one it knows, and leaves none.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from sitegen.files import clear_away, write_atomic
from sitegen.site.memory.records import Memory

_MARK = b"sitegen memory 1\n"
_SIGNED = 16  # bytes
_DECODER = msgspec.msgpack.Decoder(Memory)

T = TypeVar("T")


def memory_file(cache: Path, site: Path) -> Path:
    """Where the memory of a site is kept: one file for each folder that a project is built into."""
    name = blake2b(str(site).encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    return cache / f"memory-{name}.bin"


def load(file: Path) -> tuple[Memory, int]:
    """The memory and the number of its file; an empty one and 0 when there is none that can be trusted."""
    try:
        number = file.stat().st_ino  # of a file that is never written to: another takes its place
    except OSError:
        return Memory(), 0
    memory = read(file, _DECODER)
    return (memory, number) if memory else (Memory(), 0)


def read(file: Path, decoder: msgspec.msgpack.Decoder[T]) -> T | None:
    """What `write` put there; None when there is none that can be trusted."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    head = len(_MARK) + _SIGNED
    content = memoryview(raw)[head:]
    if not raw.startswith(_MARK) or raw[len(_MARK) : head] != _signature(content):
        return None
    try:
        return decoder.decode(content)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def take(file: Path, number: int) -> bool:
    """Take the memory away; True when it was the one of that number still."""
    try:
        mine = file.stat().st_ino == number
        file.unlink()
    except OSError:
        return False
    return mine


def save(file: Path, memory: Memory) -> None:
    """Write the memory down. Where that cannot be, the next build has none, and sets the whole site anew.

    What a build that was killed left in the cache half written is cleared away.
    """
    clear_away(file.parent)
    write(file, memory)


def write(file: Path, known: msgspec.Struct) -> None:
    """Write something down, signed. Where that cannot be, there is none."""
    content = msgspec.msgpack.encode(known)
    with suppress(OSError):
        write_atomic(file, b"".join((_MARK, _signature(content), content)))


def _signature(content: bytes | memoryview) -> bytes:
    return blake2b(content, digest_size=_SIGNED).digest()

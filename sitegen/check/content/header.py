"""The lines of a header, so that a finding names its line and a repair knows what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"---[^\S\n]*")
_KEY = re.compile(r"(?P<key>[\w-]+)[^\S\n]*:")


@dataclass(frozen=True, slots=True)
class Header:
    """A file's header as it stands.

    lines  of the file from its first `---` to the second, without their ends; () when it has none
    body   1-based line in which the body begins
    """

    lines: tuple[str, ...] = ()
    body: int = 1

    @classmethod
    def of(cls, text: str) -> Header:
        """The header of a whole file, whose lines end in `\\n`."""
        lines = text.removeprefix("\ufeff").split("\n")
        if not _FENCE.fullmatch(lines[0]):
            return cls(body=_first_written(lines, 0))
        end = next((number for number, line in enumerate(lines) if number and _FENCE.fullmatch(line)), 0)
        return cls(tuple(lines[: end + 1]), _first_written(lines, end + 1)) if end else cls()

    def at(self, line: int) -> str:
        """What stands in a line, 1-based; "" outside the header."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def line_of(self, key: str, value: str = "") -> int:
        """The line of a key, or of a value below it; 0 when the key is not there.

        key    `date`, or `image.src` for a part
        value  as an editor reads it; where it cannot be found as it stands, the key's line is meant
        """
        outer, _, part = key.partition(".")
        block = dict(self._block(outer))
        if not block:
            return 0
        first = next(iter(block))
        if part:
            own = re.compile(rf"[\s-]*{re.escape(part)}\s*:")
            return next((line for line, text in block.items() if own.match(text)), first)
        if value:
            return next((line for line, text in block.items() if _says(text, value)), first)
        return first

    def _block(self, key: str) -> Iterator[tuple[int, str]]:
        """The lines of a key and of what belongs to it: all below it that are indented or list items."""
        inside = False
        for number, line in enumerate(self.lines[:-1], start=1):
            if found := _KEY.match(line):
                inside = found["key"] == key
            if inside:
                yield number, line


NO_HEADER = Header()


def item_of(line: str) -> str:
    """What a line of a list says: `  - "Ann Rye"` -> `Ann Rye`; "" for a line that is no list item."""
    mark, dash, text = line.partition("- ")
    if mark.strip() or not dash:
        return ""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        inner = text[1:-1]
        return inner.replace("''", "'") if text[0] == "'" else inner
    return text


def _says(line: str, value: str) -> bool:
    if item_of(line) == value:
        return True
    if line.lstrip().startswith("- "):
        return False
    return value in line


def _first_written(lines: list[str], start: int) -> int:
    return next((number + 1 for number in range(start, len(lines)) if lines[number].strip()), start + 1)

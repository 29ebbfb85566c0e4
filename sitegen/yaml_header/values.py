"""What stands in a header, and the texts of its values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.errors import Problem

MAX_HEADER = 256 * 1024
"""Characters in a header; one longer than this is not a header that a person can edit."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text. `cut` is what follows it on its line as a YAML comment; `source` is that line, as it stands."""

    line: int
    source: str
    text: str
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    source: str
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Keys with values of their own."""

    line: int
    source: str
    pairs: tuple[tuple[Value, Value], ...]


Value = Text | Items | Parts


def one_line(text: str) -> str:
    """A text on one line, without white space round it."""
    return " ".join(filter(None, map(str.strip, text.splitlines())))


def trimmed(body: str) -> str:
    """A body without empty lines before and after it; the indent of its first line stays."""
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", body.replace("\r\n", "\n").replace("\r", "\n")).rstrip()


def quoted(source: str) -> str:
    """A line of YAML with its text in quotation marks: `title: a: b` -> `title: 'a: b'`."""
    match = re.match(r"(?:- +|[\w-]+:\s+)?", source)
    lead, text = source[: match.end() if match else 0], source[match.end() if match else 0 :]
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    return lead + "'" + text.replace("'", "''") + "'"


def too_long(path: str) -> Problem:
    hint = "it is for what is known about the story; the story goes below it"
    return Problem(path, 1, f"the front matter is longer than {MAX_HEADER // 1024} kB", hint)

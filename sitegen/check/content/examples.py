"""Reads the examples out of a check's docstring: they are its manual and its test at once."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

_HEADS = ("Found:", "Mended:", "Silent:")
_FILE = re.compile(r"\[([^\]]+?\.\w+)(?: (\d+)x(\d+))?( with a place)?\]")
_HEADER = re.compile(r"[a-z_]+:(?:\s|$)")

STORY = "articles/2024/05/story.md"
"""The file that an example is when it names none."""


@dataclass(frozen=True, slots=True)
class Example:
    """A small content folder, and whether the check finds something in it.

    files   by path: the whole text; "" for a picture or another file
    sizes   of pictures in pixels, by path
    placed  the pictures that say where they were taken
    mended  what --fix makes of the one file; None where it does nothing
    """

    found: bool
    files: dict[str, str]
    sizes: dict[str, tuple[int, int]]
    placed: frozenset[str] = frozenset()
    mended: str | None = None


def examples_of(manual: str) -> tuple[Example, ...]:
    """The examples of a check's docstring.

    `Found:` and `Silent:` hold a file, or several under their names in brackets: `[articles/a.md]`,
    `[images/a.png 5001x10]`, `[images/a.png with a place]`, `[mkdocs.yml]` for options of the plugin. A
    story's text is the lines of its header, an empty line, its body; what has no title is given one.
    `Mended:` follows what it mends. `\\x20` is a space.
    """
    examples: list[Example] = []
    for head, text in _sections(inspect.cleandoc(manual)):
        if head == "Mended:":
            last = examples.pop()
            (path,) = last.files
            examples.append(replace(last, mended=_whole(path, text)))
        else:
            files, sizes = _files(text)
            placed = frozenset(line[1] for line in _FILE.finditer(text) if line[4])
            examples.append(Example(head == "Found:", files, sizes, placed))
    return tuple(examples)


def _sections(manual: str) -> Iterator[tuple[str, str]]:
    head, lines = "", list[str]()
    for line in [*manual.splitlines(), "Silent:"]:
        if line in _HEADS:
            if head:
                yield head, textwrap.dedent("\n".join(lines)).strip("\n").replace("\\x20", " ")
            head, lines = line, []
        else:
            lines.append(line)


def _files(text: str) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    texts: dict[str, list[str]] = {}
    sizes: dict[str, tuple[int, int]] = {}
    path = STORY
    for line in text.splitlines():
        if named := _FILE.fullmatch(line):
            path = named[1]
            texts[path] = []
            if named[2]:
                sizes[path] = int(named[2]), int(named[3])
        else:
            texts.setdefault(path, []).append(line)
    return {path: _whole(path, "\n".join(lines).strip("\n")) for path, lines in texts.items()}, sizes


def _whole(path: str, text: str) -> str:
    """The whole file of a story; any other file as it stands."""
    if not path.endswith(".md"):
        return text
    header, _, body = text.partition("\n\n") if _HEADER.match(text) else ("", "", text)
    if path.startswith("articles/") and not header.startswith("title:"):
        header = f"title: {path.rpartition('/')[2].removesuffix('.md')}\n{header}".rstrip("\n")
    start = f"---\n{header}\n---\n\n" if header else ""
    return f"{start}{body}\n" if body else start.rstrip("\n") + "\n"

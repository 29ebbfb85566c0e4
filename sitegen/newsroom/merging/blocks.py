"""A body in Markdown as its paragraphs: what stands between empty lines, and what counts as the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SHAPED = re.compile(r"\s{4}|\t|\s*(?:[-+*>|#<`~=]|\d+[.)])", re.ASCII)
"""A line whose beginning has a meaning in Markdown, so that a line end before it has one too."""

_BREAK = re.compile(r" {2,}$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list, quotation, table or fenced text, as it stands.

    gap   the white space above it
    line  its first line, counted from 0 at the beginning of the body
    """

    text: str
    gap: str
    line: int


def split(body: str) -> tuple[tuple[Block, ...], str]:
    """The blocks of a body whose lines end in `\\n`, and the white space below the last.

    Gaps, texts and that rest, one after another, are the body again.
    """
    blocks: list[Block] = []
    gap, taken, first, fence = "", "", 0, ""
    for number, line in enumerate(_lines(body)):
        if fence:
            taken += line
            fence = "" if _closes(line, fence) else fence
        elif line.strip():
            first = first if taken else number
            taken += line
            fence = match[1] if (match := _FENCE.match(line)) else ""
        elif taken:
            blocks.append(Block(taken[:-1], gap, first))
            gap, taken = "\n" + line, ""
        else:
            gap += line
    if not taken:
        return tuple(blocks), gap
    text = taken.rstrip("\n")
    return (*blocks, Block(text, gap, first)), taken[len(text) :]


def _lines(body: str) -> Iterator[str]:
    lines = body.split("\n")
    yield from (line + "\n" for line in lines[:-1])
    if lines[-1]:
        yield lines[-1]


def _closes(line: str, fence: str) -> bool:
    match = _FENCE.match(line)
    return match is not None and match[1].startswith(fence) and not line[match.end() :].strip()


def sameness(text: str) -> str:
    """What of a block counts when it is compared: its words, and the white space that Markdown heeds.

    Spaces at a line's end are nothing, but two or more of them break the line. A mere paragraph may be
    folded at other places; a list, a quotation, a table or a poem with line breaks may not.
    """
    if "\n" not in text:
        return text.strip() if not text.startswith(("    ", "\t")) else text.rstrip()
    lines = text.rstrip().split("\n")
    kept = [line.rstrip() + ("  " if _BREAK.search(line) else "") for line in lines]
    if any(map(_SHAPED.match, lines)) or any(line.endswith(("  ", "\\")) for line in kept):
        return "\n".join(kept)
    return " ".join(line.strip() for line in kept)

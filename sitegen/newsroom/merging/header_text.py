"""A header as text, key by key: a merged value is written in its place, and all else stays as it stands.

So an editor's order of keys, quotation marks and YAML comments outlast a merge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.front_matter import header_of, render
from sitegen.model.article import Article
from sitegen.newsroom.merging.base import values_of

_KEY = re.compile(r"""^["']?([\w.-]+)["']?[^\S\n]*:(?=\s|$)""", re.ASCII)
_STARTS = re.compile(r"^(?![-#\]}\s])\S", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|\s)(#.*)$", re.MULTILINE)
_END = re.compile(r"^---[^\S\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one key, and the comments below them; `key` is "" for what stands above the first.

    line  its first line in the file, counted from 1
    """

    key: str
    text: str
    line: int


def cut(text: str) -> tuple[str, str]:
    """A file whose lines end in `\\n`, in two: the header's lines, and all below the closing `---`.

    ("", the whole) for a file without a header.
    """
    opening, _, rest = text.partition("\n")
    end = _END.search(rest)
    if opening.rstrip() != "---" or end is None:
        return "", text
    return rest[: end.start()], rest[end.end() :]


def chunks_of(header: str) -> tuple[Chunk, ...]:
    """The header's keys in their order."""
    starts = [match.start() for match in _STARTS.finditer(header)]
    if not starts or starts[0]:
        starts.insert(0, 0)
    ends = [*starts[1:], len(header)]
    return tuple(
        Chunk(_key_of(header[start:end]), header[start:end], 2 + header.count("\n", 0, start))
        for start, end in zip(starts, ends, strict=True)
    )


def _key_of(text: str) -> str:
    match = _KEY.match(text)
    return match[1] if match else ""


def rewritten(header: str, old: Article, new: Article) -> str:
    """The header's lines with the values of `new`, where they differ from those of `old` that it has now."""
    was, will_be = header_of(old), header_of(new)
    changed = {key for key in was | will_be if was.get(key) != will_be.get(key)}
    chunks = [_renewed(chunk, old, new) if chunk.key in changed else chunk for chunk in chunks_of(header)]
    there = {chunk.key for chunk in chunks}
    order = list(header_of(new))
    for key in (key for key in order if key in changed - there):
        at = _place(chunks, order[: order.index(key)])
        chunks.insert(at, Chunk(key, _lines_of(key, new), 0))
    return "".join(chunk.text for chunk in chunks)


def _renewed(chunk: Chunk, old: Article, new: Article) -> Chunk:
    """The comments of the lines that go stay, below the new ones."""
    values = values_of(old).items()
    said = " ".join(text for key, texts in values if key.partition(".")[0] == chunk.key for text in texts)
    comments = [match[1] for match in _COMMENT.finditer(chunk.text) if match[1].rstrip("'\" ") not in said]
    return replace(chunk, text=_lines_of(chunk.key, new) + "".join(f"{comment}\n" for comment in comments))


def _place(chunks: Sequence[Chunk], before: Sequence[str]) -> int:
    """Behind the last of the keys that come before, where they stand; else above the first key."""
    places = [at + 1 for at, chunk in enumerate(chunks) if chunk.key in before]
    return max(places, default=0 if not chunks or chunks[0].key else 1)


def _lines_of(key: str, article: Article) -> str:
    """One key's lines as sitegen writes them; "" for one without a value."""
    if key not in header_of(article):
        return ""
    only = Article(**{key: getattr(article, key)})
    return cut(render(only))[0]

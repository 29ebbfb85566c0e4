"""The words under a headline on a front page: the standfirst, else the first sentences of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

import pyromark

from sitegen.model.article import Article

LONGEST = 260
"""Characters in a teaser made from the body."""

_SHORTEST = 60
_NO_PROSE = re.compile(r"\s{0,3}(#|>|[-*+]\s|\d+[.)]\s|\||<|!\[|```|~~~|\* ?\* ?\*|---|___)|\s{4}")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"'”’»)]*(?=\s|$)|[。！？][」』”]*"
)
_BLOCKS = re.compile(r"\n\s*\n")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")


def teaser(article: Article) -> str:
    """The standfirst, else the first sentences of the first paragraph, as plain text; "" without prose."""
    return article.description or first_sentences(first_paragraph(article.body))


@lru_cache(maxsize=8192)
def first_paragraph(body: str) -> str:
    """The words of the first paragraph of prose in a Markdown body, without its marks.

    What was found is kept for a while, since a story's words stand on several pages.
    """
    for block in _blocks(body.strip("\n")):
        if block.strip() and not _NO_PROSE.match(block):
            return " ".join(unescape(_TAG.sub("", pyromark.html(block))).split())
    return ""


def _blocks(body: str) -> Iterator[str]:
    """The blocks of a body one by one: mostly the first is the one."""
    start = 0
    for gap in _BLOCKS.finditer(body):
        yield body[start : gap.start()]
        start = gap.end()
    yield body[start:]


def first_sentences(text: str, longest: int = LONGEST) -> str:
    """As many whole sentences as fit into `longest` characters, else the first words and an ellipsis."""
    if len(text) <= longest:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= longest]
    if ends and ends[-1] >= _SHORTEST:
        return text[: ends[-1]]
    words, space, _ = text[:longest].rpartition(" ")
    return (words if space else text[:longest]).rstrip(" ,;:-–—") + "…"

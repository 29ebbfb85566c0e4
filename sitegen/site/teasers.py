"""The words under a headline on a front page: the standfirst, else the first sentences of the story."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pyromark

from sitegen.model.article import Article

LONGEST = 260
"""Characters in a teaser made from the body."""

_SHORTEST = 60
_NO_PROSE = re.compile(r"\s{0,3}(#|>|[-*+]\s|\d+[.)]\s|\||<|!\[|```|~~~|\* ?\* ?\*|---|___)|\s{4}")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"'”’»)]*(?=\s|$)|[。！？][」』”]*"
)


class _Words(HTMLParser):
    """Gathers the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def teaser(article: Article) -> str:
    """The standfirst, else the first sentences of the first paragraph, as plain text; "" without prose."""
    return article.description or first_sentences(first_paragraph(article.body))


def first_paragraph(body: str) -> str:
    """The words of the first paragraph of prose in a Markdown body, without its marks."""
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        if block.strip() and not _NO_PROSE.match(block):
            parser = _Words()
            parser.feed(pyromark.html(block))
            parser.close()
            return " ".join("".join(parser.words).split())
    return ""


def first_sentences(text: str, longest: int = LONGEST) -> str:
    """As many whole sentences as fit into `longest` characters, else the first words and an ellipsis."""
    if len(text) <= longest:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= longest]
    if ends and ends[-1] >= _SHORTEST:
        return text[: ends[-1]]
    words, space, _ = text[:longest].rpartition(" ")
    return (words if space else text[:longest]).rstrip(" ,;:-–—") + "…"

"""What a page's gold says of each of its lines: the labels that the line model learns from."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sitegen.errors import SitegenError
from sitegen.looks.look import same_letters
from sitegen.looks.reading import Reading
from sitegen.readers import read

MAX_SUBHEAD_WIDTH = 110
SURE_WIDTH = 60
"""Columns from which a line that the gold has is surely the story's and no label that says the same."""

MAX_BYLINE_WIDTH = 100
MIN_TOKENS = 6
_TOKENS = re.compile(r"\w+")


def _shingles(tokens: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3))}


@dataclass(frozen=True, slots=True)
class Gold:
    """A page's gold, arranged for telling which of its lines belong to the story."""

    titles: frozenset[str]
    authors: tuple[str, ...]
    lines: frozenset[str]
    heads: frozenset[str]
    shingles: frozenset[tuple[str, ...]]
    heads_known: bool


@lru_cache(maxsize=4)
def gold_of(case: Path) -> Gold:
    """Read a case's gold; what it does not hold of headline and authors comes from the saved page."""
    data: dict[str, Any] = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    titles, authors = _declared(case)
    texts = [*(data.get("summary") or []), *(block["text"] for block in data["body"])]
    lines = frozenset(same_letters(line) for text in texts for line in [text, *text.split("\n")])
    return Gold(
        titles=frozenset(same_letters(title) for title in [data.get("title") or "", *titles]) - {""},
        authors=tuple(same_letters(name) for name in data.get("authors") or authors),
        lines=lines - {""},
        heads=frozenset(same_letters(block["text"]) for block in data["body"] if block["type"] == "heading"),
        shingles=frozenset(_shingles([t for text in texts for t in _TOKENS.findall(text)])),
        heads_known=bool(data.get("headings_known")),
    )


def _declared(case: Path) -> tuple[list[str], list[str]]:
    """Headlines and authors as the saved page declares them; nothing where it cannot be read.

    Some golds hold the body alone. Their headlines and bylines must not be learned as lines of no kind.
    """
    try:
        page = gzip.decompress((case / "page.html.gz").read_bytes())
        declared = read(page, media_type="text/html").declared
    except (FileNotFoundError, SitegenError):
        return [], []
    return [claim.value for claim in declared.titles], [claim.value for claim in declared.authors]


def labels_of(reading: Reading, gold: Gold) -> list[str]:
    """A label for each block: what the gold says it is."""
    stays = [_stays(reading, index, gold) for index in range(len(reading))]
    sure = [index for index, share in enumerate(stays) if share and reading.looks[index].width >= SURE_WIDTH]
    first, last = (sure[0], sure[-1]) if sure else (0, len(reading))
    labels = []
    for index, look in enumerate(reading.looks):
        near = first - 3 <= index <= last + 3
        if look.same in gold.titles:
            labels.append("title")
        elif stays[index] and (near or look.width >= SURE_WIDTH):
            labels.append("subhead" if _is_subhead(reading, index, gold, stays) else "story")
        elif look.width <= MAX_BYLINE_WIDTH and any(name and name in look.same for name in gold.authors):
            labels.append("byline")
        else:
            labels.append("other")
    return labels


def _stays(reading: Reading, index: int, gold: Gold) -> bool:
    text = reading.document.blocks[index].text
    if reading.looks[index].same in gold.lines:
        return True
    tokens = _TOKENS.findall(text)
    if len(tokens) < MIN_TOKENS:
        return False
    own = _shingles(tokens)
    return len(own & gold.shingles) * 2 >= len(own)


def _is_subhead(reading: Reading, index: int, gold: Gold, stays: list[bool]) -> bool:
    """By the gold where it marks subheads; else a short line of its own with kept prose below it."""
    look, block = reading.looks[index], reading.document.blocks[index]
    if gold.heads_known:
        return look.same in gold.heads
    below = index + 1
    prose_below = below < len(reading) and stays[below] and reading.looks[below].prose
    ends = look.ends or block.text[-1] in ":,;"
    return (
        look.width <= MAX_SUBHEAD_WIDTH
        and not ends
        and block.gap
        and prose_below
        and not block.text[0].islower()
    )

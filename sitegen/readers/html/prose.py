"""How much of a story each block may be, and each element holds: sentences count, labels and links do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sitegen.model.document import Block, Kind
from sitegen.readers.html.blocks import Placed
from sitegen.readers.html.places import Place
from sitegen.readers.html.tree import MENU_WORDS, MENUS

SHORTEST = 60
"""Columns of the shortest text that counts; a wide (CJK) letter is two. Labels are shorter."""

MOST_LINKED = 0.5
"""The share of a block inside links from which it is a list of links rather than a sentence with some."""

UNENDED = 0.3
"""What a text counts that does not end like a sentence: a headline, a caption, a teaser."""

_WIDE = re.compile("[\u2e80-\U0010ffff]")
_KINDS = frozenset({Kind.PARAGRAPH, Kind.LINE, Kind.LIST_ITEM, Kind.QUOTE, Kind.PREFORMATTED})
_ENDS = tuple(".!?…。！？।؟۔")
_CLOSERS = "\"'”’»›)]）」』“*"


def weights_of(placed: Sequence[Placed]) -> list[float]:
    """For each block the columns of prose it counts.

    Menus count nothing, a text said before nothing, and one that is hidden a tenth: paywalls hide the story,
    but most of what is hidden are messages to some readers.
    """
    seen: set[str] = set()
    weights = []
    for one in placed:
        weight = _weight(one.block)
        if weight and (one.place.tag in MENUS or one.place.words & MENU_WORDS or one.block.text in seen):
            weight = 0.0
        elif weight and any("hidden" in place.words for place in one.place.upward() if place.above):
            weight *= 0.1
        seen.add(one.block.text)
        weights.append(weight)
    return weights


def _weight(block: Block) -> float:
    if block.kind not in _KINDS or block.link_share > MOST_LINKED:
        return 0.0
    width = width_of(block.text)
    if width < SHORTEST:
        return 0.0
    ends = block.text.rstrip(_CLOSERS).endswith(_ENDS)
    return width * (1 - block.link_share) * (1 if ends else UNENDED)


def width_of(text: str) -> int:
    """Columns of a text: a wide (CJK) letter is two."""
    return len(text) + (0 if text.isascii() else len(_WIDE.findall(text)))


def held_by(placed: Sequence[Placed], weights: Sequence[float]) -> dict[Place, float]:
    """For each element that holds prose, how much."""
    held: dict[Place, float] = defaultdict(float)
    for one, weight in zip(placed, weights, strict=True):
        if weight:
            for place in one.place.upward():
                held[place] += weight
    return held

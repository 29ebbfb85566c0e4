"""Lists of other stories: boxes of one kind, each with a linked headline and a sentence below it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sitegen.model.document import Block
from sitegen.readers.html.blocks import Placed
from sitegen.readers.html.places import Place

_NUMBER = re.compile(r"\d+")

LONGEST_TEASER = 320
"""Characters of the longest sentence in a teaser; a longer one is of a story."""

SHORTEST_HEADLINE = 20
"""Characters of a teaser's headline; shorter links are names and topics."""

WHOLLY_LINKED = 0.9
FEWEST = 3
"""Boxes of one kind that make a list of teasers."""

MOST = 0.75
"""The share of a page's prose up to which teasers are beside a story; beyond it the list is the story."""

MOST_PROSE = 2
"""Pieces of prose in a teaser."""


def teasers_in(placed: Sequence[Placed], weights: Sequence[float]) -> frozenset[int]:
    """The indices of blocks whose prose is a teaser's: one of several like boxes under a linked headline.

    weights  the columns of prose each block counts
    """
    prose = [index for index, weight in enumerate(weights) if weight]
    held = _held(placed, prose)
    boxes: dict[tuple[str, ...], dict[Place, list[int]]] = defaultdict(lambda: defaultdict(list))
    headlines = _headlines(placed, held)
    for index in prose:
        if len(placed[index].block.text) > LONGEST_TEASER:
            continue
        box = next((place for place in placed[index].place.upward() if place in headlines), None)
        if box is not None and len(held[box]) <= MOST_PROSE and headlines[box] < index:
            boxes[_kind_of(box)][box].append(index)
    lists = [kind for kind in boxes.values() if len(kind) >= FEWEST]
    found = frozenset(index for kind in lists for indices in kind.values() for index in indices)
    return found if sum(weights[index] for index in found) <= MOST * sum(weights) else frozenset()


def _held(placed: Sequence[Placed], prose: Sequence[int]) -> Mapping[Place, list[int]]:
    held: dict[Place, list[int]] = defaultdict(list)
    for index in prose:
        for place in placed[index].place.upward():
            held[place].append(index)
    return held


def _headlines(placed: Sequence[Placed], held: Mapping[Place, list[int]]) -> Mapping[Place, int]:
    """The elements that hold a linked headline and, with it, the first prose around: its index."""
    found: dict[Place, int] = {}
    for index, one in enumerate(placed):
        if _is_linked_headline(one.block):
            box = next((place for place in one.place.upward() if place in held), None)
            if box is not None:
                found.setdefault(box, index)
    return found


def _is_linked_headline(block: Block) -> bool:
    return block.link_share >= WHOLLY_LINKED and len(block.text) >= SHORTEST_HEADLINE


def _kind_of(box: Place) -> tuple[str, ...]:
    """What boxes of one list have in common: tags and names, but for running numbers in them."""
    above = box.above.style if box.above else ""
    return (_NUMBER.sub("", above), _NUMBER.sub("", box.style))

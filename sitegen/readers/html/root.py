"""The headline's block, and the element that holds the story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from sitegen.model.document import Block, Declared, Kind
from sitegen.readers.html.blocks import Placed
from sitegen.readers.html.places import Place, common
from sitegen.readers.html.settings import INLINE

_WORD = re.compile(r"\w+")

SHORTEST_BODY = 80
"""Words of a declared body that the story can be found by; shorter ones are often only its beginning."""

MUCH = 0.25
"""The share of the page's prose that an element around the headline must hold to be more than a header."""

NEARLY_ALL = 0.7
"""The share of an element's prose from which one child of it holds the story."""


def words_of_text(text: str) -> list[str]:
    """The words of a text, case-folded."""
    return _WORD.findall(text.casefold())


def headline_index(placed: Sequence[Placed], declared: Declared) -> int:
    """The index of the block that is the page's headline, -1 when no heading is."""
    titles = {" ".join(words_of_text(claim.value)) for claim in declared.titles[:4]}
    headings = [index for index, one in enumerate(placed) if one.block.kind is Kind.HEADING]

    def is_title(block: Block) -> bool:
        return " ".join(words_of_text(block.text)) in titles

    tests: tuple[Callable[[Block], bool], ...] = (
        lambda block: block.level == 1 and is_title(block),
        is_title,
        lambda block: block.level == 1,
    )
    for test in tests:
        for index in headings:
            if test(placed[index].block):
                return index
    return -1


def root_of(
    placed: Sequence[Placed], weights: Sequence[float], held: Mapping[Place, float], headline: int, body: str
) -> Place:
    """The innermost element that holds nearly all of the story's prose.

    body  the story as the page declares it, "" when it does not

    It is what all blocks that occur in the declared body have in common; without one, the way goes from the
    headline's surroundings down to where the prose parts.
    """
    return _agreed(placed, weights, body) or _descend(_start(placed, held, headline), held)


def _agreed(placed: Sequence[Placed], weights: Sequence[float], body: str) -> Place | None:
    words = words_of_text(body)
    if len(words) < SHORTEST_BODY:
        return None
    declared = set(_fours(words))
    places = []
    covered = 0
    for one, weight in zip(placed, weights, strict=True):
        own = words_of_text(one.block.text) if weight else []
        fours = _fours(own)
        if fours and sum(four in declared for four in fours) * 2 > len(fours):
            places.append(one.place)
            covered += len(own)
    if len(places) < 2 or covered * 2 < len(words):
        return None
    root = places[0]
    for place in places[1:]:
        root = common(root, place)
    return root


def _fours(words: list[str]) -> list[tuple[str, str, str, str]]:
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def _start(placed: Sequence[Placed], held: Mapping[Place, float], headline: int) -> Place:
    body = next(place for place in placed[0].place.upward() if place.above is None)
    if headline < 0:
        return body
    around = placed[headline].place.upward()
    return next((place for place in around if held.get(place, 0) >= MUCH * held[body]), body)


def _descend(root: Place, held: Mapping[Place, float]) -> Place:
    children: dict[Place, list[Place]] = defaultdict(list)
    for place in held:
        if place.above is not None:
            children[place.above].append(place)
    while children[root]:
        best = max(children[root], key=lambda place: held[place])
        if held[best] < NEARLY_ALL * held[root] or best.tag in INLINE or best.tag == "p":
            break
        root = best
    return root

"""The headline's block, and the element that holds the story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce

from sitegen.model.document import Block, Declared, Kind
from sitegen.readers.html.blocks import Placed
from sitegen.readers.html.places import Place, common
from sitegen.readers.html.prose import SHORTEST
from sitegen.readers.html.settings import INLINE

_WORD = re.compile(r"\w+")

SHORTEST_BODY = 80
"""Words of a declared body that the story can be found by; shorter ones are often only its beginning."""

MUCH = 0.25
"""The share of the page's prose that an element around the headline must hold to be more than a header."""

LEAST = 150
"""Columns of prose that an article among others must hold to be the headline's story."""

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


def declared_blocks(placed: Sequence[Placed], body: str) -> frozenset[int]:
    """The indices of blocks whose words stand in the story as the page declares it.

    body  that story, "" when the page declares none; one that is only a beginning counts as none
    """
    words = words_of_text(body)
    if len(words) < SHORTEST_BODY:
        return frozenset()
    declared = set(_fours(words))
    found: set[int] = set()
    covered = 0
    for index, one in enumerate(placed):
        long = len(one.block.text) >= SHORTEST and one.block.kind is not Kind.QUOTE  # pull quotes come twice
        own = words_of_text(one.block.text) if long else []
        fours = _fours(own)
        if fours and sum(four in declared for four in fours) * 2 > len(fours):
            found.add(index)
            covered += len(own)
    return frozenset(found) if len(found) > 1 and covered * 2 >= len(words) else frozenset()


def root_of(
    placed: Sequence[Placed], held: Mapping[Place, float], headline: int, declared: Iterable[int]
) -> Place:
    """The innermost element that holds nearly all of the story's prose.

    declared  the indices of blocks that the page declares to be the story's

    It is what all these have in common; without any, the way goes from the headline's surroundings down to
    where the prose parts.
    """
    places = [placed[index].place for index in declared]
    if places:
        return reduce(common, places)
    return _descend(_start(placed, held, headline), held)


def _fours(words: list[str]) -> list[tuple[str, str, str, str]]:
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def _start(placed: Sequence[Placed], held: Mapping[Place, float], headline: int) -> Place:
    body = next(place for place in placed[0].place.upward() if place.above is None)
    if headline < 0:
        return body
    for place in placed[headline].place.upward():
        prose = held.get(place, 0)
        if prose >= MUCH * held[body] or (prose >= LEAST and _is_one_of_many(place, held)):
            return place
    return body


def _is_one_of_many(article: Place, held: Mapping[Place, float]) -> bool:
    """Whether other articles stand beside this one, as on pages that go on with the next story below."""
    return article.tag == "article" and any(
        other.tag == "article" and other.above is article.above and other is not article for other in held
    )


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

"""What is known of a page's blocks before any is judged: the story's box, and how its paragraphs are set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model.document import Declared, Kind
from sitegen.readers.html.blocks import Placed, box_of
from sitegen.readers.html.outside import Outside
from sitegen.readers.html.places import Place
from sitegen.readers.html.prose import held_by, weights_of
from sitegen.readers.html.root import declared_blocks, headline_index, root_of, words_of_text
from sitegen.readers.html.teasers import teasers_in

OFTEN = 0.1
ALWAYS = 0.3
"""The share of the story's prose that is set in a style: one of the story's styles, or its main one."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a page's blocks; each list is as long as the page has blocks.

    weights      the columns of prose each block counts
    outside      True where the block stands in a box that is called as something outside the story
    inside       True where the block stands in the story's box
    boxes        the innermost element around each block that stands on lines of its own
    styles       the share of the story's prose in blocks set as this one: its box's tag and class
    nests        the same, for the box and the one around it together
    around       the share of the story's prose that stands directly in the same box as this block
    names        the words of the elements around each block, as far as they do not hold the whole story
    headline     the index of the headline's block, -1 when none is
    first, last  the indices of the story's first and last block of prose
    descriptions the words of the declared descriptions
    """

    placed: Sequence[Placed]
    weights: Sequence[float]
    outside: Sequence[bool]
    inside: Sequence[bool]
    boxes: Sequence[Place]
    styles: Sequence[float]
    nests: Sequence[float]
    around: Sequence[float]
    names: Sequence[frozenset[str]]
    headline: int
    first: int
    last: int
    descriptions: frozenset[str]

    def is_family(self, index: int) -> bool:
        """Whether a block in the story's box is set like the story's paragraphs, and where they stand."""
        named = (
            self.boxes[index].tag != "div" and self.styles[index] > OFTEN and self.around[index] > OFTEN / 2
        )
        return self.inside[index] and (named or self.nests[index] > 2 * OFTEN)

    def is_between(self, index: int) -> bool:
        """Whether a block stands between the headline and the story's first prose."""
        return self.headline < index < self.first


def survey_of(placed: Sequence[Placed], declared: Declared) -> Survey:
    """Look over a page that has at least one block."""
    weights = weights_of(placed)
    headline = headline_index(placed, declared)
    said = [index for index in declared_blocks(placed, declared.body) if weights[index]]
    teasers = teasers_in(placed, weights)
    outside = [
        (out or index in teasers) and index not in said
        for index, out in enumerate(_outside(placed, weights, headline))
    ]
    weights = [0.0 if out else weight for out, weight in zip(outside, weights, strict=True)]
    held = held_by(placed, weights) or dict.fromkeys(placed[0].place.upward(), 0.0)
    root = root_of(placed, held, headline, said)
    inside = _with_kin(placed, weights, [root in one.place.upward() for one in placed], outside)
    boxes = [box_of(one.place) for one in placed]
    own = [weight if within else 0.0 for weight, within in zip(weights, inside, strict=True)]
    styles = _shares([box.style for box in boxes], own)
    around = _shares([box.above for box in boxes], own)
    strong = [n for n, weight in enumerate(own) if weight and (styles[n] > OFTEN or around[n] > OFTEN)]
    return Survey(
        placed=placed,
        weights=weights,
        outside=outside,
        inside=inside,
        boxes=boxes,
        styles=styles,
        nests=_shares([_nest(box) for box in boxes], own),
        around=around,
        names=_names(placed, root),
        headline=headline,
        first=strong[0] if strong else 0,
        last=strong[-1] if strong else len(placed),
        descriptions=frozenset(" ".join(words_of_text(claim.value)) for claim in declared.description),
    )


def _outside(placed: Sequence[Placed], weights: Sequence[float], headline: int) -> list[bool]:
    heading = set(placed[headline].place.upward()) if headline >= 0 else set()
    outside = Outside(held_by(placed, weights), sum(weights), heading)
    outs = [outside.has(one.place) for one in placed]
    return outs if not all(outs) else [False] * len(outs)


def _with_kin(
    placed: Sequence[Placed], weights: Sequence[float], inside: Sequence[bool], outside: Sequence[bool]
) -> list[bool]:
    """Some pages part a story over several boxes of one kind: what follows in such a box is the story's too.

    It ends where a heading of the page's upper levels begins something else.
    """
    kin = {
        _nest(one.place)
        for one, weight, within in zip(placed, weights, inside, strict=True)
        if within and weight
    }
    found = list(inside)
    end = max((index for index, within in enumerate(inside) if within), default=len(placed))
    for index in range(end + 1, len(placed)):
        block = placed[index].block
        if block.kind is Kind.HEADING and block.level < 3:
            break
        nest = _nest(placed[index].place)
        found[index] = (
            not outside[index] and " " in nest.strip() and nest in kin and block.kind is Kind.PARAGRAPH
        )
    return found


def _nest(place: Place) -> str:
    """How a block is set: the tags and classes of its box and of the one around that."""
    box = box_of(place)
    return f"{box.above.style if box.above else ''}/{box.style}"


def _shares(keys: Sequence[object], weights: Sequence[float]) -> list[float]:
    """For each block the share of all prose in blocks with its key."""
    sums: dict[object, float] = defaultdict(float)
    for key, weight in zip(keys, weights, strict=True):
        sums[key] += weight
    total = sum(weights) or 1.0
    return [sums[key] / total for key in keys]


def _names(placed: Sequence[Placed], root: Place) -> list[frozenset[str]]:
    whole = set(root.upward())
    names = []
    for one in placed:
        words: set[str] = set()
        for outer in one.place.upward():
            if outer in whole:
                break
            words |= outer.words
        names.append(frozenset(words))
    return names

"""Where on a page its story lies: each block is marked as story, as outside, or left for the rules to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.model.document import Block, Declared, Kind
from sitegen.readers.html.blocks import Placed, box_of
from sitegen.readers.html.outside import Outside, is_stubborn
from sitegen.readers.html.places import Place
from sitegen.readers.html.prose import held_by, weights_of
from sitegen.readers.html.root import headline_index, root_of, words_of_text

STORY = "sitegen:story"
OUTSIDE = "sitegen:outside"
FAMILY = "sitegen:family"
"""Signals: the block is the story's, or no part of it; it is set like the story's paragraphs."""

STANDFIRST_WORDS = frozenset(
    {
        "chapeau", "deck", "dek", "description", "excerpt", "intro", "lead", "lede", "standfirst", "strapline", "sub",
        "subheadline", "subhead", "subtitle", "subtitulo", "summary", "teaser", "vorspann",
    }
)  # fmt: skip
LABEL_WORDS = frozenset(
    {
        "actions", "audio", "author", "authors", "btn", "byline", "caption", "card", "cards", "categories", "category",
        "count", "counter", "credit", "credits", "date", "embed", "figcaption", "figure", "gallery", "icon", "image",
        "img", "info", "infobox", "kicker", "label", "legend", "link", "links", "media", "meta", "photo", "picture",
        "print", "published", "reading", "skip", "source", "tag", "time", "timestamp", "toolbar", "tools", "topic",
        "topics", "updated", "video", "views",
    }
)  # fmt: skip
"""Names of boxes whose short lines are labels, captions, dates; a sentence in them may still be the story's."""

HEADING_LABEL_WORDS = frozenset(
    {"author", "byline", "caption", "card", "cards", "contribute", "infobox", "links", "topics", "video"}
)

OFTEN = 0.1
ALWAYS = 0.3
"""The share of the story's prose that is set in a style: one of the story's styles, or its main one."""

_ASIDE_KINDS = frozenset({Kind.IMAGE, Kind.CAPTION, Kind.CREDIT, Kind.RULE})


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of a page's blocks, each list as long as the page has blocks.

    boxes    the innermost element of each block that stands on its own line
    styles   the share of the story's prose in blocks set as this one: its box's tag and class
    nested   the same, for the box and the one around it together
    around   the share of the story's prose that stands directly in the same box as this block
    first, last  the indices of the story's first and last block of prose
    """

    placed: Sequence[Placed]
    weights: Sequence[float]
    outside: Sequence[bool]
    inside: Sequence[bool]
    boxes: Sequence[Place]
    styles: Sequence[float]
    nested: Sequence[float]
    around: Sequence[float]
    near: Sequence[frozenset[str]]
    headline: int
    first: int
    last: int
    descriptions: frozenset[str]

    def is_family(self, index: int) -> bool:
        """Whether a block is set like the story's paragraphs, and where they stand."""
        named = self.boxes[index].tag != "div" and self.styles[index] > OFTEN and self.around[index] > OFTEN / 2
        return named or self.nested[index] > 2 * OFTEN


def located(placed: Sequence[Placed], declared: Declared) -> tuple[Block, ...]:
    """The page's blocks with their signals: the words of the elements that tell them apart, and their marks.

    Words of elements around the whole story are left out: they say nothing about one block of it. Pictures
    outside the story are left out altogether; they have no words.
    """
    if not placed:
        return ()
    page, root = _survey(placed, declared)
    blocks = []
    for index, one in enumerate(placed):
        marks = _marks(page, index)
        if one.block.kind in {Kind.IMAGE, Kind.RULE} and (OUTSIDE in marks or not _in_range(page, index)):
            continue
        number = len(blocks) + 1
        blocks.append(replace(one.block, first=number, last=number, signals=_names(one.place, root) | marks))
    return tuple(blocks)


def _survey(placed: Sequence[Placed], declared: Declared) -> tuple[_Page, Place]:
    weights = weights_of(placed)
    headline = headline_index(placed, declared)
    heading = set(placed[headline].place.upward()) if headline >= 0 else set()
    outside = Outside(held_by(placed, weights), sum(weights), heading)
    outs = [outside.has(one.place) for one in placed]
    if all(outs):
        outs = [False] * len(placed)
    weights = [0.0 if out else weight for out, weight in zip(outs, weights, strict=True)]
    held = held_by(placed, weights) or {place: 0.0 for place in placed[0].place.upward()}
    root = root_of(placed, weights, held, headline, declared.body)
    inside = [root in one.place.upward() for one in placed]
    return _page(placed, weights, outs, inside, headline, root, declared), root


def _page(
    placed: Sequence[Placed],
    weights: Sequence[float],
    outs: Sequence[bool],
    inside: Sequence[bool],
    headline: int,
    root: Place,
    declared: Declared,
) -> _Page:
    boxes = [box_of(one.place) for one in placed]
    own = [weight if within else 0.0 for weight, within in zip(weights, inside, strict=True)]
    total = sum(own) or 1.0
    styles = _shares([box.style for box in boxes], own, total)
    nested = _shares([f"{box.above.style if box.above else ''}/{box.style}" for box in boxes], own, total)
    around = _shares([box.above for box in boxes], own, total)
    strong = [
        index for index, weight in enumerate(own) if weight and (styles[index] > OFTEN or around[index] > OFTEN)
    ]
    return _Page(
        placed=placed,
        weights=weights,
        outside=outs,
        inside=inside,
        boxes=boxes,
        styles=styles,
        nested=nested,
        around=around,
        near=[_names(one.place, root) for one in placed],
        headline=headline,
        first=strong[0] if strong else 0,
        last=strong[-1] if strong else len(placed),
        descriptions=frozenset(" ".join(words_of_text(claim.value)) for claim in declared.description),
    )


def _shares(keys: Sequence[object], weights: Sequence[float], total: float) -> list[float]:
    """For each block the share of all prose in blocks with its key."""
    sums: dict[object, float] = defaultdict(float)
    for key, weight in zip(keys, weights, strict=True):
        sums[key] += weight
    return [sums[key] / total for key in keys]


def _names(place: Place, root: Place) -> frozenset[str]:
    """The words of the elements around a block, as far as they do not hold the whole story."""
    whole = set(root.upward())
    words: set[str] = set()
    for outer in place.upward():
        if outer in whole:
            break
        words |= outer.words
    return frozenset(words)


def _marks(page: _Page, index: int) -> frozenset[str]:
    marks = set()
    if page.inside[index] and page.is_family(index):
        marks.add(FAMILY)
    if _is_outside(page, index):
        marks.add(OUTSIDE)
    elif _is_story(page, index):
        marks.add(STORY)
    return frozenset(marks)


def _is_outside(page: _Page, index: int) -> bool:
    """Outside by name, unless set exactly like most of the story: then the name means something else."""
    if not page.outside[index]:
        return False
    classed = " " in page.boxes[index].style.strip()
    like_story = page.inside[index] and classed and page.styles[index] > ALWAYS
    return not like_story or is_stubborn(page.placed[index].place)


def _in_range(page: _Page, index: int) -> bool:
    return page.inside[index] or page.headline < index < page.first


def _is_story(page: _Page, index: int) -> bool:
    block = page.placed[index].block
    if page.headline < index < page.first and _leads_in(page, index):
        return True
    if not page.inside[index] or index == page.headline or block.kind in _ASIDE_KINDS:
        return False
    if page.weights[index] and index > page.headline:
        return True
    if not page.first <= index <= page.last:
        return _trails(page, index)
    if page.is_family(index):
        return block.link_share < 0.95
    if block.kind is Kind.HEADING:
        return block.link_share < 0.6 and not page.near[index] & HEADING_LABEL_WORDS
    if page.near[index] & LABEL_WORDS or block.link_share > 0.6:
        return False
    return block.kind is not Kind.LINE or page.around[index] >= OFTEN / 2


def _leads_in(page: _Page, index: int) -> bool:
    """A standfirst, key points or first sentences that stand between the headline and the story's own box."""
    block = page.placed[index].block
    named = bool(page.near[index] & STANDFIRST_WORDS)
    if " ".join(words_of_text(block.text)) in page.descriptions:
        return True
    if block.kind is Kind.HEADING:
        return named and len(block.text) > 30
    return bool(page.weights[index]) and (named or not page.near[index] & LABEL_WORDS)


def _trails(page: _Page, index: int) -> bool:
    """Short lines before the first or after the last prose: set like it, or a table or list right behind it."""
    block = page.placed[index].block
    if page.is_family(index):
        return index > page.headline and block.link_share < 0.7
    if index < page.first or page.near[index] & LABEL_WORDS or not page.around[index]:
        return False
    return block.kind is Kind.TABLE_ROW or (block.kind is Kind.LIST_ITEM and block.link_share < 0.3)

"""Where in the page a block stands: the elements around it, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")
_NAMING = frozenset(("class", "id", "role", "itemprop", "data-testid", "data-component", "data-type", "name"))


@dataclass(
    slots=True, eq=False
)  # not frozen: a page has a thousand, and frozen ones take three times as long to make
class Place:
    """An element that holds words.

    tag    its name, lower case
    words  the words of its tag, class, id, role and itemprop, lower case
    style  tag and class as written: what two paragraphs of one story have in common
    above  the element it stands in, None for the page's body
    depth  how many elements it stands in
    """

    tag: str
    words: frozenset[str]
    style: str
    above: Place | None
    depth: int

    def upward(self) -> Iterator[Place]:
        """This element and all it stands in, innermost first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.above


def place_of(element: etree._Element, above: Place | None) -> Place:
    """The place an element makes inside another."""
    tag = str(element.tag)
    depth = above.depth + 1 if above else 0
    if not element.attrib:
        return Place(tag, words_of(tag, ()), tag, above, depth)
    names = tuple([value for name, value in element.items() if name in _NAMING])
    if element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", ""):
        names += ("hidden",)
    style = f"{tag} {element.get('class')}" if element.get("class") else tag
    return Place(tag, words_of(tag, names), style, above, depth)


@lru_cache(maxsize=4096)
def words_of(tag: str, names: tuple[str, ...]) -> frozenset[str]:
    """The words in an element's names: `("relatedPosts js-2",)` -> {"related", "posts", "js"}."""
    found = {tag}
    for name in names:
        found.update(word.lower() for word in _WORD.findall(name))
    return frozenset(found)


def common(one: Place, other: Place) -> Place:
    """The innermost element that holds both."""
    while one is not other:
        if one.depth >= other.depth and one.above is not None:
            one = one.above
        elif other.above is not None:
            other = other.above
        else:
            break
    return one

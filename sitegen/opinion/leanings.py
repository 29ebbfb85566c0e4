"""Whether the words of a line are rather those of the story or those of the other lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log, sqrt

from sitegen.opinion.bins import SHARES, scale

MIDDLE = 10
LEANING = (5, 7, 8, 9, 9.5, 10, 10.5, 11, 12, 13, 15)
"""How words lean to the story (above MIDDLE) or to other lines (below it)."""

LITTLE, HALF = 0.3, 0.5
"""What an unseen word counts; the expected lines from which a word counts as used."""

_scales = {
    kind: (
        scale(f"{kind} leans=", LEANING),
        scale(f"{kind} story's words=", SHARES),
        scale(f"{kind} others' words=", SHARES),
    )
    for kind in ("prose", "line")
}


def leanings(
    words: Sequence[frozenset[str]], prose: Sequence[bool], keeps: Sequence[float], within: range
) -> list[tuple[str, ...]]:
    """For each block of `within` the features of its words.

    words, prose  of every block of the document: the words that carry its meaning, and whether it is prose
    keeps         the probability that a block is the story's
    """
    lines = Counter(chain.from_iterable(words))
    shared = {word for word, count in lines.items() if count > 1}
    common = [own & shared for own in words]
    story = dict.fromkeys(shared, 0.0)
    for own, keep in zip(common, keeps, strict=True):
        for word in own:
            story[word] += keep
    found: list[tuple[str, ...]] = []
    for index in within:
        kind, count = "prose" if prose[index] else "line", len(words[index])
        if not count:
            found.append((f"{kind} without words",))
            continue
        lean, of_story, of_others = _leaning(common[index], keeps[index], lines, story)
        leans, in_story, in_others = _scales[kind]
        found.append(
            (
                leans(lean / sqrt(count) + MIDDLE),
                in_story(of_story / count),
                in_others(of_others / count),
            )
        )
    return found


def _leaning(
    words: Iterable[str], keep: float, lines: Mapping[str, int], story: Mapping[str, float]
) -> tuple[float, int, int]:
    """How far a line's words lean to the story's, and how many the story and other lines use as well.

    keep          the line's own probability, which does not count
    lines, story  for each word the lines that have it, and those of them that the story is expected to have
    """
    lean, of_story, of_others = 0.0, 0, 0
    for word in words:
        in_story = story[word] - keep
        in_others = lines[word] - 1 - in_story
        lean += log((in_story + LITTLE) / (in_others + LITTLE))
        of_story += in_story > HALF
        of_others += in_others > HALF
    return lean, of_story, of_others

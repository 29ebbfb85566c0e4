"""Weights and features -> how likely each label is for each line: the forward-backward algorithm.

The model is a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001). A line's score
for a label is the sum of its features' weights; the chain adds a weight for each pair of neighbouring
labels. Marginal probabilities follow by forward-backward in O(lines x labels^2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from math import exp
from operator import mul

from sitegen.looks.reading import Reading
from sitegen.opinion.features import EDGE, NEAR, Row, rows_of
from sitegen.opinion.second import outline_of, second_looks, worth_a_second_look

LABELS = ("story", "subhead", "title", "byline", "other")
"""What the model tells apart: words of the story, its subheads, the headline, bylines, everything else."""

Weights = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model thinks of one block: label -> probability, summing to 1."""

    story: float
    subhead: float
    title: float
    byline: float
    other: float

    @property
    def outside(self) -> float:
        """The probability that the block's words are none of the body."""
        return 1 - self.story - self.subhead


@dataclass(frozen=True, slots=True)
class Chain:
    """Learned weights, in the order of LABELS.

    features  those of the line itself: feature -> weights
    gists     feature of a gist -> its weights for the line itself, for the line below and for the one above
    steps     for each label the weights of the label that follows
    again     the weights of the second look, None where there is none
    """

    features: dict[str, Weights]
    gists: dict[str, Weights]
    steps: tuple[Weights, ...]
    again: Chain | None = None


AGAIN = "again "
"""Begins the names of the second look's weights."""


@lru_cache(maxsize=1)
def own_weights() -> Chain:
    """The weights that come with sitegen: `text.tsv` beside this module."""
    return parse((files("sitegen.opinion") / "text.tsv").read_text(encoding="utf-8"))


def parse(text: str) -> Chain:
    """Read weights as `train` writes them, `feature <tab> label <tab> weight`; a `%` begins a remark."""
    lines = [line for line in text.splitlines() if line and not line.startswith("%")]
    again = [line.removeprefix(AGAIN) for line in lines if line.startswith(AGAIN)]
    first = _chain(line for line in lines if not line.startswith(AGAIN))
    return replace(first, again=_chain(again)) if again else first


def _chain(lines: Iterable[str]) -> Chain:
    features: dict[str, list[float]] = {}
    steps = [[0.0] * len(LABELS) for _ in LABELS]
    for line in lines:
        name, label, weight = line.split("\t")
        if name.startswith("step from "):
            steps[LABELS.index(name.removeprefix("step from "))][LABELS.index(label)] = float(weight)
        else:
            features.setdefault(name, [0.0] * len(LABELS))[LABELS.index(label)] = float(weight)
    weights = {name: tuple(row) for name, row in features.items()}
    none = (0.0,) * len(LABELS)
    above, below = NEAR[-1], NEAR[1]
    names = {name.removeprefix(above).removeprefix(below) for name in weights}
    gists = {
        name: weights.get(name, none) + weights.get(above + name, none) + weights.get(below + name, none)
        for name in names
    }
    return Chain(weights, gists, tuple(map(tuple, steps)))


def opinions_on(reading: Reading, chain: Chain | None = None) -> tuple[Opinion, ...]:
    """The model's opinion on each block of a document, in order; `chain` instead of sitegen's own weights."""
    if chain is None:
        chain = own_weights()
    rows = rows_of(reading)
    found = marginals(chain, rows)
    if chain.again is not None:
        within = worth_a_second_look(found)
        looks = second_looks(outline_of(reading), found, within)
        seen = rows[within.start : within.stop]
        again = [Row(row.own + more, row.gist) for row, more in zip(seen, looks, strict=True)]
        found[within.start : within.stop] = marginals(chain.again, again)
    return tuple(Opinion(*row) for row in found)


def scores_of(chain: Chain, rows: list[Row]) -> list[list[float]]:
    """For each line the sum of its features' weights, for each label.

    A gist counts three times, for its own line and for both neighbours, and many lines share one.
    """
    count = len(LABELS)
    known: dict[tuple[str, ...], list[float]] = {}
    sums = []
    for gist in [EDGE, *(row.gist for row in rows), EDGE]:
        key = tuple(gist)
        if key not in known:
            known[key] = _sum(chain.gists, gist, 3 * count)
        sums.append(known[key])
    scores = []
    for index, row in enumerate(rows):
        own = _sum(chain.features, row.own, count)
        above, here, below = sums[index], sums[index + 1], sums[index + 2]
        scores.append(list(map(_total, own, here[:count], above[count : 2 * count], below[2 * count :])))
    return scores


def _total(*parts: float) -> float:
    return sum(parts)


def _sum(weights: dict[str, Weights], features: list[str], count: int) -> list[float]:
    known = [weights[feature] for feature in features if feature in weights]
    return [sum(column) for column in zip(*known, strict=True)] or [0.0] * count


def marginals(chain: Chain, rows: list[Row]) -> list[list[float]]:
    """For each line the probability of each label, given all lines."""
    if not rows:
        return []
    steps = [[exp(weight) for weight in row] for row in chain.steps]
    potentials = [[exp(score - max(row)) for score in row] for row in scores_of(chain, rows)]
    forward = _forward(potentials, steps)
    backward = _forward(potentials[::-1], [list(column) for column in zip(*steps, strict=True)])[::-1]
    result = []
    for ahead, behind, here in zip(forward, backward, potentials, strict=True):
        row = [a * b / p if p else 0.0 for a, b, p in zip(ahead, behind, here, strict=True)]
        total = sum(row) or 1.0
        result.append([value / total for value in row])
    return result


def _forward(potentials: list[list[float]], steps: list[list[float]]) -> list[list[float]]:
    """Normalised forward messages, each including its own line's potential."""
    columns = [list(column) for column in zip(*steps, strict=True)]
    message = _normal(potentials[0])
    messages = [message]
    for potential in potentials[1:]:
        past = [sum(map(mul, message, column)) for column in columns]
        message = _normal(list(map(mul, potential, past)))
        messages.append(message)
    return messages


def _normal(row: list[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row] if total else [1.0 / len(row)] * len(row)

"""Weights and features -> how likely each label is for each line: the forward-backward algorithm.

The model is a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001). A line's score
for a label is the sum of its features' weights; the chain adds a weight for each pair of neighbouring
labels. Marginal probabilities follow by forward-backward in O(lines x labels^2).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp
from operator import mul

from sitegen.looks.reading import Reading
from sitegen.opinion.features import EDGE, NEAR, Row, rows_of

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


@dataclass(frozen=True, slots=True)
class Chain:
    """Learned weights, in the order of LABELS.

    features  those of the line itself: feature -> weights
    nearby    offset of a neighbour (see features.NEAR) -> feature of its gist -> weights
    steps     for each label the weights of the label that follows
    """

    features: dict[str, Weights]
    nearby: dict[int, dict[str, Weights]]
    steps: tuple[Weights, ...]


@lru_cache(maxsize=1)
def own_weights() -> Chain:
    """The weights that come with sitegen: `text.tsv` beside this module."""
    return parse((files("sitegen.opinion") / "text.tsv").read_text(encoding="utf-8"))


def parse(text: str) -> Chain:
    """Read weights as `train` writes them, `feature <tab> label <tab> weight`; a `%` begins a remark."""
    features: dict[str, list[float]] = {}
    steps = [[0.0] * len(LABELS) for _ in LABELS]
    for line in text.splitlines():
        if not line or line.startswith("%"):
            continue
        name, label, weight = line.split("\t")
        if name.startswith("step from "):
            steps[LABELS.index(name.removeprefix("step from "))][LABELS.index(label)] = float(weight)
        else:
            features.setdefault(name, [0.0] * len(LABELS))[LABELS.index(label)] = float(weight)
    weights = {name: tuple(row) for name, row in features.items()}
    nearby = {
        offset: {name.removeprefix(near): row for name, row in weights.items() if name.startswith(near)}
        for offset, near in NEAR.items()
    }
    return Chain(weights, nearby, tuple(map(tuple, steps)))


def opinions_on(reading: Reading, chain: Chain | None = None) -> tuple[Opinion, ...]:
    """The model's opinion on each block of a document, in order; `chain` instead of sitegen's own weights."""
    if chain is None:
        chain = own_weights()
    return tuple(Opinion(*row) for row in marginals(chain, rows_of(reading)))


def scores_of(chain: Chain, rows: list[Row]) -> list[list[float]]:
    """For each line the sum of its features' weights, for each label."""
    scores = []
    for index, row in enumerate(rows):
        weights = _known(chain.features, row.own) + _known(chain.features, row.gist)
        for offset, known in chain.nearby.items():
            place = index + offset
            weights += _known(known, rows[place].gist if 0 <= place < len(rows) else EDGE)
        scores.append([sum(column) for column in zip(*weights, strict=True)] or [0.0] * len(LABELS))
    return scores


def _known(weights: dict[str, Weights], features: list[str]) -> list[Weights]:
    return [weights[feature] for feature in features if feature in weights]


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

"""Weights and features -> how likely each label is for each line: the forward-backward algorithm.

The model is a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001). A line's score
for a label is the sum of its features' weights; the chain adds a weight for each pair of neighbouring
labels. Marginal probabilities follow by forward-backward in O(lines x labels^2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from math import exp
from operator import mul
from sys import intern

from sitegen.looks.reading import Reading
from sitegen.opinion.features import EDGE, NEAR, Row, rows_of
from sitegen.opinion.packing import DECIMALS, Unpacking, packed
from sitegen.opinion.second import outline_of, second_looks, worth_a_second_look

LABELS = ("story", "subhead", "title", "byline", "other")
"""What the model tells apart: words of the story, its subheads, the headline, bylines, everything else."""

unpacked = Unpacking(len(LABELS))
Factors = tuple[float, ...]
Scores = list[int]
"""Of one line, for each label, in hundredths."""


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
    """Learned weights, each feature's packed into one number for all LABELS, see `packing`.

    features  those of the line itself: feature -> weights
    gists     feature of a gist -> its weights for the line above, for the line itself and for the one below
    steps     for each label the factors by which it makes each label of the line that follows likelier
    again     the weights of the second look, None where there is none
    """

    features: dict[str, int]
    gists: dict[str, tuple[int, int, int]]
    steps: tuple[Factors, ...]
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
            features.setdefault(intern(name), [0.0] * len(LABELS))[LABELS.index(label)] = float(weight)
    weights = {name: packed(row) for name, row in features.items()}
    above, below = NEAR[-1], NEAR[1]
    names = {intern(name.removeprefix(above).removeprefix(below)) for name in weights}
    gists = {
        name: (weights.get(below + name, 0), weights.get(name, 0), weights.get(above + name, 0))
        for name in names
    }
    return Chain(weights, gists, tuple(tuple(map(exp, row)) for row in steps))


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


def scores_of(chain: Chain, rows: list[Row]) -> list[Scores]:
    """For each line the sum of its features' weights, for each label.

    A gist counts three times, for its own line and for both neighbours, and many lines share one.
    """
    known: dict[tuple[str, ...], tuple[int, ...]] = {}
    gists = []
    for gist in [EDGE, *(row.gist for row in rows), EDGE]:
        key = tuple(gist)
        if key not in known:
            known[key] = _sums(chain.gists, gist)
        gists.append(known[key])
    weight_of = chain.features.get
    return [
        unpacked(sum([weight_of(feature, 0) for feature in row.own], above[2] + here[1] + below[0]))
        for row, above, here, below in zip(rows, gists, gists[1:], gists[2:], strict=False)
    ]


def _sums(weights: dict[str, tuple[int, int, int]], gist: list[str]) -> tuple[int, ...]:
    known = [weights[feature] for feature in gist if feature in weights]
    return tuple(map(sum, zip(*known, strict=True))) or (0, 0, 0)


def marginals(chain: Chain, rows: list[Row]) -> list[list[float]]:
    """For each line the probability of each label, given all lines."""
    potentials = [_potential(scores) for scores in scores_of(chain, rows)]
    forward = _messages(potentials, tuple(zip(*chain.steps, strict=True)))
    backward = _messages(potentials[::-1], chain.steps)[::-1]
    result = []
    for before, here, behind in zip(forward, potentials, backward, strict=True):
        row = [a * p * b for a, p, b in zip(before, here, behind, strict=True)]
        total = sum(row) or 1.0
        result.append([value / total for value in row])
    return result


def _potential(scores: Scores) -> list[float]:
    most = max(scores)
    return [exp((score - most) / DECIMALS) for score in scores]


def _messages(potentials: list[list[float]], steps: Sequence[Factors]) -> list[list[float]]:
    """For each line what all lines before it say of its labels, without the line itself.

    steps  for each label of a line the factors that the labels of the line before it give it
    """
    past = [1.0] * len(LABELS)
    messages = []
    for potential in potentials:
        messages.append(past)
        # Written out for the five labels: this is the innermost loop of all.
        a, b, c, d, e = map(mul, potential, past)
        total = a + b + c + d + e
        if not total:
            a = b = c = d = e = total = 1.0
        past = [(a * v + b * w + c * x + d * y + e * z) / total for v, w, x, y, z in steps]
    return messages

"""Bins: a number as the lower edge of the range it lies in, so that a weight means something."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from sys import intern

WIDTHS = (8, 14, 20, 28, 38, 50, 64, 80, 100, 130, 170, 230, 320, 450, 700)
COUNTS = (1, 2, 3, 4, 6, 8, 12, 20, 40, 80)
TENTHS = (0.001, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
SHARES = (0.001, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8)

Scale = Callable[[float], str]
"""A number -> the feature that says in which bin it lies."""


def scale(name: str, edges: tuple[float, ...]) -> Scale:
    """A measure that names its bins by their lower edges: scale("width=", WIDTHS)(65) -> "width=64".

    The names are made once and shared with those of the weights, since a document asks for thousands.
    """
    names = tuple(intern(f"{name}{edge}") for edge in (0, *edges))

    def feature_of(value: float) -> str:
        return names[bisect_right(edges, value)]

    return feature_of

"""A feature's weights for all labels as one whole number, so that a line's scores are one sum.

A document has thousands of features, and each has a weight for each label. Added up as whole numbers that
hold all labels side by side they cost half the time, and no digit is lost to rounding.
"""

from __future__ import annotations

from collections.abc import Iterable

DECIMALS = 100
"""Weights are counted in hundredths: `text.tsv` has two decimals."""

_BITS = 24
"""Room of one label: sums of up to 80,000 either way, which no line comes near."""

_MASK = (1 << _BITS) - 1
_MIDDLE = 1 << (_BITS - 1)


def packed(weights: Iterable[float]) -> int:
    """The weights, in hundredths, side by side in one number; such numbers may be added."""
    return sum(round(weight * DECIMALS) << (_BITS * place) for place, weight in enumerate(weights))


class Unpacking:
    """Takes sums of packed weights apart, for so many labels."""

    __slots__ = ("_places", "_zero")

    def __init__(self, count: int) -> None:
        self._places = [_BITS * place for place in range(count)]
        self._zero = sum(_MIDDLE << place for place in self._places)

    def __call__(self, total: int) -> list[int]:
        """The sum of each label in hundredths."""
        total += self._zero
        return [(total >> place & _MASK) - _MIDDLE for place in self._places]

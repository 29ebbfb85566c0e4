"""Bins: a number as the lower edge of the range it lies in, so that a weight means something."""

from __future__ import annotations

from bisect import bisect_right

WIDTHS = (8, 14, 20, 28, 38, 50, 64, 80, 100, 130, 170, 230, 320, 450, 700)
COUNTS = (1, 2, 3, 4, 6, 8, 12, 20, 40, 80)
TENTHS = (0.001, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
SHARES = (0.001, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8)


def bin_of(value: float, edges: tuple[float, ...]) -> str:
    """The bin's lower edge as text: bin_of(65, WIDTHS) -> "64"."""
    place = bisect_right(edges, value)
    return str(edges[place - 1]) if place else "0"

"""Closed outlines. Places are in pixels from the upper left corner of the picture, angles in degrees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]
Shape = list[Point]

_EDGE = 40
"""How far a shape that fills the picture's width reaches beyond it on both sides."""

_RIGHT = 1600 + _EDGE


def box(left: float, top: float, right: float, bottom: float) -> Shape:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def ellipse(x: float, y: float, across: float, down: float, start: float = 0, end: float = 360) -> Shape:
    """Round `x`, `y` with two radii; between two angles, clockwise from the right, it is a slice."""
    steps = max(12, round(abs(end - start) / 3))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


def curve(points: Sequence[Point], steps: int = 14) -> Shape:
    """A smooth line through all points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    line: Shape = []
    for number in range(len(points) - 1):
        line += [_between(padded[number : number + 4], step / steps) for step in range(steps)]
    return [*line, points[-1]]


def _between(near: Sequence[Point], part: float) -> Point:
    def along(before: float, start: float, end: float, after: float) -> float:
        return 0.5 * (
            2 * start
            + (end - before) * part
            + (2 * before - 5 * start + 4 * end - after) * part**2
            + (3 * start - before - 3 * end + after) * part**3
        )

    first, second, third, fourth = near
    return (
        along(first[0], second[0], third[0], fourth[0]),
        along(first[1], second[1], third[1], fourth[1]),
    )


def land(*points: Point, bottom: float = 1100) -> Shape:
    """Hills: a smooth skyline through the points, and all below it."""
    return [*curve(points), (points[-1][0], bottom), (points[0][0], bottom)]


def wave(y: float, height: float, length: float, start: float = 0, bottom: float = 1100) -> Shape:
    """Water: a regular swell over the whole width, and all below it. `start` shifts it, in lengths."""
    top = [
        (float(x), y - height * math.sin(2 * math.pi * (x / length + start)))
        for x in range(-_EDGE, _RIGHT, 8)
    ]
    return [*top, (_RIGHT, bottom), (-_EDGE, bottom)]


def scallops(y: float, height: float, length: float, start: float = 0, bottom: float = 1100) -> Shape:
    """Water with crests: arcs that hang from sharp tips."""
    top = [
        (float(x), y + height * abs(math.sin(math.pi * (x / length + start))))
        for x in range(-_EDGE, _RIGHT, 4)
    ]
    return [*top, (_RIGHT, bottom), (-_EDGE, bottom)]


def band(points: Sequence[Point], width: float, end_width: float | None = None) -> Shape:
    """A line of a width, which may change evenly to another at its end."""
    last = width if end_width is None else end_width
    left: Shape = []
    right: Shape = []
    for number, (x, y) in enumerate(points):
        ahead, behind = points[min(number + 1, len(points) - 1)], points[max(number - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        length = math.hypot(dx, dy) or 1
        half = (width + (last - width) * number / max(len(points) - 1, 1)) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return [*left, *reversed(right)]


def lattice(x: float, top: float, bottom: float, width: float, beam: float, parts: int) -> list[Shape]:
    """A tower of crossed beams, seen from the front: two posts, and `parts` crosses between them."""
    left, right = x - width / 2, x + width / 2
    heights = [top + (bottom - top) * number / parts for number in range(parts + 1)]
    shapes = [band([(side, top), (side, bottom)], beam * 1.5) for side in (left, right)]
    for upper, lower in pairwise(heights):
        shapes.append(band([(left, upper), (right, upper)], beam))
        shapes.append(band([(left, upper), (right, lower)], beam * 0.7))
        shapes.append(band([(right, upper), (left, lower)], beam * 0.7))
    return shapes


def moved(shape: Shape, x: float, y: float, scale: float = 1, mirrored: bool = False) -> Shape:
    """A shape drawn round 0, 0 put to a place, at a scale."""
    side = -scale if mirrored else scale
    return [(x + side * px, y + scale * py) for px, py in shape]


def spread(count: int, start: float, end: float, seed: float = 0) -> list[float]:
    """Numbers between two that look thrown by chance, yet are even and always the same."""
    return [start + (end - start) * ((seed + 0.618034 * number) % 1) for number in range(1, count + 1)]


def scatter(count: int, right: float, bottom: float) -> list[Point]:
    """Points over an area from the upper left corner on; like `spread`, in two directions.

    The steps are those of Martin Roberts's R2 sequence, the golden ratio's counterpart there.
    """
    return [
        ((0.754878 * number % 1) * right, (0.569840 * number % 1) * bottom) for number in range(1, count + 1)
    ]

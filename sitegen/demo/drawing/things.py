"""Things that several scenes have. Each is a list of shapes, drawn where it stands."""

from __future__ import annotations

from sitegen.demo.drawing.paper import Sheet
from sitegen.demo.drawing.shapes import Point, Shape, band, box, curve, ellipse, moved

CREAM, SAND, OCHRE, AMBER = "#f4ecdc", "#dcc9a3", "#d59d44", "#f0c26b"
BRICK, ROSE, CLAY = "#b0503c", "#dc9a7e", "#8d3d30"
NAVY, INK, SLATE = "#1e2d3d", "#16222e", "#3b5266"
TEAL, SEA, FOAM = "#2c5c63", "#5c8f8f", "#b9d0c8"
MOSS, LEAF, MEADOW = "#3f5a3c", "#6d8a4f", "#98a962"
"""The papers that all pictures are cut from."""

_SKINS = ("#e3bc98", "#8a5a3e", "#c99368", "#f0d0b0", "#6b4432")
_HAIR = ("#4a3328", "#16222e", "#d59d44", "#8d3d30", "#b9b3a6")


def gull(x: float, y: float, size: float, mirrored: bool = False) -> list[Shape]:
    """In flight; `size` is half its span."""
    near = [*curve([(0, 0), (-0.4, -0.34), (-1, -0.2)]), *curve([(-1, -0.2), (-0.45, -0.16), (0, 0.16)])]
    far = [*curve([(0, 0), (0.45, -0.42), (1, -0.38)]), *curve([(1, -0.38), (0.5, -0.22), (0, 0.16)])]
    return [moved(wing, x, y, size, mirrored) for wing in (near, far)]


def person(sheet: Sheet, x: float, base: float, height: float, coat: str, look: int = 0) -> None:
    """Somebody in a coat, standing. `look` chooses skin, hair or hat, and where they turn their head."""
    lean = (-0.02, 0.015, 0.02, -0.01)[look % 4]
    body = [(-0.12, -0.1), (-0.105, -0.6), (-0.06, -0.78), (0.06, -0.78), (0.105, -0.6), (0.12, -0.1)]
    legs = [box(-0.08, -0.12, -0.015, 0), box(0.015, -0.12, 0.08, 0)]
    neck, head = box(-0.025, -0.84, 0.025, -0.76), ellipse(lean, -0.885, 0.068, 0.085)
    hair = [*ellipse(lean, -0.9, 0.076, 0.088, 175, 365), (lean * 2, -0.925)]
    sheet.cut(INK, *(moved(leg, x, base, height) for leg in legs), shadow=0.2, depth=4)
    sheet.cut(
        _SKINS[look * 3 % 5], *(moved(part, x, base, height) for part in (neck, head)), shadow=0.2, depth=4
    )
    sheet.cut(_HAIR[look * 2 % 5], moved(hair, x, base, height), shadow=0)
    sheet.cut(coat, moved(body, x, base, height), shadow=0.32, depth=6)


def gable(x: float, base: float, width: float, height: float, steps: int = 0) -> Shape:
    """A house seen from its gable: a pointed one, or one with steps. `height` is up to the tip."""
    half, eaves = width / 2, base - height * 0.7
    if not steps:
        return [(x - half, base), (x - half, eaves), (x, base - height), (x + half, eaves), (x + half, base)]
    rise, run = height * 0.3 / steps, half * 0.82 / steps
    left: Shape = [(x - half, base), (x - half, eaves)]
    for step in range(1, steps + 1):
        left += [
            (x - half + run * step, eaves - rise * (step - 1)),
            (x - half + run * step, eaves - rise * step),
        ]
    return [*left, *[(2 * x - px, py) for px, py in reversed(left)]]


def windows(x: float, top: float, number: tuple[int, int], step: Point, size: Point) -> list[Shape]:
    """Rows of windows round the middle `x`.

    number  of columns and rows
    step    from one to the next, across and down
    size    width and height of each
    """
    (columns, rows), (across, down), (wide, high) = number, step, size
    first = x - across * (columns - 1) / 2
    places = [(first + across * column, top + down * row) for column in range(columns) for row in range(rows)]
    return [box(px - wide / 2, py, px + wide / 2, py + high) for px, py in places]


def cloud(x: float, y: float, size: float) -> list[Shape]:
    """Flat below, round above; `size` is half its width."""
    lumps = ((-0.55, -0.08, 0.42, 0.2), (-0.1, -0.2, 0.45, 0.3), (0.45, -0.1, 0.5, 0.22))
    puffs = [ellipse(x + size * px, y + size * py, size * rx, size * ry) for px, py, rx, ry in lumps]
    return [[(px, min(py, y)) for px, py in puff] for puff in puffs]


def rays(x: float, y: float, length: float, angles: tuple[tuple[float, float], ...]) -> list[Shape]:
    """Beams of light from one point; each between two angles."""
    return [[(x, y), *ellipse(x, y, length, length, start, end)] for start, end in angles]


def hull(x: float, water: float, length: float, height: float) -> Shape:
    """A boat's side, its bow to the right; `x` is its middle."""
    half = length / 2
    return [
        *curve([(x - half, water - height), (x, water - height * 0.86), (x + half, water - height * 1.25)]),
        *curve(
            [
                (x + half, water - height * 1.25),
                (x + half * 0.86, water - height * 0.3),
                (x + half * 0.7, water),
            ]
        ),
        (x - half * 0.9, water),
    ]


def sheep(x: float, base: float, size: float, mirrored: bool = False) -> tuple[list[Shape], list[Shape]]:
    """Wool and, to be cut from darker paper, legs and head. `size` is its length."""
    wool = [ellipse(0, -0.5, 0.5, 0.28), ellipse(-0.25, -0.6, 0.25, 0.22), ellipse(0.2, -0.62, 0.28, 0.22)]
    dark = [ellipse(0.56, -0.62, 0.15, 0.12), ellipse(0.66, -0.55, 0.09, 0.09)]
    dark += [band([(px, -0.35), (px, 0)], 0.07) for px in (-0.3, -0.14, 0.16, 0.32)]
    return (
        [moved(part, x, base, size, mirrored) for part in wool],
        [moved(part, x, base, size, mirrored) for part in dark],
    )

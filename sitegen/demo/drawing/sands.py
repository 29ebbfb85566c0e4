"""Scenes of the tidal sands: the meadow under water, the choir at low tide."""

from __future__ import annotations

import math

from sitegen.demo.drawing.paper import Sheet
from sitegen.demo.drawing.shapes import Shape, band, curve, ellipse, land, moved, spread, wave
from sitegen.demo.drawing.things import (
    AMBER,
    BRICK,
    CLAY,
    CREAM,
    FOAM,
    INK,
    NAVY,
    OCHRE,
    SAND,
    SLATE,
    TEAL,
    gull,
    hull,
    person,
)


def eelgrass() -> Sheet:
    """Eelgrass seen from among it, with the research boat above."""
    sheet = Sheet("#dfe9d6", "#2d6468")
    beams: list[Shape] = [
        [(x, 90), (x + 90, 90), (x - 190, 1000), (x - 430, 1000)] for x in (520, 760, 1100, 1400)
    ]
    sheet.cut("#f4f3dc", *beams, to="#4f8a86", shadow=0, alpha=0.35)
    sheet.cut(
        "#f2ead6", [(-40, -40), (1640, -40), *reversed(wave(120, 9, 420)[:-2])], to="#cfe0d2", shadow=0.12
    )
    sheet.cut(CLAY, moved(hull(0, 0, 330, 64), 1110, 172), shadow=0.25)
    sheet.cut(CREAM, [(1030, 100), (1044, 34), (1130, 34), (1130, 100)], shadow=0.2)
    sheet.cut(
        "#6fa39a", land((-40, 830), (420, 780), (900, 850), (1640, 760)), to="#4f8782", shadow=0.12, alpha=0.7
    )
    _blades(sheet, "#6c9d84", 24, (560, 700), 1040, 15)
    _fish(sheet, ((560, 330, 76), (708, 390, 58), (470, 420, 50), (790, 310, 44), (620, 470, 42)), FOAM)
    _blades(sheet, "#48806a", 20, (520, 700), 1060, 21)
    sheet.cut(
        SAND, land((-40, 1000), (380, 965), (860, 1010), (1250, 960), (1640, 1000)), to="#b79f78", shadow=0.3
    )
    _fish(sheet, ((1130, 500, -96), (1300, 566, -66)), OCHRE)
    _blades(sheet, "#2a5a4d", 13, (420, 700), 1090, 30)
    sheet.cut(
        CREAM, *(ellipse(x, y, r, r) for x, y, r in ((300, 300, 9), (322, 250, 6), (306, 210, 4))), shadow=0.1
    )
    return sheet


def _blades(
    sheet: Sheet, colour: str, count: int, tall: tuple[float, float], base: float, width: float
) -> None:
    heights = spread(count, *tall, seed=0.3)
    leaves = []
    for x, height in zip(spread(count, -20, 1620, seed=width / 7), heights, strict=True):
        sway = 46 + 40 * math.sin(x / 170)
        stem = [(x, base), (x + sway * 0.1, base - height * 0.35), (x + sway, base - height * 0.7)]
        leaves.append(band(curve([*stem, (x + sway * 0.6, base - height)]), width, 1))
    sheet.cut(colour, *leaves, shadow=0.22, depth=6)


def _fish(sheet: Sheet, places: tuple[tuple[float, float, float], ...], colour: str) -> None:
    body = [*curve([(-0.62, 0), (0, -0.26), (0.6, 0)]), *curve([(0.6, 0), (0, 0.26), (-0.62, 0)])]
    tail: Shape = [(-0.5, 0), (-0.95, -0.28), (-0.82, 0), (-0.95, 0.28)]
    shapes = [moved(part, x, y, abs(size), size < 0) for x, y, size in places for part in (body, tail)]
    sheet.cut(colour, *shapes, shadow=0.2)
    sheet.cut(NAVY, *(ellipse(x + size * 0.36, y - 4, 3.4, 3.4) for x, y, size in places), shadow=0)


def choir() -> Sheet:
    """A choir with lanterns on the wet sands, at dusk."""
    sheet = Sheet("#41577c", "#d9a096")
    sheet.glow(640, 560, 400, "#f8d3a6", 0.85)
    sheet.glow(1240, 235, 90, CREAM, 0.5)
    sheet.cut(CREAM, ellipse(1240, 235, 62, 62), shadow=0.1)
    streaks = ((180, 330, 420), (640, 372, 300), (1340, 402, 520), (860, 300, 200))
    sheet.cut("#c99aa0", *(ellipse(x, y, size, 13) for x, y, size in streaks), shadow=0, alpha=0.5)
    sheet.cut(
        "#b98579", land((-40, 560), (200, 530), (480, 556), (900, 548), (1250, 520), (1640, 556)), shadow=0.12
    )
    sheet.cut("#d8a98a", wave(566, 1.5, 500), to="#8d7f86", shadow=0.1)
    sheet.cut("#f0cfa9", *_pools(((330, 604, 420), (1210, 622, 460), (720, 590, 200))), shadow=0.05)
    sheet.cut("#a98274", land((-40, 660), (500, 640), (1100, 668), (1640, 640)), to="#5d5a66", shadow=0.2)
    sheet.cut("#eac39f", *_pools(((1180, 800, 520), (240, 862, 420))), to="#c99a86", shadow=0.1)
    sheet.cut(
        "#eac39f",
        band(curve([(1640, 720), (1300, 745), (960, 800), (700, 905), (300, 930), (-40, 1010)]), 26, 70),
        shadow=0.1,
    )
    _singers(sheet)
    sheet.cut("#46505f", land((-40, 985), (420, 1010), (900, 985), (1640, 1020)), to=INK, shadow=0.3)
    sheet.cut(CREAM, *gull(420, 235, 50), *gull(520, 290, 28, True), shadow=0.15)
    return sheet


def _pools(places: tuple[tuple[float, float, float], ...]) -> list[Shape]:
    """Water that has stayed behind, flat to the eye."""
    return [ellipse(x, y, size * 0.5, size * 0.035) for x, y, size in places]


def _singers(sheet: Sheet) -> None:
    coats = (NAVY, CLAY, SLATE, INK, TEAL, BRICK)
    lamps = []
    for n in range(11):
        x, height = 385 + 82 * n, 205 + 26 * (n * 7 % 4) / 2
        base = 792 - 34 * math.sin(math.pi * n / 10)
        sheet.cut("#3c4452", ellipse(x + 6, base + 5, 40, 7), shadow=0, alpha=0.5)
        person(sheet, x, base, height, coats[n * 5 % 6], n)
        if n % 2 == 0:
            lamps.append((x + 40, base - height * 0.42))
    for x, y in lamps:
        sheet.glow(x, y, 62, AMBER, 0.62)
        sheet.cut(
            INK, band([(x, y - 34), (x, y - 12)], 4), band([(x - 26, y - 34), (x, y - 34)], 5), shadow=0.1
        )
        sheet.cut(CREAM, ellipse(x, y, 14, 18), to=OCHRE, shadow=0.15)

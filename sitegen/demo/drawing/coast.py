"""Scenes at the edge of the land: the storm tide, the dyke, the wind farm."""

from __future__ import annotations

import math

from sitegen.demo.drawing.paper import Sheet
from sitegen.demo.drawing.shapes import Shape, band, box, curve, ellipse, land, moved, scallops, wave
from sitegen.demo.drawing.things import (
    AMBER,
    BRICK,
    CLAY,
    CREAM,
    FOAM,
    INK,
    LEAF,
    MEADOW,
    MOSS,
    NAVY,
    OCHRE,
    SEA,
    SLATE,
    TEAL,
    cloud,
    gable,
    gull,
    hull,
    rays,
    sheep,
)


def storm() -> Sheet:
    """The lighthouse at the end of the mole, and the sea that comes over it."""
    sheet = Sheet("#24384a", "#6f8a90")
    sheet.cut("#f3deb0", *rays(1160, 292, 1500, ((168, 178), (-14, -3))), shadow=0, alpha=0.32)
    sheet.cut("#31485a", *cloud(260, 190, 420), *cloud(1000, 120, 380), shadow=0.3)
    sheet.cut("#40596a", *cloud(640, 250, 300), *cloud(1480, 230, 340), shadow=0.3)
    sheet.cut("#4d7480", scallops(590, 30, 260, 0.1), to="#2f5662", shadow=0.3)
    _breaker(sheet, 420, 700, 250, "#5f8d92")
    _lighthouse(sheet)
    sheet.cut("#38505e", box(760, 660, 1640, 930), to=NAVY, shadow=0.4)
    sheet.cut("#4d6672", box(760, 648, 1640, 672), shadow=0.2)
    _breaker(sheet, 700, 860, 330, "#3d7079")
    sheet.cut(SEA, scallops(835, 34, 310, 0.4), to=TEAL, shadow=0.35)
    _breaker(sheet, 190, 960, 270, TEAL)
    sheet.cut(TEAL, scallops(930, 36, 350, 0.9), to=NAVY, shadow=0.4)
    sheet.cut(NAVY, scallops(1010, 30, 290, 0.2), to=INK, shadow=0.4)
    spray = (
        (830, 560, 9),
        (868, 520, 6),
        (905, 575, 5),
        (800, 505, 5),
        (940, 535, 7),
        (862, 600, 5),
        (780, 560, 4),
    )
    sheet.cut(CREAM, *(ellipse(x, y, r, r) for x, y, r in spray), shadow=0.2, depth=3)
    return sheet


def _lighthouse(sheet: Sheet) -> None:
    sheet.cut(CREAM, [(1102, 660), (1126, 330), (1194, 330), (1218, 660)], to="#d8cdb8", shadow=0.4)
    for top in (380, 500):
        half = 34 + (top - 330) * 24 / 330
        low = 34 + (top - 270) * 24 / 330
        sheet.cut(
            BRICK,
            [(1160 - half, top), (1160 + half, top), (1160 + low, top + 60), (1160 - low, top + 60)],
            shadow=0,
        )
    sheet.cut(INK, box(1108, 318, 1212, 334), box(1128, 254, 1192, 262), shadow=0.3)
    sheet.cut(INK, [(1126, 256), (1160, 212), (1194, 256)], shadow=0.2)
    sheet.glow(1160, 290, 95, AMBER, 0.75)
    sheet.cut(CREAM, box(1136, 262, 1184, 318), to=AMBER, shadow=0)
    sheet.cut(INK, box(1150, 262, 1153, 318), box(1168, 262, 1171, 318), shadow=0)


def _breaker(sheet: Sheet, x: float, base: float, size: float, colour: str) -> None:
    """A wave whose crest curls over to the right, with foam along it."""
    back = curve([(-2.2, 0.3), (-1.4, 0.05), (-0.75, -0.42), (-0.15, -0.86), (0.42, -0.92), (0.78, -0.6)])
    face = curve([(0.78, -0.6), (0.4, -0.7), (0.1, -0.5), (0.12, -0.12), (0.6, 0.12), (1.6, 0.3)])
    sheet.cut(colour, moved([*back, *face], x, base, size), to=NAVY, shadow=0.35)
    foam = curve([(-0.75, -0.44), (-0.15, -0.9), (0.42, -0.96), (0.84, -0.56)])
    inner = curve([(0.84, -0.56), (0.6, -0.66), (0.42, -0.74), (0.22, -0.7), (-0.1, -0.74), (-0.75, -0.44)])
    sheet.cut(CREAM, moved([*foam, *inner], x, base, size), to=FOAM, shadow=0.2)
    drops = (
        (0.86, -0.5, 0.045),
        (0.72, -0.54, 0.06),
        (0.56, -0.62, 0.055),
        (0.95, -0.42, 0.028),
        (0.36, -0.68, 0.05),
    )
    sheet.cut(
        CREAM,
        *(ellipse(x + size * px, base + size * py, size * r, size * r) for px, py, r in drops),
        shadow=0.1,
    )
    ribs = [
        curve([(-0.5 + n, -0.5 - n * 0.6), (-0.55 + n, -0.2), (-0.3 + n * 0.6, 0.1)]) for n in (0, 0.25, 0.5)
    ]
    sheet.cut(FOAM, *(band(moved(rib, x, base, size), 4, 1) for rib in ribs), shadow=0, alpha=0.45)


def dyke() -> Sheet:
    """The green dyke with its sheep, the sea on one side and the village on the other."""
    sheet = Sheet("#a9c9cb", "#f2ead8")
    sheet.cut(CREAM, *cloud(420, 210, 300), *cloud(1090, 280, 210), *cloud(1420, 150, 170), shadow=0.1)
    sheet.cut("#86a9ac", box(-40, 520, 640, 1100), to=SEA, shadow=0.1)
    sheet.cut(
        FOAM,
        *(ellipse(x, y, w, 3) for x, y, w in ((120, 560, 60), (300, 590, 80), (60, 640, 90), (220, 690, 60))),
        shadow=0,
    )
    sheet.cut(
        "#b9ab80", land((-40, 700), (120, 640), (330, 580), (520, 556), (700, 560)), to="#a39468", shadow=0.15
    )
    sheet.cut("#a9b674", land((700, 560), (1000, 548), (1640, 560)), shadow=0.1)
    _village(sheet)
    sheet.cut(MEADOW, land((900, 700), (1160, 636), (1400, 622), (1640, 630)), to=LEAF, shadow=0.2)
    slope = [*curve([(-40, 1010), (190, 790), (420, 620), (600, 520), (720, 500)]), (860, 498)]
    sheet.cut(
        LEAF,
        [
            *slope,
            *curve([(860, 498), (1010, 560), (1240, 740), (1500, 930), (1640, 1030)]),
            (1640, 1100),
            (-40, 1100),
        ],
        to=MOSS,
        shadow=0.35,
        depth=10,
    )
    path = [*curve([(736, 500), (700, 640), (560, 880), (400, 1100)]), (640, 1100)]
    sheet.cut(
        "#d9c79c",
        [*path, *curve([(640, 1100), (760, 880), (830, 640), (838, 500)])],
        to="#c3ad7e",
        shadow=0.12,
    )
    flock = ((250, 900, 92, False), (420, 806, 70, True), (180, 1010, 110, True), (970, 760, 74, False),
             (1110, 850, 96, True), (1000, 975, 124, False), (1320, 960, 104, True), (560, 668, 46, False),
             (925, 640, 46, True))  # fmt: skip
    for x, base, size, mirrored in sorted(flock, key=lambda animal: animal[1]):
        wool, dark = sheep(x, base, size, mirrored)
        sheet.cut(INK, *dark, shadow=0.25)
        sheet.cut(CREAM, *wool, to="#ddd0b8", shadow=0.25)
    sheet.cut(CREAM, *gull(210, 380, 46), *gull(310, 430, 28, True), shadow=0.15)
    return sheet


def _village(sheet: Sheet) -> None:
    sheet.cut(CLAY, [(1300, 585), (1300, 380), (1322, 290), (1344, 380), (1344, 585)], shadow=0.2)
    sheet.cut(SLATE, [(1296, 384), (1322, 270), (1348, 384)], shadow=0.1)
    houses = ((1130, 110, 96), (1230, 120, 120), (1420, 130, 110), (1530, 120, 128))
    sheet.cut(BRICK, *(gable(x, 640, width, height) for x, width, height in houses), shadow=0.25)
    roofs: list[Shape] = []
    for x, width, height in houses:
        eaves = 640 - height * 0.66
        roofs.append([(x - width / 2 - 8, eaves), (x, 640 - height - 8), (x + width / 2 + 8, eaves)])
    sheet.cut(SLATE, *roofs, shadow=0.2)
    sheet.cut(MOSS, *(ellipse(x, 622, 34, 40) for x in (1076, 1178, 1372, 1478, 1600)), shadow=0.2)


def wind() -> Sheet:
    """The wind farm off the coast at sunrise, with the boat that looks after it."""
    sheet = Sheet("#8fb3bd", "#f6ddb6")
    sheet.glow(420, 612, 210, "#fdf0cf", 0.85)
    sheet.cut(CREAM, ellipse(420, 640, 104, 104), to=AMBER, shadow=0.08)
    sheet.cut("#f5e9d3", *cloud(1020, 190, 240), *cloud(250, 240, 180), shadow=0.08)
    for x, size, turn in ((640, 150, 20), (770, 165, 75), (905, 150, 50), (1500, 170, 10)):
        _turbine(sheet, (x, 690, size), turn, "#c9d2c8", 0.06)
    sheet.cut("#8fb0ae", wave(684, 3, 300), to="#5d8f92", shadow=0.1)
    sheet.cut(
        AMBER,
        *(ellipse(420 + (-1) ** n * 6 * n, 704 + 24 * n, w, 4) for n, w in enumerate((96, 60, 118, 44, 84))),
        shadow=0,
        alpha=0.7,
    )
    _turbine(sheet, (1370, 770, 360), 40, "#e6e2d3", 0.2)
    sheet.cut("#6b9b9c", wave(752, 6, 420, 0.3), to=TEAL, shadow=0.15)
    _turbine(sheet, (1000, 890, 556), 8, CREAM, 0.3)
    sheet.cut("#4d8287", wave(868, 8, 520, 0.1), to=TEAL, shadow=0.25)
    _work_boat(sheet)
    sheet.cut(TEAL, scallops(940, 24, 240, 0.4), to=NAVY, shadow=0.3)
    sheet.cut(NAVY, scallops(1012, 26, 300, 0.8), to=INK, shadow=0.35)
    sheet.cut(CREAM, *gull(560, 400, 44), *gull(660, 450, 26, True), shadow=0.15)
    return sheet


def _turbine(
    sheet: Sheet, place: tuple[float, float, float], turn: float, colour: str, shadow: float
) -> None:
    """A tower with three blades; `place` has x, foot and height, `turn` is the angle of the first blade."""
    x, base, size = place
    hub = base - size
    sheet.cut(OCHRE, box(x - size * 0.032, base - size * 0.1, x + size * 0.032, base + 60), shadow=shadow)
    sheet.cut(colour, band([(x, hub), (x, base - size * 0.08)], size * 0.026, size * 0.05), shadow=shadow)
    blade = [
        (0.0, -0.018),
        (0.1, -0.04),
        (0.3, -0.03),
        (0.62, -0.004),
        (0.62, 0.004),
        (0.1, 0.018),
        (0.0, 0.018),
    ]
    blades = [_turned(blade, turn + third, x, hub, size) for third in (0, 120, 240)]
    sheet.cut(colour, *blades, ellipse(x, hub, size * 0.035, size * 0.035), shadow=shadow)
    sheet.cut(SLATE, ellipse(x, hub, size * 0.013, size * 0.013), shadow=0)


def _turned(shape: Shape, angle: float, x: float, y: float, scale: float) -> Shape:
    across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return [
        (x + scale * (px * across - py * down), y + scale * (px * down + py * across)) for px, py in shape
    ]


def _work_boat(sheet: Sheet) -> None:
    sheet.cut(NAVY, band([(420, 700), (420, 800)], 6), band([(396, 728), (444, 728)], 4), shadow=0.2)
    sheet.cut(CREAM, [(360, 880), (372, 780), (480, 780), (510, 880)], shadow=0.3)
    sheet.cut(SLATE, [(380, 830), (384, 796), (474, 796), (486, 830)], shadow=0)
    sheet.cut(BRICK, hull(430, 955, 420, 92), to=CLAY, shadow=0.4)
    sheet.cut(CREAM, band(curve([(222, 874), (430, 884), (636, 852)]), 8), shadow=0.1)

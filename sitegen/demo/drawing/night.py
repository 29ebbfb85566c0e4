"""Scenes by night: the ground in the rain, the kitchen on the quay."""

from __future__ import annotations

from sitegen.demo.drawing.paper import Sheet
from sitegen.demo.drawing.shapes import Shape, band, box, curve, ellipse, land, scatter, wave
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
    ROSE,
    SAND,
    SEA,
    SLATE,
    TEAL,
    hull,
    person,
    windows,
)


def stadium() -> Sheet:
    """Floodlights, umbrellas, rain, and a ball on its way."""
    sheet = Sheet("#1d3242", "#48687a")
    for x in (250, 1350):
        sheet.cut("#5a7486", band([(x, 130), (x, 620)], 16, 24), shadow=0.3)
        sheet.glow(x, 150, 210, "#fbf0cf", 0.5)
        sheet.cut(INK, box(x - 96, 96, x + 96, 196), shadow=0.3)
        sheet.cut("#fdf6dd", *windows(x, 108, (4, 2), (46, 42), (34, 32)), shadow=0)
    sheet.cut(
        "#2b4355", [(-40, 430), (800, 380), (1640, 430), (1640, 480), (800, 426), (-40, 480)], shadow=0.4
    )
    sheet.cut("#22384a", [(-40, 478), (800, 424), (1640, 478), (1640, 760), (-40, 760)], shadow=0.2)
    _umbrellas(sheet)
    sheet.cut(CREAM, box(-40, 706, 1640, 742), to=SAND, shadow=0.3)
    sheet.cut(BRICK, *(box(x, 714, x + 150, 734) for x in range(20, 1640, 420)), shadow=0)
    sheet.cut(LEAF, box(-40, 738, 1640, 1100), to=MOSS, shadow=0.3)
    for n in range(5):
        left, right = 260 * n * 1.6 - 700, 260 * (n + 0.5) * 1.6 - 700
        sheet.cut(
            MEADOW,
            [(400 + left * 0.5, 738), (400 + right * 0.5, 738), (right, 1100), (left, 1100)],
            shadow=0,
            alpha=0.35,
        )
    sheet.cut(CREAM, *_goal_lines(), shadow=0, alpha=0.85)
    _goal(sheet)
    slant: list[Shape] = [band([(x, y - 60), (x - 16, y + 14)], 2.2) for x, y in scatter(110, 1640, 1120)]
    sheet.cut(FOAM, *slant, shadow=0, alpha=0.4)
    return sheet


def _umbrellas(sheet: Sheet) -> None:
    papers = (BRICK, OCHRE, TEAL, CREAM, SLATE, ROSE, NAVY, SEA, CLAY)
    for row, y in enumerate((520, 575, 630, 688)):
        for column in range(22):
            x = -20 + column * 78 + row % 2 * 39
            size = 31 + row * 5 + (column * 7 + row * 3) % 3 * 3
            if (column * 5 + row * 7) % 9 == 4:
                continue
            sheet.cut("#d8b394", ellipse(x, y + 14, 11, 13), shadow=0)
            sheet.cut(
                papers[(column * 4 + row * 5) % 9],
                ellipse(x, y, size, size * 0.72, 180, 360),
                shadow=0.35,
                depth=4,
            )


def _goal_lines() -> list[Shape]:
    return [
        band([(-40, 800), (1640, 800)], 6),
        band([(330, 802), (190, 960), (1410, 960), (1270, 802)], 7),
        band([(560, 802), (516, 862), (1084, 862), (1040, 802)], 6),
    ]


def _goal(sheet: Sheet) -> None:
    net = [band([(x, 560), (x, 800)], 1.6) for x in range(585, 1030, 22)]
    net += [band([(570, y), (1030, y)], 1.6) for y in range(576, 800, 22)]
    sheet.cut(FOAM, *net, shadow=0, alpha=0.6)
    sheet.cut(CREAM, band([(566, 806), (566, 556), (1034, 556), (1034, 806)], 13), shadow=0.35)
    sheet.cut(CREAM, box(559, 549, 573, 563), box(1027, 549, 1041, 563), shadow=0)
    sheet.cut("#27431f", ellipse(905, 1004, 64, 12), shadow=0, alpha=0.45)
    sheet.cut(CREAM, ellipse(905, 905, 47, 47), to="#d5c9b4", shadow=0.4)
    sheet.cut(INK, ellipse(905, 905, 15, 15), shadow=0)
    dots = ((-36, -14), (-22, 32), (22, 32), (36, -14), (0, -39))
    sheet.cut(INK, *(ellipse(905 + x, 905 + y, 8, 8) for x, y in dots), shadow=0)


def kitchen() -> Sheet:
    """A lit kitchen on the quay at night, and somebody who has come off shift."""
    sheet = Sheet("#14222f", "#3a5468")
    sheet.cut(CREAM, *(ellipse(x, y, 2.4, 2.4) for x, y in scatter(40, 1600, 360)), shadow=0)
    _cranes(sheet)
    sheet.cut("#223646", land((-40, 690), (300, 660), (800, 680), (1640, 650)), shadow=0.2)
    sheet.cut("#2d4759", wave(700, 3, 260), to=INK, shadow=0.2)
    sheet.cut(CLAY, hull(250, 800, 420, 84), to="#5a2a25", shadow=0.35)
    sheet.cut("#c8bca6", box(110, 650, 220, 724), box(98, 640, 232, 654), shadow=0.3)
    sheet.cut("#30455a", box(-40, 800, 1640, 1100), to=INK, shadow=0.4)
    sheet.cut("#3f566b", box(-40, 796, 1640, 816), shadow=0.1)
    sheet.glow(980, 640, 330, AMBER, 0.4)
    _counter(sheet)
    for n in range(9):
        x = 520 + n * 118
        y = 372 + 46 * (1 - ((n - 4) / 4) ** 2)
        sheet.glow(x, y + 16, 24, AMBER, 0.7)
        sheet.cut(CREAM, ellipse(x, y + 16, 9, 12), to=AMBER, shadow=0)
    sheet.cut(AMBER, [(760, 890), (1200, 890), (1330, 1100), (600, 1100)], to="#30455a", shadow=0, alpha=0.3)
    for n, (x, height, coat) in enumerate(((628, 290, OCHRE), (520, 272, SLATE), (1390, 284, BRICK))):
        person(sheet, x, 1000, height, coat, n + 1)
    return sheet


def _cranes(sheet: Sheet) -> None:
    shapes: list[Shape] = []
    for x, top in ((170, 250), (420, 330)):
        shapes += [band([(x, top), (x, 690)], 14, 22), band([(x - 90, top + 30), (x + 230, top - 60)], 12)]
        shapes += [
            band([(x, top - 60), (x + 230, top - 60)], 4),
            band([(x + 210, top - 55), (x + 210, top + 120)], 3),
        ]
    sheet.cut("#2b4153", *shapes, shadow=0.2)


def _counter(sheet: Sheet) -> None:
    sheet.cut(
        NAVY, band(curve([(470, 330), (760, 400), (990, 420), (1230, 400), (1510, 330)]), 4), shadow=0.2
    )
    sheet.cut(TEAL, box(690, 470, 1290, 930), to="#1c4047", shadow=0.45)
    sheet.cut("#3b7278", *(band([(x, 470), (x, 930)], 4) for x in range(720, 1290, 40)), shadow=0)
    sheet.cut("#fbe6b4", box(750, 545, 1230, 760), to=AMBER, shadow=0)
    sheet.cut(
        "#c98b4b",
        box(750, 600, 1230, 608),
        *(box(x, 572, x + 26, 600) for x in (780, 824, 1110, 1150, 1190)),
        shadow=0.1,
    )
    for x, apron in ((890, CREAM), (1060, CREAM)):
        person(sheet, x, 860, 280, SLATE if x < 1000 else CLAY, x // 100)
        sheet.cut(apron, [(x - 20, 690), (x + 20, 690), (x + 28, 780), (x - 28, 780)], shadow=0.1)
    sheet.cut(
        "#bcae95",
        box(780, 706, 850, 762),
        box(960, 700, 1030, 762),
        box(1130, 716, 1200, 762),
        to="#7f7768",
        shadow=0.25,
    )
    for x, y in ((815, 700), (995, 694), (1165, 708)):
        steam = curve([(x, y), (x + 14, y - 30), (x - 10, y - 62), (x + 12, y - 96)])
        sheet.cut(CREAM, band(steam, 6, 16), shadow=0, alpha=0.7)
    sheet.cut(TEAL, box(690, 770, 1290, 930), to="#1c4047", shadow=0)
    sheet.cut("#3b7278", *(band([(x, 770), (x, 930)], 4) for x in range(720, 1290, 40)), shadow=0)
    sheet.cut("#946f47", box(726, 756, 1254, 784), shadow=0.35)
    sheet.cut(BRICK, [(720, 540), (744, 470), (1236, 470), (1260, 540)], shadow=0.35)
    stripes: list[Shape] = [
        [(744 + n * 82, 470), (785 + n * 82, 470), (762 + n * 86, 540), (722 + n * 88, 540)] for n in range(6)
    ]
    sheet.cut(CREAM, *stripes, shadow=0)

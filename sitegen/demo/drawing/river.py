"""Scenes on the river: the old bridge, the crossing in the fog, the ferry."""

from __future__ import annotations

from sitegen.demo.drawing.paper import Sheet
from sitegen.demo.drawing.shapes import Shape, band, box, curve, ellipse, land, lattice, scallops, wave
from sitegen.demo.drawing.things import (
    AMBER,
    BRICK,
    CLAY,
    CREAM,
    FOAM,
    INK,
    NAVY,
    OCHRE,
    ROSE,
    SAND,
    SEA,
    SLATE,
    TEAL,
    cloud,
    gable,
    gull,
    hull,
    person,
    windows,
)


def bridge() -> Sheet:
    """The lift bridge in the evening, its span half raised."""
    sheet = Sheet("#e7a583", "#f6e3c0")
    sheet.cut("#f3c39a", *cloud(330, 250, 260), *cloud(1330, 170, 230), shadow=0.08)
    sheet.glow(805, 640, 250, "#fbe3b0", 0.8)
    sheet.cut(CREAM, ellipse(805, 690, 92, 92), to=AMBER, shadow=0.08)
    sheet.cut(
        "#cf8f78",
        land((-40, 560), (200, 500), (480, 610), (660, 712), (950, 712), (1180, 620), (1640, 530)),
        shadow=0.15,
    )
    town = [gable(20 + 92 * n, 710, 90, 104 + 22 * (n * 5 % 4), n % 3 and 3) for n in range(5)]
    town += [gable(1220 + 92 * n, 710, 90, 96 + 24 * (n * 3 % 4), n % 2 and 3) for n in range(5)]
    town += [[(1440, 620), (1448, 500), (1466, 440), (1484, 500), (1492, 620)]]
    sheet.cut("#8a5a5c", *town, shadow=0.25)
    sheet.cut(
        AMBER,
        *(box(x, 664, x + 12, 682) for x in (16, 108, 130, 290, 384, 1216, 1312, 1402, 1500, 1580)),
        shadow=0,
    )
    sheet.cut("#6d7d86", wave(692, 3, 330), to="#2d4656", shadow=0.2)
    sheet.cut(AMBER, *_glitter(805, 716, 7), shadow=0, alpha=0.75)
    _lift_bridge(sheet)
    sheet.cut(NAVY, wave(935, 7, 420, 0.3), to=INK, shadow=0.4)
    sheet.cut(SLATE, wave(1000, 6, 360, 0.1), to=NAVY, shadow=0.3)
    sheet.cut(CREAM, *gull(760, 250, 62), *gull(890, 330, 38, True), *gull(655, 345, 30), shadow=0.18)
    return sheet


def _lift_bridge(sheet: Sheet) -> None:
    for x in (520, 1090):
        sheet.cut(SLATE, box(x - 74, 880, x + 74, 1000), to=NAVY, shadow=0.35)
    sheet.cut(INK, *(shape for x in (520, 1090) for shape in lattice(x, 330, 890, 92, 9, 7)), shadow=0.4)
    sheet.cut(CLAY, box(458, 296, 582, 336), box(1028, 296, 1152, 336), shadow=0.4)
    sheet.cut(BRICK, box(488, 640, 552, 740), box(1058, 640, 1122, 740), shadow=0.4)
    sheet.cut(NAVY, box(-40, 830, 470, 866), box(1140, 830, 1640, 866), shadow=0.35)
    sheet.cut(NAVY, *_railing(-30, 470), *_railing(1140, 1640), shadow=0.2, depth=3)
    span = [box(548, 560, 1062, 590), band([(548, 470), (1062, 470)], 10)]
    for n in range(8):
        left = 552 + 63.5 * n
        span.append(band([(left, 575), (left + 31, 470), (left + 63, 575)], 8))
    sheet.cut(INK, *span, shadow=0.4)


def _railing(left: float, right: float) -> list[Shape]:
    posts = [band([(x, 785), (x, 832)], 6) for x in range(round(left), round(right) + 1, 50)]
    return [*posts, band([(left, 788), (right, 788)], 6), band([(left, 808), (right, 808)], 3)]


def _glitter(x: float, top: float, rows: int) -> list[Shape]:
    """Light of a low sun on the water."""
    widths = (150, 96, 190, 70, 132, 210, 90, 160)
    return [
        ellipse(x + (-1) ** row * row * 5, top + row * 27, widths[row % 8] * 0.75, 4.5) for row in range(rows)
    ]


def crossing() -> Sheet:
    """A launch carries people over in the fog; others wait on the jetty."""
    sheet = Sheet("#c5d2ce", "#eae4d3")
    sheet.glow(1180, 250, 170, CREAM, 0.9)
    sheet.cut("#f4ecdc", ellipse(1180, 250, 74, 74), shadow=0.05, alpha=0.9)
    ghost = [shape for x in (690, 1010) for shape in lattice(x, 250, 640, 60, 6, 6)]
    sheet.cut(
        "#adbfbe",
        *ghost,
        box(-40, 560, 1640, 580),
        box(650, 232, 730, 256),
        box(970, 232, 1050, 256),
        shadow=0,
    )
    sheet.cut("#b9c8c4", land((-40, 600), (300, 560), (700, 625), (1150, 590), (1640, 560)), shadow=0.06)
    sheet.cut("#a9bdbb", wave(640, 2, 300), to="#87a5a6", shadow=0.08)
    sheet.cut("#9db4b3", wave(705, 4, 520, 0.2), to="#6f9496", shadow=0.1)
    _launch(sheet)
    sheet.cut("#7d9fa0", wave(800, 6, 460, 0.5), to="#4f7c80", shadow=0.2)
    sheet.cut("#6b9294", wave(880, 6, 380, 0.1), to="#38656c", shadow=0.2)
    _jetty(sheet)
    sheet.cut(CREAM, *gull(930, 400, 46), *gull(850, 455, 28, True), shadow=0.12)
    return sheet


def _launch(sheet: Sheet) -> None:
    for n in range(7):
        coat = (SLATE, TEAL, SLATE, BRICK, NAVY, OCHRE, NAVY)[n]
        person(sheet, 905 + n * 46, 772, 112 + 9 * (n * 5 % 3), coat, n)
    sheet.cut(CREAM, box(1240, 660, 1330, 760), box(1228, 646, 1342, 662), shadow=0.3)
    sheet.cut(SLATE, box(1254, 678, 1316, 712), shadow=0)
    sheet.cut(NAVY, hull(1090, 815, 560, 78), shadow=0.4)
    sheet.cut(OCHRE, band(curve([(815, 752), (1090, 760), (1366, 729)]), 9), shadow=0.1)


def _jetty(sheet: Sheet) -> None:
    sheet.cut(INK, *(box(x, 880, x + 26, 1100) for x in (60, 260, 460, 640)), shadow=0.35)
    coats = (NAVY, CLAY, SLATE, OCHRE, TEAL, INK)
    for n, (x, height) in enumerate(((92, 236), (196, 262), (292, 226), (395, 250), (486, 168), (578, 244))):
        person(sheet, x, 878, height, coats[n], n + 1)
    sheet.cut(INK, *_bicycle(646, 872), shadow=0.2, depth=4)
    sheet.cut("#34404a", box(-40, 868, 730, 902), to=INK, shadow=0.45)
    sheet.cut(SAND, box(-40, 866, 730, 874), shadow=0)


def _bicycle(x: float, base: float) -> list[Shape]:
    wheels = [band(ellipse(x + side, base - 46, 44, 44), 7) for side in (-10, 108)]
    frame = [
        (x - 10, base - 46),
        (x + 24, base - 112),
        (x + 84, base - 112),
        (x + 42, base - 46),
        (x + 24, base - 112),
    ]
    fork = [(x + 108, base - 46), (x + 78, base - 140), (x + 100, base - 146)]
    return [*wheels, band(frame, 7), band(fork, 7), band([(x + 8, base - 128), (x + 40, base - 128)], 9)]


def ferry() -> Sheet:
    """The new ferry on its way to the island."""
    sheet = Sheet("#9fc2c4", "#f0e9d6")
    sheet.cut(CREAM, *cloud(300, 240, 230), *cloud(1180, 170, 300), *cloud(860, 330, 150), shadow=0.1)
    sheet.cut("#8fb0a8", land((820, 640), (1010, 560), (1240, 470), (1420, 520), (1640, 480)), shadow=0.15)
    sheet.cut("#7a9c90", land((980, 640), (1180, 590), (1380, 545), (1640, 590)), shadow=0.15)
    sheet.cut(
        CREAM, [(1232, 475), (1240, 400), (1262, 400), (1270, 475)], box(1236, 386, 1266, 402), shadow=0.2
    )
    sheet.cut(
        BRICK, [(1234, 452), (1236, 430), (1266, 430), (1268, 452)], box(1240, 372, 1262, 388), shadow=0
    )
    sheet.cut(SEA, wave(632, 4, 380), to=TEAL, shadow=0.2)
    sheet.cut("#6d9d9b", wave(690, 8, 440, 0.2), to=TEAL, shadow=0.2)
    _ferry_boat(sheet)
    sheet.cut(FOAM, scallops(808, 20, 150, 0.2), to=SEA, shadow=0.25)
    sheet.cut("#3f7478", scallops(850, 26, 210, 0.7), to=TEAL, shadow=0.3)
    sheet.cut(TEAL, scallops(930, 30, 260, 0.3), to=NAVY, shadow=0.35)
    sheet.cut(NAVY, scallops(1010, 30, 300, 0.85), to=INK, shadow=0.35)
    sheet.cut(CREAM, *gull(330, 430, 70), *gull(200, 520, 40, True), *gull(1130, 300, 34), shadow=0.2)
    return sheet


def _ferry_boat(sheet: Sheet) -> None:
    sheet.cut(NAVY, band([(640, 300), (640, 470)], 9), band([(590, 352), (690, 352)], 6), shadow=0.25)
    sheet.cut(CREAM, box(560, 430, 760, 512), box(540, 418, 780, 434), shadow=0.3)
    sheet.cut(NAVY, *windows(660, 450, (5, 1), (38, 0), (28, 34)), shadow=0)
    panels: list[Shape] = [[(x, 494), (x + 16, 462), (x + 78, 462), (x + 62, 494)] for x in (806, 888)]
    sheet.cut(SLATE, *panels, [(352, 494), (368, 462), (430, 462), (414, 494)], shadow=0.25)
    sheet.cut(CREAM, box(330, 505, 1000, 640), box(310, 494, 1020, 512), to="#e3d8c2", shadow=0.3)
    sheet.cut(SLATE, *windows(665, 540, (13, 1), (48, 0), (34, 48)), shadow=0)
    deck = curve([(150, 612), (300, 632), (665, 640), (1030, 632), (1180, 612)])
    ends = curve([(1180, 612), (1160, 720), (1060, 850)]), curve([(270, 850), (170, 720), (150, 612)])
    side = [*deck, *ends[0], *ends[1]]
    sheet.cut(BRICK, side, to=CLAY, shadow=0.4)
    sheet.cut(
        CREAM, band(curve([(164, 664), (300, 682), (665, 690), (1030, 682), (1166, 664)]), 16), shadow=0
    )
    sheet.cut(
        NAVY,
        *(band([(x, 584), (x, 628)], 5) for x in (190, 220, 250, 280, 1050, 1080, 1110, 1140)),
        band([(184, 586), (330, 586)], 5),
        band([(1000, 586), (1146, 586)], 5),
        shadow=0.15,
    )
    sheet.cut(ROSE, *(ellipse(x, 752, 14, 14) for x in range(380, 1000, 110)), shadow=0)

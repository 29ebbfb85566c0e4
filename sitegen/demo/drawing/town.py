"""Scenes in the town by day: the smokehouse, the market."""

from __future__ import annotations

from sitegen.demo.drawing.paper import Sheet
from sitegen.demo.drawing.shapes import Shape, band, box, curve, ellipse, land, moved
from sitegen.demo.drawing.things import (
    AMBER,
    BRICK,
    CLAY,
    CREAM,
    FOAM,
    INK,
    LEAF,
    MOSS,
    NAVY,
    OCHRE,
    ROSE,
    SAND,
    SEA,
    SLATE,
    TEAL,
    gable,
    person,
    windows,
)


def smokehouse() -> Sheet:
    """The old smokehouse at work on an autumn evening, and what hangs in front of it."""
    sheet = Sheet("#e5b176", "#f5e2bd")
    sheet.cut("#f2cd98", ellipse(1240, 330, 120, 120), shadow=0.06)
    sheet.cut("#d99f68", land((-40, 620), (360, 560), (900, 610), (1640, 540)), shadow=0.1)
    _smoke(sheet)
    for x, top in ((470, 330), (760, 290), (1050, 330)):
        sheet.cut(
            CLAY, [(x - 58, 640), (x - 46, top), (x + 46, top), (x + 58, 640)], to="#6f2f27", shadow=0.35
        )
        sheet.cut(
            INK,
            box(x - 56, top - 12, x + 56, top + 10),
            *(box(x - 34, y, x + 34, y + 9) for y in range(top + 34, top + 96, 20)),
            shadow=0.2,
        )
    sheet.cut(BRICK, box(240, 560, 1280, 960), to=CLAY, shadow=0.4)
    sheet.cut(NAVY, [(196, 580), (330, 440), (1190, 440), (1324, 580)], to="#2c3d4d", shadow=0.4)
    sheet.cut(
        "#2c3d4d", *(band([(x, 440), (x + (x - 760) * 0.3, 580)], 3) for x in range(370, 1170, 50)), shadow=0
    )
    for x in (360, 560, 960, 1160):
        sheet.cut(INK, box(x - 46, 660, x + 46, 790), shadow=0.1)
        sheet.cut(
            AMBER,
            box(x - 38, 668, x - 4, 722),
            box(x + 4, 668, x + 38, 722),
            box(x - 38, 730, x - 4, 782),
            box(x + 4, 730, x + 38, 782),
            to=OCHRE,
            shadow=0,
        )
    sheet.cut(TEAL, box(690, 700, 830, 960), shadow=0.25)
    sheet.cut("#234a50", box(757, 700, 763, 960), shadow=0)
    sheet.cut("#9d8158", box(-40, 950, 1640, 1100), to="#6d5638", shadow=0.35)
    _rack(sheet)
    person(sheet, 1430, 1010, 290, NAVY, 2)
    sheet.cut(CREAM, [(1404, 840), (1456, 840), (1462, 962), (1398, 962)], shadow=0.1)
    return sheet


def _smoke(sheet: Sheet) -> None:
    for x, top, lean in ((470, 318, 150), (760, 278, 190), (1050, 318, 170)):
        line = curve(
            [
                (x, top),
                (x + 34, top - 80),
                (x - 6 + lean * 0.4, top - 170),
                (x + lean, top - 250),
                (x + lean * 1.3, -60),
            ]
        )
        sheet.cut(CREAM, band(line, 34, 130), to="#e9d6b6", shadow=0.12, alpha=0.85)


def _rack(sheet: Sheet) -> None:
    sheet.cut(
        INK,
        band([(70, 1040), (110, 760), (150, 1040)], 9),
        band([(480, 1040), (520, 760), (560, 1040)], 9),
        band([(96, 772), (534, 772)], 9),
        shadow=0.35,
    )
    body = [*curve([(0, -0.5), (0.12, -0.15), (0.045, 0.34)]), (0.12, 0.5), (-0.12, 0.5),
            *curve([(-0.045, 0.34), (-0.12, -0.15), (0, -0.5)])]  # fmt: skip
    for n, x in enumerate(range(150, 500, 44)):
        sheet.cut((OCHRE, "#e0ab55", AMBER)[n % 3], moved(body, x, 868, 150), to="#b9762f", shadow=0.4)


def market() -> Sheet:
    """Saturday: stalls on the square, the old gables behind them."""
    sheet = Sheet("#a8cbd0", "#f5ecd8")
    sheet.cut(CREAM, ellipse(250, 190, 70, 70), shadow=0.06)
    fronts = (
        *((80, 250, 540, ROSE, 0), (320, 220, 640, SAND, 5), (545, 220, 560, BRICK, 4)),
        *((775, 230, 690, "#7fa3a0", 0), (1010, 230, 600, OCHRE, 5)),
        *((1240, 220, 660, "#c98468", 4), (1480, 250, 560, "#8b9db0", 0)),
    )
    for x, width, height, paper, steps in fronts:
        sheet.cut(paper, gable(x, 800, width, height, steps), shadow=0.35)
        sheet.cut(
            CREAM,
            *windows(x, 800 - height * 0.62, (3, 3), (width * 0.27, 118), (width * 0.16 + 8, 84)),
            shadow=0.1,
        )
        sheet.cut(
            SLATE,
            *windows(x, 805 - height * 0.62, (3, 3), (width * 0.27, 118), (width * 0.16 - 4, 74)),
            shadow=0,
        )
    sheet.cut("#cfbf9f", box(-40, 780, 1640, 1100), to="#b09c77", shadow=0.3)
    for n, (x, height, coat) in enumerate(
        ((480, 210, NAVY), (560, 196, CLAY), (1060, 214, TEAL), (1132, 138, OCHRE))
    ):
        person(sheet, x, 880, height, coat, n)
    for x, stripe, goods in (
        (230, BRICK, (OCHRE, LEAF, BRICK)),
        (800, TEAL, (FOAM, SEA, SLATE)),
        (1370, OCHRE, (MOSS, ROSE, AMBER)),
    ):
        _stall(sheet, x, stripe, goods)
    person(sheet, 1040, 1020, 280, SLATE, 4)
    person(sheet, 560, 1040, 290, BRICK, 1)
    sheet.cut(SAND, *_basket(632, 968), shadow=0.3)
    return sheet


def _stall(sheet: Sheet, x: float, stripe: str, goods: tuple[str, ...]) -> None:
    sheet.cut(INK, *(box(x + side, 700, x + side + 10, 1000) for side in (-195, 185)), shadow=0.3)
    sheet.cut("#7a5d3b", box(x - 205, 880, x + 205, 1010), to="#5c4329", shadow=0.35)
    for n in range(12):
        px = x - 178 + n * 32.5
        sheet.cut(goods[n // 4], *(ellipse(px, y, 21, 19) for y in (872, 848)), shadow=0.2, depth=3)
    sheet.cut("#946f47", box(x - 210, 880, x + 210, 906), shadow=0.3)
    width = 430 / 10
    for n in range(10):
        top, low = x - 190 + n * 38, x - 215 + n * width
        strip: Shape = [(top, 640), (top + 38, 640), (low + width, 730), (low, 730)]
        flap = ellipse(low + width / 2, 730, width / 2, 24, 0, 180)
        sheet.cut(stripe if n % 2 else CREAM, strip, flap, shadow=0.25, depth=5)


def _basket(x: float, base: float) -> list[Shape]:
    return [
        [(x - 46, base - 52), (x + 46, base - 52), (x + 34, base), (x - 34, base)],
        band(ellipse(x, base - 52, 38, 52, 180, 360), 8),
    ]

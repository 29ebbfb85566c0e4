"""How a share card is laid out: the cover of the paper or a section, a story with its headline, and a card
without words. All measures are pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from sitegen.site.machines.typeface import Face, fits, is_right_to_left, shortened, wrapped

WIDTH, HEIGHT = 1200, 630
"""What Facebook, Twitter and LinkedIn show whole."""

SHADES = 7
"""Steps from the ground to a colour, so that letters have smooth edges. Seven of two colours, the ground and
the rules make 16 colours: four bits a pixel."""

INK, ACCENT, RULE = SHADES, 2 * SHADES, 2 * SHADES + 1
"""The pure colours' places in the palette; 0 is the ground, each colour's shades come before it."""

_MARGIN = 80
_LEFT, _RIGHT, _MEASURE = _MARGIN, WIDTH - _MARGIN, WIDTH - 2 * _MARGIN
_BAR = 18
_NAME_SIZES = (150, 132, 116, 100, 88, 78)
_SMALL_NAME_SIZES = (94, 82, 72, 62, 54)
_HEADLINE_SIZES = (122, 106, 94, 84, 75, 67, 60)
_HEADLINE_LINES = 5


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the face that draws it."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card in the making: words as masks of grey, one for each colour; rules as colours of the palette."""

    ink: Image.Image
    accent: Image.Image
    rules: Image.Image

    @classmethod
    def blank(cls) -> Sheet:
        """An empty one."""
        return cls(*(Image.new("L", (WIDTH, HEIGHT)) for _ in range(3)))

    def fill(self, left: int, top: int, width: int, height: int, colour: int) -> None:
        """A rectangle; what reaches over the edge is cut off."""
        self.rules.paste(colour, (left, top, left + width, top + height))


def cover(sheet: Sheet, name: Said | None, kicker: Said | None) -> None:
    """The paper's name between double rules as on a front page, the kicker below, the columns begun."""
    sheet.fill(0, 0, WIDTH, _BAR, ACCENT)
    main, below = (name, kicker) if name else (kicker, None)
    if main:
        font, lines = _set(main, _NAME_SIZES, 1, HEIGHT)
        if lines[0] != main.text:
            font, lines = _set(main, _SMALL_NAME_SIZES, 2, HEIGHT)
        leading = _leading(font)
        rise = leading * len(lines) // 2
        middle = 218 if below else 236
        _double_rule(sheet, middle - rise - 52)
        for number, text in enumerate(lines):
            at = (WIDTH // 2, middle - rise + leading // 2 + number * leading)
            _draw(sheet.ink).text(at, text, fill=255, font=font, anchor="mm")
        _double_rule(sheet, middle + rise + 34)
    if below:
        font = below.face.at(50)
        text = shortened(below.text, font, _MEASURE, 1)[0]
        _draw(sheet.accent).text((WIDTH // 2, 414), text, fill=255, font=font, anchor="mm")
    _columns(sheet, 490)


def story(sheet: Sheet, name: Said | None, kicker: Said | None, headline: Said) -> None:
    """The headline large on the side where it begins to be read, the kicker above, the paper's name at the
    foot."""
    leftwards = is_right_to_left(headline.text)
    sheet.fill(WIDTH - _BAR if leftwards else 0, 0, _BAR, HEIGHT, ACCENT)
    x, side = (_RIGHT, "r") if leftwards else (_LEFT, "l")
    top = 68
    if kicker:
        small = kicker.face.at(38)
        text = shortened(kicker.text, small, _MEASURE, 1)[0]
        _draw(sheet.accent).text((x, top), text, fill=255, font=small, anchor=f"{side}a")
        top += 62
    font, lines = _set(headline, _HEADLINE_SIZES, _HEADLINE_LINES, 500 - top)
    for number, text in enumerate(lines):
        at = (x, top + number * _leading(font))
        _draw(sheet.ink).text(at, text, fill=255, font=font, anchor=f"{side}a")
    _double_rule(sheet, 528)
    if name:
        small = name.face.at(36)
        text = shortened(name.text, small, _MEASURE, 1)[0]
        _draw(sheet.ink).text((x, 574), text, fill=255, font=small, anchor=f"{side}m")


def wordless(sheet: Sheet) -> None:
    """A front page seen from afar: a bar, rules, a picture and columns of type."""
    sheet.fill(0, 0, WIDTH, _BAR, ACCENT)
    _double_rule(sheet, 74)
    sheet.fill(_LEFT, 126, 680, 330, ACCENT)
    _lines(sheet, _LEFT + 720, 126, 320, 13)
    _double_rule(sheet, 490)
    _columns(sheet, 542)


def _set(
    said: Said, sizes: Sequence[int], lines: int, height: int
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size at which the text fits into so many lines and so much height, no word cut."""
    for size in sizes:
        font = said.face.at(size)
        if fits(said.text, font, _MEASURE):
            found = wrapped(said.text, font, _MEASURE)
            if len(found) <= lines and len(found) * _leading(font) <= height:
                return font, found
    font = said.face.at(sizes[-1])
    return font, shortened(said.text, font, _MEASURE, lines)


def _leading(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * 1.13)


def _double_rule(sheet: Sheet, top: int) -> None:
    sheet.fill(_LEFT, top, _MEASURE, 6, INK)
    sheet.fill(_LEFT, top + 10, _MEASURE, 2, INK)


def _columns(sheet: Sheet, top: int) -> None:
    """Three columns of type, too far off to be read, that run off the foot of the card."""
    gap = 40
    width = (_MEASURE - 2 * gap) // 3
    for column in range(3):
        _lines(sheet, _LEFT + column * (width + gap), top, width, 6)


def _lines(sheet: Sheet, left: int, top: int, width: int, number: int) -> None:
    for row in range(number):
        # the last line of a paragraph is short
        sheet.fill(left, top + row * 26, width if (row + left // 7) % 4 != 3 else width * 2 // 3, 12, RULE)


def _draw(mask: Image.Image) -> ImageDraw.ImageDraw:
    return ImageDraw.Draw(mask)

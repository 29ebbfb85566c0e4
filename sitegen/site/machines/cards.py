"""Share cards: the picture that social networks show where a story has none of its own. 1200 x 630 px, PNG.

One for the paper, one for each section, or one for each story with its headline. A text in a script that no
font at hand can draw is left out; the card is whole without it. The same card always gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageColor

from sitegen.errors import Problem, SitegenError
from sitegen.site.machines import card_layouts as layouts
from sitegen.site.machines.card_layouts import HEIGHT, INK, SHADES, WIDTH, Said, Sheet
from sitegen.site.machines.markup import line
from sitegen.site.machines.typeface import face_for

MIME = "image/png"
SIZE = (WIDTH, HEIGHT)

_WEIGHT = 600
_ENOUGH = 400
"""Characters of a text that are looked at; a card holds fewer."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: the paper's name, a kicker (the section, as a rule), a headline; any may be ""."""

    name: str
    kicker: str = ""
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """The paper's colours (`#8b1a1a` and other CSS colours) and its own fonts, if it has any.

    paper   the ground
    ink     the words
    accent  kickers and the bar
    rule    columns seen from afar
    fonts   TrueType or OpenType files, tried before the house font
    """

    paper: str = "#fffdf9"
    ink: str = "#1c1b19"
    accent: str = "#8b1a1a"
    rule: str = "#ded8cc"
    fonts: tuple[Path, ...] = ()


def draw(card: Card, look: Look) -> bytes:
    """The card as a PNG. Raises SitegenError for a font that cannot be read or a colour there is not."""
    sheet = Sheet.blank()
    name, kicker, headline = (_said(text, look) for text in (card.name, card.kicker, card.headline))
    if headline:
        layouts.story(sheet, name, kicker, headline)
    elif name or kicker:
        layouts.cover(sheet, name, kicker)
    else:
        layouts.wordless(sheet)
    return _png(sheet, look)


def _said(text: str, look: Look) -> Said | None:
    text = line(text[:_ENOUGH])
    face = face_for(text, look.fonts, _WEIGHT)
    return Said(text, face) if face else None


def _png(sheet: Sheet, look: Look) -> bytes:
    """The masks as shades of their colours, the rules over them: a PNG of 16 colours."""
    shades = [round(grey * SHADES / 255) for grey in range(256)]
    ink = sheet.ink.point(shades)
    accent = sheet.accent.point([shade + INK if shade else 0 for shade in shades])
    image = ImageChops.lighter(ImageChops.lighter(ink, accent), sheet.rules)
    image = Image.frombytes("P", SIZE, image.tobytes())
    image.putpalette([part for colour in _palette(look) for part in colour])
    file = io.BytesIO()
    image.save(file, "PNG", bits=4, compress_level=6)  # level 9 takes four times as long for a tenth less
    return file.getvalue()


def _palette(look: Look) -> list[tuple[int, ...]]:
    """In the order of the places in `card_layouts`."""
    paper, ink, accent, rule = map(_colour, (look.paper, look.ink, look.accent, look.rule))
    steps = [step / SHADES for step in range(1, SHADES + 1)]
    return [paper, *(_between(paper, colour, step) for colour in (ink, accent) for step in steps), rule]


def _between(start: tuple[int, ...], end: tuple[int, ...], part: float) -> tuple[int, ...]:
    return tuple(round(low + (high - low) * part) for low, high in zip(start, end, strict=True))


def _colour(name: str) -> tuple[int, ...]:
    try:
        return ImageColor.getrgb(name)[:3]
    except ValueError:
        hint = "write it as in a style sheet: #8b1a1a"
        raise SitegenError(Problem("mkdocs.yml", 0, f"there is no colour {name!r}", hint)) from None

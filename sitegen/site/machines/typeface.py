"""The letters of share cards: which font can draw a text, and how wide it runs.

The house font is Source Serif 4 (SIL Open Font License, package fontpkg-source-serif-4): Latin, Greek and
Cyrillic, every weight in one file. Other scripts need a font of the newsroom's own. A letter that a font does
not have comes out as an empty box, so a text is drawn whole or not at all.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import fontpkg  # type: ignore[import-untyped]  # says it is typed nowhere
from PIL import ImageFont, features

from sitegen.errors import Problem, SitegenError

ELLIPSIS = "…"

_NO_LETTER = "\U0010fffd"  # private use: no font has it, so it shows the box
_SIMPLE_SCRIPTS = 0x0590  # below: letters that stand one after the other; beyond may need shaping
_PUNCTUATION = range(0x1E00, 0x2C00)  # also accented Latin and Greek, currencies, arrows


@dataclass(frozen=True, slots=True)
class Face:
    """A font file at a weight: 400 is regular, 600 semi-bold. A file of one weight stays as it is."""

    file: Path
    weight: int

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The font at a size in pixels. Raises SitegenError when the file is no font."""
        return _opened(self.file, self.weight, size)

    def can_draw(self, text: str) -> bool:
        """True when no letter of the text is missing, nor the dots that may shorten it."""
        return all(_has_letter(self.file, letter) for letter in set(text + ELLIPSIS) if not letter.isspace())


@lru_cache(maxsize=1)
def house_font() -> Path:
    """The font file that comes with the project."""
    return Path(fontpkg.path("Source Serif 4"))


def face_for(text: str, fonts: tuple[Path, ...], weight: int) -> Face | None:
    """The first of the fonts, the house font last, that draws the whole text; None when none does."""
    if not text or (not _shaping() and not all(map(_is_simple, text))):
        return None
    faces = (Face(file, weight) for file in (*fonts, house_font()))
    return next((face for face in faces if face.can_draw(text)), None)


def is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A text with single spaces in lines no wider than `width` pixels. A word that is wider is cut."""
    space = font.getlength(" ")
    lines: list[str] = []
    room = 0.0
    for word in text.split(" "):
        length = font.getlength(word)
        if lines and space + length <= room:
            lines[-1] += f" {word}"
            room -= space + length
        else:
            *full, last = _cut(word, font, width) if length > width else (word,)
            lines += [*full, last]
            room = width - font.getlength(last)
    return lines


def fits(text: str, font: ImageFont.FreeTypeFont, width: int) -> bool:
    """True when no word has to be cut."""
    return all(font.getlength(word) <= width for word in text.split(" "))


def shortened(text: str, font: ImageFont.FreeTypeFont, width: int, lines: int) -> list[str]:
    """The text in that many lines at most; what is left over gives way to `…`."""
    found = wrapped(text, font, width)
    if len(found) <= lines:
        return found
    last = found[lines - 1]
    while last and font.getlength(last + ELLIPSIS) > width:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*found[: lines - 1], last.rstrip(" ,;:–—-") + ELLIPSIS]


def _cut(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A long word, or a sentence of a script without spaces, in pieces that fit."""
    pieces: list[str] = []
    while word:
        end = len(word)
        while end > 1 and (length := font.getlength(word[:end])) > width:
            end = max(1, min(end - 1, int(end * width / length)))
        pieces.append(word[:end])
        word = word[end:]
    return pieces


@lru_cache(maxsize=64)
def _opened(file: Path, weight: int, size: int) -> ImageFont.FreeTypeFont:
    try:
        font = ImageFont.truetype(str(file), size)
    except OSError as error:
        hint = "name a TrueType or OpenType file"
        raise SitegenError(Problem(str(file), 0, f"is no font that can be read: {error}", hint)) from None
    try:
        axes = font.get_variation_axes()
    except OSError:
        return font  # of one weight
    wanted = {b"Weight": weight, b"Optical Size": size}  # FreeType keeps them within what the font has
    font.set_variation_by_axes([wanted.get(axis["name"] or b"", axis["default"] or 0) for axis in axes])
    return font


@lru_cache(maxsize=4096)
def _has_letter(file: Path, letter: str) -> bool:
    font = _opened(file, 400, 20)
    mask, box = font.getmask(letter), font.getmask(_NO_LETTER)
    return (mask.size, bytes(mask)) != (box.size, bytes(box))


@lru_cache(maxsize=1)
def _shaping() -> bool:
    """True when Pillow can join and order the letters of every script."""
    return bool(features.check("raqm"))


def _is_simple(letter: str) -> bool:
    return ord(letter) < _SIMPLE_SCRIPTS or ord(letter) in _PUNCTUATION

"""Characters made ordinary: the words stay, what no reader sees goes."""

from __future__ import annotations

import re
import unicodedata

_SPACES = (
    "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0"
)
_UNSEEN = "\xad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb\ufffc\ufffe\uffff"
_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Direction overrides; they can make text read as what it is not. The plain marks U+200E/F stay."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp", "Zs"})

_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_SURROGATES = range(0xD800, 0xE000)

_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_CONTROLS),
    **dict.fromkeys(_SURROGATES),
    **dict.fromkeys(map(ord, _UNSEEN + _DIRECTION)),
    **dict.fromkeys(map(ord, _SPACES), " "),
}

_UNUSUAL = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_UNSEEN}{_DIRECTION}{_SPACES}]")
"""Whatever the table changes."""


def ordinary(text: str) -> str:
    """One line of text in Unicode's normal form C, with plain single spaces and nothing invisible.

    Quotation marks, dashes and full-width letters stay: they are how the text was set. Text without a
    character that a reader can see gives "".
    """
    if text.isascii() and text.isprintable():
        return _single_spaced(text)
    if _UNUSUAL.search(text):
        text = text.translate(_TABLE)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _single_spaced(text) if any(map(visible, text)) else ""


def _single_spaced(text: str) -> str:
    """The text, whose only white space are spaces, with single ones inside and none outside."""
    return " ".join(text.split()) if "  " in text else text.strip()


def visible(character: str) -> bool:
    """True when a reader can see it: no white space, control, direction mark or unassigned code."""
    return unicodedata.category(character) not in _INVISIBLE

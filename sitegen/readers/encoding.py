"""Bytes -> text: which encoding, and is it text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer
import ftfy

from sitegen.errors import Problem, SitegenError

SAMPLE = 32 * 1024
"""Bytes the guess of an encoding looks at; more makes it slower, not better."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
)
"""How files start that are no text but are often found among texts: PDF, ZIP and Office, pictures, gzip."""

_MOJIBAKE = re.compile("[ÃÂâÐÑÅÄ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
"""A UTF-8 lead byte followed by a continuation byte, both read as Windows-1252."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of its encoding, and the reader's doubts in plain words."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, *, declared: str = "") -> Decoded:
    """Turn bytes into text: byte order mark, UTF-8, the declared encoding, then a guess.

    declared  the encoding that the document or its server names, "" when none

    Raises SitegenError (without a path) when the bytes are no text.
    """
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return Decoded(raw.decode(name, errors="replace"), name.removesuffix("-sig"))
    if _is_binary(raw):
        hint = "save it as plain text (UTF-8) or as a web page (.html)"
        raise SitegenError(Problem("", 0, "the file is no text", hint))
    for name in ("utf-8", declared):
        text = _try(raw, name)
        if text is not None:
            return Decoded(unscramble(text), name.lower())
    return _guess(raw)


def unscramble(text: str) -> str:
    """Mend mojibake (`cafÃ©` -> `café`) line by line; a line without its marks is left as it is."""
    if _MOJIBAKE.search(text) is None:
        return text
    return "".join(
        ftfy.fix_encoding(line) if _MOJIBAKE.search(line) else line for line in text.splitlines(keepends=True)
    )


def _try(raw: bytes, name: str) -> str | None:
    if not name:
        return None
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_binary(raw: bytes) -> bool:
    if raw.startswith(_SIGNATURES):
        return True
    sample = raw[:SAMPLE]
    if b"\x00" in sample:
        return _utf16_without_bom(sample) == ""
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x1b" for byte in sample)
    return controls * 20 > len(sample)


def _utf16_without_bom(sample: bytes) -> str:
    """`utf-16-le` or `-be` when every other byte is often zero, as in Latin text; else ""."""
    half = max(1, len(sample) // 2)
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[offset::2].count(0)
        if zeros * 10 > half * 7 and sample[1 - offset :: 2].count(0) * 10 < half:
            return name
    return ""


def _guess(raw: bytes) -> Decoded:
    name = _utf16_without_bom(raw[:SAMPLE])
    if not name:
        best = charset_normalizer.from_bytes(raw[:SAMPLE]).best()
        name = best.encoding if best else "cp1252"
        if _only_a_few_bad_bytes(raw):
            name = "utf-8"
    text = raw.decode(name, errors="replace")
    note = f"the encoding was guessed to be {name}: check letters with accents"
    return Decoded(unscramble(text), name, (note,))


def _only_a_few_bad_bytes(raw: bytes) -> bool:
    """True for UTF-8 with a damaged byte here and there: other letters in it do decode."""
    text = raw.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(ord(letter) > 127 for letter in text[:SAMPLE]) - bad
    return good > 2 * bad

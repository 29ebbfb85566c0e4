"""Bytes -> text: which encoding, and is it text at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

import charset_normalizer
import ftfy
from ftfy.badness import is_bad

from sitegen.errors import Problem, SitegenError
from sitegen.readers.alphabets import latin_encoding

SAMPLE = 32 * 1024
"""Bytes the guess of an encoding looks at; more makes it slower, not better."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"{\\rtf",
)
"""How files start that are no text but are often found among texts: PDF, ZIP and Office, pictures, gzip."""

_KNOWN = (
    *("cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp1258", "cp866", "cp874", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_15", "mac_roman"),
    *("cp932", "euc_jp", "iso2022_jp", "cp949", "gb18030", "big5hkscs"),
)
"""Encodings that news comes in, by Python's names. No other is tried: some of Python's are no text at all."""

_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
}
"""What an encoding's name stands for in practice, as browsers take it (encoding.spec.whatwg.org)."""

_SUSPECT = re.compile(r"[^\x00-\x7f]{2}|[ÃÂ] ")
"""What every scrambled letter leaves: two letters beyond ASCII side by side, or one before a no-break space
that has become a plain one. Lines without it are spared the dear look of ftfy."""

_CONTEXT = 4
_OTHERS = re.compile(rf"[^\x00-\x7f]+(?:[\x00-\x7f]{{1,{2 * _CONTEXT}}}[^\x00-\x7f]+)*")
"""Letters beyond ASCII near each other; what ftfy looks for reaches over three letters of ASCII at most."""

_STRAY = re.compile("[\udc80-\udcff]+")


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
            return _decoded(raw[len(bom) :], name)
    if raw.startswith(_SIGNATURES):
        raise SitegenError(_no_text())
    is_utf8 = _fits(raw, "utf-8")
    wide = "" if is_utf8 and b"\x00" not in raw else _wide_encoding(raw[:SAMPLE])
    if wide:
        return _decoded(raw, wide)
    if _is_binary(raw[:SAMPLE]):
        raise SitegenError(_no_text())
    if b"\x1b$" in raw and _fits(raw, "iso2022_jp"):
        return _decoded(raw, "iso2022_jp")
    if is_utf8 or _is_mostly_utf8(raw):
        return _decoded(raw, "utf-8")
    meant = _meant(declared)
    return _decoded(raw, meant) if meant and _fits(raw, meant) else _guessed(raw)


def unscramble(text: str) -> str:
    """Mend mojibake (`cafÃ©` -> `café`) line by line, so that one scrambled line touches no other."""
    if text.isascii():
        return text
    return "\n".join(_mended(line) for line in text.split("\n"))


def _mended(line: str) -> str:
    if line.isascii() or not _SUSPECT.search(line) or not any(map(is_bad, _near_others(line))):
        return line
    return ftfy.fix_encoding(line)


def _near_others(line: str) -> Iterator[str]:
    """The parts of a line where letters beyond ASCII stand: a script's line may be long, and has few."""
    for others in _OTHERS.finditer(line):
        yield line[max(0, others.start() - _CONTEXT) : others.end() + _CONTEXT]


def _no_text() -> Problem:
    return Problem("", 0, "the file is no text", "save it as plain text (UTF-8) or as a web page (.html)")


def _meant(declared: str) -> str:
    """The encoding to try for a declared name, "" for one that is unknown or no text encoding."""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    known = {codecs.lookup(known).name: known for known in _KNOWN}
    return _MEANT.get(name) or known.get(name, "")


def _fits(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except UnicodeError:
        return False
    return True


def _decoded(raw: bytes, name: str) -> Decoded:
    """The text in an encoding that is known; damaged bytes become U+FFFD, or what a typist's editor meant."""
    if _fits(raw, name):
        return Decoded(unscramble(raw.decode(name)), name)
    text = _with_strays(raw) if name == "utf-8" else raw.decode(name, errors="replace")
    note = f"Some bytes of the file are not {name}: check the letters that look odd."
    return Decoded(unscramble(text), name, (note,))


def _with_strays(raw: bytes) -> str:
    """UTF-8 in which a single foreign byte is read as Windows-1252, as where a quotation was pasted in."""

    def mended(match: re.Match[str]) -> str:
        stray = match[0]
        if len(stray) > 1:
            return "\ufffd" * len(stray)
        return bytes([ord(stray) - 0xDC00]).decode("cp1252", errors="replace")

    return _STRAY.sub(mended, raw.decode("utf-8", errors="surrogateescape"))


def _is_binary(sample: bytes) -> bool:
    text_bytes = bytes(range(32, 256)) + b"\t\n\r\f\x0b\x1b"
    return len(sample.translate(None, delete=text_bytes)) * 20 > len(sample)


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark: read so, it has ordinary spaces and commas; else ""."""
    for name, size in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        text = sample[: len(sample) // size * size].decode(name, errors="replace")
        usual = sum(letter in " \n\r\t,.、。，" for letter in text)
        odd = sum(not (letter.isprintable() or letter in "\n\r\t\u3000\u00a0\u200e\u200f") for letter in text)
        if usual and usual * 100 >= len(text) and odd * 50 <= len(text):
            return name
    return ""


def _is_mostly_utf8(raw: bytes) -> bool:
    """True for UTF-8 with a damaged byte here and there: far more other letters in it do decode."""
    text = raw.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) - bad > 2 * bad


def _guessed(raw: bytes) -> Decoded:
    name = latin_encoding(raw[:SAMPLE])
    if not name:
        best = charset_normalizer.from_bytes(raw[:SAMPLE], cp_isolation=list(_KNOWN)).best()
        name = best.encoding if best else "cp1252"
    text = raw.decode(name, errors="replace")
    note = f"The encoding was guessed to be {name}: check letters with accents."
    return Decoded(unscramble(text), name, (note,))

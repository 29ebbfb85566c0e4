"""Which 8-bit encoding a text in Latin letters has: the one in which its other letters make an alphabet.

Statistics need far more text than a short article holds, and take `år` for `ĺr`. An alphabet needs one line.
"""

from __future__ import annotations

# Letters beyond a-z, for each encoding by language; the commoner case first, since the first one wins a tie.
_ALPHABETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "cp1252",
        (
            "äöüß",
            "àâæçéèêëîïôœùûüÿ",
            "áéíñóúüªº",
            "àáâãçéêíóôõúüªº",
            "àèéìíîòóù",
            "áéèëïóöü",
            "åäöé",
            "æøåéèêóòô",
            "àçéèíïóòúü",
        ),
    ),
    ("cp1250", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "áäčďéíĺľňóôŕšťúýž", "čćđšž", "ăâîşţ")),
    ("iso8859_2", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "čćđšž", "ăâîşţ")),
    ("cp1254", ("çğıiöşüâîû\u0307",)),
    ("cp1252", ("áðéíóúýþæö",)),
    ("cp1257", ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")),
    ("iso8859_15", ("àâæçéèêëîïôœùûüÿ", "äöüß", "äöåšž")),
    (
        "mac_roman",
        ("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "àáâãçéêíóôõúü", "àèéìíîòóù", "åäöé", "æøåéèêóòô"),
    ),
    ("cp850", ("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "àáâãçéêíóôõúü", "àèéìíîòóù", "åäöé", "æøåéèêóòô")),
)

_SIGNS = frozenset("\u00a0\u00ad«»‹›“”„‚‘’–—…•·¿¡€£¢¥§©®™°±²³¼½¾×÷†‡‰ªº")
_NEVER_BEHIND_A_LETTER = frozenset("²³¹±¼½¾¿¡£¥§")
"""Signs, but for m², that are letters in another encoding if they end a word."""

_MANY = 0.6
_SURE = 0.9


def latin_encoding(raw: bytes) -> str:
    """The encoding of a text in Latin letters; "" when no alphabet fits or the letters are not Latin."""
    plain = sum(map(raw.count, b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    if len(raw.translate(None, delete=bytes(range(128)))) > _MANY * plain:
        return ""
    best, name = 0.0, ""
    for encoding, alphabets in _ALPHABETS:
        share = _share(raw.decode(encoding, errors="replace"), alphabets)
        if share > best:
            best, name = share, encoding
    return name if best >= _SURE else ""


def _share(text: str, alphabets: tuple[str, ...]) -> float:
    """How much of what is not ASCII is in the best of these alphabets, or a sign where signs stand: 0..1."""
    signs, others, letters = 0, 0, list[str]()
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            continue
        if letter in _SIGNS:
            stands_well = letter in "’\u00ad·" or not (before.isalpha() and after.isalpha())
            leans = letter in _NEVER_BEHIND_A_LETTER and before.isalpha() and before != "m"
            signs, others = (signs + 1, others) if stands_well and not leans else (signs, others + 1)
        elif letter.isupper() and before.islower():
            others += 1
        else:
            letters.append(letter.lower())
    total = signs + others + len(letters)
    fitting = max(sum(letter in alphabet for letter in letters) for alphabet in alphabets)
    return (signs + fitting) / total if total else 0.0

"""Names in bylines: what looks like one, and how it is freed of labels, job titles and joiners."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.looks.lexicon import Lexicon, key_of, longest_start

MAX_BYLINE_WIDTH = 120
MAX_ROLE_WORDS = 7

_PARTICLES = frozenset(
    {
        "af", "al", "av", "ben", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do",
        "dos", "el", "ibn", "la", "le", "of", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
    }
)  # fmt: skip
_SPLIT = re.compile(r"\s*(?:,|;|&|\||/|·|•|\n)\s*")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’\-]*", re.UNICODE)
_UNSPACED_NAME = re.compile(
    "[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,6}(?: [\u4e00-\u9fff\uac00-\ud7af]{1,4})?"
)
_GLUED = re.compile(r"(?<=[a-zà-þ]{2})(?=[A-ZÀ-Þ][a-zà-þ])(?<!Mac)(?<!Fitz)|(?<=[a-zà-þ])(?=\d)")
"""Where two labels were glued when the page was copied: `Jane RoeReporter`, `Jane Roe3 comments`."""

_WIDE_GAP = re.compile(r"\s*\xa0\s+|\s{3,}")
_AGO = re.compile(r"\s+\d+\s+\w+(?:\s+\w+)?$")
"""`Jane Roe 2 months ago`, with or without its last word."""

_GLUED_OPENING = re.compile(r"(?:By|Von|Par|Por|Di)(?=[A-ZÀ-Þ][a-zà-þ])")
_HANDLE = re.compile(r"\(?@\w+\)?|\S+@\S+\.\w+")


def looks_like_name(text: str) -> bool:
    """Two to five capitalised words, particles such as `van` allowed."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50:
        return False
    if not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    capital = [
        word
        for word in words
        if (word[0].isupper() and not word.isupper()) or (len(word) <= 3 and word.isupper())
    ]
    small = [word for word in words if word[0].islower() and word.casefold() not in _PARTICLES]
    upper = [word for word in words if word.isupper() and len(word) > 3]
    return len(capital) + len(upper) >= 2 and not small


def unglued(text: str) -> str:
    """A line whose glued labels are parted: `Jane RoeReporter` -> `Jane Roe | Reporter`."""
    return _GLUED.sub(" | ", text)


def names_in(text: str, words: Lexicon) -> tuple[str, ...]:
    """Names in a byline whose opening word is gone: `Jane Roe and John Doe, Political Correspondent`."""
    text = _AGO.sub("", unglued(_HANDLE.sub("", text)))
    text = _joints(words.joiners).sub(", ", text)
    names: list[str] = []
    for part in _SPLIT.split(text):
        name = _without_role(part.strip(" .:–—-()"), words)
        if name and name not in names:
            names.append(name)
    return tuple(names)


@lru_cache(maxsize=1)
def _joints(joiners: frozenset[str]) -> re.Pattern[str]:
    """Matches a word such as `and` between two names."""
    return re.compile(rf"\s+(?:{'|'.join(re.escape(word) for word in sorted(joiners) if word.isalpha())})\s+")


def _without_role(part: str, words: Lexicon) -> str:
    """The name in a part of a byline, "" when there is none: `한여울 기자` -> `한여울`."""
    if key_of(part) in words.roles:
        return ""
    spoken = part.split()
    for role, rest in ((spoken[-1:], spoken[:-1]), (spoken[:1], spoken[1:])):
        if rest and key_of(role[0]) in words.roles:
            name = " ".join(rest)
            return name if looks_like_name(name) or _UNSPACED_NAME.fullmatch(name) else ""
    is_label = part.isupper() or key_of(" ".join(spoken[-2:])) in words.roles or key_of(part) in words.lines
    return part if looks_like_name(part) and not is_label else ""


def byline_names(text: str, words: Lexicon) -> tuple[str, ...]:
    """The names in a line that opens like a byline and holds little else; () for any other line."""
    text = _GLUED_OPENING.sub(lambda match: f"{match[0]} ", text, count=1)
    opening = longest_start(words.bylines, key_of(text))
    if opening is None:
        return ()
    rest = _after(text, opening[0])
    names = names_in(rest, words) or ((rest.strip(),) if _UNSPACED_NAME.fullmatch(rest.strip()) else ())
    return names if names and _only_names(rest, names) else ()


def _after(text: str, opening: str) -> str:
    """What follows the opening words; they may stand behind outer marks, as in `— By Jane Roe`."""
    position = text.casefold().find(opening.rsplit(maxsplit=1)[-1])
    return text[position + len(opening.rsplit(maxsplit=1)[-1]) :].lstrip(" :.–—-")


def _only_names(rest: str, names: tuple[str, ...]) -> bool:
    """Little else than the names stands there: roles, places, a date."""
    return (
        (len(rest) <= sum(map(len, names)) + 60 and rest[:1].isupper())
        or not rest[:1].isalpha()
        or rest.startswith(names)
    )


def columns_of(raw: str) -> str:
    """A line with the columns it was set in, told by wide gaps, parted: `Jane Roe   The Daily`."""
    return _WIDE_GAP.sub(" | ", raw.strip())


def only_names_in(text: str, words: Lexicon) -> tuple[str, ...]:
    """The names of a line that holds names, job titles and nothing else; () for any other line."""
    if not text or len(text) > MAX_BYLINE_WIDTH or text[-1] in ".!?:":
        return ()
    names = names_in(text, words)
    text = text.split(" | ", maxsplit=1)[0] if names and text.startswith(names[0]) else text
    letters = sum(len(name.replace(" ", "")) for name in names)
    return names if letters * 2 >= len(text.replace(" ", "")) else ()


def holds_no_name(text: str, words: Lexicon) -> bool:
    """A title in capitals looks like a name (`Local Government Reporter`): only unspaced names count."""
    return not any(_UNSPACED_NAME.fullmatch(name) for name in names_in(text, words))


def is_role_line(key: str, words: Lexicon) -> bool:
    """A job title, alone or with what it is for: `Local government reporter`."""
    if not key or len(key.split()) > MAX_ROLE_WORDS:
        return False
    parts = [part.strip() for part in re.split(r",| in | at | - |\|", key)]
    spaced = key.split()
    return any(part in words.roles for part in (key, *parts, spaced[0], spaced[-1], " ".join(spaced[-2:])))

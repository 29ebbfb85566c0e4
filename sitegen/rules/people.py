"""Bylines: the names of the authors, and the lines about them."""

from __future__ import annotations

import re

from sitegen.looks.lexicon import Lexicon, key_of, longest_start
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft

MAX_BYLINE_WIDTH = 120
MAX_ROLE_WORDS = 7
LIKELY_BYLINE = 0.16
"""The line model's probability from which a line of names is a byline."""
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "der",
        "den",
        "von",
        "van",
        "vom",
        "zu",
        "zum",
        "zur",
        "ten",
        "ter",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "bint",
        "af",
        "av",
        "y",
        "e",
        "und",
        "of",
    ]
)
_SPLIT = re.compile(r"\s*(?:,|;|&|\||/|·|•|\n)\s*")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’\-]*", re.UNICODE)
_UNSPACED_NAME = re.compile(
    "[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,6}(?: [\u4e00-\u9fff\uac00-\ud7af]{1,4})?"
)
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


def names_in(text: str, words: Lexicon) -> tuple[str, ...]:
    """Names in a byline whose opening word is gone: `Jane Roe and John Doe, Political Correspondent`."""
    joiners = sorted(word for word in words.joiners if word.isalpha())
    text = _HANDLE.sub("", text)
    text = re.sub(rf"\s+(?:{'|'.join(map(re.escape, joiners))})\s+", ", ", text)
    names: list[str] = []
    for part in _SPLIT.split(text):
        name = _without_role(part.strip(" .:–—-()"), words)
        if name and name not in names:
            names.append(name)
    return tuple(names)


def _without_role(part: str, words: Lexicon) -> str:
    """The name in a part of a byline, "" when there is none: `한여울 기자` -> `한여울`."""
    if key_of(part) in words.roles:
        return ""
    spoken = part.split()
    for role, rest in ((spoken[-1:], spoken[:-1]), (spoken[:1], spoken[1:])):
        if rest and key_of(role[0]) in words.roles:
            name = " ".join(rest)
            return name if looks_like_name(name) or _UNSPACED_NAME.fullmatch(name) else ""
    return part if looks_like_name(part) else ""


def read_bylines(draft: Draft) -> Decisions:
    """A line that opens like a byline and goes on with names gives the authors.

    Before:
        By Jane Roe and John Doe, Political Correspondent
    After:
        byline: authors = Jane Roe; authors = John Doe
    Keep:
        By Friday the last of the boats had left the harbour, and the market was empty.
    """
    words = draft.reading.words
    authors = draft.found("authors")
    for index in draft.open():
        look = draft.looks[index]
        if not look.key or look.width > MAX_BYLINE_WIDTH or look.prose:
            continue
        names = byline_names(draft.text(index), words)
        if names:
            found = tuple(Found("authors", name) for name in names) if not authors else ()
            authors = authors or list(names)
            yield index, Verdict(Role.BYLINE, "opens like a byline and names people", 0.95, found)


def byline_names(text: str, words: Lexicon) -> tuple[str, ...]:
    """The names in a line that opens like a byline and holds little else; () for any other line."""
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


def read_name_lines(draft: Draft) -> Decisions:
    """A name alone on its line between headline and story is the byline; a job title below it goes with it.

    Before:
        Harbour bridge closes for repairs until spring

        Jane Roe
        Political correspondent

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        byline: authors = Jane Roe
        byline: Political correspondent
    Keep:
        The two met again in the capital.

        Jane Roe

        She had not expected to win, she said afterwards in the small office above the bakery in the old town.
    """
    words = draft.reading.words
    title = draft.title_index()
    if title is None:
        return
    has_author = bool(draft.found("authors"))
    for index in range(title + 1, min(_second_prose(draft, title), title + 14, len(draft))):
        if not draft.is_open(index):
            continue
        text, look = draft.text(index), draft.looks[index]
        if _holds_no_name(text, words) and _is_role_line(look.key, words):
            if draft.role(index - 1) is Role.BYLINE or index - 1 in names_seen(draft):
                yield index, Verdict(Role.BYLINE, "the job title below a name", 0.9)
        elif (
            not has_author
            and (names := _only_names_in(text, words))
            and _followed_by_furniture(draft, index, words)
        ):
            found = tuple(Found("authors", name) for name in names)
            yield index, Verdict(Role.BYLINE, "a name alone on its line below the headline", 0.85, found)


def read_likely_bylines(draft: Draft) -> Decisions:
    """A line of names that the line model takes for a byline is one, where nobody has been named yet.

    Before:
        Jane Roe
        Political correspondent
        March 13, 2024

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    After:
        byline: authors = Jane Roe
    Keep:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        Bridge Street

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    """
    words = draft.reading.words
    if draft.found("authors"):
        return
    likely = [index for index in draft.open() if draft.opinion(index).byline >= LIKELY_BYLINE]
    for index in likely:
        names = _only_names_in(draft.text(index), words)
        if names:
            found = tuple(Found("authors", name) for name in names)
            sure = round(draft.opinion(index).byline, 2)
            yield index, Verdict(Role.BYLINE, "a line of names where a byline stands", sure, found)
            return


def _only_names_in(text: str, words: Lexicon) -> tuple[str, ...]:
    """The names of a line that holds names, job titles and nothing else; () for any other line."""
    if len(text) > MAX_BYLINE_WIDTH or text[-1] in ".!?:":
        return ()
    names = names_in(text, words)
    letters = sum(len(name.replace(" ", "")) for name in names)
    return names if letters * 2 >= len(text.replace(" ", "")) else ()


def _second_prose(draft: Draft, title: int) -> int:
    """Where the second block of prose below the headline stands: a standfirst may be the first."""
    prose = [index for index in range(title + 1, len(draft)) if draft.looks[index].prose]
    return prose[1] if len(prose) > 1 else len(draft)


def names_seen(draft: Draft) -> set[int]:
    """Indices of open lines that are nothing but a name."""
    return {
        index
        for index in draft.open()
        if draft.looks[index].width <= 50 and looks_like_name(draft.text(index))
    }


def _holds_no_name(text: str, words: Lexicon) -> bool:
    """A title in capitals looks like a name (`Local Government Reporter`): only unspaced names count."""
    return not any(_UNSPACED_NAME.fullmatch(name) for name in names_in(text, words))


def _is_role_line(key: str, words: Lexicon) -> bool:
    """A job title, alone or with what it is for: `Local government reporter`."""
    if not key or len(key.split()) > MAX_ROLE_WORDS:
        return False
    parts = [part.strip() for part in re.split(r",| in | at | - |\|", key)]
    spaced = key.split()
    return any(part in words.roles for part in (*parts, spaced[0], spaced[-1], " ".join(spaced[-2:])))


def _followed_by_furniture(draft: Draft, index: int, words: Lexicon) -> bool:
    """Below the name stands a job title, a date, other furniture, or the story itself."""
    below = index + 1
    if below >= len(draft):
        return False
    if not draft.is_open(below):
        return True
    look = draft.looks[below]
    return look.prose or look.key in words.roles or _is_role_line(look.key, words)

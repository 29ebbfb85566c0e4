"""The words of a text, as the search keeps them.

A word is a run of letters and digits of any script. It is kept in small letters and without accents, so that
"hauser" finds "Häuser". Of a language whose endings are known the word is filed under its stem: "ferries" and
"ferry" under "ferri". Only the index knows of endings: it says of each word where it is filed, and so the
browser needs no grammar.

Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces. Of a run of such characters
each pair is a word, as search engines do it that bring no dictionary, and the last character again: 北京市
is 北京, 京市 and 市. So any part of the run is found.

The theme's script cuts a query in the same way (search/words.js); the two files must agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from types import MappingProxyType

import Stemmer  # type: ignore[import-not-found]  # it brings no types

from sitegen.site.reading import HAN, KANA, THAI

STEMMER = str(Stemmer.version())

LONGEST = 40
"""Characters of a word; what is longer is an address or a slip of the keyboard."""

MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
"""Signs that belong to the letter before them: accents, points, and the vowels of the scripts of India."""

_UNSPACED = THAI + KANA + HAN
_LETTERS = f"[^\\W_{_UNSPACED}]+"
_RUN = f"{_LETTERS}(?:[{MARKS}]+(?:{_LETTERS})?)*"
_WORD = re.compile(f"([{_UNSPACED}]+)|{_RUN}(?:['’]{_RUN})?")
_DROPPED = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640'’\\s]")
_PLAIN = str.maketrans({"ß": "ss", "ς": "σ", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})

_STEM, _ENDING = 3, 2
"""An apostrophe parts two words (l’île), but not an ending this short from a word this long (city’s)."""

_GRAMMARS = MappingProxyType(
    {
        "ar": "arabic",
        "ca": "catalan",
        "cs": "czech",
        "da": "danish",
        "de": "german",
        "el": "greek",
        "en": "english",
        "eo": "esperanto",
        "es": "spanish",
        "et": "estonian",
        "eu": "basque",
        "fa": "persian",
        "fi": "finnish",
        "fr": "french",
        "ga": "irish",
        "hi": "hindi",
        "hu": "hungarian",
        "hy": "armenian",
        "id": "indonesian",
        "it": "italian",
        "lt": "lithuanian",
        "nb": "norwegian",
        "ne": "nepali",
        "nl": "dutch",
        "nn": "norwegian",
        "no": "norwegian",
        "pl": "polish",
        "pt": "portuguese",
        "ro": "romanian",
        "ru": "russian",
        "sr": "serbian",
        "sv": "swedish",
        "ta": "tamil",
        "tr": "turkish",
        "yi": "yiddish",
    }
)
"""Languages whose endings the Snowball stemmers know."""


def words_of(text: str) -> Iterator[str]:
    """The words of plain text, one after another, as they stand there.

    >>> list(words_of("The city’s 3 mills: l’île, 北京市."))
    ['The', 'city’s', '3', 'mills', 'l', 'île', '北京', '京市', '市']
    """
    for found in _WORD.finditer(text):
        word = found[0]
        if found.lastindex:
            yield from (word[place : place + 2] for place in range(len(word)))
        elif word.isalnum():
            yield word
        else:
            yield from _around_apostrophe(word)


def _around_apostrophe(word: str) -> tuple[str, ...]:
    stem, _, ending = word.replace("’", "'").partition("'")
    if not ending or (len(stem) >= _STEM and len(ending) <= _ENDING):
        return (word,)
    return stem, ending


def folded(word: str) -> str:
    """A word in small letters, without accents; "" for one that has nothing else.

    >>> folded("Häuser"), folded("Straße"), folded("CITY’S")
    ('hauser', 'strasse', 'citys')
    """
    word = word.lower()
    if not word.isascii():
        bare = _DROPPED.sub("", unicodedata.normalize("NFKD", word)).lower().translate(_PLAIN)
        word = unicodedata.normalize("NFC", bare)
    return word.replace("'", "")[:LONGEST]


class Filed(dict[str, tuple[str, str]]):
    """Of each word of a language: itself folded, and the stem that it is filed under; worked out once.

    >>> Filed("en")["Ferries"]
    ('ferries', 'ferri')
    """

    def __init__(self, language: str) -> None:
        grammar = _GRAMMARS.get(language.replace("_", "-").partition("-")[0].lower())
        self._stemmer = Stemmer.Stemmer(grammar, 0) if grammar else None

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= _ROOM:
            self.clear()
        form = folded(word)
        stem = form
        if self._stemmer and form:
            stem = folded(self._stemmer.stemWord(word.lower().replace("’", "'"))) or form
        self[word] = form, stem
        return self[word]


_ROOM = 200_000
"""Words that are remembered: more than 10,000 stories have."""

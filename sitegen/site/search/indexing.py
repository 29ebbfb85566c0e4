"""A volume indexed: which words stand where in which of its stories, and what the results show of them.

All is JSON. A word's record is a list. It begins with the stems that the word is filed under, unless that is
the word itself; what follows are numbers, for each story that has a word filed here:

    the story's number in the volume, less that of the story before; how often the word stands in it;
    each place, less the one before

    "ferry": ["ferri"]
    "ferri": [0, 2, 201, 17, 3, 1, 4]     story 0, places 201 and 218; story 3, place 4

Places 0 to 99 are the headline, 100 to 199 the names (authors and topics); the standfirst and the body begin
at 200.
"""

from __future__ import annotations

import json
import math
import re
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice, pairwise

from sitegen.site.search.entries import Entry
from sitegen.site.search.words import Filed, words_of

NAMES, BODY = 100, 200
"""The first places of the names and of the body."""

FARTHEST = 60_000
"""Words of a story after which none is indexed."""

CARDS = 32
"""Stories whose cards are in one file."""

KEY = 6
"""Letters of a word that decide in which drawer it lies."""

_TAG = re.compile(r"<[^>]*>")
_IN_A_WORD = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>"
)
_SIZES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index holds of a volume.

    keys     the first letters of its words, in order
    sizes    bytes in `records` of the words of each key
    records  `"word":[...],` one after another, in the order of the words; UTF-8
    lengths  a letter for each story: how long it is, by the fourth root of two
    facets   by kind and value, the numbers of the stories, each less the one before: JSON
    cards    of `CARDS` stories each: JSON
    """

    keys: Sequence[str]
    sizes: Sequence[int]
    records: bytes
    lengths: str
    facets: str
    cards: Sequence[str]


def indexed(entries: Iterable[Entry], tongues: Mapping[str, Filed]) -> Indexed:
    """The index of the stories of a volume, the oldest first.

    tongues  the filing of words, by the entries' `language`
    """
    index = _Index(tongues)
    for number, entry in enumerate(entries):
        index.add(number, entry)
    keys, sizes, records = index.records()
    cards = [index.cards[start : start + CARDS] for start in range(0, len(index.cards), CARDS)]
    facets = {kind: {value: _gaps(found) for value, found in of.items()} for kind, of in index.facets.items()}
    return Indexed(keys, sizes, records, "".join(index.lengths), compact(facets), [*map(compact, cards)])


compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A value as JSON without spaces."""


class _Index:
    """A volume while its stories are added."""

    def __init__(self, tongues: Mapping[str, Filed]) -> None:
        self.tongues = tongues
        self.postings: defaultdict[str, list[int]] = defaultdict(list)
        self.newest: dict[str, int] = {}
        self.words: defaultdict[str, set[str]] = defaultdict(set)
        self.lengths: list[str] = []
        self.cards: list[dict[str, str]] = []
        self.facets: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def add(self, number: int, entry: Entry) -> None:
        places: defaultdict[str, list[int]] = defaultdict(list)
        self._file(entry.title, 0, NAMES, entry.language, places)
        at = NAMES
        for name in entry.names:
            at = self._file(name, at, BODY, entry.language, places) + 1  # no phrase goes from name to name
        size = self._file(text_of(entry.html), BODY, FARTHEST, entry.language, places) - BODY
        places.pop("", None)
        for stem, found in places.items():
            self.postings[stem] += (number - self.newest.get(stem, 0), len(found), *_gaps(found))
            self.newest[stem] = number
        self.lengths.append(_SIZES[min(len(_SIZES) - 1, round(4 * math.log2(size + 1)))])
        self.cards.append({"url": entry.url, "title": entry.title, **entry.facts})
        for kind, values in entry.filters.items():
            for value in dict.fromkeys(values):
                self.facets[kind][value].append(number)

    def _file(self, text: str, first: int, end: int, language: str, places: dict[str, list[int]]) -> int:
        """File the words of a text from a place on; the place after the last."""
        words = list(islice(words_of(text), max(0, end - first)))
        filed = self.tongues[language]
        for place, word in enumerate(words, first):
            places[filed[word][1]].append(place)
        self.words[language].update(words)
        return first + len(words)

    def records(self) -> tuple[list[str], array[int], bytes]:
        stems: defaultdict[str, set[str]] = defaultdict(set)
        for language, words in self.words.items():
            for form, stem in map(self.tongues[language].__getitem__, words):
                stems[form].add(stem)
        stems.pop("", None)
        records, sizes = [], Counter[str]()
        for word in sorted(self.postings.keys() | stems.keys()):
            filed = stems.get(word, {word})
            own = [] if filed == {word} else sorted(filed)
            record = f"{compact(word)}:{compact([*own, *self.postings.get(word, ())])},"
            records.append(record.encode("utf-8", "replace"))
            sizes[key_of_word(word)] += len(records[-1])
        return keys_shared(sizes), array("I", sizes.values()), b"".join(records)


def keys_shared(keys: Iterable[str]) -> list[str]:
    """Keys as a list, each of them once in memory for all volumes."""
    return [*map(sys.intern, keys)]


def key_of_word(word: str) -> str:
    """What decides in which drawer a word lies; a space ends a short word.

    >>> key_of_word("the"), key_of_word("government")
    ('the ', 'govern')
    """
    return f"{word} "[:KEY]


def text_of(html: str) -> str:
    """The words of a story's HTML."""
    return unescape(_TAG.sub(" ", _IN_A_WORD.sub("", html)))


def _gaps(numbers: Sequence[int]) -> list[int]:
    if len(numbers) == 1:
        return [numbers[0]]
    return [numbers[0], *(number - before for before, number in pairwise(numbers))]

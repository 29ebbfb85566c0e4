"""The most telling terms of a story: what a related one may share with it.

A term's points say how much the story is about it: words of the headline and the topics count most, then
names (a capital within a sentence), then words that return.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter

from sitegen.site.reading import prose
from sitegen.site.related.words import empty_terms, term_of, words_of

TERMS_AT_MOST = 24
READ_AT_MOST = 3000  # characters: a news story says in its first five hundred words what it is about
MOST_POINTS = 9
FEWEST_POINTS = 2

_HEADLINE, _TOPIC, _STANDFIRST, _NAME = 4, 3, 1, 2
_LEAD = 300  # characters of the body that do for a missing standfirst
# A capital that opens no sentence. The space stands first: a plain beginning is found quickest.
_NAMED = re.compile(r" (?<![.!?:…] )(?<![.!?:…][\"”’»] )([A-ZÀ-ÞΆ-ΫЀ-Я]\w+)")


def terms(title: str, description: str, body: str, tags: tuple[str, ...], lang: str) -> str:
    """The story's most telling terms, the strongest first, in one string: "9harbour 7kyiv 3ferry".

    Each term (no spaces, lower case) follows its points, one digit from 2 to 9. "" when nothing is telling.
    The same story gives the same string on every machine, so it can be kept beside the story's hash.

    body  in Markdown
    tags  the story's topics
    lang  the story's language ("en", "pt-BR"); "" when unknown
    """
    text = prose(body[:READ_AT_MOST])
    empty = empty_terms(lang.lower().partition("-")[0])
    points = _points_of_body(text)
    for part, value in (
        (title, _HEADLINE),
        (" ".join(tags), _TOPIC),
        (description or text[:_LEAD], _STANDFIRST),
    ):
        _add(points, words_of(part.replace("_", " "), short=True), value)
    telling = [entry for entry in points.items() if entry[1] >= FEWEST_POINTS and entry[0] not in empty]
    telling.sort(key=itemgetter(1), reverse=True)  # stable: of equals, the one that comes first in the story
    return " ".join([f"{min(MOST_POINTS, value)}{term}" for term, value in telling[:TERMS_AT_MOST]])


def _points_of_body(text: str) -> dict[str, int]:
    """Points by term: 1 for a word that is there once, 2 for two or three times, 3 for four to seven ..."""
    names = set(_NAMED.findall(text))
    seen: dict[str, int] = {}
    for word, count in Counter(words_of(text)).items():
        if count > 1 or word in names:
            term = term_of(word)
            seen[term] = seen.get(term, 0) + count
    points = {term: count.bit_length() for term, count in seen.items()}
    for term in sorted({term_of(name) for name in names}):
        points[term] = points.get(term, 1) + _NAME
    return points


def _add(points: dict[str, int], words: Iterable[str], value: int) -> None:
    for term in dict.fromkeys(map(term_of, words)):
        points[term] = points.get(term, 0) + value

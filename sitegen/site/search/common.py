"""The words that too many stories have: a query that has rarer ones is looked up by those.

Pagefind keeps the places of a word in one file, and for "the" that file is as large as all else a reader
fetches. Which words are common is counted in the stories themselves, so that it holds for any language and
any paper. The theme's script reads them (search/finder.js).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

FILE = "common-words.json"
"""Beside Pagefind's own files."""

LARGE = 1000
"""Stories from which on it is worth while."""

SHARE = 0.4
"""Of the stories have a common word. At 10,000 stories about 90 English words are, each of 40 KB or more."""

_SAMPLE = 400
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def common_words(texts: Sequence[str]) -> list[str]:
    """The words, in small letters, that are common in the stories; none in a small paper.

    texts  HTML of the stories, of which some, spread evenly, are counted
    """
    if len(texts) < LARGE:
        return []
    sample = texts[:: len(texts) // _SAMPLE]
    stories: Counter[str] = Counter()
    for text in sample:
        stories.update(set(_WORD.findall(_TAG.sub(" ", text).lower())))
    return sorted(word for word, count in stories.items() if count >= SHARE * len(sample))

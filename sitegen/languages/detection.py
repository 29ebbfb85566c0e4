"""Tells which language a story is written in: by its script first, then by its commonest words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from sitegen.languages.letters import words_of
from sitegen.languages.loading import all_languages, codes

_SAMPLE = 4000  # characters: a story says what it is written in well before
_STRIDE = 5  # every fifth character is enough to weigh the scripts
_ENOUGH_WORDS = 6
_SHARE = 0.12  # running prose has 30 to 50 % stop words, a list of names next to none
_LEAD = 1.25  # the best language against the next: Danish and Norwegian share most small words

# First code points of the blocks, and the script that begins there ("" = none of ours).
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x00, ""), (0x41, "latin"), (0x5B, ""), (0x61, "latin"), (0x7B, ""), (0xC0, "latin"), (0xD7, ""),
    (0xD8, "latin"), (0xF7, ""), (0xF8, "latin"), (0x250, ""), (0x370, "greek"), (0x400, "cyrillic"),
    (0x530, ""), (0x590, "hebrew"), (0x600, "arabic"), (0x780, ""), (0x900, "devanagari"), (0x980, ""),
    (0x1100, "hangul"), (0x1200, ""), (0x1E00, "latin"), (0x1F00, "greek"), (0x2000, ""),
    (0x3040, "kana"), (0x3100, ""), (0x3400, "han"), (0xA000, ""), (0xAC00, "hangul"), (0xD7B0, ""),
    (0xFF66, "kana"), (0xFFA0, ""),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _BLOCKS)

# Scripts that only one language uses, as far as there are files for it.
_ONE_LANGUAGE = {"kana": "ja", "hangul": "ko", "han": "zh", "greek": "el", "hebrew": "he"}
# A letter that a text of this language cannot do without, to keep out its neighbours (Bulgarian, Serbian,
# Slovak), and letters that it hardly ever has but a neighbour often (Belarusian, Slovak, Estonian, Catalan).
_NEEDED_LETTER = {"ru": "ы", "uk": "і", "cs": "ě", "pl": "ł"}
_STRANGE_LETTERS = {
    "ru": "іїў", "uk": "ыў", "cs": "ľôä", "pl": "čďěňřšťž", "fi": "õ", "es": "àèç", "pt": "òèñ",
}  # fmt: skip
_LETTER_IS_DUE = 300  # characters; a shorter text may lack it by chance
_STRANGE_IS_FEW = 200  # one strange letter in so many characters may be a name


def detect(text: str) -> str | None:
    """The code of the language `text` is written in, or None when that is not clear.

    Reads at most the first 4,000 characters. A code is only given for a language with a file.
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script] if _ONE_LANGUAGE[script] in codes() else None
    return _by_words(_folded(sample)) if script else None


def _folded(sample: str) -> str:
    """Small letters; a Turkish İ becomes a plain i, and not an i and a dot that would part the word."""
    return sample.casefold().replace("\u0307", "")


def _script(sample: str) -> str:
    counts: Counter[str] = Counter()
    for char, count in Counter(sample[::_STRIDE] if len(sample) > 200 else sample).items():
        counts[_script_of(char)] += count
    del counts[""]
    east_asian = counts["kana"] + counts["han"]
    if counts["kana"] * 12 >= east_asian > 0:  # Japanese prose is about half kana
        counts["kana"] = east_asian
        counts["han"] = 0
    script, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return script if count * 2 > counts.total() else ""


def _script_of(char: str) -> str:
    return _BLOCKS[bisect_right(_STARTS, ord(char)) - 1][1]


def _by_words(sample: str) -> str | None:
    words = Counter(words_of(sample))
    if words.total() < _ENOUGH_WORDS:
        return None
    vocabulary = _vocabulary()
    scores: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for word in words.keys() & vocabulary.keys():
        count, owners = words[word], vocabulary[word]
        for code in owners:
            hits[code] += count
            scores[code] += count * 12 // len(owners)
    ranked = [code for code, _ in scores.most_common() if _letters_fit(code, sample)]
    if not ranked or hits[ranked[0]] < words.total() * _SHARE:
        return None
    if len(ranked) > 1 and scores[ranked[0]] < scores[ranked[1]] * _LEAD:
        return None
    return ranked[0]


def _letters_fit(code: str, sample: str) -> bool:
    if len(sample) >= _LETTER_IS_DUE and _NEEDED_LETTER.get(code, "") not in sample:
        return False
    strange = sum(map(sample.count, _STRANGE_LETTERS.get(code, "")))
    return strange * _STRANGE_IS_FEW <= len(sample)


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, tuple[str, ...]]:
    """Each stop word, and the languages that have it: the fewer, the more it says."""
    owners: dict[str, list[str]] = {}
    for language in all_languages():
        for word in dict.fromkeys(language.stopwords):
            owners.setdefault(word, []).append(language.code)
    return {word: tuple(codes) for word, codes in owners.items()}

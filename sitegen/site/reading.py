"""How long a reader needs for a story.

Words a minute for languages that part words by spaces, characters a minute for those that do not:

- English: 238 words, silent reading of non-fiction. M. Brysbaert, "How many words do we read per minute?",
  Journal of Memory and Language 109 (2019), a review of 190 studies.
- the other languages of `WORDS_A_MINUTE`, Chinese and Japanese: S. Trauzettel-Klosinski and K. Dietz,
  "Standardized Assessment of Reading Performance", IOVS 53 (2012), ten texts each in 17 languages. They
  were read aloud; as its English readers (228 words) are within 5% of the silent ones, its figures stand.
- any other language with spaces: 184 words, the mean of those 17.
- Thai, Lao, Khmer and Burmese, which neither covers: 937 characters, the mean of the 15 alphabets there.
"""

from __future__ import annotations

import re
from types import MappingProxyType

WORDS_A_MINUTE = MappingProxyType(
    {
        "ar": 138,
        "de": 179,
        "en": 238,
        "es": 218,
        "fi": 161,
        "fr": 195,
        "he": 187,
        "it": 188,
        "nl": 202,
        "pl": 166,
        "pt": 181,
        "ru": 184,
        "sl": 180,
        "sv": 199,
        "tr": 166,
    }
)
OTHER_WORDS_A_MINUTE = 184
CHINESE_CHARACTERS_A_MINUTE = 255
JAPANESE_CHARACTERS_A_MINUTE = 357
THAI_CHARACTERS_A_MINUTE = 937

KANA = r"\u3041-\u30ff\uff66-\uff9f"
HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
THAI = r"\u0e01-\u0edf\u1000-\u109f\u1780-\u17ff"
"""Ranges, for a character class: Japanese syllables; Chinese characters; Thai, Lao, Burmese and Khmer."""

# What nobody reads, each by the character without which it is not looked for, and what stays in its place.
# Patterns with a plain beginning are found ten times quicker than one alternation of all.
_UNREAD = (
    ("`", re.compile(r"^ {0,3}```+.*?(?:^ {0,3}```+[ \t]*$|\Z)", re.DOTALL | re.MULTILINE), " "),
    ("~", re.compile(r"^ {0,3}~~~+.*?(?:^ {0,3}~~~+[ \t]*$|\Z)", re.DOTALL | re.MULTILINE), " "),
    ("[", re.compile(r"!\[[^\]]*\](?:\([^)]*\))?"), ""),
    ("[", re.compile(r"\]\([^)]*\)"), ""),
    ("<", re.compile(r"<!--.*?-->", re.DOTALL), " "),
    ("<", re.compile(r"</?[a-zA-Z][^>]*>"), " "),
    ("/", re.compile(r"https?://[^\s>]+"), " "),
)
# What stands alone at the start of a line and is no word: the marks of headings, lists, quotations, rulers.
_MARK = re.compile(r"\n(?:[ \t]*(?:[#>*+=_-]+|\d+[.)]))(?=\s|\Z)")
_WORD = re.compile(r"\w\S*")
_UNSPACED = re.compile(f"[{THAI}{KANA}{HAN}]")
_RUNS = re.compile(f"([{THAI}]+)|([{KANA}{HAN}]+)")
_KANA = re.compile(f"[{KANA}]")
_SAMPLE = 256  # characters, spread over the text, that tell whether it has a script without spaces


def reading_minutes(body: str, lang: str) -> int:
    """Whole minutes that a story takes to read: 0 without any prose, else at least 1.

    body  in Markdown; markup, pictures, link targets and code are not read
    lang  the story's language ("en", "pt-BR"); "" when unknown
    """
    text = prose(body)
    speed = WORDS_A_MINUTE.get(lang.lower().partition("-")[0], OTHER_WORDS_A_MINUTE)
    if has_unspaced_script(text):
        minutes = _unspaced_minutes(text) + len(_WORD.findall(_RUNS.sub(" ", text))) / speed
    else:
        minutes = _count_words(text) / speed
    return max(1, int(minutes + 0.5)) if minutes else 0


def prose(body: str) -> str:
    """The Markdown `body` without what nobody reads: code blocks, pictures, link targets, tags, addresses."""
    for sign, unread, instead in _UNREAD:
        if sign in body:
            body = unread.sub(instead, body)
    return body


def has_unspaced_script(text: str) -> bool:
    """Whether more than stray characters are of a script without spaces: Chinese, Japanese, Thai ..."""
    return _UNSPACED.search(text[:: 1 + len(text) // _SAMPLE]) is not None


def _count_words(text: str) -> int:
    """Words by the gaps between them where these are even: five times quicker than cutting the words out."""
    if "  " in text or not _WORD.search(text):
        return len(_WORD.findall(text))
    text = "\n" + text.strip()
    lines = text.count("\n") - text.count("\n\n")
    return max(1, lines + text.count(" ") - len(_MARK.findall(text)))


def _unspaced_minutes(text: str) -> float:
    runs = _RUNS.findall(text)
    thai = sum(len(run) for run, _ in runs)
    east_asian = sum(len(run) for _, run in runs)
    japanese = _KANA.search(text)  # Chinese characters among kana are quicker to read than Chinese
    speed = JAPANESE_CHARACTERS_A_MINUTE if japanese else CHINESE_CHARACTERS_A_MINUTE
    return thai / THAI_CHARACTERS_A_MINUTE + east_asian / speed

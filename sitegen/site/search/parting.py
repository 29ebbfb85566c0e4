"""Words parted so that Pagefind, which knows a word by its spaces, finds those of every script.

Chinese, Japanese, Thai, Lao, Khmer and Burmese write without spaces. A run of such characters becomes its
overlapping pairs, as search engines do it that bring no dictionary: 北京市 is kept as 北京, 京市 and 市, so
that any part of it is found, and found wherever a dictionary would have cut. The theme's script pairs a
query in the same way (search/parting.js), and puts the text of a result together again. Three characters
that nobody sees and Pagefind does not search tell it how:

    OVERLAP  the last character before it comes again in the next pair, and no space stood here
    GLUE     no space stood here
    SPACE    a space stood here: before a sign that stands alone, which would else count as a word, so that
             nobody could find the phrase "steel & iron"

What stands between two tags is parted alone; of tags inside a line of such a script only the text is kept.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.site.reading import HAN, KANA, THAI

OVERLAP, GLUE, SPACE = "\u2060", "\u2061", "\u2062"

_UNSPACED = re.compile(f"[{THAI}{KANA}{HAN}]")
_RUN = re.compile(f"([{THAI}{KANA}{HAN}]+)([^\\w\\s<&]*)(?=(\\w)?)")
_BEFORE_RUN = re.compile(f"(?<=[^\\s{THAI}{KANA}{HAN}])(?=[{THAI}{KANA}{HAN}])")
_LONE_SIGN = re.compile(r"(?<=\S) (?=[^\w\s]{1,3} )")
_LONE_IN_HTML = re.compile(r"(?<=[^\s<>]) (?=(?:[^\w\s<>&]{1,3}|&(?:amp|lt|gt|quot);) )")
_TAG = re.compile(r"(<[^>]*>)")
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>")


def parted_html(html: str) -> str:
    """HTML with the words of its text parted."""
    html = _LONE_IN_HTML.sub(SPACE, html)
    if not _UNSPACED.search(html):
        return html
    pieces = _TAG.split(_INLINE.sub("", html))
    return "".join(piece if piece.startswith("<") else _parted(piece) for piece in pieces)


def parted(text: str) -> str:
    """Plain text with its words parted: `北京市` -> `北京⁠ 京市⁠ 市`."""
    text = _LONE_SIGN.sub(SPACE, text)
    return _parted(text) if _UNSPACED.search(text) else text


def _parted(text: str) -> str:
    return _RUN.sub(_pairs, _BEFORE_RUN.sub(f"{GLUE} ", text))


def _pairs(run: re.Match[str]) -> str:
    characters, signs, goes_on = run.groups()
    pairs = [f"{first}{second}{OVERLAP}" for first, second in pairwise(characters)]
    end = f"{GLUE} " if goes_on else ""
    return " ".join([*pairs, characters[-1] + signs + end])

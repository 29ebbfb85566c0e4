"""Words that no reader may see yet: headlines and first paragraphs of drafts and stories under embargo."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from ahocorasick_rs import BytesAhoCorasick

from sitegen.errors import SitegenError
from sitegen.front_matter import parse
from sitegen.model.article import Article
from sitegen.site.stories import FOLDER, State
from sitegen.site.teasers import first_paragraph
from sitegen.site.timing import instant, zone_named

_SHORTEST, _WORDS = 12, 2
"""Characters and words of a text that is looked for: `Weather` alone may stand anywhere."""

_LONGEST = 120
"""Characters that are looked for; more would only give more places to be written differently."""

_SHORTEST_WITHOUT_SPACES = 8
"""Characters, where a language writes none: Chinese, Japanese, Thai."""

# What HTML, XML and JSON write differently, and where Markdown may be lost.
_CUT = re.compile(r"[&<>\"'`\\\n\r\t*_\[\]|]+")
_YEAR = re.compile(rb"(?<!\d)\d{4}(?!\d)")
_PACKED = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A text that must not be published yet.

    path   of its article, in the content folder
    why    `draft` or `embargo`
    words  as they would stand in a page
    """

    path: str
    why: State
    words: str


@dataclass(frozen=True, slots=True)
class Leak:
    """Withheld words in a file of the site."""

    file: str
    withheld: Withheld


@dataclass(slots=True)
class Watch:
    """Looks for all withheld words at once in every file it is shown, also in packed ones."""

    withheld: tuple[Withheld, ...]
    leaks: list[Leak] = field(default_factory=list)
    _automaton: BytesAhoCorasick | None = None

    def __post_init__(self) -> None:
        if self.withheld:
            self._automaton = BytesAhoCorasick([item.words.encode() for item in self.withheld])

    def look(self, path: str, content: bytes) -> None:
        """Note the withheld words that stand in a file."""
        if self._automaton is None:
            return
        found = self._automaton.find_matches_as_indexes(_unpacked(content), overlapping=True)
        self.leaks += [Leak(path, self.withheld[number]) for number in sorted({match[0] for match in found})]


def withheld_in(content: Path, timezone: str, now: datetime) -> tuple[Withheld, ...]:
    """The words of all drafts and stories under embargo in a content folder.

    timezone  of articles that name none
    now       the instant of publishing

    Words that also stand in what is published, or in a page such as `about.md`, are not withheld. An article
    that cannot be read is not looked at: no build publishes it.
    """
    zone = zone_named(timezone)
    texts = {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in sorted(content.rglob("*.md"))
        if path.is_file()
    }
    hidden = [
        (path, state, article)
        for path, raw in texts.items()
        if path.startswith(FOLDER) and _may_be_hidden(raw, now)
        if (article := _parsed(raw, path)) and (state := _hidden(article, zone, now))
    ]
    if not hidden:
        return ()
    watch = Watch(tuple(dict.fromkeys(item for story in hidden for item in _words_of(*story))))
    for path in texts.keys() - {path for path, *_ in hidden}:
        watch.look(path, texts[path])
    public = {leak.withheld.words for leak in watch.leaks}
    return tuple(item for item in watch.withheld if item.words not in public)


def _may_be_hidden(raw: bytes, now: datetime) -> bool:
    """False for an article whose header shows at a glance that it is published: thousands need no parser."""
    header = raw.partition(b"\n---")[0]
    first_hidden = (now - timedelta(days=1)).year
    return b"draft" in header or any(int(year) >= first_hidden for year in _YEAR.findall(header))


def _parsed(raw: bytes, path: str) -> Article | None:
    try:
        return parse(raw.decode(), path)
    except (SitegenError, UnicodeDecodeError):
        return None


def _hidden(article: Article, zone: ZoneInfo, now: datetime) -> State | None:
    if article.draft:
        return State.DRAFT
    return State.EMBARGO if article.date and instant(article.date, zone) > now else None


def _words_of(path: str, state: State, article: Article) -> Iterator[Withheld]:
    for text in (article.title, first_paragraph(article.body)):
        if words := longest_piece(text):
            yield Withheld(path, state, words)


def longest_piece(text: str) -> str:
    """The longest part of a text that HTML, XML and JSON all write alike; "" when it says too little.

    >>> longest_piece('Mayor: "I resign over the harbour plan"')
    'I resign over the harbour plan'
    >>> longest_piece("Weather")
    ''
    """
    pieces: Iterable[str] = (piece.strip()[:_LONGEST].strip() for piece in _CUT.split(text))
    return max(filter(_says_enough, pieces), key=len, default="")


def _says_enough(piece: str) -> bool:
    if piece.isascii() or " " in piece:
        return len(piece) >= _SHORTEST and len(piece.split()) >= _WORDS
    return len(piece) >= _SHORTEST_WITHOUT_SPACES


def _unpacked(content: bytes) -> bytes:
    """A gzip file unpacked, as the fragments of the search index are; everything else as it is."""
    if not content.startswith(_PACKED):
        return content
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return content

"""Renaming a topic, a section, an author or a running story in every article, and merging two spellings."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from sitegen.editing.changes import Change
from sitegen.editing.headers import checked, once, renamed
from sitegen.editing.manuscripts import Content, Manuscript
from sitegen.errors import Problem, SitegenError
from sitegen.front_matter import parse
from sitegen.model.article import Article
from sitegen.site.listings import Kind, same
from sitegen.site.stories import is_article
from sitegen.yaml_header.places import header_span


class What(StrEnum):
    """What can be renamed, in the newsroom's words."""

    TOPIC = "topic"
    SECTION = "section"
    AUTHOR = "author"
    SERIES = "series"


KEYS: Mapping[What, str] = MappingProxyType(
    {What.TOPIC: "tags", What.SECTION: "section", What.AUTHOR: "authors", What.SERIES: "series"}
)
KINDS: Mapping[What, Kind] = MappingProxyType(
    {
        What.TOPIC: Kind.TOPIC,
        What.SECTION: Kind.SECTION,
        What.AUTHOR: Kind.AUTHOR,
        What.SERIES: Kind.SERIES,
    }
)


@dataclass(frozen=True, slots=True)
class Renaming:
    """What is to be called otherwise.

    any_spelling  True to rename what differs from `old` by its case and spacing only, too
    """

    what: What
    old: str
    new: str
    any_spelling: bool = False

    @property
    def key(self) -> str:
        return KEYS[self.what]

    def meets(self, name: str) -> bool:
        """True for a name that is renamed."""
        if name == self.new:
            return False
        return name == self.old or (self.any_spelling and same(name) == same(self.old))


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a renaming means for the articles.

    changes   the articles that have the name
    left      other spellings of the old name that stay, and in how many articles each stands
    problems  of articles that may have it and cannot be changed
    """

    changes: tuple[Change, ...]
    left: Mapping[str, int]
    problems: tuple[Problem, ...]


def rename_in_articles(renaming: Renaming, content: Content, paths: Iterable[str]) -> Renamed:
    """What becomes of the articles among the paths; nothing is written, nothing raised for one of them."""
    problems: list[Problem] = []
    left: Counter[str] = Counter()
    changes = []
    may_have = _finder(renaming.old)
    for manuscript in content.texts(filter(is_article, paths), problems):
        if not may_have(manuscript):
            continue
        try:
            article, change = _change(renaming, manuscript, f"{content.shown}/{manuscript.path}")
        except SitegenError as error:
            problems.extend(error.problems)
            continue
        left.update(_left(renaming, names_of(article, renaming.key)))
        if change:
            changes.append(change)
    return Renamed(tuple(changes), left, tuple(problems))


def names_of(article: Article, key: str) -> tuple[str, ...]:
    """What an article is listed under by a field."""
    value = getattr(article, key)
    return value if isinstance(value, tuple) else tuple(filter(None, [value]))


def nearest(renaming: Renaming, content: Content, paths: Iterable[str]) -> list[str]:
    """The names in the content that look most like the one that is not there; reads every article."""
    problems: list[Problem] = []
    names: set[str] = set()
    for manuscript in content.texts(filter(is_article, paths), problems):
        try:
            names.update(names_of(parse(manuscript.text), renaming.key))
        except SitegenError:
            continue  # it is told by `sitegen check`; here it only has no name to offer
    by_key = {same(name): name for name in sorted(names)}
    return [by_key[key] for key in difflib.get_close_matches(same(renaming.old), by_key, n=3)]


def _left(renaming: Renaming, names: Iterable[str]) -> set[str]:
    like = same(renaming.old)
    return {
        name for name in names if same(name) == like and name != renaming.new and not renaming.meets(name)
    }


def _change(renaming: Renaming, manuscript: Manuscript, shown: str) -> tuple[Article, Change | None]:
    """The article as it stands, and what it becomes.

    Raises SitegenError when its header cannot be read, or is written in a way that cannot be edited.
    """
    article = parse(manuscript.text, shown)
    names = names_of(article, renaming.key)
    if not any(map(renaming.meets, names)):
        return article, None
    wanted = once([renaming.new if renaming.meets(name) else name for name in names], renaming.new)
    text = renamed(manuscript.text, renaming.key, renaming.meets, renaming.new)
    value = wanted if isinstance(getattr(article, renaming.key), tuple) else renaming.new

    wanted_article = replace(article, **{renaming.key: value})  # type: ignore[arg-type]
    return article, Change(manuscript, checked(manuscript.text, text, shown, wanted_article))


def _finder(name: str) -> Callable[[Manuscript], bool]:
    """Says of a file whether its header may have the name in any spelling; quickly, for most have not."""
    words = [_folded(word) for word in name.replace("'", " ").replace('"', " ").split()]

    def may_have(manuscript: Manuscript) -> bool:
        span = header_span(manuscript.text)
        if span is None:
            return False
        header = manuscript.text[slice(*span)]
        if "\\" in header:
            return True  # letters may be written as their codes
        folded = _folded(header)
        return all(word in folded for word in words)

    return may_have


def _folded(text: str) -> str:
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()

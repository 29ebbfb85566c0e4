"""The three-way merge of a header, key by key and by value: how a value is written does not count."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from sitegen.model.article import Article
from sitegen.newsroom.merging.base import Base, Prints, prints_of, values_of
from sitegen.newsroom.merging.sequence import merge_rows

_ITEMS_IN_ANY_ORDER = frozenset({"tags", "aliases", "review", "corrections"})
"""Lists whose items stand for themselves: what one side adds or removes collides with nothing."""

_OURS_TO_WRITE = frozenset({"source.path", "source.sha256"})
"""What only sitegen writes; an editor who has removed it does not get it back."""


@dataclass(frozen=True, slots=True)
class MergedHeader:
    """The merged article (with the body of ours), and the keys where both sides changed the same.

    At a collision it has theirs' value.
    """

    article: Article
    collisions: tuple[str, ...] = ()


def merge_headers(base: Base, ours: Article, theirs: Article) -> MergedHeader:
    """Merge the values of two headers that come from one; both as they are read from a file."""
    merge = _Merge(base, ours, theirs)
    return MergedHeader(merge.article(), tuple(merge.collisions))


class _Merge:
    def __init__(self, base: Base, ours: Article, theirs: Article) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._our_prints, self._their_prints = _prints(ours), _prints(theirs)
        self.collisions: list[str] = []

    def article(self) -> Article:
        changes = {field.name: self._value(field.name) for field in fields(Article) if field.name != "body"}
        return replace(self._ours, **changes)

    def _value(self, key: str) -> Any:
        ours, theirs = getattr(self._ours, key), getattr(self._theirs, key)
        if key in ("image", "source"):
            parts = {
                part.name: self._choice(
                    f"{key}.{part.name}", getattr(ours, part.name), getattr(theirs, part.name)
                )
                for part in fields(ours)
            }
            return replace(ours, **parts)
        return self._choice(key, ours, theirs)

    def _choice(self, key: str, our_value: Any, their_value: Any) -> Any:
        base = self._base.header.get(key, ())
        ours, theirs = self._our_prints.get(key, ()), self._their_prints.get(key, ())
        if key in _OURS_TO_WRITE:
            return their_value if self._ours.source.path else our_value
        if theirs in (ours, base):
            return our_value
        if ours == base:
            return their_value
        return self._both(key, our_value, their_value)

    def _both(self, key: str, our_value: Any, their_value: Any) -> Any:
        """The value where both sides have changed it."""
        base = self._base.header.get(key, ())
        ours, theirs = self._our_prints.get(key, ()), self._their_prints.get(key, ())
        if key in _ITEMS_IN_ANY_ORDER:
            return _united(base, zip(ours, our_value, strict=True), zip(theirs, their_value, strict=True))
        if key == "authors":
            return self._in_order(key, base, our_value, their_value)
        if not theirs:  # the converter has found nothing; the editor has
            return our_value
        self.collisions.append(key)
        return their_value

    def _in_order(
        self, key: str, base: Prints, our_value: tuple[str, ...], their_value: tuple[str, ...]
    ) -> tuple[str, ...]:
        merged = merge_rows(base, self._our_prints.get(key, ()), self._their_prints.get(key, ()))
        if merged.collisions:
            self.collisions.append(key)
            return their_value
        return tuple((our_value if pick.ours else their_value)[pick.at] for pick in merged.picks)


def _prints(article: Article) -> dict[str, Prints]:
    return {key: prints_of(items) for key, items in values_of(article).items()}


def _united(base: Prints, ours: Any, theirs: Any) -> tuple[Any, ...]:
    """Ours without what theirs has removed, and what theirs has added behind it."""
    theirs = list(theirs)
    there = {mark for mark, _ in theirs}
    kept = [(mark, item) for mark, item in ours if mark in there or mark not in base]
    known = {mark for mark, _ in kept} | set(base)
    return (*(item for _, item in kept), *(item for mark, item in theirs if mark not in known))

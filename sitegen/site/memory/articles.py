"""An article, without its body, as plain values that can be written down, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sitegen.model.article import Article, Correction, Image, Source, When

_BODY = "body"


def written_down(article: Article) -> list[object]:
    """The article's fields in their order, without the body."""
    return [_WRITERS.get(name, _same)(getattr(article, name)) for name in _NAMES]


def read_back(values: list[Any]) -> Article:
    """The article that was written down. Raises ValueError or TypeError for values that are none."""
    if len(values) != len(_NAMES):
        raise ValueError("not the fields of an article")
    found = values.copy()
    for place, reader, empty in _PLACES:
        found[place] = reader(found[place]) if found[place] else empty
    return Article(**dict(zip(_NAMES, found, strict=True)))


def _same(value: object) -> object:
    return value


def _moment(when: When | None) -> str:
    return when.isoformat() if when else ""


def _when(text: str) -> When:
    return datetime.fromisoformat(text) if len(text) > len("2024-03-13") else date.fromisoformat(text)


def _parts(of: Image | Source) -> list[str]:
    return [getattr(of, part.name) for part in fields(of)] if of else []


_NAMES = tuple(field.name for field in fields(Article) if field.name != _BODY)
_EMPTY = {field.name: field.default for field in fields(Article)}
_MOMENTS = ("date", "updated", "pin", "expires")
_LISTS = ("authors", "tags", "aliases", "review")

_WRITERS: Mapping[str, Callable[[Any], object]] = {
    **dict.fromkeys(_MOMENTS, _moment),
    "image": _parts,
    "source": _parts,
    "corrections": lambda found: [[each.text, _moment(each.date)] for each in found],
}
_READERS: Mapping[str, Callable[[Any], object]] = {
    **dict.fromkeys(_MOMENTS, _when),
    **dict.fromkeys(_LISTS, tuple),
    "image": lambda parts: Image(*parts),
    "source": lambda parts: Source(*parts),
    "corrections": lambda found: tuple(
        Correction(text, _when(moment) if moment else None) for text, moment in found
    ),
}
_PLACES = tuple((_NAMES.index(name), reader, _EMPTY[name]) for name, reader in _READERS.items())

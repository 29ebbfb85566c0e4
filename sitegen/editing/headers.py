"""One field of an article changed in the lines of its header; all other bytes of the file stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sitegen.editing.manuscripts import body_of
from sitegen.errors import Problem, SitegenError
from sitegen.front_matter import parse
from sitegen.model.article import Article
from sitegen.schema.fields import FIELDS
from sitegen.yaml_header.edits import appended, applied, newline_of, removed, replaced
from sitegen.yaml_header.places import Entry, entries_in

_ORDER = tuple(field.key for field in FIELDS)


def renamed(text: str, key: str, is_old: Callable[[str], bool], new: str) -> str:
    """A file's text in which the texts of a field that are the old name are the new one, once.

    A list that would have the new name twice keeps the first of them.
    """
    entry = entries_in(text).get(key)
    if entry is None:
        return text
    newline, flow = newline_of(text), entry.listed and entry.flow
    edits = [replaced(place, new, flow=flow, newline=newline) for place in entry.texts if is_old(place.text)]
    return _without_doubles(applied(text, edits), key, new)


def _without_doubles(text: str, key: str, name: str) -> str:
    while (entry := entries_in(text).get(key)) and len(numbers := _numbers(entry, name)) > 1:
        text = applied(text, [removed(text, entry, numbers[-1])])
    return text


def _numbers(entry: Entry, name: str) -> list[int]:
    return [number for number, place in enumerate(entry.texts) if place.text == name]


def once(names: Sequence[str], name: str) -> tuple[str, ...]:
    """The names without a second `name`; all others stay, also where they stand twice."""
    return tuple(each for number, each in enumerate(names) if each != name or name not in names[:number])


def with_alias(text: str, alias: str, without: Callable[[str], bool]) -> str:
    """A file's text with one more address in `aliases`, and without those that `without` is true of."""
    while (entry := entries_in(text).get("aliases")) and (numbers := _met(entry, without)):
        if len(entry.texts) == 1:
            flow, newline = entry.listed and entry.flow, newline_of(text)
            return applied(text, [replaced(entry.texts[0], alias, flow=flow, newline=newline)])
        text = applied(text, [removed(text, entry, numbers[-1])])
    if entry and alias in (place.text for place in entry.texts):
        return text
    later = _ORDER[_ORDER.index("aliases") + 1 :]
    return applied(text, [appended(text, "aliases", alias, before=later)])


def _met(entry: Entry, without: Callable[[str], bool]) -> list[int]:
    return [number for number, place in enumerate(entry.texts) if place.text and without(place.text)]


def checked(before: str, after: str, path: str, wanted: Article) -> str:
    """`after`, when it says what was wanted; the last thing before a person's file is written.

    before  the file's text, of which only the header may have changed

    Raises SitegenError when the header is written in a way that these edits do not know.
    """
    try:
        same = body_of(after) == body_of(before) and parse(after, path) == wanted
    except SitegenError:
        same = False
    if not same:
        hint = "change this one by hand; all others can be done by the command"
        raise SitegenError(Problem(path, 0, "its front matter is written in an unusual way", hint))
    return after

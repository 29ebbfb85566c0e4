"""Where the values of a header stand in a file, for those who change one and leave every other byte alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from sitegen.yaml_header.values import one_line

_OPENING = re.compile(r"\A\ufeff?---[^\S\r\n]*(?:\r\n|\n|\r|\Z)")
_CLOSING = re.compile(r"(?:(?<=[\r\n])|\A)---[^\S\r\n]*(?=[\r\n]|\Z)")
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Place:
    """A text in a file, from `start` to before `end`, with its quotation marks; `style`: one of ' " > |."""

    start: int
    end: int
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key at the top of a header, and the texts behind it.

    start   of the key in the file
    texts   one where the value is a mere text, the items where it is a list; other items are left out
    parts   the keys and texts of a value that has keys of its own
    listed  True for a list
    flow    True for a value in brackets; `end` is then behind them, else behind the last text
    """

    key: str
    start: int
    end: int
    texts: tuple[Place, ...] = ()
    parts: tuple[tuple[str, Place], ...] = ()
    listed: bool = False
    flow: bool = False

    def part(self, name: str) -> Place | None:
        return dict(self.parts).get(name)


def header_span(text: str) -> tuple[int, int] | None:
    """Start and end of the lines between the two `---` of a file, as it stands; None when there is none."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    return (opening.end(), closing.start()) if opening and closing else None


def entries_in(text: str) -> dict[str, Entry]:
    """The keys at the top of a file's header, with the places of their texts; parts of parts are left out.

    text  the whole file as it stands: with any line ends, with or without a byte order mark

    Empty when there is no header, or YAML cannot read it: what is wrong is told by who parses it.
    """
    span = header_span(text)
    if span is None:
        return {}
    try:
        events = list(yaml.parse(text[slice(*span)], Loader=_LOADER))
    except yaml.YAMLError:
        return {}
    return {entry.key: entry for entry in _entries(iter(events), span[0])}


def _entries(events: Iterator[yaml.Event], offset: int) -> Iterator[Entry]:
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            break
    for key in events:
        if not isinstance(key, yaml.ScalarEvent):
            return  # the header has ended, or is more than `key: value`
        yield _entry(key, next(events), events, offset)


def _entry(key: yaml.ScalarEvent, value: yaml.Event, events: Iterator[yaml.Event], offset: int) -> Entry:
    start = offset + _start(key)
    if isinstance(value, yaml.ScalarEvent):
        place = _place(value, offset)
        return Entry(key.value, start, place.end, texts=(place,))
    children, end = _children(events, offset)
    flow = isinstance(value, yaml.CollectionStartEvent) and bool(value.flow_style)
    places = [child for child in children if child]
    last = offset + _end(end) if flow or not places else places[-1].end
    if isinstance(value, yaml.SequenceStartEvent):
        return Entry(key.value, start, last, texts=tuple(places), listed=True, flow=flow)
    pairs = zip(children[::2], children[1::2], strict=False)
    parts = tuple((name.text, text) for name, text in pairs if name and text)
    return Entry(key.value, start, last, parts=parts, flow=flow)


def _children(events: Iterator[yaml.Event], offset: int) -> tuple[list[Place | None], yaml.Event]:
    """What stands in a list or behind a key of keys, None for what is no text; and the event that ends it."""
    depth, children = 1, list[Place | None]()
    for event in events:
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if not depth:
            return children, event
        if depth == 1 and not isinstance(event, yaml.CollectionEndEvent):
            children.append(_place(event, offset) if isinstance(event, yaml.ScalarEvent) else None)
        depth += isinstance(event, yaml.CollectionStartEvent)
    return children, yaml.StreamEndEvent()


def _place(event: yaml.ScalarEvent, offset: int) -> Place:
    start, end = _start(event) + offset, _end(event) + offset
    return Place(start, end, one_line(event.value), event.style or "")


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0

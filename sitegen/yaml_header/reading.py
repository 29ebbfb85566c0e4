"""A header's text -> values that know their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from sitegen.errors import Problem, SitegenError
from sitegen.yaml_header.lines import Lines
from sitegen.yaml_header.values import MAX_HEADER, Items, Parts, Text, Value, one_line, too_long, trimmed

_FENCE = "---"
_END = re.compile(r"^---[^\S\n]*$", re.MULTILINE)
_KEY_LINE = re.compile(r"^(?![-#\]}])\S", re.MULTILINE)
_MAX_DEPTH = 8
_HARMLESS_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "timestamp", "bool", "int", "float", "null")
)
"""What a tool may say of a text that it has put in quotation marks; we read it as a text anyway."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_QUICK: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml is five times as fast where PyYAML brings it; what it refuses is read again by the loader whose
errors know the character."""

_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def split(text: str, path: str) -> tuple[str, str]:
    """The header between the two lines `---`, and the body below it without empty lines round it.

    Raises SitegenError when the file has no header, or one that does not end or is too long.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != _FENCE:
        hint = "start the file with a line ---, then title: ..., then a line --- again"
        raise SitegenError(Problem(path, 1, "the file has no front matter", hint))
    end = _END.search(rest)
    if end is None:
        raise SitegenError(Problem(path, 1, "the front matter has no end", "close it with a line ---"))
    if end.start() > MAX_HEADER:
        raise SitegenError(too_long(path))
    return rest[: end.start()], trimmed(rest[end.end() :])


def read(header: str, path: str) -> tuple[Parts, list[Problem]]:
    """The values of a header, and what is wrong with its YAML: every broken key at once, not only the first.

    header  the lines between the two `---`; line numbers count from the `---` above it
    """
    whole = Lines.of(path, 2, header)
    try:
        return _composed(whole), []
    except SitegenError as error:
        problems: list[Problem] = []
        pairs: list[tuple[Value, Value]] = []
        for chunk in _chunks(whole):
            try:
                pairs += _composed(chunk).pairs
            except SitegenError as broken:
                problems += broken.problems
        return Parts(2, "", tuple(pairs)), problems or list(error.problems)


def _chunks(header: Lines) -> Iterator[Lines]:
    """Every key of a header by itself, found by its indent only."""
    starts = [match.start() for match in _KEY_LINE.finditer(header.text)] or [0]
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(header.text)], strict=True):
        yield Lines.of(header.path, header.first + header.text.count("\n", 0, start), header.text[start:end])


def _composed(lines: Lines) -> Parts:
    """Raises SitegenError with the first thing that YAML cannot read, or that is no `key: value`."""
    try:
        return _root(lines, _QUICK)
    except yaml.YAMLError:
        return _precisely(lines)


def _precisely(lines: Lines) -> Parts:
    try:
        return _root(lines, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise SitegenError(lines.unreadable(error)) from None
    except yaml.reader.ReaderError as error:
        raise SitegenError(lines.unseen(error.position)) from None


def _root(lines: Lines, loader: type[yaml.SafeLoader]) -> Parts:
    # Events come one by one, so that an attack by nesting is refused before all of it has been read.
    parsed = yaml.parse(lines.text, Loader=loader)
    events = (event for event in parsed if not isinstance(event, _FRAME))
    first = next(events, None)
    if first is None:
        return Parts(lines.first, "", ())
    value = _value(first, events, lines, 0)
    extra = next(events, None)
    if not isinstance(value, Parts) or extra is not None:
        raise SitegenError(lines.broken(_number(extra or first), "it is not written as `key: value`"))
    return value


def _value(event: yaml.Event, events: Iterator[yaml.Event], lines: Lines, depth: int) -> Value:
    number = _number(event)
    line, source = lines.first + number, lines.at(number)
    if (
        not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        or event.anchor
        or _acts(event.tag)
    ):
        raise SitegenError(lines.broken(number, "`&`, `*` and `!` have a meaning of their own in YAML"))
    if isinstance(event, yaml.ScalarEvent):
        return _text(event, line, source, lines)
    if depth > _MAX_DEPTH:
        raise SitegenError(lines.broken(number, "it is nested too deeply"))
    values = []
    for child in events:
        if isinstance(child, yaml.CollectionEndEvent):
            break
        values.append(_value(child, events, lines, depth + 1))
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(line, source, tuple(values))
    return Parts(line, source, tuple(zip(values[::2], values[1::2], strict=True)))


def _acts(tag: str | None) -> bool:
    return tag is not None and tag not in _HARMLESS_TAGS


def _text(event: yaml.ScalarEvent, line: int, source: str, lines: Lines) -> Text:
    if event.style:
        return Text(line, source, one_line(event.value))
    end = event.end_mark
    rest = lines.after(end.line, end.column).strip() if end else ""
    text = "" if event.value in _NULLS else one_line(event.value)
    return Text(line, source, text, rest if rest.startswith("#") else "")


def _number(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0

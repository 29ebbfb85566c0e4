"""Reads the values of a header by their fields. What is wrong is gathered: an editor sees all at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sitegen.errors import Problem
from sitegen.model.article import When
from sitegen.schema.model import Field, Kind
from sitegen.schema.whens import read_when
from sitegen.yaml_header import Items, Parts, Text, Value, quoted

ADDRESS = r"/[^\s?#\\:*\"<>|/][^\s?#\\:*\"<>|]*"
UPWARDS = r"(?:^|/)\.{1,2}(?:/|$)|//"
"""An address names a file to be written, so it may not lead out of the site."""

_ADDRESS, _UPWARDS = re.compile(ADDRESS), re.compile(UPWARDS)
_FLAGS = {"": False, "true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads values; `problems` is where what is wrong with them is put, `path` the file's name in it."""

    path: str
    problems: list[Problem]

    def wrong(self, line: int, problem: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, problem, hint))

    def all(self, parts: Parts, fields: Mapping[str, Field]) -> dict[str, Any]:
        """The values of a whole header, by key; keys that are not there are not among them."""
        known = self.known(parts, "", tuple(fields))
        return {key: self.value(fields[key], key, value) for key, value in known}

    def value(self, field: Field, name: str, value: Value) -> Any:
        """One value as its kind has it in an Article. `name` is the field's in messages: `image.alt`."""
        return _READ[field.kind](self, field, name, value)

    def word(self, _: Field, name: str, value: Value) -> str:
        if isinstance(value, Text):
            return value.text
        self.wrong(value.line, f"{name} must be one line of text", f"write {quoted(value.source)}")
        return ""

    def text(self, field: Field, name: str, value: Value) -> str:
        if isinstance(value, Text) and value.cut:
            problem = f"{name} would lose its end: YAML takes {value.cut!r} for a note"
            hint = f"write {quoted(value.source)}, or give the note a line of its own"
            self.wrong(value.line, problem, hint)
        return self.word(field, name, value)

    def texts(self, field: Field, name: str, value: Value) -> tuple[str, ...]:
        if isinstance(value, Parts):
            self.wrong(value.line, f"{name} must be a list", f"write {name}:\n      - first\n      - second")
            return ()
        items = value.items if isinstance(value, Items) else (value,)
        return tuple(text for item in items if (text := self.text(field, name, item)))

    def addresses(self, field: Field, name: str, value: Value) -> tuple[str, ...]:
        for address in (texts := self.texts(field, name, value)):
            if not _ADDRESS.fullmatch(address) or _UPWARDS.search(address):
                hint = f"write {name}:\n      - /2019/old-address/"
                self.wrong(value.line, f"{name} must be addresses in this site, not {address!r}", hint)
        return texts

    def when(self, field: Field, name: str, value: Value) -> When | None:
        text = self.word(field, name, value)
        when = read_when(text)
        if text and when is None:
            hint = f"write {name}: 2024-03-13, or with a time {name}: 2024-03-13T15:35:00-04:00"
            self.wrong(value.line, f"{name} is not a date: {text!r}", hint)
        return when

    def flag(self, field: Field, name: str, value: Value) -> bool:
        text = self.word(field, name, value).lower()
        if text not in _FLAGS:
            self.wrong(value.line, f"{name} must be true or false, not {text!r}", f"write {name}: true")
        return _FLAGS.get(text, False)

    def parts(self, field: Field, name: str, value: Value) -> Any:
        found: dict[str, Any] = {}
        if isinstance(value, Parts):
            found = self._parts_of(field, name, value)
        elif not isinstance(value, Text) or value.text:
            hint = f"write {name}:\n      {field.parts[0].key}: ..."
            self.wrong(value.line, f"{name} must have parts of its own", hint)
        return _made(field, found)

    def entries(self, field: Field, name: str, value: Value) -> tuple[Any, ...]:
        items = value.items if isinstance(value, Items) else (value,)
        return tuple(entry for item in items if (entry := self._entry(field, name, item)) is not None)

    def _entry(self, field: Field, name: str, value: Value) -> Any:
        main = next(part for part in field.parts if part.required)
        if not isinstance(value, Parts):
            text = self.text(main, name, value)
            return _made(field, {main.key: text}) if text else None
        found = self._parts_of(field, name, value)
        if found.get(main.key):
            return _made(field, found)
        hint = f"write {name}:\n      - date: 2024-03-13\n        text: What was wrong, and what is right."
        self.wrong(value.line, f"one of the {name} has no {main.key}: {value.source!r}", hint)
        return None

    def _parts_of(self, field: Field, name: str, value: Parts) -> dict[str, Any]:
        parts = {part.key: part for part in field.parts}
        known = self.known(value, name, field.part_names)
        return {key: self.value(parts[key], f"{name}.{key}", part) for key, part in known}

    def known(self, parts: Parts, of: str, names: tuple[str, ...]) -> list[tuple[str, Value]]:
        """The pairs whose keys are among `names`, each once. `of` is "" for the whole header."""
        first: dict[str, int] = {}
        pairs = []
        for key, value in parts.pairs:
            name = key.text if isinstance(key, Text) else key.source
            if name not in names:
                problem = f"{of} has no part {name!r}" if of else f"unknown key {name!r}"
                self.wrong(key.line, problem, _near(name, names))
            elif name in first:
                self.wrong(key.line, f"{name} stands twice, first in line {first[name]}", "keep one of them")
            else:
                first[name] = key.line
                pairs.append((name, value))
        return pairs


def _made(field: Field, parts: dict[str, Any]) -> Any:
    return field.made(**parts) if field.made else parts


def _near(name: str, names: tuple[str, ...]) -> str:
    nearest = difflib.get_close_matches(name.lower(), names, n=1)
    listed = ", ".join(names)
    return f"did you mean {nearest[0]}? There are: {listed}" if nearest else f"there are: {listed}"


_Read = Callable[[Reader, Field, str, Value], Any]

_READ: Mapping[Kind, _Read] = MappingProxyType(
    {
        Kind.TEXT: Reader.text,
        Kind.WORD: Reader.word,
        Kind.TEXTS: Reader.texts,
        Kind.ADDRESSES: Reader.addresses,
        Kind.WHEN: Reader.when,
        Kind.FLAG: Reader.flag,
        Kind.PARTS: Reader.parts,
        Kind.ENTRIES: Reader.entries,
    }
)

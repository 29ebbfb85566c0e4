"""Article <-> Markdown file. The only file that knows the header's keys and their order.

Every value of a header is read as the text that stands there, and the schema below decides what it
means: so `title: 1984`, `section: No` and `title: 2024-03-13` are what an editor sees, not what YAML 1.1
makes of them. The schema is closed: a key it does not know is a mistake, since nothing would ever show it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sitegen import yaml_header
from sitegen.errors import Problem, SitegenError
from sitegen.model.article import Article, Correction, Image, Source, When
from sitegen.yaml_header import Items, Parts, Text, Value, one_line, quoted

IMAGE_PARTS = ("src", "alt", "caption", "credit")
SOURCE_PARTS = ("path", "sha256", "url")
CORRECTION_PARTS = ("date", "text")


# ------------------------------------------------------------------------------------------ writing


def header_of(article: Article) -> dict[str, object]:
    """The header's keys and values in their order, without those that are unknown."""
    header: dict[str, object] = {
        "title": one_line(article.title),
        "kicker": one_line(article.kicker),
        "date": article.date,
        "updated": article.updated,
        "authors": _lines(article.authors),
        "section": one_line(article.section),
        "series": one_line(article.series),
        "tags": _lines(article.tags),
        "description": one_line(article.description),
        "lang": one_line(article.lang),
        "image": _parts(article.image, IMAGE_PARTS),
        "corrections": [_correction(correction) for correction in article.corrections],
        "pin": article.pin,
        "expires": article.expires,
        "aliases": _lines(article.aliases),
        "source": _parts(article.source, SOURCE_PARTS),
        "review": _lines(article.review),
        "draft": article.draft,
    }
    return {key: value for key, value in header.items() if value}


def _lines(texts: tuple[str, ...]) -> list[str]:
    return list(filter(None, map(one_line, texts)))


def _parts(of: Image | Source, names: tuple[str, ...]) -> dict[str, str]:
    return {name: text for name in names if (text := one_line(getattr(of, name)))}


def _correction(correction: Correction) -> dict[str, object]:
    parts = {"date": correction.date, "text": one_line(correction.text)}
    return {name: value for name, value in parts.items() if value}


def render(article: Article) -> str:
    """The whole file: header, an empty line, the body, one newline at its end.

    Fields become one line each, without white space round them; the body loses empty lines round it.
    Raises SitegenError when the header is too long for a person to edit.
    """
    return yaml_header.write(header_of(article), article.body)


# ------------------------------------------------------------------------------------------ reading


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values by the schema; what went wrong is gathered, so that an editor sees all of it at once."""

    path: str
    problems: list[Problem]

    def wrong(self, line: int, problem: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, problem, hint))

    def word(self, key: str, value: Value) -> str:
        """A text that holds no prose, so that a YAML comment may follow it."""
        if isinstance(value, Text):
            return value.text
        self.wrong(value.line, f"{key} must be one line of text", f"write {quoted(value.source)}")
        return ""

    def text(self, key: str, value: Value) -> str:
        if isinstance(value, Text) and value.cut:
            problem = f"{key} would lose its end: YAML takes {value.cut!r} for a note"
            hint = f"write {quoted(value.source)}, or give the note a line of its own"
            self.wrong(value.line, problem, hint)
        return self.word(key, value)

    def texts(self, key: str, value: Value) -> tuple[str, ...]:
        if isinstance(value, Parts):
            self.wrong(value.line, f"{key} must be a list", f"write {key}:\n      - first\n      - second")
            return ()
        items = value.items if isinstance(value, Items) else (value,)
        return tuple(text for item in items if (text := self.text(key, item)))

    def when(self, key: str, value: Value) -> When | None:
        text = self.word(key, value)
        when = read_when(text)
        if text and when is None:
            hint = f"write {key}: 2024-03-13, or with a time {key}: 2024-03-13T15:35:00-04:00"
            self.wrong(value.line, f"{key} is not a date: {text!r}", hint)
        return when

    def flag(self, key: str, value: Value) -> bool:
        text = self.word(key, value).lower()
        if text not in _FLAGS:
            self.wrong(value.line, f"{key} must be true or false, not {text!r}", f"write {key}: true")
        return _FLAGS.get(text, False)

    def parts(self, key: str, value: Value, names: tuple[str, ...]) -> dict[str, str]:
        if isinstance(value, Parts):
            return {name: self.text(f"{key}.{name}", part) for name, part in self.known(value, key, names)}
        if not isinstance(value, Text) or value.text:
            self.wrong(
                value.line, f"{key} must have parts of its own", f"write {key}:\n      {names[0]}: ..."
            )
        return {}

    def corrections(self, key: str, value: Value) -> tuple[Correction, ...]:
        """A list of corrections, each a text with its date, or a mere text."""
        items = value.items if isinstance(value, Items) else (value,)
        return tuple(filter(None, (self.correction(key, item) for item in items)))

    def correction(self, key: str, value: Value) -> Correction | None:
        if not isinstance(value, Parts):
            text = self.text(key, value)
            return Correction(text) if text else None
        parts = dict(self.known(value, key, CORRECTION_PARTS))
        text = self.text(f"{key}.text", parts["text"]) if "text" in parts else ""
        if not text:
            hint = f"write {key}:\n      - date: 2024-03-13\n        text: What was wrong, and what is right."
            self.wrong(value.line, f"a correction has no text: {value.source!r}", hint)
            return None
        return Correction(text, self.when(f"{key}.date", parts["date"]) if "date" in parts else None)

    def addresses(self, key: str, value: Value) -> tuple[str, ...]:
        """Addresses in this site: `/2019/old-address/`."""
        for address in (texts := self.texts(key, value)):
            if not _ADDRESS.fullmatch(address) or _UPWARDS.search(address):
                hint = f"write {key}:\n      - /2019/old-address/"
                self.wrong(value.line, f"{key} must be addresses in this site, not {address!r}", hint)
        return texts

    def known(self, parts: Parts, of: str, names: tuple[str, ...]) -> list[tuple[str, Value]]:
        """The pairs whose keys are among `names`, each once. `of` is "" for the whole header."""
        first: dict[str, int] = {}
        pairs = []
        for key, value in parts.pairs:
            name = key.text if isinstance(key, Text) else key.source
            if name not in names:
                self.wrong(
                    key.line,
                    f"{of} has no part {name!r}" if of else f"unknown key {name!r}",
                    _near(name, names),
                )
            elif name in first:
                self.wrong(key.line, f"{name} stands twice, first in line {first[name]}", "keep one of them")
            else:
                first[name] = key.line
                pairs.append((name, value))
        return pairs


def _near(name: str, names: tuple[str, ...]) -> str:
    nearest = difflib.get_close_matches(name.lower(), names, n=1)
    listed = ", ".join(names)
    return f"did you mean {nearest[0]}? There are: {listed}" if nearest else f"there are: {listed}"


_FLAGS = {"": False, "true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}

_WHEN = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt\s]\s*(\d\d?)(:\d\d(?::\d\d(?:\.\d+)?)?)\s*([Zz]|[+-]\d\d(?::?\d\d(?::\d\d)?)?)?)?",
    re.ASCII,
)


def read_when(text: str) -> When | None:
    """`2024-03-13`, `2024-03-13 15:35`, `2024-03-13T15:35:00-04:00` ... as a date or datetime, else None."""
    match = _WHEN.fullmatch(text.strip())
    if match is None:
        return None
    day, hour, rest, zone = match.groups()
    try:
        if hour is None:
            return date.fromisoformat(day)
        return datetime.fromisoformat(f"{day}T{hour:0>2}{rest}{(zone or '').upper()}")
    except ValueError:
        return None


_ADDRESS = re.compile(r"/[^\s?#\\:*\"<>|/][^\s?#\\:*\"<>|]*")
_UPWARDS = re.compile(r"(?:^|/)\.{1,2}(?:/|$)|//")
"""An address names a file to be written, so it may not lead out of the site."""

_Read = Callable[[_Reader, str, Value], Any]

_KEYS: dict[str, _Read] = {
    "title": _Reader.text,
    "kicker": _Reader.text,
    "date": _Reader.when,
    "updated": _Reader.when,
    "authors": _Reader.texts,
    "section": _Reader.text,
    "series": _Reader.text,
    "tags": _Reader.texts,
    "description": _Reader.text,
    "lang": _Reader.word,
    "image": lambda reader, key, value: Image(**reader.parts(key, value, IMAGE_PARTS)),
    "corrections": _Reader.corrections,
    "pin": _Reader.when,
    "expires": _Reader.when,
    "aliases": _Reader.addresses,
    "source": lambda reader, key, value: Source(**reader.parts(key, value, SOURCE_PARTS)),
    "review": _Reader.texts,
    "draft": _Reader.flag,
}
"""How each key of the header is read. The order is the order in the file."""


def parse(text: str, path: str = "") -> Article:
    """Read a Markdown file into an article.

    text  the whole file
    path  its name, for messages

    Raises SitegenError with every problem of the header at once: no front matter, broken YAML, an unknown
    key, a value of the wrong shape.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    header, body = yaml_header.split(text, path)
    parts, problems = yaml_header.read(header, path)
    reader = _Reader(path, problems)
    fields = {key: _KEYS[key](reader, key, value) for key, value in reader.known(parts, "", tuple(_KEYS))}
    if problems:
        raise SitegenError(sorted(problems, key=lambda problem: problem.line))
    return Article(**fields, body=body)

"""Reads the language files. Adding a language is adding one TOML file beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, get_type_hints

from sitegen.languages.schema import Language, Phrases

_ROWS = {"months": 12, "weekdays": 7}
_TEXTS = ("code", "name", "day_order")
_DAY_ORDERS = ("mdy", "dmy", "ymd")


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """The codes of all languages there is a file for, sorted: ("cs", "da", "de", ...)."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load(code: str) -> Language:
    """The language with this code.

    Raises ValueError, naming file and key, when there is no such file or it is malformed.
    """
    if code not in codes():
        raise ValueError(f"no language {code!r}: there are {', '.join(codes())}")
    return read(files(__package__) / f"{code}.toml")


@lru_cache(maxsize=1)
def all_languages() -> tuple[Language, ...]:
    """Every language there is a file for, in the order of `codes()`."""
    return tuple(load(code) for code in codes())


def read(path: Traversable) -> Language:
    """Reads one language file; ValueError names the file and the key that is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name}: not valid TOML: {error}") from error
    language: Language = _table(Language, table, path.name, "")
    if f"{language.code}.toml" != path.name:
        raise ValueError(f'{path.name}: code = "{language.code}" must be the name of the file')
    return language


def _table(kind: type[Any], table: dict[str, Any], file: str, prefix: str) -> Any:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    for name in names:
        if name not in table:
            raise ValueError(f"{file}: {prefix}{name} is missing (a list may be empty: {name} = [])")
    for name in table:
        if name not in names:
            raise ValueError(f"{file}: {prefix}{name} is not a key of a language file")
    return kind(**{name: _value(name, hints[name], table[name], file, prefix) for name in names})


def _value(name: str, kind: Any, value: Any, file: str, prefix: str) -> Any:
    where = f"{file}: {prefix}{name}"
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(value, dict):
            raise ValueError(f"{where} must be a table: [{prefix}{name}]")
        return _table(kind, value, file, f"{prefix}{name}.")
    if name in _TEXTS:
        return _text(value, name, where)
    if name in _ROWS:
        if not isinstance(value, list) or len(value) != _ROWS[name]:
            raise ValueError(f"{where} must hold {_ROWS[name]} lists of spellings")
        return tuple(_phrases(row, where) for row in value)
    return _phrases(value, where)


def _text(value: Any, name: str, where: str) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{where} must be a text")
    if name == "day_order" and value not in _DAY_ORDERS:
        raise ValueError(f"{where} must be one of {', '.join(_DAY_ORDERS)}")
    return value


def _phrases(value: Any, where: str) -> Phrases:
    if not isinstance(value, list) or not all(isinstance(phrase, str) and phrase for phrase in value):
        raise ValueError(f'{where} must be a list of texts: ["one", "two"]')
    return tuple(value)

"""Reading what JSON-LD says: one value or a list of them, an address or an object that has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.check.built.page import Thing


def types(thing: Thing) -> tuple[str, ...]:
    """What a thing says it is: `("NewsArticle",)`."""
    return tuple(str(name).rpartition("/")[2] for name in _listed(thing.get("@type")))


def words(thing: Thing, key: str) -> str:
    """The text under a key; "" when there is none."""
    value = thing.get(key)
    return value.strip() if isinstance(value, str) else ""


def names_in(thing: Thing) -> tuple[str, ...]:
    """The names of a thing, which may be one or several."""
    return tuple(name for name in _listed(thing.get("name")) if isinstance(name, str) and name.strip())


def objects(value: Any) -> list[Thing]:
    """The objects in a value: itself, or members of a list."""
    return [member for member in _listed(value) if isinstance(member, Mapping)]


def address_in(value: Any) -> tuple[str, ...]:
    """The addresses in a value: as text, or as the url of objects."""
    found = (member if isinstance(member, str) else _address_of(member) for member in _listed(value))
    return tuple(address for address in found if address)


def _address_of(member: Any) -> str:
    if not isinstance(member, Mapping):
        return ""
    return words(member, "url") or words(member, "contentUrl")


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]

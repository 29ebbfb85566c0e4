"""The addresses in a style sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sitegen.check.built.addresses import Place, address_of, locate

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
)


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A .css file, and each address in it with the place it leads to."""

    path: str
    addresses: tuple[tuple[str, Place], ...]


def read_styles(folder: Path, path: str, site_url: str) -> StyleSheet:
    """The record of a style sheet; one that cannot be read holds no addresses."""
    try:
        text = (folder / path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    own = address_of(path, site_url)
    return StyleSheet(path, tuple((found, locate(found, own, site_url)) for found in addresses_in(text)))


def addresses_in(css: str) -> tuple[str, ...]:
    """Every `url(...)` and `@import` once, in their order; those of comments left out."""
    if "url(" not in css and "@import" not in css:
        return ()
    matches = _ADDRESS.finditer(_COMMENT.sub("", css))
    found = ("".join(group or "" for group in match.groups()) for match in matches)
    return tuple(dict.fromkeys(address for address in found if address))

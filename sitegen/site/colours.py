"""The newsroom's own colours and fonts, from `extra.paper` in mkdocs.yml, as a stylesheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sitegen.errors import Problem, SitegenError

COLOURS = ("paper", "ink", "ink_soft", "rule", "rule_strong", "accent", "found", "note")
FONTS = ("font_headline", "font_text", "font_furniture")
SCHEMES = MappingProxyType({"light": "default", "dark": "slate"})
"""Our names for Material's two schemes."""

_VALUE = re.compile(r"[-#%.,/ \"'\w()]+")
"""What a colour or a list of fonts is made of: nothing that ends a declaration or begins another."""


def own_colours(paper: object, path: str = "mkdocs.yml") -> str:
    """The stylesheet of `extra.paper`; "" when there is none.

        extra:
          paper:
            font_headline: "Georgia, serif"
            light: {accent: "#00558c"}
            dark: {accent: "#8cc8f0"}

    path  of the settings, for messages

    Raises SitegenError for a name or a value that is none of a colour or font.
    """
    if not paper:
        return ""
    if not isinstance(paper, Mapping):
        raise _wrong(path, "is no list of names and values")
    fonts = {name: value for name, value in paper.items() if name not in SCHEMES}
    rules = [(":root", _settings(fonts, FONTS, path))]
    for scheme, material in SCHEMES.items():
        colours = paper.get(scheme) or {}
        if not isinstance(colours, Mapping):
            raise _wrong(path, f"{scheme} is no list of names and values")
        rules.append((f'[data-md-color-scheme="{material}"]', _settings(colours, COLOURS, path)))
    return "\n".join(f"{where} {{\n{lines}\n}}" for where, found in rules if (lines := "\n".join(found)))


def _settings(values: Mapping[object, object], known: tuple[str, ...], path: str) -> Iterator[str]:
    for name, value in values.items():
        if name not in known:
            raise _wrong(path, f"has no {name!r} here; there are {', '.join(known)}")
        if not _VALUE.fullmatch(str(value)) or "url(" in str(value).lower():
            raise _wrong(path, f"{name}: {value!r} is no colour or font")
        yield f"  --{str(name).replace('_', '-')}: {value};"


def _wrong(path: str, what: str) -> SitegenError:
    hint = 'write light: {accent: "#00558c"}, dark: {accent: "#8cc8f0"} or font_headline: "Georgia, serif"'
    return SitegenError(Problem(path, 0, f"extra.paper {what}", hint))

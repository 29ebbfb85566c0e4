"""The newsroom's own colours and fonts, from `extra.paper` in mkdocs.yml, as a stylesheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from sitegen.errors import Problem, SitegenError

COLOURS = ("paper", "ink", "ink_soft", "rule", "rule_strong", "accent", "found", "note")
FONTS = ("font_headline", "font_text", "font_furniture")
SCHEMES = MappingProxyType(
    {
        "light": ('[data-md-color-scheme="default"]',),
        "dark": (
            '[data-md-color-scheme="slate"]',
            "@media screen and (prefers-color-scheme: dark) { .no-js body:has(.colours)",
        ),
    }
)
"""Where paper.css has the colours of our two schemes; the dark ones also for pages without a script."""

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
    sheet = [_rule(":root", _settings(fonts, FONTS, path))]
    for scheme, places in SCHEMES.items():
        colours = paper.get(scheme) or {}
        if not isinstance(colours, Mapping):
            raise _wrong(path, f"{scheme} is no list of names and values")
        lines = tuple(_settings(colours, COLOURS, path))
        sheet += [_rule(place, lines) for place in places]
    return "\n".join(filter(None, sheet))


def _rule(place: str, lines: Iterable[str]) -> str:
    """A rule of a stylesheet; "" without lines."""
    body = "\n".join(lines)
    return f"{place} {{\n{body}\n{'}' * (1 + place.count('{'))}" if body else ""


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

"""What a theme itself puts on pages besides what is inert, read from the text of its templates.

Only what stands in a template in so many words counts. What comes out of `{{ }}` is a text of the site, and
could be anybody's: it may fill an attribute that shows something, never one that runs something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import chain
from urllib.parse import urlsplit

import jinja2
from selectolax.lexbor import LexborHTMLParser

from sitegen.sweep.inert import LINKS, NAMES, RESOURCES, is_inert

_SHOWN = "\ufffc"
"""Stands where a template shows something."""

_OWN_LINKS = ("alternate", "canonical", "icon", "prev", "next", "me", "license", "stylesheet")


@dataclass(frozen=True, slots=True)
class Shape:
    """An element of the theme that could do something.

    attributes  that it may have, some of them or all: templates leave out some by conditions. None stands for
                any text, and in an address for any that leads into the site
    text        of a script or style, as it stands there; "" of every other element
    """

    attributes: Mapping[str, str | None]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may stand in the files of a site.

    shapes    by the element's name
    files     of the theme and the search, by their path in the site: scripts and styles come from there only
    site      its address: `https://example.org/paper/`, "" when it has none
    policies  the Content-Security-Policies that a page may set
    trusted   patterns of files that are not looked at: `interactives/*`
    """

    shapes: Mapping[str, tuple[Shape, ...]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    site: str = ""
    policies: frozenset[str] = frozenset()
    trusted: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """What addresses from the root of the host begin with: `/`, `/paper/`."""
        return urlsplit(self.site).path.rstrip("/") + "/"

    def trusts(self, path: str) -> bool:
        return any(fnmatchcase(path, pattern) for pattern in self.trusted)

    def under(self, *policies: str) -> Allowed:
        """The same for pages that set one of these Content-Security-Policies."""
        return replace(self, policies=frozenset(policies))

    def scripts(self) -> tuple[str, ...]:
        """The texts of the theme's own scripts that stand in pages, for the policy's hashes."""
        return tuple(sorted({shape.text for shape in self.shapes.get("script", ()) if shape.text}))

    def styles(self) -> tuple[str, ...]:
        """Likewise of its style elements."""
        return tuple(sorted({shape.text for shape in self.shapes.get("style", ()) if shape.text}))


def allowed_of(
    templates: Iterable[str],
    *,
    files: Collection[str] = (),
    site: str = "",
    policies: Collection[str] = (),
    trusted: Collection[str] = (),
) -> Allowed:
    """What a theme allows; worked out once for a build.

    templates  the text of each of the newsroom's templates
    others     as in `Allowed`
    """
    shapes: dict[str, list[Shape]] = {}
    theirs = (_shapes_of(template) for template in templates if "<" in template)
    for name, shape in chain(_sitegens_own(), *theirs):
        kept = shapes.setdefault(name, [])
        if shape not in kept:
            kept.append(shape)
    return Allowed(
        {name: tuple(kept) for name, kept in shapes.items()},
        frozenset(files),
        site,
        frozenset(policies),
        tuple(trusted),
    )


def _sitegens_own() -> Iterator[tuple[str, Shape]]:
    """What is written into the head of pages by sitegen (`outlets.heads`) and by Material."""
    yield "meta", Shape({"charset": "utf-8"})
    yield "meta", Shape({"name": None, "content": None})
    yield "meta", Shape({"property": None, "content": None})
    for rel in _OWN_LINKS:
        yield "link", Shape({"rel": rel, **dict.fromkeys(("type", "title", "hreflang", "href"))})


@lru_cache(maxsize=256)
def _shapes_of(template: str) -> tuple[tuple[str, Shape], ...]:
    """`_shapes_in` a template; `serve` asks for the same ones after every change."""
    return tuple(_shapes_in(_without_code(template, jinja2.Environment(autoescape=True))))


def _shapes_in(markup: str) -> Iterator[tuple[str, Shape]]:
    """The elements of a template's own text that could do something."""
    root = LexborHTMLParser(markup).root
    for node in root.traverse(include_text=False) if root else ():
        name = node.tag or ""
        attributes = {key: value or "" for key, value in node.attributes.items() if _SHOWN not in key}
        if _SHOWN in name or _harmless(name, attributes):
            continue
        text = node.text() or "" if name in ("script", "style") else ""
        if _SHOWN not in text:
            yield name, Shape({key: _literal(value) for key, value in attributes.items()}, text)


def _harmless(name: str, attributes: Mapping[str, str]) -> bool:
    return name in NAMES and all(map(is_inert, attributes.keys() - LINKS - RESOURCES))


def _literal(value: str) -> str | None:
    return None if _SHOWN in value else value


def _without_code(template: str, env: jinja2.Environment) -> str:
    """A template's own text, with marks where Jinja puts something.

    `{{ 'assets/x.js' | url }}` is a file of the theme, named in so many words: it stays as `assets/x.js`.
    """
    parts: list[str] = []
    inside: list[str] | None = None
    for _, kind, text in env.lex(template):
        if kind == "data":
            parts.append(text)
        elif kind in ("variable_begin", "block_begin"):
            inside = []
        elif kind == "variable_end":
            parts.append(_named_file(inside or []) or _SHOWN)
            inside = None
        elif kind == "block_end":
            parts.append(f" {_SHOWN} ")
            inside = None
        elif inside is not None and kind != "whitespace":
            inside.append(text)
    return "".join(parts)


def _named_file(tokens: list[str]) -> str:
    """The address in `'assets/x.js' | url`, "" for any other expression."""
    return (
        tokens[0][1:-1] if len(tokens) == 3 and tokens[1:] == ["|", "url"] and tokens[0][0] in "'\"" else ""
    )

"""One element of a page: may it stand there?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.sweep.allowed import Allowed, Shape
from sitegen.sweep.finding import shown
from sitegen.sweep.inert import LINKS, NAMES, RESOURCES, are_own, is_inert, is_own, leads_well

DATA = frozenset({"application/ld+json", "application/json"})
"""Types of a script element that is data: no browser runs it."""

_REFRESH = re.compile(r"0; url=(.+)", re.DOTALL)
_RULES = frozenset({"stylesheet", "preload", "modulepreload"})
"""What a link fetches that has a say on the page."""

_ACTS = frozenset({"style", "srcdoc", "http-equiv", "is", "nonce"})
"""Attributes besides handlers that may only be what the theme says in so many words."""

_ADDRESSES = LINKS | RESOURCES | {"action", "formaction", "data", "poster", "background", "ping", "manifest"}
_STEPS = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\\%:]")
"""What a plain way to a file has none of: `..`, `//`, a code, another host."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the elements of a page.

    depth  of the page's folder below the site's: 0 for `index.html`, 1 for `about/index.html`
    """

    allowed: Allowed
    depth: int

    def faults(self, name: str, attributes: Mapping[str, str], text: str = "") -> Iterator[str]:
        """What is wrong with an element, in words.

        name  in lower case, as are the keys of `attributes`, whose values are as a browser has them
        text  inside it, of a script or style
        """
        if name in NAMES:
            strange = [key for key in attributes if not _may_stand(key, attributes[key])]
            if strange and not self._has_shape(name, attributes, text):
                yield from (_told(name, key, attributes[key]) for key in strange)
        elif not self._is_known(name, attributes, text):
            yield f"{_opening(name, attributes)} is none of the theme's"

    def _is_known(self, name: str, attributes: Mapping[str, str], text: str) -> bool:
        if name == "meta" and "http-equiv" in attributes:
            return self._is_rule(attributes)
        if name == "script" and attributes.keys() == {"type"} and attributes["type"] in DATA:
            return True
        return self._has_shape(name, attributes, text)

    def _is_rule(self, attributes: Mapping[str, str]) -> bool:
        """True for the site's policy, and for an old address that leads to a page of the site."""
        if attributes.keys() != {"http-equiv", "content"}:
            return False
        if attributes["http-equiv"] == "Content-Security-Policy":
            return attributes["content"] in self.allowed.policies
        to = _REFRESH.fullmatch(attributes["content"])
        return attributes["http-equiv"] == "refresh" and to is not None and is_own(to[1])

    def _has_shape(self, name: str, attributes: Mapping[str, str], text: str) -> bool:
        return any(self._fits(shape, name, attributes, text) for shape in self.allowed.shapes.get(name, ()))

    def _fits(self, shape: Shape, name: str, attributes: Mapping[str, str], text: str) -> bool:
        if text.strip() != shape.text.strip() or not attributes.keys() <= shape.attributes.keys():
            return False
        if name == "script" and "src" not in attributes and not text.strip():
            return False
        has_say = name == "script" or attributes.get("rel") in _RULES
        return all(self._fills(shape.attributes[key], key, attributes[key], has_say) for key in attributes)

    def _fills(self, wanted: str | None, key: str, value: str, has_say: bool) -> bool:
        """True when an attribute has the value that the theme gives it."""
        if key not in _ADDRESSES:
            return value == wanted or (wanted is None and key not in _ACTS and not key.startswith("on"))
        way = way_to(value, self.allowed.base, self.depth)
        if wanted not in (None, value, way):
            return False
        if has_say:
            return way in self.allowed.files or (value == wanted and not is_own(value))
        return value == wanted or (leads_well(value) if key in LINKS else is_own(value))


def way_to(address: str, base: str, depth: int) -> str:
    """The path in the site of a file, as pages name files of the theme; "" for another address.

    `../../assets/x.js` on a page two folders deep, `/paper/assets/x.js` where the base is `/paper/`.
    """
    up = base if address.startswith("/") else "../" * depth
    rest = address[len(up) :] if address.startswith(up) else ""
    return "" if _STEPS.search(rest) else rest


def _may_stand(key: str, value: str) -> bool:
    """True for an attribute that an inert element may have."""
    if key in LINKS:
        return leads_well(value)
    if key in RESOURCES:
        return are_own(value) if key == "srcset" else is_own(value)
    return is_inert(key)


def _told(name: str, key: str, value: str) -> str:
    if key in LINKS or key in RESOURCES:
        return f'<{name} {key}="{shown(value)}"> leads where no page of the site may lead'
    return f'<{name}> has the attribute {shown(key)}="{shown(value)}", which is none of the theme\'s'


def _opening(name: str, attributes: Mapping[str, str]) -> str:
    inside = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{shown(name + inside)}>"

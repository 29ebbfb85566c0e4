"""Elements and attributes that can do nothing by themselves, and the addresses that may stand in them.

From the HTML standard (html.spec.whatwg.org): an element is here if it runs nothing, loads no document, sends
nothing, changes no address and no rule of the page, whatever inert attributes it has.
"""

from __future__ import annotations

import re

_NAMES = (
    "a li p div bdi time span h2 ul article section nav h3 img path svg button figure figcaption header "
    "footer ol h1 em strong br b i h4 h5 h6 html head body title main td th tr table thead tbody tfoot "
    "caption blockquote cite code pre hr q s u small sub sup mark del ins abbr bdo data dfn kbd samp var "
    "wbr ruby rt rp dl dt dd details summary aside address hgroup search label fieldset legend dialog "
    "circle rect line polyline polygon ellipse g col colgroup picture source noscript menu "
)
IN_ORDER = tuple(_NAMES.split())
NAMES = frozenset(IN_ORDER)
"""Elements; in the order in which they are common, for the screen."""

_ATTRIBUTES = (
    "class rel dir lang datetime id hidden alt width height type title role tabindex loading decoding "
    "viewBox d content property name fetchpriority popover charset for xmlns cx cy r x y x1 x2 y1 y2 rx "
    "ry points fill stroke stroke-width stroke-linecap stroke-linejoin transform colspan rowspan scope "
    "start reversed open value hreflang media sizes translate span align target download "
)
ATTRIBUTES_IN_ORDER = tuple(_ATTRIBUTES.split())
ATTRIBUTES = frozenset(name.lower() for name in ATTRIBUTES_IN_ORDER)
"""Besides `data-` and `aria-`."""

LINKS = frozenset({"href", "cite"})
"""Attributes that lead somewhere when a reader wants it."""

RESOURCES = frozenset({"src", "srcset"})
"""Attributes whose file a browser fetches by itself: from this site only."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_DROPPED = dict.fromkeys(map(ord, "\t\n\r"))
_STRIPPED = "".join(map(chr, range(0x21)))


def is_inert(name: str) -> bool:
    """True for an attribute that does nothing on an inert element; `name` in lower case."""
    return name in ATTRIBUTES or name.startswith(("data-", "aria-"))


def plain(address: str) -> str:
    """An address as a browser understands it (url.spec.whatwg.org): control characters are nothing."""
    return address.strip(_STRIPPED).translate(_DROPPED)


def scheme_of(address: str) -> str:
    """The scheme of an address in lower case, "" of a relative one."""
    found = _SCHEME.match(plain(address))
    return found[1].lower() if found else ""


def leads_well(address: str) -> bool:
    """True for a link's address that is the site's own or of a scheme that runs nothing."""
    scheme = scheme_of(address)
    return not scheme or scheme in SCHEMES


def is_own(address: str) -> bool:
    """True for an address in this site: no scheme, no other host."""
    return not scheme_of(address) and not plain(address).replace("\\", "/").startswith("//")


def are_own(sources: str) -> bool:
    """The same for all addresses of a `srcset`."""
    return all(is_own(candidate) for candidate in re.split(r"[,\s]+", sources))

"""SVG: a drawing, which a browser that is led to its address takes for a document and lets run.

Only elements and attributes that draw are let through; that is an allow-list, from SVG 2 (w3.org/TR/SVG2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from sitegen.sweep.finding import shown
from sitegen.sweep.xml_files import PARSER, strange_in_document

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}"
_OWN_PLACE = re.compile(r"#[\w.:-]*")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")

_DRAWS = (
    "svg g defs desc title metadata symbol use path circle ellipse line polyline polygon rect text tspan "
    "textPath image clipPath mask pattern marker linearGradient radialGradient stop switch view style "
    "filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur "
    "feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile "
    "feTurbulence "
)
_NAMES = frozenset(_DRAWS.split())
_RUNS = frozenset({_SVG, "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", None})
"""Vocabularies that browsers know. Of others a drawing program may note something: it draws nothing."""


def faults_of_drawing(svg: bytes) -> Iterator[str]:
    """What stands in a drawing that does not draw, in words."""
    try:
        root = etree.fromstring(svg, PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield f"cannot be read as a drawing (SVG): {error}"
        return
    yield from strange_in_document(root)
    if root.tag != f"{{{_SVG}}}svg":
        yield f"is no drawing: it begins with <{shown(str(root.tag))}>"
    for element in root.iter(etree.Element):
        yield from _faults(element)


def _faults(element: etree._Element) -> Iterator[str]:
    tag = etree.QName(element)
    if tag.namespace != _SVG:
        if tag.namespace in _RUNS:
            yield f"<{shown(str(element.tag))}> does not draw"
        return
    if tag.localname not in _NAMES:
        yield f"<{shown(tag.localname)}> does not draw"
    if tag.localname == "style" and _calls(element.text or ""):
        yield "its <style> asks for another file"
    for key, value in element.attrib.items():
        if _is_wrong(str(key), str(value)):
            yield f'<{tag.localname}> has {shown(str(key))}="{shown(str(value))}"'


def _is_wrong(key: str, value: str) -> bool:
    if key.lower().startswith("on"):
        return True
    if key in ("href", f"{_XLINK}href", "src"):
        return not (_OWN_PLACE.fullmatch(value) or _PICTURE.fullmatch(value))
    return _calls(value)


def _calls(style: str) -> bool:
    """True for a style that fetches something: `@import`, `url(` of anything but a place in the drawing."""
    if "\\" in style or "@import" in style.lower():
        return True
    return any(not place.strip(" '\"").startswith("#") for place in re.split(r"(?i)url\s*\(", style)[1:])

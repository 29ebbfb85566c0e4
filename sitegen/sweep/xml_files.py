"""Feeds and sitemaps: XML that a browser may show, with the HTML of stories in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from lxml import etree

from sitegen.sweep.allowed import Allowed
from sitegen.sweep.finding import shown
from sitegen.sweep.inert import leads_well
from sitegen.sweep.pages import faults_in
from sitegen.sweep.screen import Known, passes_part

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
"""Expands nothing and fetches nothing; what is nested or grown beyond libxml2's limits is an error."""

_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACES = frozenset(
    {
        None,
        "http://www.w3.org/2005/Atom",
        "http://purl.org/rss/1.0/modules/content/",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
        "http://search.yahoo.com/mrss/",
        "http://www.sitemaps.org/schemas/sitemap/0.9",
        "http://www.google.com/schemas/sitemap-news/0.9",
        "http://www.google.com/schemas/sitemap-image/1.1",
    }
)
"""Vocabularies in which nothing runs. In XHTML or SVG a script would, whatever stands round it."""

_ADDRESSES = frozenset({"link", "id", "uri", "url", "loc", "guid", "comments", "docs", "icon", "logo"})
_HTML = frozenset({"{http://purl.org/rss/1.0/modules/content/}encoded", "description"})
_INERT = Allowed()


def faults_of_xml(text: bytes, site: str, known: Known) -> Iterator[str]:
    """What stands in a feed or sitemap that could run or lead astray, in words.

    site  the site's address, "" when it has none
    """
    try:
        root = etree.fromstring(text, PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield f"is not well-formed XML: {error}"
        return
    yield from strange_in_document(root)
    for element in root.iter(etree.Element):
        yield from _faults(element, site, known)


def strange_in_document(root: etree._Element) -> Iterator[str]:
    """A document type, whose entities could be anything, and instructions, which can name a style sheet."""
    document = root.getroottree()
    if document.docinfo.doctype:
        yield "has a <!DOCTYPE>"
    for instruction in document.xpath("//processing-instruction() | /processing-instruction()"):
        yield f"has an instruction <?{shown(str(instruction.target))}?>"


class _Tag(NamedTuple):
    """What an element's name says of it."""

    name: str
    known: bool
    leads: bool
    holds_html: bool
    of_atom: bool


@lru_cache(maxsize=256)
def _tag(tag: str) -> _Tag:
    name = etree.QName(tag)
    return _Tag(
        name.localname,
        known=name.namespace in _NAMESPACES,
        leads=name.localname in _ADDRESSES,
        holds_html=tag in _HTML,
        of_atom=name.namespace == _ATOM,
    )


def _faults(element: etree._Element, site: str, known: Known) -> Iterator[str]:
    tag, text = _tag(str(element.tag)), element.text or ""
    if not tag.known:
        yield f"<{shown(str(element.tag))}> is of a vocabulary that no feed has"
    if tag.leads and not leads_well(text):
        yield f"<{tag.name}>{shown(text)} leads where no page of the site may lead"
    kind = None
    for key, value in element.items():
        if key in ("href", "url", "src") and not leads_well(str(value)):
            yield f'<{tag.name} {key}="{shown(str(value))}"> leads where no page of the site may lead'
        elif str(key).lower().startswith("on"):
            yield f"<{tag.name}> has the attribute {shown(str(key))}"
        elif key == "type" and tag.of_atom:
            kind = value
    if kind == "xhtml":
        yield f"<{tag.name}> holds XHTML"
    if tag.holds_html or kind == "html":
        yield from faults_of_story(text, site, known)


def faults_of_story(html: str, site: str, known: Known) -> Iterator[str]:
    """What stands in a story's HTML, as feeds have it, that is not inert.

    site  whose address pictures begin with, since feeds are read elsewhere; "" when it has none
    """
    if "<" not in html:
        return
    raw = html.encode("utf-8", "replace")
    digest = blake2b(raw, digest_size=16).digest()
    if digest in known.texts:
        return
    if site:
        raw = raw.replace(b' src="' + site.encode(), b' src="')
    faults = () if passes_part(raw, 0, _INERT, known) else tuple(faults_in(raw, 0, _INERT))
    if not faults:
        known.texts.add(digest)
    yield from faults

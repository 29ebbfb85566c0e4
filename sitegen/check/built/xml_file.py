"""XML -> tree, safely: no entity is resolved, no network is asked, no text is beyond all measure."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"

Element = etree._Element


def read_xml(file: Path) -> Element | str:
    """The root element; where there is none, why, in words."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return f"is not well-formed XML: {error.msg}" if data.strip() else "is empty"


def words_of(element: Element, name: str) -> str | None:
    """The text of the first child of this name, "" when it is empty; None when there is no such child."""
    child = element.find(name)
    return None if child is None else "".join(child.itertext()).strip()


def local_name(element: Element) -> str:
    """`{http://www.w3.org/2005/Atom}feed` -> `feed`."""
    return str(element.tag).rpartition("}")[2]

"""Atom (RFC 4287), with Media RSS for the picture."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from sitegen.site.machines.facts import Item, Link
from sitegen.site.machines.markup import clean, escape, w3c, words
from sitegen.site.machines.rss import media

NAMESPACES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Atom wants an instant for everything; what has none gets this one, and sorts last."""

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def atom_entry(item: Item, content: str) -> bytes:
    """The `<entry>` of a story; `content` as for RSS."""
    language = f' xml:lang="{words(item.language)}"' if item.language else ""
    address = escape(clean(item.address))
    parts = [f"<entry{language}>\n<title>{words(item.title)}</title>\n"]
    parts.append(f'<link rel="alternate" type="text/html" href="{address}"/>\n')
    parts.append(f"<id>{escape(_iri(item))}</id>\n")
    if item.published:
        parts.append(f"<published>{w3c(item.published)}</published>\n")
    parts.append(f"<updated>{w3c(item.changed or UNDATED)}</updated>\n")
    parts.extend(map(person, item.authors))
    parts.extend(f'<category term="{words(subject)}"/>\n' for subject in item.subjects)
    summary = words(item.summary)
    if summary or not content:
        parts.append(f"<summary>{summary}</summary>\n")
    if content:
        parts.append(f'<content type="html">{escape(content)}</content>\n')
    if item.photo:
        parts.append(media(item.photo))
    parts.append("</entry>\n")
    return "".join(parts).encode()


def person(link: Link) -> str:
    """The `<author>` element of a person, or of the paper."""
    uri = f"<uri>{escape(clean(link.address))}</uri>" if link.address else ""
    return f"<author><name>{words(link.name)}</name>{uri}</author>\n"


def _iri(item: Item) -> str:
    """An entry's id is an address of some scheme; any other id is turned into a `urn:uuid:` of its own."""
    name = clean(item.id or item.address)
    return name if _IRI.fullmatch(name) else uuid5(NAMESPACE_URL, name).urn

"""Pages that certainly hold nothing but what is inert and what the theme put there, found out quickly.

Nearly every page of a site is such a page, and to parse it would take three times as long. What is looked at
is each `<` of the bytes. It has to begin one of these, in which no further `<` stands:

- an end tag: `</p>`
- a start tag of an inert element with inert attributes, written as the theme and nh3 write it: in lower
  case, values in quotation marks, addresses that lead well whatever codes stand in them
- data for search engines: a whole script element of that type
- a start tag that is no inert one, but that `judge` takes for the theme's

That is enough, in whatever state a browser's reader is when it comes to a `<` (html.spec.whatwg.org, 13.2.5).
As data each is one tag and leaves the state of data behind; and as text, in a title or a noscript, it is
nothing. No comment, no CDATA and no tag that ends in a quotation mark can begin. So two stretches of
bytes that both pass, pass as one; what stands on many pages is looked at once.

White space is what HTML calls so, and not what Python does: a vertical tab is part of a name there, and what
looks like a value after it, `<p(VT)title=" onclick=...">`, is none.

A page that does not pass may still be a good one: `pages` parses it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from sitegen.sweep.allowed import Allowed
from sitegen.sweep.inert import ATTRIBUTES_IN_ORDER, IN_ORDER
from sitegen.sweep.judge import Judge

_MOST = 4096
"""Tags, and stretches of pages, that are remembered."""

_BLANKS = r"\t\n\f\r\x20"
"""ASCII whitespace (infra.spec.whatwg.org), for a set of characters."""

_BEGINNING = re.compile(rf"[{_BLANKS}]*<!doctype html>".encode(), re.IGNORECASE)
_CHARSET = re.compile(rb'<meta charset="?utf-8"?>', re.IGNORECASE)
_HEAD = 1024
"""Bytes in which a page says its encoding, so that no browser guesses (13.2.3.2)."""


# No possessive quantifiers, no atomic groups: by these Python forgets tags before 3.11.5 (fuzzed).
_TEXT = r'"[^"<>]*"'
_LINK = (
    r'"(?:(?:https?://|mailto:|tel:)[^"<>]*|[a-zA-Z][^\x00-\x20"<>:&/?#]*(?:[/?#][^"<>]*)?'
    r'|[^\x00-\x20"<>&:a-zA-Z][^"<>]*)?"'
)
_SOURCE = r'"(?!//)[^\x00-\x20"<>&:\\]*"'
_SOURCES = r'"(?![^"]*?//)[^\x00-\x1f"<>&:\\]*"'

_SUSPECT = re.compile(
    rf"""
    <(?!
        /[a-z][a-z0-9]*>
        | (?:{"|".join(IN_ORDER)})(?=[{_BLANKS}>/])
          (?:[{_BLANKS}]+(?:
              class={_TEXT} | href={_LINK} | (?:data|aria)-[a-z-]+(?:={_TEXT}|='[^'<>]*')?
              | (?:{"|".join(ATTRIBUTES_IN_ORDER)})(?:={_TEXT}|='[^'<>]*')?
              | cite={_LINK} | src={_SOURCE} | srcset={_SOURCES}
          )(?=[{_BLANKS}>/]))*[{_BLANKS}]*/?>
        | meta[ ](?:name|property)={_TEXT}[ ]content={_TEXT}>
        | link[ ]rel="(?:alternate|canonical|icon|prev|next)"
          (?:[ ](?:type|title|hreflang)={_TEXT})*[ ]href={_LINK}>
        | script[ ]type="application/ld\+json">[^<]*</script>
    )
    (?:script[^<>]*></script> | [^<>]*>?)
    """.encode(),
    re.VERBOSE,
)

_TAG = re.compile(
    rf"""
    <([a-z][a-z0-9]*)((?:[{_BLANKS}]+[a-zA-Z][a-zA-Z-]*(?:="[^"<>]*"|='[^'<>]*')?)*)[{_BLANKS}]*/?>(</script>)?
    """.encode(),
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(rb"""([a-zA-Z][a-zA-Z-]*)(?:=(?:"([^"]*)"|'([^']*)'))?""")
_PLAIN_CODES = re.compile(rb"&(?!(?:amp|lt|gt|quot|#34|#39);)")


@dataclass(slots=True)
class Known:
    """What has been looked at in this build and is harmless; it spares time and decides nothing.

    tags       of the theme, with the depth of the pages they stood on
    stretches  of pages, that stand on many: masthead, drawer and foot, likewise
    texts      of stories, as feeds have them
    """

    tags: set[tuple[int, bytes]] = field(default_factory=set)
    stretches: set[tuple[int, bytes]] = field(default_factory=set)
    texts: set[bytes] = field(default_factory=set)


def passes(page: bytes, depth: int, allowed: Allowed, known: Known) -> bool:
    """True for a page that certainly holds nothing but what is inert and what the theme put there.

    depth  of the page's folder below the site's
    """
    start = _BEGINNING.match(page)
    if not start or not _CHARSET.search(page, 0, _HEAD) or not _is_utf8(page):
        return False
    above = page.find(b"</title>", start.end())
    main = page.find(b"<main", above)
    below = page.rfind(b"</main>", main)
    if -1 in (above, main, below):
        return passes_part(page[start.end() :], depth, allowed, known)
    return (
        passes_part(page[start.end() : above], depth, allowed, known)
        and _stretch_passes(page[above:main], depth, allowed, known)
        and passes_part(page[main:below], depth, allowed, known)
        and _stretch_passes(page[below:], depth, allowed, known)
    )


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode()
    except UnicodeDecodeError:
        return False
    return True


def passes_part(part: bytes, depth: int, allowed: Allowed, known: Known) -> bool:
    """The same for a part of a page, or for the text of a story."""
    suspects = set(_SUSPECT.findall(part))
    return all((depth, tag) in known.tags or _is_themes(tag, depth, allowed, known) for tag in suspects)


def _stretch_passes(part: bytes, depth: int, allowed: Allowed, known: Known) -> bool:
    if (depth, part) in known.stretches:
        return True
    if not passes_part(part, depth, allowed, known):
        return False
    if len(known.stretches) < _MOST:
        known.stretches.add((depth, part))
    return True


def _is_themes(tag: bytes, depth: int, allowed: Allowed, known: Known) -> bool:
    """True for a tag that a browser can read in one way only, and that is the theme's."""
    found = _TAG.fullmatch(tag)
    if not found or _PLAIN_CODES.search(tag) or (found[1] == b"script") != bool(found[3]):
        return False
    pairs = [
        (key.decode().lower(), unescape((double or single).decode("utf-8", "replace")))
        for key, double, single in _ATTRIBUTE.findall(found[2])
    ]
    attributes = dict(pairs)
    name = found[1].decode()
    if len(attributes) < len(pairs) or next(Judge(allowed, depth).faults(name, attributes), None):
        return False
    if len(known.tags) < _MOST:
        known.tags.add((depth, tag))
    return True

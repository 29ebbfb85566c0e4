"""What a page's elements declare, gathered in one pass: meta, links, scripts, times, titles, bylines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from sitegen.readers.characters import ordinary
from sitegen.readers.html.inline import Run, spans_of, text_of
from sitegen.readers.html.places import words_of

BYLINE_WORDS = frozenset({"byline", "author", "authors", "autor", "autoren", "auteur", "autore", "writer"})
NOT_BYLINE_WORDS = frozenset(
    {
        "bio", "description", "comment", "comments", "image", "img", "avatar", "photo", "social",
        "follow", "box", "related", "teaser", "footer", "nav", "menu", "job", "title", "role", "email",
        "twitter", "date", "list",
    }
)  # fmt: skip
DATE_WORDS = frozenset(
    {
        "date",
        "dates",
        "published",
        "pubdate",
        "timestamp",
        "posted",
        "datetime",
        "datum",
        "fecha",
        "tarih",
        "dato",
    }
)
LONGEST_DATE = 80
"""Characters of an element that may say when the story was published."""

ITEMS = frozenset({"headline", "datepublished", "datemodified", "articlesection"})
"""Microdata properties of an article that are read, lower case."""

MOST_PIECES = 100
"""Pieces of text of one element that are read; an element of more declares nothing."""

MOST_BYLINES, MOST_LINKS = 100, 20
"""Bylines of a page, and links in one, that are read."""

LONGEST_BYLINE = 160
"""Characters of an element that may be a byline; longer ones are an author's description."""


@dataclass(frozen=True, slots=True)
class Time:
    """A <time> element or a microdata date: its machine-readable value, its words and its names."""

    value: str
    text: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Byline:
    """Words that name an author, how the page marks them, and the element that a run of such names shares."""

    text: str
    origin: str
    around: etree._Element | None


@dataclass(slots=True)
class PageHead:
    """All of a page's declarations as they came; names are lower case.

    meta       name, property, itemprop or http-equiv -> contents
    links      rel -> addresses
    times      <time> elements, and short texts after the heading that are called dates
    items      itemprop -> values of elements that are no meta
    """

    meta: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    items: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    scripts: list[str] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    title: str = ""
    lang: str = ""
    base: str = ""

    def first(self, *names: str) -> str:
        """The first content of the first of these meta names that has one."""
        return next((content for name in names for content in self.meta.get(name, ())), "")

    def nearest_bylines(self, origin: str) -> list[str]:
        """The first byline of an origin and those that stand beside it; others are of other stories."""
        lines = [line for line in self.bylines if line.origin == origin]
        return [line.text for line in lines if line.around is lines[0].around]


def gather(root: etree._Element) -> PageHead:
    """Read a page's declarations; the tree stays as it is."""
    head = PageHead(lang=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    for element in root.iter():
        reader = _READERS.get(str(element.tag))
        if reader is not None:
            reader(head, element)
        elif not element.attrib:
            continue
        if (prop := element.get("itemprop")) and element.tag != "meta":
            _item(head, element, prop.lower())
        if element.tag != "link":
            _named(head, element)
    return head


def _item(head: PageHead, element: etree._Element, prop: str) -> None:
    for name in prop.split():
        if name in {"author", "creator"}:
            named = next((part for part in element.iter() if part.get("itemprop") == "name"), element)
            text = named.get("content") or _text(named)
            head.bylines.append(Byline(text, "microdata author", _around(element)))
        elif name in ITEMS:
            head.items[name].append(element.get("datetime") or element.get("content") or _text(element))


def _meta(head: PageHead, element: etree._Element) -> None:
    content = ordinary(element.get("content") or "")
    if content:
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if name := element.get(attribute):
                head.meta[name.strip().lower()].append(content)


def _link(head: PageHead, element: etree._Element) -> None:
    for rel in (element.get("rel") or "").lower().split():
        head.links[rel].append((element.get("href") or "").strip())


def _script(head: PageHead, element: etree._Element) -> None:
    if "ld+json" in (element.get("type") or "").lower():
        head.scripts.append(element.text or "")


def _time(head: PageHead, element: etree._Element) -> None:
    words = words_of("time", tuple(_names(element)))
    above = element.getparent()
    if above is not None:
        words |= words_of(str(above.tag), tuple(_names(above)))
    value = (element.get("datetime") or element.get("content") or "").strip()
    head.times.append(Time(value, _text(element), words))


def _title(head: PageHead, element: etree._Element) -> None:
    head.title = head.title or _text(element)


def _heading(head: PageHead, element: etree._Element) -> None:
    if text := _text(element):
        head.headings.append(text)


def _base(head: PageHead, element: etree._Element) -> None:
    head.base = head.base or (element.get("href") or "").strip()


_READERS = {
    "meta": _meta,
    "link": _link,
    "script": _script,
    "time": _time,
    "title": _title,
    "h1": _heading,
    "base": _base,
}


def _named(head: PageHead, element: etree._Element) -> None:
    """Keep the words of an element that is marked or called as an author's name, or a date."""
    if "author" in (element.get("rel") or "").lower().split():
        _byline(head, element, "rel=author")
        return
    words = words_of("", (element.get("class") or "", element.get("id") or ""))
    if words & BYLINE_WORDS and not words & NOT_BYLINE_WORDS:
        _byline(head, element, "byline element")
    elif words & DATE_WORDS and head.headings and not head.times and element.tag != "time":
        text = _text(element)
        if len(text) <= LONGEST_DATE and any(map(str.isdigit, text)):
            head.times.append(Time("", text, words))


def _byline(head: PageHead, element: etree._Element, origin: str) -> None:
    """A byline's links are its names; without links it is read as a whole."""
    if len(head.bylines) >= MOST_BYLINES:
        return
    links = [link for link in islice(element.iter("a"), MOST_LINKS) if link is not element]
    texts = [_text(link) for link in links] or [_text(element)]
    for text in texts:
        if 1 < len(text) <= LONGEST_BYLINE:
            head.bylines.append(Byline(text, origin, _around(element)))


def _around(element: etree._Element) -> etree._Element | None:
    """The element three steps up: what the names of one byline have in common."""
    return next(islice(element.iterancestors(), 2, 3), None)


def _names(element: etree._Element) -> Iterator[str]:
    return (value for name in ("class", "id", "itemprop") if (value := element.get(name)))


def _text(element: etree._Element) -> str:
    """An element's words, joined as in a block."""
    return text_of(spans_of([Run(str(text), apart=True) for text in islice(element.itertext(), MOST_PIECES)]))

"""Page text -> trees: lxml's for looking things up, and a Beautiful Soup one of what a reader could see."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from lxml import etree

from sitegen.readers.html.places import words_of

INVISIBLE = (
    "script", "style", "template", "noscript", "head", "svg", "math-renderer", "iframe", "frame",
    "frameset", "object", "embed", "applet", "canvas", "audio", "video", "map", "datalist", "input",
    "link", "meta",
)  # fmt: skip
"""Elements whose words no reader sees, or only where the browser fails to show something else.

What is hidden by style or by the `hidden` attribute is not among them: paywalls hide the story so.
"""

KEPT_ATTRIBUTES = frozenset(
    {
        "class", "id", "role", "itemprop", "href", "src", "srcset", "alt", "width", "height", "start",
        "value", "aria-level", "rel", "data-src", "data-srcset", "data-original", "data-lazy-src",
        "data-testid", "data-component", "data-type", "name", "hidden",
    }
)  # fmt: skip
"""Attributes that blocks are made with; the others only make the second tree slower to build."""

MENUS = ("nav", "footer", "select")
"""Elements whose many short entries are one line to an editor who reads what was left out."""

MENU_WORDS = frozenset(
    {"nav", "navbar", "navigation", "menu", "submenu", "megamenu", "footer", "dropdown", "hamburger"}
)
"""Names of boxes that are menus as well when most of their words are links."""

LONGEST_ENTRY = 200
"""Characters of one piece of text in a menu."""

_CONTENT = ("h1", "p", "article", "table", "time")
_LEAVES = frozenset({"img", "br", "hr", "source", "td", "th", "body", "html"})

_SHALLOW = re.compile(
    r"</?(?:div|span|font|b|i|em|strong|center|section|table|tbody|tr|td)\b[^<>]*>", re.IGNORECASE
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse(text: str) -> etree._Element | None:
    """The page as lxml reads it, None when it holds nothing at all.

    A page nested deeper than libxml2 goes (2048) is read once more without its boxes: its words are worth
    more than its structure. Nothing is ever fetched, and no entity of the page's own is expanded.
    """
    root, cut = _parse(text)
    if cut:
        root, _ = _parse(_SHALLOW.sub(" <br><br> ", text))
    return root


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    raw = _NOT_IN_XML.sub(" ", text).encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:  # not a single element in it
        return None, False
    cut = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return root, cut


def visible_soup(root: etree._Element) -> BeautifulSoup:
    """What a reader could see, as a Beautiful Soup tree; `root` loses the rest on the way.

    For each element a soup costs ten times what lxml's tree costs. So scripts, needless attributes and empty
    boxes go first, and each menu becomes one line of words.
    """
    etree.strip_elements(root, *INVISIBLE, with_tail=False)
    for element in list(root.iter()):
        if _is_menu(element):
            _to_one_line(element)
    for element in reversed(list(root.iter())):
        if "display:none" in element.get("style", "").replace(" ", ""):
            element.set("hidden", "hidden")
        for name in element.attrib.keys():  # noqa: SIM118  (not a dict: it must be copied before deleting)
            if name not in KEPT_ATTRIBUTES:
                del element.attrib[name]
        if (
            not len(element)
            and element.tag not in _LEAVES
            and not (element.text and not element.text.isspace())
        ):
            _remove(element)
    markup = etree.tostring(root, encoding="unicode", method="html")
    return BeautifulSoup(markup, "lxml", multi_valued_attributes=None)


def _is_menu(element: etree._Element) -> bool:
    """Many short pieces of text: a page that wraps its story in a <footer> is not to lose its paragraphs."""
    if element.tag not in MENUS:
        names = (element.get("class") or "", element.get("id") or "")
        if not words_of("", names) & MENU_WORDS or next(element.iter(*_CONTENT), None) is not None:
            return False
        linked = sum(len(str(text)) for link in element.iter("a") for text in link.itertext())
        if linked * 2 < sum(len(str(text).strip()) for text in element.itertext()):
            return False
    return len(element) > 0 and all(
        len(text) < LONGEST_ENTRY or text.isspace() for text in element.itertext()
    )


def _to_one_line(menu: etree._Element) -> None:
    words = " | ".join(entry for text in menu.itertext() if (entry := str(text).strip()))
    for child in list(menu):
        menu.remove(child)
    menu.text = words


def _remove(element: etree._Element) -> None:
    """Take an element out and leave the words behind it where they are."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
        element.tail = None
    parent.remove(element)

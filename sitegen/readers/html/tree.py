"""Page text -> trees: lxml's for looking things up, and a Beautiful Soup one of what a reader could see."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from lxml import etree

INVISIBLE = (
    "script", "style", "template", "noscript", "head", "svg", "math-renderer", "iframe", "frame", "frameset",
    "object", "embed", "applet", "canvas", "audio", "video", "map", "datalist", "input", "link", "meta",
)  # fmt: skip
"""Elements whose words no reader sees, or only where the browser fails to show something else.

What is hidden by style or by the `hidden` attribute is not among them: paywalls hide the story so.
"""

KEPT_ATTRIBUTES = frozenset(
    {
        "class", "id", "role", "itemprop", "href", "src", "srcset", "alt", "width", "height", "start", "value",
        "aria-level", "rel", "data-src", "data-srcset", "data-original", "data-lazy-src", "data-testid",
        "data-component", "data-type", "name", "hidden",
    }
)  # fmt: skip
"""Attributes that blocks are made with; the others only make the second tree slower to build."""

MENUS = ("nav", "footer", "select")
"""Elements whose many short entries are one line to an editor who reads what was left out."""

LONGEST_ENTRY = 200
"""Characters of one piece of text in a menu."""

_SHALLOW = re.compile(r"</?(?:div|span|font|b|i|em|strong|center|section|table|tbody|tr|td)\b[^<>]*>", re.IGNORECASE)
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

    A soup costs about ten times what lxml's tree costs, for each element. So scripts, styles and needless
    attributes go first, and each menu becomes one line of words.
    """
    etree.strip_elements(root, *INVISIBLE, with_tail=False)
    for menu in [menu for menu in root.iter(*MENUS) if _is_menu(menu)]:
        _to_one_line(menu)
    for element in root.iter():
        if "display:none" in element.get("style", "").replace(" ", ""):
            element.set("hidden", "hidden")
        for name in element.attrib.keys():  # noqa: SIM118  (not a dict: it must be copied before deleting)
            if name not in KEPT_ATTRIBUTES:
                del element.attrib[name]
    markup = etree.tostring(root, encoding="unicode", method="html")
    return BeautifulSoup(markup, "lxml", multi_valued_attributes=None)


def _is_menu(element: etree._Element) -> bool:
    """Many short pieces of text: a page that wraps its story in a <footer> is not to lose its paragraphs."""
    return all(len(text) < LONGEST_ENTRY or text.isspace() for text in element.itertext())


def _to_one_line(menu: etree._Element) -> None:
    words = " | ".join(entry for text in menu.itertext() if (entry := str(text).strip()))
    for child in list(menu):
        menu.remove(child)
    menu.text = words

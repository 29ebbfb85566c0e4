"""Page text -> the tree of its elements, and what of it a reader could see."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from sitegen.errors import Problem, SitegenError
from sitegen.readers.html.places import words_of

INVISIBLE = (
    "script", "style", "template", "noscript", "head", "svg", "math-renderer", "iframe", "frame",
    "frameset", "object", "embed", "applet", "canvas", "audio", "video", "map", "datalist", "input",
    "link", "meta",
)  # fmt: skip
"""Elements whose words no reader sees, or only where the browser fails to show something else.

What is hidden by style or by the `hidden` attribute is not among them: paywalls hide the story so.
"""

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

MOST_ELEMENTS = 100_000
"""Elements of the largest page that is read: twenty times the largest article of the corpus."""

MOST_MENUS = 300
"""How many boxes are looked at, so that a page of boxes in boxes costs no more than a long one."""

LONG_PAGE = 500_000
"""Characters from which a page is searched for tags of thousands of attributes, which lxml reads slowly."""

_LONG_TAG = re.compile(r"<([a-z][\w-]*)\s[^<>]{30000,}>", re.IGNORECASE)
_FLAT = re.compile(
    r"</?(?!(?:script|style|title|meta|link|head|body|html|h[1-6]|p|br)\b)[a-z][^<>]*>", re.IGNORECASE
)
_FLATTEST = re.compile(
    r"</?(?!(?:script|style|title|meta|link|head|body|html|br)\b)[a-z][^<>]*>", re.IGNORECASE
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
_WITHOUT_CONTROLS = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))


def parse(text: str) -> etree._Element | None:
    """The page as lxml reads it, None when it holds nothing at all.

    A page nested deeper than libxml2 goes (2048) is read once more without its boxes: its words are worth
    more than its structure. Nothing is ever fetched, and no entity of the page's own is expanded.
    Raises SitegenError when the page has more elements than any article.
    """
    if len(text) > LONG_PAGE:
        text = _LONG_TAG.sub(_without_attributes, text)
    root, cut = _parse(text)
    for boxes, instead in ((_FLAT, "<p>"), (_FLATTEST, " ")):
        if cut:
            root, cut = _parse(boxes.sub(instead, text))
    if root is not None and (count := sum(1 for _ in root.iter())) > MOST_ELEMENTS:
        problem = f"the page has {count:,} elements, more than any article"
        raise SitegenError(Problem("", 0, problem, "save the article's own page, or its text"))
    return root


def _without_attributes(tag: re.Match[str]) -> str:
    return tag[0] if tag[0].count("=") < 1000 else f"<{tag[1]}>"


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(_bytes_of(text), parser)
    except etree.XMLSyntaxError:  # not a single element in it
        return None, False
    cut = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return root, cut


def _bytes_of(text: str) -> bytes:
    """The text in UTF-8, with a space for each character that XML does not allow."""
    if "\ufffe" not in text and "\uffff" not in text:
        try:
            return text.encode("utf-8").translate(_WITHOUT_CONTROLS)
        except UnicodeEncodeError:  # half a surrogate pair
            pass
    return _NOT_IN_XML.sub(" ", text).encode("utf-8", errors="replace")


def visible(root: etree._Element) -> etree._Element:
    """What a reader could see: the page's body, which loses the rest on the way.

    Scripts and empty boxes go, and each menu becomes one line of words.
    """
    etree.strip_elements(root, *INVISIBLE, with_tail=False)
    menus = (element for element in list(root.iter()) if _is_menu_by_name(element))
    for menu in islice(menus, MOST_MENUS):
        if _is_menu(menu):
            _to_one_line(menu)
    for element in reversed(list(root.iter())):
        if (
            not len(element)
            and element.tag not in _LEAVES
            and not (element.text and not element.text.isspace())
        ):
            _remove(element)
    body = root.find("body")
    return root if body is None else body


def _is_menu_by_name(element: etree._Element) -> bool:
    if not len(element):
        return False
    if element.tag in MENUS:
        return True
    names = (element.get("class") or "", element.get("id") or "")
    return any(names) and bool(words_of("", names) & MENU_WORDS)


def _is_menu(element: etree._Element) -> bool:
    """Many short pieces of text: a page that wraps its story in a <footer> is not to lose its paragraphs."""
    texts = [str(text) for text in element.itertext()]
    if any(len(text) >= LONGEST_ENTRY and not text.isspace() for text in texts):
        return False
    if element.tag in MENUS:
        return True
    linked = sum(len(str(text)) for link in element.iter("a") for text in link.itertext())
    return (
        linked * 2 >= sum(len(text.strip()) for text in texts) and next(element.iter(*_CONTENT), None) is None
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

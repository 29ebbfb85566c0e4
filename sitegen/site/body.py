"""A story's body as its page shows it: pictures with their captions, tables that scroll, subheads."""

from __future__ import annotations

import re
from html import escape, unescape

from sitegen.site.pictures import PORTRAIT, settled
from sitegen.site.stories import Shelf, Story

_ALONE = re.compile(
    r"<p>((?:<picture>(?:<source [^>]*>)*)?<img [^>]*>(?:</picture>)?)</p>"
    r"(?:\s*<p><em>((?:(?!</?em>|</?p>).)*)</em>(?:\s*\(([^()<]*)\))?</p>)?"
)
"""A picture in a paragraph of its own, and below it its caption and credit as the converter writes them."""

_FIRST = re.compile(r"\s*<p>(.*?)</p>\s*", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WIDTH, _HEIGHT = re.compile(r' width="(\d+)"'), re.compile(r' height="(\d+)"')
_HEADING = re.compile(r"<(/?)h([1-6])\b")


def story_body(html: str, story: Story, shelf: Shelf, table: str) -> str:
    """The HTML of a story's body as its page shows it below the head.

    html     the body as it was set
    shelf    whose pictures are in the site at the same paths
    table    what a table is called for the ear: `Table {number}`
    """
    html = _below_the_standfirst(html, story.article.description)
    html = settled(html, story.url, shelf.folder, shelf.measure, shelf.gallery, first=story.picture is None)
    if "<img" in html:
        html = _ALONE.sub(_figure, html)
    if "<table>" in html:
        html = _scrolling(html, table)
    return html


def _below_the_standfirst(html: str, standfirst: str) -> str:
    """Where the first paragraph says what the standfirst says, the head of the page has said it."""
    first = _FIRST.match(html)
    if not first or not standfirst:
        return html
    said = " ".join(unescape(_TAG.sub("", first[1])).split())
    return html[first.end() :] if said == " ".join(standfirst.split()) else html


def under_one_headline(html: str) -> str:
    """The headings of a body as subheads: a page has one headline, and below it no level is left out.

    `<h1>` becomes `<h2>`; a body that begins with `<h3>` begins with `<h2>`.
    """
    levels = sorted({max(2, int(found[2])) for found in _HEADING.finditer(html)})
    shown = {level: place for place, level in enumerate(levels, start=2)}
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{shown[max(2, int(tag[2]))]}", html) if levels else html


def _figure(found: re.Match[str]) -> str:
    image, caption, credit = found.groups()
    width, height = _WIDTH.search(image), _HEIGHT.search(image)
    portrait = width and height and int(height[1]) > PORTRAIT * int(width[1])
    opening = '<figure class="tall">' if portrait else "<figure>"
    if caption is None:
        return f"{opening}{image}</figure>"
    by = f' <span class="picture__credit">{credit}</span>' if credit else ""
    return f"{opening}{image}<figcaption>{caption}{by}</figcaption></figure>"


def _scrolling(html: str, label: str) -> str:
    """Tables in boxes of their own, which a keyboard can reach, so that a wide one never widens the page."""
    first, *others = html.split("<table>")
    boxes = "".join(
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(label.format(number=number))}">'
        f'<table class="table__cells">{rest}'
        for number, rest in enumerate(others, start=1)
    )
    return first + boxes.replace("</table>", "</table></div>")

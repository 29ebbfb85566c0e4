"""What is fuzzed: functions of any bytes that fail when a promise is broken.

Each reads its input, and lets through only what a person is told of (SitegenError). What it asserts holds for
every input there is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from sitegen import front_matter
from sitegen.containment import strange_in
from sitegen.dates.declared import parse_declared
from sitegen.dates.lines import find_date, read_date_line
from sitegen.errors import SitegenError
from sitegen.markdown.escaping import escape, escape_line
from sitegen.pipeline import explain
from sitegen.site.pictures import settled
from sitegen.site.typesetting import typeset
from sitegen.slugs import article_paths
from sitegen.sweep import Known, allowed_of, sweep_file
from sitegen.sweep.pages import faults_in, faults_of_page
from sitegen.sweep.screen import passes
from sitegen.sweep.xml_files import faults_of_story

Check = Callable[[bytes], None]

_INERT = allowed_of(())
_PAPERS = allowed_of(
    [
        """<script src="{{ 'assets/paper.js' | url }}" defer></script><script>start()</script>
        <form class="f" action="{{ 'search/' | url }}"><input name="q"></form>
        <button type="button" popovertarget="drawer">x</button>"""
    ],
    files=["assets/paper.js"],
    site="https://example.org/",
)
"""What the theme of a small paper puts on its pages."""


def _converted(raw: bytes, media_type: str) -> None:
    try:
        conversion = explain(raw, media_type=media_type, path="seeds/x")
    except SitegenError:
        return
    article = conversion.article
    assert not strange_in(str(next(article_paths(article)))), "an address that leads astray"
    try:
        text = article.to_markdown()
    except SitegenError:
        return  # a header that no person could edit
    again = front_matter.parse(text)
    assert front_matter.render(again) == text, "written and read, it is another article"
    _harmless(again.body)


def _harmless(body: str) -> None:
    html = settled(typeset(body).html, "articles/x/", Path("content"))
    assert not list(faults_in(html.encode(), 0, _INERT)), "a story that could run something"


def text(data: bytes) -> None:
    """A raw text through the whole converter."""
    _converted(data, "text/plain")


def page(data: bytes) -> None:
    """A saved page through the whole converter."""
    _converted(data, "text/html")


def header(data: bytes) -> None:
    """A Markdown file's front matter."""
    written = data.decode("utf-8", "replace")
    try:
        article = front_matter.parse(written)
        text = front_matter.render(article)
    except SitegenError:
        return
    assert front_matter.parse(text) == article, "written and read, it is another article"


def dates(data: bytes) -> None:
    """Lines that could be dates."""
    line = data.decode("utf-8", "replace")
    for language in (None, "en", "de", "ar", "ja"):
        read_date_line(line, language)
        found = find_date(line, language)
        assert found is None or 0 <= found[1] <= found[2] <= len(line)
        parse_declared(line, language)


def story(data: bytes) -> None:
    """The Markdown of a story."""
    body = data.decode("utf-8", "replace")
    _harmless(body)
    words = " ".join(body.split())
    _harmless(escape_line(escape(words)))


def site_file(data: bytes) -> None:
    """A file of the site: every kind is read without an error, and what passes at once is harmless."""
    for name in ("x.html", "x.xml", "x.json", "x.svg", "x", "search/index/cards-0.json"):
        sweep_file(name, data, _INERT, Known())
    whole = b'<!doctype html><meta charset="utf-8">' + data
    for allowed in (_INERT, _PAPERS):
        if passes(whole, 0, allowed, Known()):
            assert not list(faults_of_page(whole, 0, allowed)), "what passed at once is not harmless"
    list(faults_of_story(data.decode("utf-8", "replace"), "https://example.org/", Known()))


TARGETS: Mapping[str, Check] = MappingProxyType(
    {
        "text": text,
        "page": page,
        "header": header,
        "dates": dates,
        "story": story,
        "site_file": site_file,
    }
)
"""By name: also the name of the folder in `seeds/` with the inputs that a fuzzer starts from."""

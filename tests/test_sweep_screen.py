"""The quick look never lets through what the parser would name, nor what a browser would run."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import tests.no_deadlines  # noqa: F401
from sitegen.sweep import Known, allowed_of
from sitegen.sweep.pages import faults_of_page
from sitegen.sweep.screen import passes, passes_part

TEMPLATE = """
<script src="{{ 'assets/paper.js' | url }}" defer></script><script>start()</script>
<form class="f" action="{{ 'search/' | url }}"><input name="q"></form>
<button type="button" popovertarget="drawer">x</button>
"""
ALLOWED = allowed_of([TEMPLATE], files=["assets/paper.js"], site="https://example.org/")
HEAD = b'<!doctype html>\n<meta charset="utf-8">'

TAGS = (
    "p a img svg path script style title noscript textarea template iframe math mtext xmp select table form"
    " input button meta base link object embed details body html head main x-y br plaintext foreignObject"
)
SIGNS = "< > </ /> <! <!-- --> <!--> <![CDATA[ ]]> <? = ' \" ` / \\ & ; : # ? ."
PIECES = st.sampled_from(
    [
        *TAGS.split(),
        *(f"<{name}>" for name in TAGS.split()),
        *(f"</{name}>" for name in TAGS.split()),
        *SIGNS.split(),
        *(
            " ",
            "\n",
            "\t",
            *map(chr, range(0x20)),
            "\x7f",
            "\x85",
            "\u00a0",
            "\u2028",
            "&#10;",
            "&Tab;",
            "&colon;",
            "&lt;",
            "&quot;",
        ),
        *(
            "onclick=alert(1)",
            ' onclick="alert(1)"',
            "/onerror=alert(1)",
            ' style="x"',
            ' class="a"',
            " hidden",
        ),
        *('="', "='", '" ', "' ", '">', "'>", ' title="', " title='"),
        *(
            "javascript:",
            "JavaScript:",
            "java\tscript:",
            "data:text/html,",
            "https://evil.example/",
            "//evil.example",
        ),
        *(
            ' href="',
            ' src="',
            " href=",
            " src=",
            ' srcset="',
            ' action="',
            ' xlink:href="',
            ' http-equiv="refresh"',
        ),
        *("alert(1)", "start()", "x", "assets/paper.js", "../", "search/"),
        '<script src="assets/paper.js" defer></script>',
        '<script type="application/ld+json">{"a": 1}</script>',
        "<script>start()</script>",
        '<form class="f" action="search/">',
        '<button type="button" popovertarget="drawer">',
        '<meta name="a" content="b">',
        '<link rel="canonical" href="https://example.org/">',
        '<img src="a.webp" alt="">',
        '<a href="https://example.org/?a=1&amp;b">',
        "</main>",
        "</title>",
        "<main",
    ]
)
MARKUP = st.lists(PIECES, max_size=14).map("".join)
NEARLY = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<svg>", "</svg>", "<noscript>", "</noscript>", "<title>", "</title>", "text"),
            '<p class="a">',
            '<script src="assets/paper.js" defer></script>',
            '<script type="application/ld+json">{}</script>',
            '<a href="../b/">',
            '<img src="a.webp">',
            '<button type="button" popovertarget="drawer">',
        ]
    ),
    max_size=12,
).flatmap(lambda parts: st.tuples(st.just("".join(parts)), st.integers(0, 200), MARKUP))


def runs(html: bytes) -> list[str]:
    """What a browser would run, load or obey in a page; an opinion of its own, which knows no allow-list."""
    found = []
    root = LexborHTMLParser(html).root
    for node in root.traverse(include_text=False) if root else ():
        attributes = {key.lower(): value or "" for key, value in node.attributes.items()}
        found += [key for key in attributes if re.match(r"on|style|srcdoc|ping|xlink|http-equiv", key)]
        if node.tag == "script":
            own = attributes.get("src") == "assets/paper.js" and not (node.text() or "").strip()
            data = attributes.get("type") == "application/ld+json" and "src" not in attributes
            found += [] if own or data else ["script"]
        for key in ("href", "src", "action", "formaction", "data", "cite"):
            address = re.sub(r"^[\x00-\x20]+|[\t\n\r]", "", attributes.get(key, "")).lower()
            found += re.findall(r"^(?:javascript|data|vbscript|blob|file):", address)
            found += (
                ["elsewhere"] if key in ("src", "action") and re.match(r"https?:|[/\\]{2}", address) else []
            )
        if node.tag in ("style", "iframe", "base", "object", "embed", "template", "math", "textarea", "x-y"):
            found.append(str(node.tag))
    return found


def check(html: bytes) -> None:
    if passes(html, 0, ALLOWED, Known()):
        assert list(faults_of_page(html, 0, ALLOWED)) == []
        assert runs(html) == []
        assert runs(re.sub(rb"(?i)noscript", b"noembed", html)) == []


@settings(max_examples=2000)
@given(MARKUP)
@example('<noscript><p title="</noscript><img src=x onerror=alert(1)>">')
@example('<svg><script src="assets/paper.js" defer></script>')
@example('<svg><script src="assets/paper.js" defer>alert(1)</script>')
@example("<title><p title='</title><script>alert(1)</script>'>")
@example('<p title="a"onclick="alert(1)">')
@example('<p\x0btitle=" onclick=alert(1) x">')
@example('<svg \x0bxmlns="">r="2.0?2f/svgsvg>')
@example("<a\x0bhref=' onclick=alert(1) x'>")
@example('<form\x0bclass=" onclick=alert(1) " action="search/">')
@example("<script>start()</script>")
@example("<script></script>")
def test_what_passes_holds_nothing_that_the_parser_names(markup: str) -> None:
    check(HEAD + markup.encode())


GAPS = (
    '<p{}title=" onclick=alert(1) x">',
    '<p class="a"{}title=" onclick=alert(1) x">',
    "<svg{}>",
    "<svg xmlns{}>",
    '<svg xmlns{}="a">',
    '<svg xmlns={}"a">',
    '<img src="a.webp"{}>',
    '<img src="{}//evil.example/x">',
    '<img srcset="a.webp 1x,{}//evil.example/x 2x">',
    '<a href="{}javascript:alert(1)">',
    '<a href="java{}script:alert(1)">',
    '<button{}type="button" popovertarget="drawer">',
    '<button type="button"{}popovertarget="drawer">',
    '<script{}src="assets/paper.js" defer></script>',
    '<script src="assets/paper.js" defer{}></script>',
    '<link rel="next"{}href="x">',
    '<meta name="a"{}content="b">',
    "<!doctype html>{}",
    "</p{}>",
)
"""Tags that pass, and tags that must not; with one sign somewhere."""


@pytest.mark.parametrize("gap", GAPS)
def test_whatever_sign_stands_between_two_others_the_parser_agrees(gap: str) -> None:
    """A sign is white space for HTML or it is none, whatever it is for Python."""
    for number in (*range(0x100), 0x2028, 0x3000, 0xFEFF):
        check(HEAD + gap.replace("{}", chr(number)).encode())
        check(gap.replace("{}", chr(number)).encode() + HEAD)


@settings(max_examples=2000)
@given(NEARLY)
def test_a_good_page_into_which_something_is_put_passes_only_if_it_stays_good(
    nearly: tuple[str, int, str],
) -> None:
    good, place, strange = nearly
    assert passes(HEAD + good.encode(), 0, ALLOWED, Known())
    check(HEAD + (good[:place] + strange + good[place:]).encode())


@settings(max_examples=500)
@given(st.binary(max_size=200))
def test_any_bytes_are_judged(data: bytes) -> None:
    check(HEAD + data)


@settings(max_examples=500)
@given(NEARLY, NEARLY)
def test_two_stretches_that_pass_pass_as_one(
    first: tuple[str, int, str], second: tuple[str, int, str]
) -> None:
    """So that what stands on many pages may be looked at once."""
    one, other = (
        (good[:place] + strange + good[place:]).encode() for good, place, strange in (first, second)
    )
    apart = passes_part(one, 0, ALLOWED, Known()) and passes_part(other, 0, ALLOWED, Known())
    if apart:
        assert passes_part(one + other, 0, ALLOWED, Known())


@settings(max_examples=300)
@given(st.lists(MARKUP, min_size=2, max_size=6))
def test_what_was_looked_at_before_changes_nothing(pages: list[str]) -> None:
    known = Known()
    for markup in (*pages, *pages):
        html = HEAD + f"<title>{markup}</title><main>{markup}</main>{markup}".encode()
        assert passes(html, 0, ALLOWED, known) == passes(html, 0, ALLOWED, Known())

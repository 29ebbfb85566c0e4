"""The site runs under its Content-Security-Policy, and what should not run does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.site.machines.policy import policy
from tests.browser.conftest import demo_site
from tests.browser.kinds import DEMO

pytestmark = pytest.mark.browser

LISTEN = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_REDIRECT = '<meta http-equiv="refresh"'


@pytest.fixture
def listening(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address; the page knows in `refused` what its policy has refused."""
    context = browser.new_context()
    context.add_init_script(LISTEN)

    def open_one(url: str, prepare: Callable[[Any], None] = lambda _: None) -> Any:
        page = context.new_page()
        page.errors = []
        page.on("console", lambda line: page.errors.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        prepare(page)
        page.goto(url)
        return page

    yield open_one
    context.close()


def test_every_page_carries_the_policy(tmp_path_factory: pytest.TempPathFactory) -> None:
    pages = sorted(demo_site(tmp_path_factory).rglob("*.html"))
    assert pages
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if _REDIRECT not in text:
            assert _META.findall(text) == [policy()], path
            assert text.index("http-equiv") < text.index("<script"), path


def test_the_policy_lets_no_inline_script_run() -> None:
    assert "unsafe-inline" not in policy(["start()"], ["p {}"])
    assert "'unsafe-eval'" not in policy()
    assert len(re.findall("sha256-", policy(["start()"], ["p {}"]))) == 2


@pytest.mark.parametrize("kind", DEMO)
def test_no_kind_of_page_is_refused_anything(listening: Callable[..., Any], demo: str, kind: str) -> None:
    page = listening(demo + DEMO[kind])
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("refused") == []
    assert page.errors == []
    assert page.evaluate("document.styleSheets.length") > 2


def test_the_search_and_the_colours_work(listening: Callable[..., Any], demo: str) -> None:
    page = listening(demo)
    page.keyboard.press("/")
    page.keyboard.type("bridge")
    page.wait_for_selector("dialog .result__headline")
    page.keyboard.press("Escape")
    before = page.evaluate("document.body.dataset.mdColorScheme")
    for _ in range(2):
        page.click("[data-colours]")
    assert page.evaluate("document.body.dataset.mdColorScheme") != before
    page.goto(f"{demo}search/?q=ferry")
    page.wait_for_selector(".result__headline")
    assert page.evaluate("refused") == []
    assert page.errors == []


INJECTED = """
<script>window.ran = "inline script"</script>
<img src="nowhere.png" onerror="window.ran = 'handler'" alt="">
<a id="link" href="javascript:window.ran='address'">x</a>
<script src="https://evil.example/x.js"></script>
<script src="data:text/javascript,window.ran='data'"></script>
<svg onload="window.ran = 'drawing'"></svg>
<iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe>
<object data="data:text/html,<script>parent.ran = 'object'</script>"></object>
<base href="https://evil.example/">
<p id="styled" style="position: fixed">x</p>
<form id="form" action="https://evil.example/"><button>x</button></form>
"""


def _inject(page: Any) -> None:
    def answer(route: Any) -> None:
        answer = route.fetch()
        body = answer.text().replace("<main", f"{INJECTED}<main", 1)
        route.fulfill(response=answer, body=body)

    page.route(re.compile("the-meadow-that-came-back/$"), answer)


def test_what_is_injected_into_a_page_does_not_run(listening: Callable[..., Any], demo: str) -> None:
    page = listening(demo + DEMO["long article"], _inject)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.getElementById('link').click()")
    page.evaluate("document.getElementById('form').requestSubmit()")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.url == demo + DEMO["long article"]
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).position") == "static"
    assert page.evaluate("document.baseURI") == page.url
    refused = page.evaluate("refused")
    for directive in (
        "script-src-elem: inline",
        "script-src-attr: inline",
        "base-uri",
        "form-action",
        "style-src-attr",
    ):
        assert any(each.startswith(directive) for each in refused), (directive, refused)


def test_a_page_opened_from_the_disk_is_drawn(
    listening: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file: Path = demo_site(tmp_path_factory) / "about" / "index.html"
    page = listening(file.as_uri())
    assert page.evaluate("document.styleSheets.length") > 2
    assert page.evaluate("refused") == []

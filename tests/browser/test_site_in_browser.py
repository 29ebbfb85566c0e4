"""The demo paper in a real browser, page kind by page kind: quiet, still, and whole without JavaScript."""

from __future__ import annotations

import gzip
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest

from tests.browser.conftest import demo_site
from tests.browser.kinds import DEMO

pytestmark = pytest.mark.browser

Open = Callable[..., Any]

WATCH = """() => {
  window.shifts = [];
  new PerformanceObserver(list => list.getEntries().forEach(entry => shifts.push(
    [entry.value, ...entry.sources.map(source => source.node?.className || source.node?.nodeName)]
  ))).observe({type: "layout-shift", buffered: true});
}"""
SHIFTS = """async () => {
  scrollTo(0, document.body.scrollHeight);
  await new Promise(done => setTimeout(done, 100));
  scrollTo(0, 0);
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)));
  return window.shifts;
}"""

LINKS = """[...document.querySelectorAll("a[href]")]
  .filter(link => link.closest("[popover], details, noscript") || link.checkVisibility())
  .map(link => link.href)"""


PICTURES = """async () => {
  const pictures = [...document.images];
  pictures.forEach(each => { each.loading = "eager"; });
  await Promise.allSettled(pictures.map(each => each.decode()));
  return pictures.filter(each => !each.naturalWidth).map(each => each.src);
}"""


@pytest.mark.parametrize("kind", DEMO)
def test_a_page_loads_without_a_move_a_complaint_or_a_word_to_another_host(
    open_page: Open, demo: str, kind: str
) -> None:
    page = open_page(
        demo + DEMO[kind], viewport={"width": 390, "height": 900}
    )  # sees to hosts and complaints
    page.evaluate(WATCH)
    assert page.evaluate(SHIFTS) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.route("**/*.js", late)
    page.reload()
    page.evaluate(WATCH)
    assert page.evaluate(SHIFTS) == []


def late(route: Any) -> None:
    """Let a script come when the page has been painted for long, as on a slow network."""
    time.sleep(0.15)
    route.continue_()


@pytest.mark.parametrize("kind", DEMO)
def test_a_page_fits_every_screen_and_has_one_headline_and_all_its_pictures(
    open_page: Open, demo: str, kind: str
) -> None:
    page = open_page(demo + DEMO[kind])
    assert page.locator("h1").count() == 1
    assert page.evaluate(PICTURES) == []
    widths = dict.fromkeys((320, 390, 768, 1220, 1920), 0)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")
    assert {width: wide for width, wide in widths.items() if wide > width} == {}


def test_without_javascript_links_lead_from_the_front_to_every_page(
    open_page: Open, demo: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    reached = walk(open_page(demo, java_script_enabled=False), demo)
    site = demo_site(tmp_path_factory)
    pages = {path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html")} - {"./"}
    redirects = {page for page in pages if is_redirect(site / page / "index.html")}
    assert redirects
    assert pages - redirects - reached == set()
    assert set(DEMO.values()) - reached == {"404.html"}


def walk(page: Any, front: str) -> set[str]:
    """The addresses below the front that its links, and theirs, lead to, on pages that are there."""
    seen, waiting = {front}, deque([front])
    while waiting:
        address = waiting.popleft()
        answer = page.goto(address)
        assert answer.ok, address
        for link in {urldefrag(link).url.partition("?")[0] for link in page.evaluate(LINKS)} - seen:
            if link.startswith(front) and link.endswith("/"):
                seen.add(link)
                waiting.append(link)
    return {address.removeprefix(front) for address in seen}


def is_redirect(page: Path) -> bool:
    return 'http-equiv="refresh"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [390, 1440])
def test_without_javascript_the_drawer_opens_and_nothing_is_shown_that_would_not_work(
    open_page: Open, demo: str, width: int
) -> None:
    page = open_page(
        demo + DEMO["long article"], java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    assert page.locator("[data-colours]:visible, button.copy-link:visible").count() == 0
    assert page.locator(".copy").inner_text()
    menu = page.locator("[popovertarget=drawer]:visible").first
    if menu.count():
        menu.click()
        page.locator("#drawer a:visible", has_text="Archive").click()
        page.wait_for_url("**/archive/")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_without_javascript_the_colours_are_those_of_the_device(
    open_page: Open, demo: str, system: str
) -> None:
    page = open_page(demo + DEMO["long article"], java_script_enabled=False, color_scheme=system)
    words, paper = page.evaluate("""() => {
      const sum = (all, part) => all + Number(part);
      const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).reduce(sum, 0);
      const [words, paper] = [".copy p", "body"].map(each => getComputedStyle(document.querySelector(each)));
      return [light(words.color), light(paper.backgroundColor)];
    }""")
    assert (paper - words if system == "light" else words - paper) > 400


# ------------------------------------------------------------------------------------------ the weight


def packed(file: Path) -> int:
    """The bytes of a file as a server sends it, gzipped."""
    return len(gzip.compress(file.read_bytes(), mtime=0))


def test_a_story_of_600_words_weighs_at_most_8_kb(large_site: Path) -> None:
    stories = sorted((large_site / "articles").rglob("index.html"))
    assert len(stories) == 1000
    heaviest = max(stories[::25] + stories[-50:], key=packed)
    assert packed(heaviest) <= 8_000, heaviest


def test_the_front_of_a_thousand_stories_weighs_at_most_25_kb(large_site: Path) -> None:
    assert packed(large_site / "index.html") <= 25_000


@pytest.mark.parametrize("width", [390, 1440])
def test_the_first_visit_to_a_story_with_a_picture_weighs_at_most_150_kb(
    browser: Any, large: str, large_site: Path, width: int
) -> None:
    story = next(
        path
        for path in sorted((large_site / "articles").rglob("index.html"), reverse=True)
        if has_picture(path)
    )
    answers: list[Any] = []
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # it marks a function
        page.goto(f"{large}{story.parent.relative_to(large_site).as_posix()}/", wait_until="networkidle")
        sent = {
            answer.url: min(len(body), len(gzip.compress(body)))
            for answer in answers
            if (body := answer.body())
        }
    assert any(url.endswith(".webp") for url in sent)
    assert sum(sent.values()) <= 150_000, sent


def has_picture(page: Path) -> bool:
    return "<figure" in page.read_text(encoding="utf-8")

"""The pages in a real browser: wide and narrow, light and dark, with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
PAGES = ("", "search/", "about/", "articles/2024/01/hostile/", "404.html")

scheme_of = "document.body.getAttribute('data-md-color-scheme')"

COLOURS = """(() => {
  const of = (where, what) => getComputedStyle(document.querySelector(where))[what]
  return [of("body", "backgroundColor"), of("h1", "color"), of(".imprint", "borderTopColor"),
          of("body", "colorScheme")]
})()"""


@pytest.mark.parametrize("url", PAGES)
def test_no_page_is_wider_than_the_screen(open_page: Open, paper: str, url: str) -> None:
    page = open_page(paper + url)
    for width in (320, 390, 768, 1220, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("url", PAGES)
def test_every_page_has_one_headline(open_page: Open, paper: str, url: str) -> None:
    page = open_page(paper + url)
    assert page.locator("h1:visible").count() == 1


def test_the_hostile_article_runs_nothing(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}articles/2024/01/hostile/")
    assert page.title().startswith("Zyzzyva <img")
    assert page.locator("article img, article script, article b").count() == 0


@pytest.mark.parametrize(("system", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_colours_follow_the_device(open_page: Open, paper: str, system: str, scheme: str) -> None:
    page = open_page(paper, color_scheme=system)
    assert page.evaluate(scheme_of) == scheme


def test_a_reader_chooses_the_colours_and_keeps_them(open_page: Open, paper: str) -> None:
    page = open_page(paper, color_scheme="light")
    button = page.locator("button.colours")
    assert button.get_attribute("aria-label") == "Colours: as the device"
    button.press("Enter")
    assert (button.get_attribute("title"), page.evaluate(scheme_of)) == ("Colours: light", "default")
    button.click()
    assert (button.get_attribute("title"), page.evaluate(scheme_of)) == ("Colours: dark", "slate")
    page.goto(f"{paper}about/")
    assert page.evaluate(scheme_of) == "slate"
    button.click()
    assert page.evaluate(scheme_of) == "default"


def test_a_change_of_the_device_is_followed_at_once(open_page: Open, paper: str) -> None:
    page = open_page(paper, color_scheme="light")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{scheme_of} === 'slate'")


@pytest.mark.parametrize("url", PAGES)
def test_without_a_script_the_dark_device_gets_the_dark_page(open_page: Open, paper: str, url: str) -> None:
    with_script, without = (
        open_page(paper + url, color_scheme="dark", java_script_enabled=script) for script in (True, False)
    )
    assert with_script.evaluate(COLOURS) == without.evaluate(COLOURS)
    assert not without.locator(".colours").is_visible()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("url", PAGES)
def test_every_page_is_printed_black_on_white(open_page: Open, paper: str, url: str, script: bool) -> None:
    page = open_page(paper + url, color_scheme="dark", java_script_enabled=script)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(COLOURS)[:2] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_on_a_telephone_the_drawer_has_the_pages(open_page: Open, paper: str) -> None:
    page = open_page(paper, viewport={"width": 390, "height": 800})
    about = page.locator(".drawer a", has_text="About")
    assert not about.is_visible()
    page.focus(".masthead__menu")
    page.keyboard.press("Enter")
    about.click()
    page.wait_for_url("**/about/")


def test_skip_to_content_leads_to_the_headline(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}articles/2024/01/hostile/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').localName") == "h1"


def test_a_missing_page_helps_the_reader_on(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}404.html")
    assert page.locator(".missing__latest .teaser").count() == 2
    assert page.locator(".missing input[type=search]").is_visible()

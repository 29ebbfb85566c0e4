"""A story's page in a real browser: the copy button, the contents, pictures that keep their room, paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image

from sitegen.plugin import build
from tests.browser.conftest import serving
from tests.conftest import lay_out

pytestmark = pytest.mark.browser

Open = Callable[..., Any]

LONG = """
title: The harbour that could not make up its mind
section: Region
series: The harbour inquiry
date: 2024-03-13
authors: [Ann Rye]
tags: [Harbour]
lang: en
image: {src: /images/tall.jpg, alt: The crane, caption: The crane at dusk., credit: Ada Rowe}
corrections: [{date: 2024-03-15, text: The crane was built in 1911.}]
"""

ARABIC = """
title: خط ترام جديد يصل المرفأ بالمدينة القديمة
section: Region
series: The harbour inquiry
date: 2024-03-12
authors: [ليلى حداد]
lang: ar
image: {src: /images/wide.jpg, alt: المرفأ, caption: المرفأ عند الغروب}
"""

SHIFTS = """new Promise(done => new PerformanceObserver(list => {
  window.shift = (window.shift || 0) + list.getEntries().reduce((sum, each) => sum + each.value, 0);
}).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(window.shift || 0), 600))"""


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the articles of a small paper."""
    project = lay_out(tmp_path_factory.mktemp("paper"))
    (project.folder / "content" / "images").mkdir()
    for name, size in {"tall": (800, 1200), "wide": (1600, 1000)}.items():
        Image.new("RGB", size).save(project.folder / "content" / "images" / f"{name}.jpg")
    parts = "\n\n".join(f"## Part {number}\n\n{'These are words. ' * 150}" for number in range(1, 9))
    project.article("long", LONG, parts)
    project.article("arabic", ARABIC, "- " + "كلمات " * 40)
    project.article("headline", f"title: {'Donaudampfschifffahrtsgesellschaftskapitän ' * 4}\nlang: de")
    assert build(project.settings, strict=True, search=False).exit_code == 0
    with serving(project.site) as address:
        yield f"{address}articles/"


def test_the_address_is_copied_by_keyboard_and_that_is_said(open_page: Open, stories: str) -> None:
    page = open_page(f"{stories}long/", permissions=["clipboard-read", "clipboard-write"])
    page.focus("button.copy-link")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-copy-link-said]').textContent === 'Link copied'")
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/articles/long/"
    assert page.locator("button.copy-link").inner_text() == "Link copied"


def test_where_nothing_can_be_copied_the_address_is_shown(open_page: Open, stories: str) -> None:
    page = open_page(f"{stories}long/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.click("button.copy-link")
    page.wait_for_selector(".copy-link__said--shown")
    assert "https://example.org/articles/long/" in page.locator("[data-copy-link-said]").inner_text()


def test_without_javascript_there_is_no_button_and_the_contents_can_be_opened(
    open_page: Open, stories: str
) -> None:
    page = open_page(f"{stories}long/", java_script_enabled=False, viewport={"width": 1440, "height": 900})
    assert not page.locator("button.copy-link").is_visible()
    assert not page.locator(".contents a").first.is_visible()
    page.click(".contents summary")
    assert page.locator(".contents a").first.is_visible()


def test_contents_stand_open_in_a_wide_margin_and_folded_on_a_telephone(
    open_page: Open, stories: str
) -> None:
    page = open_page(f"{stories}long/", viewport={"width": 1440, "height": 900})
    contents, words = (page.locator(each).bounding_box() for each in (".contents", ".story .copy"))
    assert page.locator(".contents a").last.is_visible()
    assert contents["x"] + contents["width"] <= words["x"]
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_selector(".contents a", state="hidden")


def test_contents_stay_in_sight_and_lead_to_a_subhead_below_the_masthead(
    open_page: Open, stories: str
) -> None:
    page = open_page(f"{stories}long/", viewport={"width": 1440, "height": 900})
    page.click(".contents a >> text=Part 5")
    page.wait_for_function("Math.abs(document.querySelector('#part-5').getBoundingClientRect().top) < 300")
    bar = page.locator(".masthead").bounding_box()
    assert page.locator("#part-5").bounding_box()["y"] >= bar["y"] + bar["height"]
    assert 0 <= page.locator(".contents").bounding_box()["y"] < 200


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("story", ["long", "arabic"])
def test_nothing_moves_while_the_page_loads(open_page: Open, stories: str, story: str, width: int) -> None:
    page = open_page(f"{stories}{story}/", viewport={"width": width, "height": 900})
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("story", ["long", "arabic", "headline"])
def test_no_story_is_wider_than_the_screen(open_page: Open, stories: str, story: str) -> None:
    page = open_page(f"{stories}{story}/")
    for width in (320, 390, 768, 1220, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_line_has_as_many_letters_as_are_good_to_read(open_page: Open, stories: str) -> None:
    page = open_page(f"{stories}long/", viewport={"width": 1440, "height": 900})
    letters = page.evaluate("""() => {
      const text = document.querySelector(".copy p");
      return text.textContent.length / (text.getBoundingClientRect().height /
        parseFloat(getComputedStyle(text).lineHeight));
    }""")
    assert 60 <= letters <= 76


def test_a_story_from_right_to_left_has_its_furniture_on_its_side(open_page: Open, stories: str) -> None:
    page = open_page(f"{stories}arabic/", viewport={"width": 1440, "height": 900})
    column = page.locator(".story__head").bounding_box()
    line = page.locator(".story .published time").bounding_box()
    assert abs(line["x"] + line["width"] - column["x"] - column["width"]) < 2
    mark = page.evaluate("getComputedStyle(document.querySelector('.copy ul')).paddingRight")
    assert float(mark.removesuffix("px")) > 0


def test_joined_letters_stay_joined_upright_and_clear_of_the_next_line(open_page: Open, stories: str) -> None:
    page = open_page(f"{stories}arabic/")
    set_as = page.evaluate("""() => {
      const style = getComputedStyle(document.querySelector(".headline"));
      const height = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
      return [parseFloat(style.letterSpacing) || 0, Math.round(100 * height)];
    }""")
    assert set_as == [0, 135]
    english = page.evaluate("getComputedStyle(document.querySelector('.masthead__name')).letterSpacing")
    assert float(english.removesuffix("px")) < 0
    page.goto(f"{stories}long/")
    headline = page.evaluate("getComputedStyle(document.querySelector('.headline')).letterSpacing")
    assert float(headline.removesuffix("px")) < 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_gets_the_story_and_its_address_in_black_and_nothing_else(
    open_page: Open, stories: str, scheme: str
) -> None:
    page = open_page(f"{stories}long/", color_scheme=scheme)
    page.emulate_media(media="print")
    kept = (".headline", ".byline", ".published", ".copy p", ".corrections", ".story__address")
    gone = (".masthead", ".imprint nav", ".contents", ".tools", ".story__topics", ".after", ".labels__series")
    assert [each for each in kept if not page.locator(each).first.is_visible()] == []
    assert [each for each in gone if page.locator(each).first.is_visible()] == []
    assert page.locator(".story__address").inner_text() == "https://example.org/articles/long/"
    colours = "[document.body, document.querySelector('.headline')].map(each => getComputedStyle(each))"
    assert page.evaluate(f"{colours}[0].backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(f"{colours}[1].color") == "rgb(0, 0, 0)"

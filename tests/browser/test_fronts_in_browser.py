"""The front page and the lists in a real browser: no width breaks them, nothing shifts under the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sitegen.plugin import build
from tests.browser.conftest import serving
from tests.test_theme_fronts import lay_out_paper

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
LISTS = (
    "",
    "sections/",
    "sections/region/",
    "topics/piers/1/",
    "archive/",
    "archive/2024/03/",
    "corrections/",
)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsgesellschaft"

SHIFTS = """
window.shifted = 0
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value })
  .observe({ type: "layout-shift", buffered: true })
"""

SMALL_TARGETS = """
[...document.querySelectorAll("a, button")]
  .filter((each) => each.checkVisibility() && !each.closest("[aria-hidden], .copy, .listing__line"))
  .filter((each) => each.getBoundingClientRect().height < 23.5)
  .map((each) => each.outerHTML)
"""


@pytest.fixture(scope="module")
def fronts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a paper of 70 stories in ten sections, one of them with a word as long as they come."""
    project = lay_out_paper(tmp_path_factory.mktemp("fronts"), 70)
    project.article("long", f"title: {LONG}\nlang: de\nsection: Region\ndate: 2024-03-21\ntags: [{LONG}]")
    assert build(project.settings, search=False).exit_code == 0
    with serving(project.site) as address:
        yield address


@pytest.mark.parametrize("url", LISTS)
def test_no_front_and_no_list_is_wider_than_the_screen(open_page: Open, fronts: str, url: str) -> None:
    page = open_page(fronts + url)
    for width in (320, 390, 600, 768, 1000, 1220, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("url", ["", "sections/region/", "archive/2024/03/"])
def test_nothing_shifts_as_pictures_come(open_page: Open, fronts: str, url: str, width: int) -> None:
    page = open_page(fronts, viewport={"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.goto(fronts + url)
    for _ in range(8):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(60)
    assert (
        page.evaluate("window.shifted") < 0.01
    )  # a hundredth is below what anybody sees, and what a busy machine adds


@pytest.mark.parametrize("script", [True, False])
def test_the_drawer_opens_and_closes_by_keyboard_without_a_script_too(
    open_page: Open, fronts: str, script: bool
) -> None:
    page = open_page(fronts, viewport={"width": 390, "height": 800}, java_script_enabled=script)
    link = page.locator(".drawer a", has_text="Council")
    page.locator(".masthead__menu").press("Enter")
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert page.locator(".masthead__menu:focus").count() == 1


def test_a_section_that_finds_no_room_in_the_bar_comes_up_with_the_keyboard(
    open_page: Open, fronts: str
) -> None:
    page = open_page(f"{fronts}sections/region/", viewport={"width": 768, "height": 800})
    page.add_style_tag(content=".sections-bar { font-size: 1.2rem !important }")
    bar, last = page.locator(".sections-bar__list"), page.locator(".sections-bar__list a").last
    within = bar.bounding_box()["y"], bar.bounding_box()["y"] + bar.bounding_box()["height"]
    assert last.bounding_box()["y"] >= within[1] - 1
    last.focus()
    assert within[0] - 1 <= last.bounding_box()["y"] < within[1] - 1


def test_the_bar_takes_up_the_name_when_the_nameplate_has_gone(open_page: Open, fronts: str) -> None:
    page = open_page(fronts, viewport={"width": 1440, "height": 700})
    name = page.locator(".masthead__name")
    assert not name.is_visible()
    page.mouse.wheel(0, 800)
    name.wait_for(state="visible")


@pytest.mark.parametrize("url", LISTS)
def test_every_link_is_high_enough_for_a_finger(open_page: Open, fronts: str, url: str) -> None:
    """WCAG 2.2, 2.5.8: 24 pixels."""
    page = open_page(fronts + url, viewport={"width": 390, "height": 800})
    assert page.evaluate(SMALL_TARGETS) == []


def test_on_paper_there_is_no_furniture(open_page: Open, fronts: str) -> None:
    page = open_page(f"{fronts}sections/region/")
    page.emulate_media(media="print")
    for furniture in (".masthead", ".sections-bar", ".imprint nav"):
        assert not page.locator(furniture).is_visible()
    assert page.locator("h1").is_visible()

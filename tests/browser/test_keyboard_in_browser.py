"""The paper by keyboard alone: everything is reached, the place is always seen, nothing holds on to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.kinds import DEMO, LARGE

pytestmark = pytest.mark.browser

Open = Callable[..., Any]

PREPARE = """() => {
  const looks = each => ["outline", "boxShadow", "backgroundColor", "borderColor", "color", "textDecoration"]
    .map(name => getComputedStyle(each)[name]).join();
  const still = document.createElement("style");
  still.textContent = "*, ::before, ::after { transition: none !important; scroll-behavior: auto }";
  document.head.append(still);
  const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
  const meant = all.filter(each => each.checkVisibility({visibilityProperty: true})
    && !each.matches(":disabled, [tabindex='-1']"));
  const before = new Map(all.map(each => [each, looks(each)]));
  const visited = new Set();
  const name = each => `${each.localName}.${each.className} “${each.innerText || each.ariaLabel || ""}”`;
  window.step = () => {
    const here = document.activeElement;
    if (here === window.last && here.type === "date") return [];  // its day, its month and its year are stops
    window.last = here;
    if (here === document.body || visited.has(here)) return null;
    visited.add(here);
    const box = here.getClientRects()[0];
    const on = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const faults = [];
    if (looks(here) === before.get(here)) faults.push("its focus is not shown");
    if (!on || !(here.contains(on) || on.contains(here))) faults.push("it is out of sight or covered");
    return faults.map(fault => `${name(here)}: ${fault}`);
  };
  window.missed = () => meant.filter(each => !visited.has(each)).map(name);
}"""


def walk(page: Any) -> tuple[list[str], list[str]]:
    """Press Tab until the page has been left: the faults on the way, and what was not reached."""
    page.evaluate(PREPARE)
    faults: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        found = page.evaluate("step()")
        if found is None:
            return faults, page.evaluate("missed()")
        faults += found
    raise AssertionError(
        f"Tab never leaves the page; the last place: {page.evaluate('document.activeElement.outerHTML')}"
    )


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "kind", ["front", "long article of a running story", "article with lists and tables", "about"]
)
def test_every_link_and_button_is_reached_and_seen(open_page: Open, demo: str, kind: str, width: int) -> None:
    page = open_page(demo + DEMO[kind], viewport={"width": width, "height": 800})
    assert walk(page) == ([], [])


@pytest.mark.parametrize("kind", ["front of a large section", "numbered page", "large archive"])
def test_the_pages_of_a_list_are_reached_and_seen(open_page: Open, large: str, kind: str) -> None:
    page = open_page(large + LARGE[kind])
    assert walk(page) == ([], [])


def test_what_is_found_is_reached_and_seen(open_page: Open, demo: str) -> None:
    page = open_page(f"{demo}search/?q=bridge")
    page.wait_for_selector(".search-page .result")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    assert walk(page) == ([], [])


def test_the_first_stop_leads_past_the_masthead(open_page: Open, demo: str) -> None:
    page = open_page(demo + DEMO["long article"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "md-skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_drawer_opens_closes_and_gives_the_focus_back(open_page: Open, demo: str) -> None:
    page = open_page(demo, viewport={"width": 390, "height": 800})
    inside = "document.querySelector('#drawer').contains(document.activeElement)"
    page.focus("[popovertarget=drawer]")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(inside)
    page.keyboard.press("Escape")
    assert not page.locator("#drawer").is_visible()
    assert page.evaluate("document.activeElement.matches('.masthead [popovertarget=drawer]')")
    page.keyboard.press("Enter")
    page.locator("#drawer a", has_text="Archive").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/archive/")


def test_a_section_is_opened_from_the_bar(open_page: Open, demo: str) -> None:
    page = open_page(demo + DEMO["long article"], viewport={"width": 1440, "height": 800})
    page.locator(".sections-bar a", has_text="Local").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/local/")
    assert page.locator(".sections-bar a[aria-current=page]").inner_text() == "Local"


def test_the_open_search_keeps_the_focus_until_it_is_closed(open_page: Open, demo: str) -> None:
    page = open_page(demo)
    page.focus("[data-search-open]")
    page.keyboard.press("Enter")
    page.keyboard.type("bridge")
    page.wait_for_selector("dialog[open] .result")
    outside = "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate(outside)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('[data-search-open]')")


def test_the_colours_are_chosen_and_kept(open_page: Open, demo: str) -> None:
    page = open_page(demo, color_scheme="light")
    scheme = "document.body.dataset.mdColorScheme"
    names = set()
    for chosen in ("default", "slate", "default"):  # first those of the device become those of the reader
        page.focus("[data-colours]")
        page.keyboard.press("Enter")
        assert page.evaluate(scheme) == chosen
        names.add(page.get_attribute("[data-colours]", "aria-label"))
    assert len(names) == 3
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.goto(demo + DEMO["about"])
    assert page.evaluate(scheme) == "slate"


def test_the_next_page_of_a_list_is_opened(open_page: Open, large: str) -> None:
    page = open_page(large + LARGE["front of a large section"])
    page.focus(".pages a[rel=next]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/local/*/")
    assert page.locator(".pages [aria-current=page]").count() == 1

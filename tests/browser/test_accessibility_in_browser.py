"""axe-core finds nothing to mend: every page kind, light and dark, on a telephone and on a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.kinds import DEMO, LARGE
from tests.validators.node import validator

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
WIDTHS = (390, 1440)
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that can come out otherwise in the dark."""

RUN = """async only => {
  const rules = {"target-size": {enabled: true}};  // WCAG 2.2 AA, which axe leaves out unless asked
  const options = {resultTypes: ["violations"], preload: false, ...(only ? {runOnly: only} : {rules})};
  const found = await axe.run(document, options);
  return found.violations.flatMap(fault =>
    fault.nodes.map(node => `${fault.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return validator("axe-core/axe.min.js").read_text(encoding="utf-8")


def faults(page: Any, axe: str) -> Iterator[str]:
    """What axe finds on the page as it stands, on both screens; of its dark colours, the colours only."""
    page.evaluate(axe)
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    for scheme in ("default", "slate"):
        page.emulate_media(color_scheme="dark" if scheme == "slate" else "light")
        page.wait_for_selector(f"body[data-md-color-scheme={scheme}]")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
            )
            found = page.evaluate(RUN, OF_COLOURS if scheme == "slate" else None)
            yield from (f"{scheme}, {width} px: {fault}" for fault in found)


@pytest.mark.parametrize("kind", DEMO)
def test_a_page_can_be_used_by_everyone(open_page: Open, axe: str, demo: str, kind: str) -> None:
    page = open_page(demo + DEMO[kind])
    assert list(faults(page, axe)) == []


@pytest.mark.parametrize("kind", LARGE)
def test_a_page_of_a_large_paper_can_be_used_by_everyone(
    open_page: Open, axe: str, large: str, kind: str
) -> None:
    page = open_page(large + LARGE[kind])
    assert list(faults(page, axe)) == []


@pytest.mark.parametrize("query", ["bridge", "xylophonist"])
def test_the_search_can_be_used_by_everyone(open_page: Open, axe: str, demo: str, query: str) -> None:
    page = open_page(f"{demo}search/?q={query}")
    answered = "/\\d|xyl/.test(document.querySelector('.search-page [data-search-count]').innerText)"
    page.wait_for_function(answered)
    assert bool(page.locator(".search-page .result").count()) == (query == "bridge")
    assert list(faults(page, axe)) == []


def test_the_open_search_can_be_used_by_everyone(open_page: Open, axe: str, demo: str) -> None:
    page = open_page(demo)
    page.click("[data-search-open]")
    page.keyboard.type("bridge")
    page.wait_for_selector("dialog[open] .result")
    assert list(faults(page, axe)) == []


def test_the_open_drawer_can_be_used_by_everyone(open_page: Open, axe: str, demo: str) -> None:
    page = open_page(demo, viewport={"width": 390, "height": 900})
    page.click("[popovertarget=drawer]")
    page.wait_for_selector("#drawer:popover-open a")
    assert list(faults(page, axe)) == []


def test_what_cannot_be_read_is_found(open_page: Open, axe: str, demo: str) -> None:
    page = open_page(demo + DEMO["about"])
    page.evaluate("""() => {
      document.querySelector(".copy p").style.color = "#999";
      document.querySelector("html").removeAttribute("lang");
    }""")
    found = {fault.split(": ")[1] for fault in faults(page, axe)}
    assert found == {"color-contrast", "html-has-lang"}

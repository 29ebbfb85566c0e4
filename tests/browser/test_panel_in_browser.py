"""The panel under `serve`: what is wrong with a file, on the page that is made of it, in a real Chromium."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.test_accessibility_in_browser import RUN, axe, faults
from tests.conftest import Project, lay_out
from tests.test_serve import PATIENCE, SITEGEN, free_address, read, wait_for

pytestmark = pytest.mark.browser

__all__ = ["axe"]  # a fixture

Open = Callable[..., Any]

BROKEN_LINK = "Words, and [a link](nowhere.md)."
MANY = "\n\n".join(f"Words, and [a link](nowhere-{number}.md)." for number in range(12))
LONG = "x" * 120


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A paper with mistakes, which the tests change."""
    project = lay_out(tmp_path_factory.mktemp("served"))
    project.article("one", "title: One\ndate: 2024-01-01\nreview:\n  - Is it so?", BROKEN_LINK)
    project.article("many", "title: Many\ndate: 2024-01-01", f"{MANY} [a]({LONG}.md)")
    project.article("good", "title: Good\ndate: 2024-01-01", "Words that are well.")
    project.article("arabic", "title: عنوان\ndate: 2024-01-01\nlang: ar", BROKEN_LINK)
    project.article("broken", "titel: Broken\ndate: 2024-01-01")
    return project


@pytest.fixture(scope="module")
def address(paper: Project) -> Iterator[str]:
    """The paper served; yields its address."""
    place = free_address()
    running = subprocess.Popen(
        [sys.executable, *SITEGEN, place],
        cwd=paper.folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    wait_for(f"http://{place}/articles/good/", "well")
    read(f"http://{place}/__sitegen/findings?page=/articles/good/")  # the first takes a while
    yield f"http://{place}/"
    running.send_signal(signal.SIGINT)
    running.wait(PATIENCE)


def panel(page: Any) -> Any:
    """The panel, once it is there."""
    page.wait_for_selector("#sitegen-panel summary")
    return page.locator("#sitegen-panel")


def opened(page: Any) -> Any:
    """What stands in the panel, which is opened if it is closed."""
    found = panel(page).locator("details")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    found.locator(".list").wait_for(state="visible")
    return found


def settled(page: Any) -> None:
    """Waits until the page has asked what there is to tell, and shown it."""
    with page.expect_response(lambda answer: "findings" in answer.url):
        page.reload()
    page.wait_for_timeout(300)


def test_what_is_wrong_is_told_with_place_and_remedy(open_page: Open, address: str) -> None:
    page = open_page(f"{address}articles/one/")
    summary = panel(page).locator("summary")
    assert summary.inner_text() == "1 error, 1 note"
    assert not panel(page).locator(".list").is_visible()
    text = opened(page).inner_text()
    assert "nowhere.md" in text
    assert "content/articles/one.md" in text
    assert "line 8" in text
    assert "mend the link" in text
    assert "ERROR" in text


def test_a_page_without_mistakes_has_no_panel(open_page: Open, address: str) -> None:
    page = open_page(f"{address}articles/good/")
    settled(page)
    assert page.locator("#sitegen-panel").count() == 0


def test_it_follows_the_file_and_stays_open(open_page: Open, address: str, paper: Project) -> None:
    paper.article("changing", "title: Changing\ndate: 2024-01-01", BROKEN_LINK)
    wait_for(f"{address}articles/changing/", "nowhere")
    page = open_page(f"{address}articles/changing/")
    opened(page)
    paper.article("changing", "title: Changing\ndate: 2024-01-01", "Words, and [a link](elsewhere.md).")
    page.wait_for_function("document.querySelector('.copy')?.innerHTML.includes('elsewhere')")
    found = panel(page).locator("details")
    found.locator(".list").wait_for(state="visible")
    assert "elsewhere.md" in found.inner_text()
    assert "nowhere.md" not in found.inner_text()
    paper.article("changing", "title: Changing\ndate: 2024-01-01", "Words, and no link.")
    page.wait_for_function("document.querySelector('.copy')?.innerText.includes('no link')")
    settled(page)
    assert page.locator("#sitegen-panel").count() == 0


def test_in_place_of_a_broken_story_stands_what_is_wrong_until_it_is_mended(
    browser: Any, address: str, paper: Project
) -> None:
    page = browser.new_page()
    page.goto(f"{address}articles/broken/")
    assert "cannot be shown" in page.inner_text("h1")
    assert "titel" in page.inner_text("main")
    paper.article("broken", "title: Mended\ndate: 2024-01-01")
    page.wait_for_function("document.querySelector('h1')?.innerText === 'Mended'")
    paper.article("broken", "titel: Broken\ndate: 2024-01-01")
    page.wait_for_function("document.querySelector('h1')?.innerText.includes('cannot be shown')")
    page.close()


def test_a_build_that_fails_is_told_on_every_page(open_page: Open, address: str, paper: Project) -> None:
    page = open_page(f"{address}articles/good/")
    good = paper.settings.read_text()
    paper.settings.write_text(good.replace("timezone: UTC", "timezone: Atlantis/Poseidonis"))
    assert panel(page).locator("summary").inner_text() == "not built"
    assert "Atlantis" in opened(page).inner_text()
    paper.settings.write_text(good)
    page.wait_for_function("!document.querySelector('#sitegen-panel')")


def test_words_of_a_file_are_never_taken_for_html(browser: Any, address: str, paper: Project) -> None:
    doubt = '<img src=x onerror="document.title=1">'
    paper.article("hostile", f"title: Hostile\nreview: ['{doubt}']", "Words, and more.")
    wait_for(f"{address}articles/hostile/", "Words, and")
    page = browser.new_page()
    page.goto(f"{address}articles/hostile/")
    assert "<img src=x" in opened(page).inner_text()
    assert page.locator("#sitegen-panel img").count() == 0
    assert page.title() != "1"
    page.close()


def test_the_keyboard_opens_and_closes_it(open_page: Open, address: str) -> None:
    page = open_page(f"{address}articles/one/")
    found = panel(page)
    found.locator("summary").focus()
    page.keyboard.press("Enter")
    assert found.locator(".list").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "list"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert not found.locator(".list").is_visible()


@pytest.mark.parametrize("story", ["one", "many", "arabic"])
@pytest.mark.parametrize("open_it", [False, True], ids=["closed", "open"])
def test_it_can_be_used_by_everyone(
    open_page: Open, axe: str, address: str, story: str, open_it: bool
) -> None:
    page = open_page(f"{address}articles/{story}/")
    if open_it:
        opened(page)
    assert panel(page).locator("details").is_visible()
    assert list(faults(page, axe)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_in_place_of_a_broken_story_can_be_used_by_everyone(
    browser: Any, axe: str, address: str, scheme: Any, width: int
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"{address}articles/broken/")
    opened(page)
    page.evaluate(axe)
    assert page.evaluate(RUN, None) == []
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_it_stays_within_the_window_however_much_there_is_to_tell(
    open_page: Open, address: str, width: int
) -> None:
    page = open_page(f"{address}articles/many/", viewport={"width": width, "height": 800})
    box = opened(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 800 * 0.3
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_not_printed_and_moves_nothing_on_the_page(open_page: Open, address: str) -> None:
    page = open_page(f"{address}articles/one/")
    height = "document.documentElement.scrollHeight"
    opened(page)
    with_panel = page.evaluate(height)
    page.evaluate("document.querySelector('#sitegen-panel').style.setProperty('display', 'none')")
    assert page.evaluate(height) == with_panel
    page.evaluate("document.querySelector('#sitegen-panel').style.removeProperty('display')")
    page.emulate_media(media="print")
    assert not panel_is_visible(page)
    page.emulate_media(media="screen")
    assert panel_is_visible(page)


def panel_is_visible(page: Any) -> bool:
    return bool(page.locator("#sitegen-panel summary").is_visible())

"""A reader searches: in the masthead, on the search page, with the keyboard, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
WORD = "Tyotkino"  # stands in the body of the seed's article only
HEADLINE = "Russian volunteer groups attack military sites in Belgorod and Kursk"


def find_in_masthead(page: Any, word: str) -> None:
    """Type a word into the search of the masthead and wait for the results."""
    page.click("[data-search-open]")
    page.keyboard.type(word)
    page.wait_for_selector("dialog[open] .result")


def assert_on_the_article(page: Any) -> None:
    page.wait_for_url("**/articles/2024/03/**")
    assert page.inner_text("h1") == HEADLINE
    assert WORD in page.inner_text(".copy")


def test_a_word_of_the_body_is_found_in_the_masthead_and_leads_to_the_article(
    open_page: Open, paper: str
) -> None:
    page = open_page(paper)
    find_in_masthead(page, WORD)
    assert page.locator("dialog .result").count() == 1
    result = page.locator("dialog .result")
    assert result.locator(".result__headline").inner_text() == HEADLINE
    assert result.locator(".result__day").inner_text() == "13 March 2024"
    assert result.locator(".kicker").text_content() == "News"
    assert result.locator("mark").first.inner_text() == WORD
    assert page.inner_text("dialog [data-search-count]") == "1 story"
    result.locator("a").click()
    assert_on_the_article(page)


def test_a_word_is_found_from_an_article_deep_in_the_site(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}articles/2024/01/hostile/")
    find_in_masthead(page, WORD)
    page.click("dialog .result a")
    assert_on_the_article(page)


@pytest.mark.parametrize("query", ["volunteer attack", '"volunteer groups attack"', "zyzzyva"])
def test_a_headline_is_found_by_its_words(open_page: Open, paper: str, query: str) -> None:
    page = open_page(f"{paper}search/?q={query}")
    page.wait_for_selector(".search-page .result")
    first = page.locator(".result__headline").first.inner_text()
    assert first.startswith("Zyzzyva" if query == "zyzzyva" else HEADLINE)


def test_the_address_of_the_search_page_carries_the_query(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}search/?q={WORD}")
    page.wait_for_selector(".search-page .result")
    assert page.input_value(".search-page input[name=q]") == WORD
    page.click(".search-page .result a")
    assert_on_the_article(page)
    page.go_back()
    page.wait_for_selector(".search-page .result")
    assert page.input_value(".search-page input[name=q]") == WORD


def test_typing_on_the_search_page_changes_its_address(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}search/")
    page.fill(".search-page input[name=q]", "volunteers & others")
    page.wait_for_url("**/search/?q=volunteers+%26+others")
    page.fill(".search-page input[name=q]", "")
    page.wait_for_url("**/search/")


def test_enter_in_the_masthead_leads_to_the_search_page(open_page: Open, paper: str) -> None:
    page = open_page(paper)
    find_in_masthead(page, WORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search/?q={WORD}")
    page.wait_for_selector(".search-page .result")


def test_the_site_is_searched_in_a_folder_of_its_host_too(open_page: Open, paper_below: str) -> None:
    page = open_page(paper_below)
    find_in_masthead(page, WORD)
    page.click("dialog .result a")
    assert_on_the_article(page)
    assert page.url.startswith(f"{paper_below}articles/")
    page = open_page(f"{paper_below}search/?q={WORD}")
    page.click(".search-page .result a")
    assert_on_the_article(page)


def test_nothing_found_is_said_and_read_out(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}search/?q=xylophonist")
    count = page.locator(".search-page [data-search-count]")
    page.wait_for_function("document.querySelector('.search-page .search__count').innerText.includes('xylo')")
    assert "No story has “xylophonist”" in count.inner_text()
    assert count.get_attribute("aria-live") == "polite"
    assert page.locator(".search-page .result").count() == 0


def test_the_keyboard_is_enough(open_page: Open, paper: str) -> None:
    page = open_page(paper)
    page.keyboard.press("/")
    page.keyboard.type(WORD)
    page.wait_for_selector("dialog[open] .result")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.result__headline')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert_on_the_article(page)


def test_escape_closes_the_search_and_gives_the_focus_back(open_page: Open, paper: str) -> None:
    page = open_page(paper)
    page.focus("[data-search-open]")
    for opener in ("Control+k", "/", "Enter"):
        page.keyboard.press(opener)
        page.wait_for_selector("dialog[open]")
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0
        assert page.evaluate("document.activeElement.matches('[data-search-open]')")


def test_a_slash_typed_into_a_box_is_a_slash(open_page: Open, paper: str) -> None:
    page = open_page(f"{paper}search/")
    page.focus(".search-page input[name=q]")
    page.keyboard.type("a/b")
    assert page.input_value(".search-page input[name=q]") == "a/b"
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("word", ["Zyzzyva", "quagmire"])
def test_what_an_article_says_is_never_markup_in_a_result(open_page: Open, paper: str, word: str) -> None:
    page = open_page(f"{paper}search/?q={word}")
    page.wait_for_selector(".search-page .result")
    title = 'Zyzzyva <img src=x onerror="document.title=1"> & <b>more</b>'
    assert page.inner_text(".result__headline") == title
    assert page.text_content(".result .kicker") == "<script>document.title=2</script>"
    assert page.locator(".result img, .result b, .result script").count() == 0
    assert page.title() == "Search – The Sitegen Courier"


def test_nothing_is_fetched_for_the_search_before_the_first_query(open_page: Open, paper: str) -> None:
    page = open_page(paper)
    page.wait_for_load_state("networkidle")
    fetched = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert fetched
    assert not [url for url in fetched if "pagefind" in url]


def test_without_javascript_the_search_leads_to_the_front_page(open_page: Open, paper: str) -> None:
    page = open_page(paper, java_script_enabled=False)
    page.click("[data-search-open]")
    page.wait_for_url("**/search/")
    page.click(".search__note a")
    page.wait_for_url(paper)
    assert page.locator(".teaser").count() == 2


def test_a_search_that_cannot_be_reached_says_so(browser: Any, paper: str) -> None:
    with browser.new_context() as context:  # not open_page: here the browser is right to report an error
        page = context.new_page()
        page.route("**/pagefind/**", lambda route: route.abort())
        page.goto(f"{paper}search/?q={WORD}")
        said = "document.querySelector('.search-page .search__count').innerText"
        page.wait_for_function(f"{said}.includes('cannot be reached')")

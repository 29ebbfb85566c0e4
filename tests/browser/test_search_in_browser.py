"""A reader searches: in the masthead, on the search page, with the keyboard, and without JavaScript."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.plugin import build
from sitegen.site.search.words import folded, words_of
from tests.browser.conftest import serving
from tests.conftest import Project, lay_out
from tests.validators.node import validator

pytestmark = pytest.mark.browser

Open = Callable[..., Any]

HOSTILE = """
title: 'Zyzzyva <img src=x onerror="document.title=1"> & <b>more</b>'
section: '<script>document.title=2</script>'
date: 2021-01-02
"""

RANG = "It rang over the harbour, twice; all at sea heard the glass."

DESK = "[data-search=desk]"
RESULT = f"{DESK} .result"
HEADLINE = f"{RESULT} .result__headline"
SAID = f"{DESK} [data-search-count]"
BOX = f"{DESK} [type=search]"


def fill(project: Project) -> None:
    """A paper of fourteen stories, by three authors, of five years and four languages."""
    body = "The ferry to the island sailed with {} people, cats and a quagmire."
    for number in range(1, 9):
        year, author = 2020 + number % 4, ("Ann Ray", "Bob Fox")[number % 2]
        header = f"title: Ferry news {number}\ndate: {year}-0{number}-05\nauthors: [{author}]\n"
        section = ("Local", "Sport")[number > 6]
        project.article(f"ferry{number}", f"{header}section: {section}\ntags: [Ferries]", body.format(number))
    project.article("glass", "title: The glass bell\ndate: 2023-04-30", RANG)
    project.article(
        "bell", "title: Ropes\ndate: 2023-05-01", "A bell of brass, no glass at all. The harbour – as ever."
    )
    project.article("hostile", HOSTILE, "A &lt;img src=x onerror=document.title=3&gt; and more xanadu.")
    project.article(
        "sand", "title: 北京市遭遇沙尘暴\nlang: zh\ndate: 2022-05-01", "机场取消了数百个**航班**，天气很糟。"
    )
    project.article(
        "arab", "title: مكتبة جديدة\nlang: ar\ndate: 2022-06-01", "افتتحت مكتبة جديدة في المدينة."
    )
    project.article("strasse", "title: Die Straße\nlang: de\ndate: 2022-06-02", "Häuser am Ufer.")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of that paper."""
    project = lay_out(tmp_path_factory.mktemp("searched"))
    fill(project)
    assert build(project.settings).exit_code == 0
    return project.site


@pytest.fixture(scope="module")
def archive(shelf: Path) -> Iterator[str]:
    """Its address."""
    with serving(shelf) as address:
        yield address


def headlines(page: Any) -> list[str]:
    return [link.text_content() for link in page.locator(HEADLINE).all()]


def wait_for(page: Any, said: str) -> None:
    """Wait until the search page says something of what was found, and stands still."""
    page.wait_for_function(
        "([box, count, said]) => document.querySelector(count).textContent.startsWith(said)"
        " && !document.querySelector(box).hasAttribute('aria-busy')",
        arg=[DESK, SAID, said],
    )


def look_up(open_page: Open, archive: str, query: str, said: str, **options: Any) -> Any:
    page = open_page(f"{archive}search/?{query}", **options)
    wait_for(page, said)
    page.wait_for_load_state("networkidle")
    return page


def find_in_masthead(page: Any, word: str) -> None:
    """Put a word into the search of the masthead at once, so that one answer comes, and wait for it."""
    page.click("[data-search-open]")
    page.keyboard.insert_text(word)
    page.wait_for_selector("dialog[open] .result")


def counts(page: Any, group: str) -> dict[str, str]:
    rows = page.locator(f"[data-search-group={group}] .facet").all()
    return {row.locator("bdi").inner_text(): row.locator(".count").inner_text() for row in rows}


# ---------------------------------------------------------------------------------- in the masthead


def test_a_word_of_the_body_is_found_in_the_masthead_and_leads_to_the_article(
    open_page: Open, archive: str
) -> None:
    page = open_page(archive)
    find_in_masthead(page, "brass")
    result = page.locator("dialog .result")
    assert result.count() == 1
    assert result.locator(".result__headline").inner_text() == "Ropes"
    assert result.locator(".result__day").inner_text() == "1 May 2023"
    assert result.locator("mark").all_inner_texts() == ["brass"]
    assert page.inner_text("dialog [data-search-count]") == "1 story"
    result.locator("a").click()
    page.wait_for_url("**/bell/**")
    assert page.inner_text("h1") == "Ropes"


def test_a_word_is_found_from_an_article_and_in_a_folder_of_the_host(
    open_page: Open, shelf: Path, tmp_path: Path
) -> None:
    (tmp_path / "the").mkdir()
    (tmp_path / "the" / "paper").symlink_to(shelf)
    with serving(tmp_path) as host:
        page = open_page(f"{host}the/paper/articles/arab/")
        find_in_masthead(page, "brass")
        page.click("dialog .result a")
        page.wait_for_url(f"{host}the/paper/articles/bell/**")
        look_up(open_page, f"{host}the/paper/", "q=brass", "1 story")


def test_enter_in_the_masthead_leads_to_the_search_page(open_page: Open, archive: str) -> None:
    page = open_page(archive)
    find_in_masthead(page, "ferry")
    assert page.locator("dialog .result").count() == 6
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=ferry")
    wait_for(page, "8 stories")


def test_all_results_of_the_masthead_are_a_link(open_page: Open, archive: str) -> None:
    page = open_page(f"{archive}about/")
    find_in_masthead(page, "ferry & island")
    page.click("dialog [data-search-more] a")
    page.wait_for_url("**/search/?q=ferry+%26+island")
    wait_for(page, "8 stories")


def test_who_walks_the_list_stays_in_it_when_another_answer_comes(open_page: Open, archive: str) -> None:
    page = open_page(archive)
    find_in_masthead(page, "ferry")
    page.keyboard.press("ArrowDown")
    page.evaluate("document.querySelector('dialog .result').dataset.old = ''")
    page.evaluate("document.querySelector('dialog [type=search]').dispatchEvent(new Event('input'))")
    page.wait_for_selector("dialog .result:not([data-old])")
    assert page.evaluate("document.activeElement.closest('.result') !== null")


def test_the_keyboard_is_enough(open_page: Open, archive: str) -> None:
    page = open_page(archive)
    page.keyboard.press("/")
    page.keyboard.insert_text("ferry")
    page.wait_for_selector("dialog[open] .result")
    focus = "document.activeElement.textContent || document.activeElement.name"
    page.keyboard.press("ArrowDown")
    first = page.evaluate(focus)
    page.keyboard.press("End")
    assert page.evaluate(focus) != first
    page.keyboard.press("Home")
    assert page.evaluate(focus) == first
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focus) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    assert page.inner_text("h1") == first


def test_escape_closes_the_search_and_gives_the_focus_back(open_page: Open, archive: str) -> None:
    page = open_page(archive)
    page.focus("[data-search-open]")
    for opener in ("Control+k", "/", "Enter"):
        page.keyboard.press(opener)
        page.wait_for_selector("dialog[open]")
        page.keyboard.type("x")
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0
        assert page.evaluate("document.activeElement.matches('[data-search-open]')")


def test_a_slash_typed_into_a_box_is_a_slash(open_page: Open, archive: str) -> None:
    page = open_page(f"{archive}search/")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.input_value(BOX) == "a/b"
    assert page.locator("dialog[open]").count() == 0


def test_nothing_is_fetched_for_the_search_before_the_first_query(open_page: Open, archive: str) -> None:
    page = open_page(archive)
    page.wait_for_load_state("networkidle")
    fetched = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [url for url in fetched if "search.js" in url]
    assert not [url for url in fetched if "/search/" in url]


# --------------------------------------------------------------------------------- what is found


def test_a_headline_counts_more_than_the_body(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=bell", "2 stories")
    assert headlines(page) == ["The glass bell", "Ropes"]


def test_words_that_stand_together_come_first(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=glass+at+all", "2 stories")
    assert headlines(page)[0] == "Ropes"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"harbour as ever"', ["Ropes"]),
        ('"the harbour" twice', ["The glass bell"]),
        ("“over the harbour”", ["The glass bell"]),
        ("hauser", ["Die Straße"]),
        ("北京", ["北京市遭遇沙尘暴"]),
        ("京市", ["北京市遭遇沙尘暴"]),
        ("个航班", ["北京市遭遇沙尘暴"]),
        ("航班 天气", ["北京市遭遇沙尘暴"]),
        ("مكتبة", ["مكتبة جديدة"]),
    ],
)
def test_a_query_finds_its_story(open_page: Open, archive: str, query: str, found: list[str]) -> None:
    page = look_up(open_page, archive, f"q={query}", "1 story")
    assert headlines(page) == found
    assert page.locator(f"{RESULT} mark").count() >= (query not in ("北京", "京市"))


def test_words_that_stand_everywhere_are_not_marked_beside_those_that_tell(
    open_page: Open, archive: str
) -> None:
    page = look_up(open_page, archive, "q=a+brass+bell", "1 story")
    assert page.locator(f"{RESULT} mark").all_inner_texts() == ["bell", "brass"]


def test_the_words_of_a_script_without_spaces_are_shown_as_they_were(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=个航班", "1 story")
    assert page.inner_text(f"{RESULT} .result__excerpt") == "机场取消了数百个航班，天气很糟。"
    assert page.locator(f"{RESULT} mark").all_inner_texts() == ["个航班"]


def test_a_result_has_the_direction_and_language_of_its_story(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=مكتبة", "1 story")
    assert page.locator(f"{RESULT} .result__title").get_attribute("lang") == "ar"
    style = "getComputedStyle(document.querySelector('.result__excerpt')).direction"
    assert page.evaluate(style) == "rtl"


@pytest.mark.parametrize("word", ["Zyzzyva", "xanadu"])
def test_what_an_article_says_is_never_markup_in_a_result(open_page: Open, archive: str, word: str) -> None:
    page = look_up(open_page, archive, f"q={word}", "1 story")
    title = 'Zyzzyva <img src=x onerror="document.title=1"> & <b>more</b>'
    assert headlines(page) == [title]
    assert page.text_content(f"{RESULT} .kicker") == "<script>document.title=2</script>"
    assert page.locator(f"{RESULT} :is(img, b, script)").count() == 0
    assert page.locator("[data-search-group=section] script").count() == 0
    assert page.title() == "Search – The Sitegen Courier"


def test_the_words_found_are_marked_on_the_page_that_is_opened(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, 'q="glass at all"', "1 story")
    address = page.locator(HEADLINE).get_attribute("href")
    assert address.endswith("/articles/bell/#:~:text=glass%20at%20all")
    page.click(HEADLINE)
    page.wait_for_url("**/articles/bell/**")
    assert page.evaluate("CSS.supports('selector(::target-text)')")


def test_a_word_is_found_while_it_is_typed(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=quagm", "8 stories")
    assert "quagmire" in page.locator(f"{RESULT} mark").all_inner_texts()
    look_up(open_page, archive, "q=市", "1 story")


def test_the_script_cuts_and_keeps_words_as_the_index_does(open_page: Open, archive: str) -> None:
    dice = random.Random(5)
    letters = "aé Zß’'.-&1北京市データกา ｶﾞ서울مَكْتَمुख्यΣςİıæ_\u0301\u00ad\u2060\U00020000\ufa0e\U0001d400"
    texts = ["".join(dice.choices(letters, k=dice.randint(0, 30))) for _ in range(2000)]
    page = open_page(archive)
    cut = """async (texts) => {
      const { cut, folded } = await import(new URL("assets/javascripts/search/words.js", location))
      return texts.map((text) => cut(text).map(({ word }) => [word, folded(word)]))
    }"""
    cut_here = [[[word, folded(word)] for word in words_of(text)] for text in texts]
    assert page.evaluate(cut, texts) == cut_here


def test_a_reader_who_came_before_the_site_was_published_anew_still_finds(
    browser: Any, shelf: Path, tmp_path: Path
) -> None:
    """Not open_page: a file of the old index is gone, and the browser is right to report it."""
    project = lay_out(tmp_path)
    project.article("one", "title: The zebra", "A word of before.")
    build(project.settings)
    index = project.site / "search" / "index"
    with serving(project.site) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}search/")
        page.evaluate("""async () => {
          const { archive } = await import(new URL("../assets/javascripts/search/archive.js", location))
          await archive()
        }""")
        shutil.rmtree(index)
        shutil.copytree(shelf / "search" / "index", index)
        page.fill(BOX, "glass")
        wait_for(page, "2 stories")
        assert headlines(page) == ["The glass bell", "Ropes"]


# ------------------------------------------------------------------------------ filters and order


def test_filters_have_counts_that_follow_the_query(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=ferry", "8 stories")
    page.wait_for_selector(".facet")
    assert counts(page, "section") == {"Local": "6", "Sport": "2"}
    assert counts(page, "year") == {"2023": "2", "2022": "2", "2021": "2", "2020": "2"}
    assert counts(page, "author") == {"Ann Ray": "4", "Bob Fox": "4"}
    assert counts(page, "topic") == {"Ferries": "8"}
    page.check("[data-search-group=section] input[value=Local]")
    wait_for(page, "6 stories")
    page.wait_for_function("document.querySelector('[data-search-group=topic] .count').innerText === '6'")
    assert counts(page, "section") == {"Local": "6", "Sport": "2"}  # what choosing Sport too would add
    page.check("[data-search-group=section] input[value=Sport]")
    wait_for(page, "8 stories")
    assert page.url.endswith("?q=ferry&section=Local&section=Sport")


def test_filters_of_two_kinds_narrow_together(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=ferry&section=Local&author=Ann+Ray", "3 stories")
    assert sorted(headlines(page)) == ["Ferry news 2", "Ferry news 4", "Ferry news 6"]


def test_filters_without_a_query_list_the_newest_first(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "section=Sport", "2 stories")
    assert headlines(page) == ["Ferry news 7", "Ferry news 8"]


def test_a_language_is_shown_by_its_name(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "lang=de", "1 story")
    assert page.inner_text(".chip bdi, .chip span >> nth=0") == "German"


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [("newest", "Ferry news 7", "Ferry news 8"), ("oldest", "Ferry news 4", "Ferry news 3")],
)
def test_results_are_put_in_order_of_their_dates(
    open_page: Open, archive: str, order: str, first: str, last: str
) -> None:
    page = look_up(open_page, archive, "q=ferry", "8 stories")
    page.select_option("[data-search-order]", order)
    page.wait_for_url(f"**/search/?q=ferry&sort={order}")
    page.wait_for_function(f"document.querySelector('{HEADLINE}').innerText === '{first}'")
    dates = [day.split()[-1] for day in page.locator(f"{RESULT} .result__day").all_inner_texts()]
    assert dates == sorted(dates, reverse=order == "newest")
    assert last in headlines(page)


@pytest.mark.parametrize(
    ("days", "said", "found"),
    [
        ("from=2023-04-30&to=2023-04-30", "1 story", {"The glass bell"}),
        ("from=2023-05-01", "2 stories", {"Ropes", "Ferry news 7"}),
        ("to=2020-04-05", "1 story", {"Ferry news 4"}),
        ("from=2020-04-06&to=2021-01-02", "2 stories", {"Ferry news 8", "Zyzzyva"}),
        ("from=2022-01-01&to=2022-12-31", "5 stories", {"Ferry news 2", "Ferry news 6", "Die Straße"}),
    ],
)
def test_a_range_of_days_is_exact(
    open_page: Open, archive: str, days: str, said: str, found: set[str]
) -> None:
    page = look_up(open_page, archive, days, said)
    shown = {headline.split(" <")[0] for headline in headlines(page)}
    assert found <= shown


def test_a_range_is_typed_and_one_that_ends_before_it_begins_is_refused(
    open_page: Open, archive: str
) -> None:
    page = look_up(open_page, archive, "q=ferry", "8 stories")
    page.fill("[data-search-from]", "2022-01-01")
    wait_for(page, "4 stories")
    page.wait_for_url("**/search/?q=ferry&from=2022-01-01")
    page.fill("[data-search-to]", "2021-01-01")
    page.wait_for_selector("[data-search-wrong]:visible")
    assert page.locator("[data-search-to][aria-invalid]").count() == 1
    assert page.url.endswith("from=2022-01-01")


def test_a_filter_is_taken_off_by_its_chip_and_all_by_one_button(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=ferry&section=Sport&year=2023&from=2023-01-01", "1 story")
    page.click("button[aria-label='Remove filter: 2023']")
    page.click(".chip >> nth=-1")
    wait_for(page, "2 stories")
    assert page.evaluate("document.activeElement.matches('.chip')")
    page.click("[data-search-clear]")
    wait_for(page, "8 stories")
    assert page.url.endswith("/search/?q=ferry")


def test_on_a_telephone_the_filters_open_on_a_press(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=ferry", "8 stories", viewport={"width": 390, "height": 800})
    box = page.locator("[data-search-group=section] input[value=Sport]")
    assert box.count() == 0
    page.click("[data-search-toggle]")
    assert page.get_attribute("[data-search-toggle]", "aria-expanded") == "true"
    box.check()
    wait_for(page, "2 stories")
    assert page.inner_text("[data-search-toggle]") == "Filters (1)"
    page.click("[data-search-shut]")
    assert not box.is_visible()
    assert page.evaluate(f"document.activeElement === document.querySelector('{HEADLINE}')")


# ----------------------------------------------------------------------------------- the address


def test_the_back_button_leads_to_the_searches_before(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=ferry", "8 stories")
    page.click("[data-search-group=section] input[value=Sport]")
    wait_for(page, "2 stories")
    page.fill(BOX, "quagmire 7")
    page.keyboard.press("Enter")
    wait_for(page, "1 story")
    page.fill(BOX, "glass")
    wait_for(page, "No story")
    page.fill(BOX, "glass bell")
    page.wait_for_url("**q=glass+bell**")
    for said, address in [
        ("1 story", "?q=quagmire+7&section=Sport"),
        ("2 stories", "?q=ferry&section=Sport"),
        ("8 stories", "?q=ferry"),
    ]:
        page.go_back()
        wait_for(page, said)
        assert page.url == f"{archive}search/{address}"
    assert page.input_value(BOX) == "ferry"
    assert page.locator(".facet__box:checked").count() == 0
    page.go_forward()
    wait_for(page, "2 stories")
    page.wait_for_selector(".facet__box[value=Sport]:checked")


def test_coming_back_from_a_story_shows_as_many_results_as_before(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "from=2020-01-01", "14 stories")
    assert page.locator(RESULT).count() == 10
    page.click(f"{DESK} [data-search-more]")
    page.wait_for_function(f"document.querySelectorAll('{RESULT}').length === 14")
    eleventh = page.locator(HEADLINE).nth(10)
    assert eleventh.evaluate("link => link === document.activeElement")
    eleventh.click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    wait_for(page, "14 stories")
    assert page.locator(RESULT).count() == 14


def test_typing_changes_the_address(open_page: Open, archive: str) -> None:
    page = open_page(f"{archive}search/")
    page.fill(BOX, "ferries & others")
    page.wait_for_url("**/search/?q=ferries+%26+others")
    page.fill(BOX, "")
    page.wait_for_url("**/search/")


# ------------------------------------------------------------------------- when nothing is found


def test_nothing_found_is_said_and_read_out(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=xylophonist", "No story has “xylophonist”")
    assert page.get_attribute(SAID, "role") == "status"
    assert page.locator(RESULT).count() == 0
    links = page.locator(f"{DESK} .search__elsewhere a").all_inner_texts()
    assert links[:2] == ["Archive", "<script>document.title=2</script>"]
    assert "Local" in links


def test_a_reader_is_led_on_without_the_filters(open_page: Open, archive: str) -> None:
    page = look_up(open_page, archive, "q=brass&section=Sport", "No story with these filters has “brass”")
    page.click("button:text('Search without the filters: 1 story')")
    wait_for(page, "1 story")
    assert page.url.endswith("?q=brass")


def test_a_reader_is_led_on_by_single_words_and_without_quotation_marks(
    open_page: Open, archive: str
) -> None:
    page = look_up(open_page, archive, 'q="ferry brass"', "No story")
    ways = page.locator("[data-search-ways] button")
    page.wait_for_selector("[data-search-ways] button")
    assert ways.all_inner_texts() == ["Only “ferry”: 8 stories", "Only “brass”: 1 story"]
    ways.last.click()
    wait_for(page, "1 story")
    assert page.input_value(BOX) == "brass"
    page = look_up(open_page, archive, 'q="brass of"', "No story")
    page.click("button:text('Search without the quotation marks')")
    wait_for(page, "1 story")
    assert page.input_value(BOX) == "brass of"


def test_a_search_that_cannot_be_reached_says_so_and_can_be_tried_again(browser: Any, archive: str) -> None:
    with browser.new_context() as context:  # not open_page: here the browser is right to report an error
        page = context.new_page()
        page.route("**/search/index/**", lambda route: route.abort())
        page.goto(f"{archive}search/?q=ferry")
        wait_for(page, "The search cannot be reached")
        page.unroute("**/search/index/**")
        page.click("[data-search-again]")
        wait_for(page, "8 stories")


def test_without_javascript_the_search_leads_to_the_archive(open_page: Open, archive: str) -> None:
    page = open_page(archive, java_script_enabled=False)
    page.click("[data-search-open]")
    page.wait_for_url("**/search/")
    assert not page.locator(BOX).is_visible()
    page.click(".search__elsewhere a:visible >> text=Archive")
    page.wait_for_url("**/archive/")


# --------------------------------------------------------------------------------- for everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(open_page: Open, archive: str, scheme: str, width: int) -> None:
    axe = validator("axe-core/axe.min.js").read_text(encoding="utf-8")

    def faults(page: Any, within: str = "html") -> list[str]:
        page.evaluate(axe)
        found = page.evaluate("within => axe.run(within)", within)
        return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found["violations"]]

    queries = ["", "?q=ferry&section=Local&from=2020-01-01", "?q=xylophone+brass&section=Sport"]
    for query in queries:
        page = open_page(
            f"{archive}search/{query}", color_scheme=scheme, viewport={"width": width, "height": 900}
        )
        page.wait_for_load_state("networkidle")
        if width < 960 and query:
            page.click("[data-search-toggle]")
            page.wait_for_selector(".facet, .search__day")
        assert faults(page) == []
    page = open_page(archive, color_scheme=scheme, viewport={"width": width, "height": 900})
    find_in_masthead(page, "ferry")
    assert faults(page, "dialog") == []


def test_a_strict_policy_of_the_host_is_enough(browser: Any, archive: str) -> None:
    """No inline script or style, nothing of another host, no WebAssembly."""
    policy = "default-src 'none'; connect-src 'self'; img-src 'self'; style-src 'self'; script-src 'self'"
    broken: list[str] = []

    def guarded(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

    with browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda line: broken.append(line.text) if line.type == "error" else None)
        page.route("**/*", guarded)
        page.goto(f"{archive}search/?q=ferry")
        wait_for(page, "8 stories")
        page.wait_for_selector(".facet")
    ours = [line for line in broken if "search" in json.dumps(line)]
    assert ours == []

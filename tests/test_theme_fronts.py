"""The front page, the listings, the archive, the corrections, masthead and foot, as a build sets them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from PIL import Image

from sitegen.plugin import build
from tests.conftest import Project, lay_out

NEWEST = datetime(2024, 3, 20, 18, 30, tzinfo=UTC)
SECTIONS = ("Region", "Council", "Trade", "Stage", "Sport", "Letters", "Sea", "Farms", "Schools", "Wires")
ON_TOP = 5
"""Stories in the top of the front page: the lead, and four beside it."""


def story(project: Project, number: int) -> None:
    """Story `number`, the newest is 0; every second has a picture, every sixth is of Region alone."""
    picture = "image: {src: /images/pier.jpg, alt: The pier}\n" if number % 2 == 0 else ""
    date = (NEWEST - timedelta(hours=9 * number)).isoformat()
    section = "Region" if number % 6 == 5 else SECTIONS[number % len(SECTIONS)]
    header = f"title: Story {number}\ndate: {date}\nsection: {section}\ntags: [Piers]\nauthors: [Ann Rye]\n"
    project.article(f"story-{number:03}", header + picture, f"Words of story {number}. " * 12)


def lay_out_paper(folder: Path, stories: int) -> Project:
    project = lay_out(folder)
    image = project.folder / "content" / "images" / "pier.jpg"
    image.parent.mkdir(parents=True)
    Image.new("RGB", (1200, 800), "teal").save(image)
    for number in range(stories):
        story(project, number)
    return project


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A paper of 130 stories, and some that are odd."""
    project = lay_out_paper(tmp_path_factory.mktemp("fronts"), 130)
    arabic = "title: مرفأ\nlang: ar\ndate: 2024-03-19\nsection: Region\ntags: [Élan, 3D]\n"
    wrong = "corrections:\n- {date: 2024-03-21, text: The pier is 90 metres long.}\n- text: No date."
    project.article("arabic", arabic + wrong)
    project.article("undated", "title: Undated")
    project.write(
        "topics/piers.md", "---\ntitle: Piers & jetties\ndescription: All piers.\n---\n\nOur piers.\n"
    )
    assert build(project.settings, search=False).exit_code == 0
    return project


def pages_of(project: Project) -> Iterator[tuple[str, BeautifulSoup]]:
    for path in sorted(project.site.rglob("*.html")):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        if soup.select_one(".masthead"):
            yield path.relative_to(project.site).as_posix(), soup


def hrefs(tags: list[Tag]) -> list[str]:
    return [str(tag["href"]) for tag in tags]


# --------------------------------------------------------------------------------------- every page


def test_every_page_is_sound(paper: Project) -> None:
    """No id twice, no link in a link, one headline, no level of heading left out, no inline style."""
    checked = 0
    for path, page in pages_of(paper):
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(ids) == len(set(ids)), path
        assert not page.select("a a, a button, [style]"), path
        levels = [int(tag.name[1]) for tag in page.select("h1, h2, h3, h4")]
        assert levels.count(1) == 1, path
        steps = pairwise(levels)
        assert all(below - above <= 1 for above, below in steps), path
        checked += 1
    assert checked > 150


def test_every_link_in_the_site_leads_somewhere(paper: Project) -> None:
    for path, page in pages_of(paper):
        if path == "404.html":
            continue
        for href in hrefs(page.select("a[href]")):
            target, _, anchor = href.partition("#")
            if target.startswith(("http", "mailto:")):
                continue
            file = (paper.site / path).parent / target
            assert (file / "index.html" if file.is_dir() else file).exists(), (path, href)
            assert not anchor or target or page.find(id=anchor), (path, href)


def test_every_picture_has_its_size_and_waits_for_the_reader(paper: Project) -> None:
    for url in ("", "sections/region", "archive/2024/03", "topics/piers/1"):
        pictures = paper.page(url).select("main img")
        assert pictures
        assert {(img["width"], img["height"]) for img in pictures} == {("1200", "800")}
        assert all(img["loading"] == "lazy" for img in pictures[1:])


def test_the_bar_has_eight_sections_and_the_way_to_all(paper: Project) -> None:
    bar = paper.page("sections/region").select_one(".sections-bar")
    assert len(bar.select("li")) == 8
    assert bar.select_one(".sections-bar__all")["href"].endswith("/sections/")
    assert len(paper.page("").select(".sections-bar")) == 1


def test_the_bar_and_the_drawer_mark_where_the_reader_is(tmp_path: Path) -> None:
    project = lay_out_paper(tmp_path, 70)
    assert build(project.settings, search=False).exit_code == 0
    front = project.page("sections/council")
    assert [a.get_text() for a in front.select(".sections-bar [aria-current=page]")] == ["Council"]
    assert [a.get_text() for a in front.select(".drawer [aria-current=page]")] == ["Council"]
    article = project.page("articles/story-001")
    assert [a.get_text() for a in article.select(".sections-bar [aria-current=true]")] == ["Council"]


def test_the_foot_leads_to_every_part_of_the_paper(paper: Project) -> None:
    links = hrefs(paper.page("").select(".imprint a"))
    ways = ("archive/", "sections/", "topics/", "authors/", "corrections/", "about/", "feed.xml")
    assert {*ways, *(f"sections/{name.lower()}/" for name in SECTIONS)} <= set(links)


def test_words_of_another_language_keep_their_direction_and_the_picture_its_place(paper: Project) -> None:
    row = paper.page("sections/region").select_one(".row:has([lang=ar])")
    assert row.select_one(".teaser__words")["dir"] == "rtl"
    assert "dir" not in row.attrs
    assert row.select_one(".row__day").get_text(strip=True) == "19 March 2024"


# -------------------------------------------------------------------------------------- front page


def test_the_lead_comes_first_and_its_picture_at_once(paper: Project) -> None:
    front = paper.page("")
    lead = front.select_one(".front__top .teaser")
    assert "teaser--lead" in lead["class"]
    assert lead.select_one("img")["fetchpriority"] == "high"
    assert "loading" not in lead.select_one("img").attrs
    assert len(front.select("[fetchpriority]")) == 1


def test_a_block_leads_to_its_section_and_shows_a_picture_where_one_is(paper: Project) -> None:
    blocks = paper.page("").select(".block")
    assert [block.select_one(".rubric a")["href"] for block in blocks][:2] == [
        "sections/council/",
        "sections/farms/",
    ]
    for block in blocks:
        assert len(block.select(".teaser--feature")) == 1
        assert not block.select(".kicker")
        assert bool(block.select("img")) == ("block--words" not in block["class"])


def test_latest_stands_under_its_days_with_times_and_repeats_nothing_of_the_top(paper: Project) -> None:
    latest = paper.page("").select_one(".latest")
    days = [day.get_text(strip=True) for day in latest.select("h3")]
    assert days[:2] == ["Tuesday, 19 March 2024", "Monday, 18 March 2024"]
    assert latest.select_one(".latest__clock").get_text() == "21:30"
    top = set(hrefs(paper.page("").select(".front__top .teaser__headline a")))
    assert len(top) == ON_TOP
    assert not top & set(hrefs(latest.select("a")))


def test_latest_has_the_newest_of_the_blocks_and_of_all_others(paper: Project) -> None:
    """As far down as is known that no story is left out between two."""
    numbers = [
        int(path.split("-")[1][:3]) for path in hrefs(paper.page("").select(".latest li a")) if "-" in path
    ]
    assert numbers == list(range(ON_TOP, ON_TOP + len(numbers)))
    assert len(numbers) > 12


def test_of_two_stories_in_a_block_both_have_their_words(tmp_path: Path) -> None:
    project = lay_out_paper(tmp_path, 17)
    assert build(project.settings, search=False).exit_code == 0
    (block,) = project.page("").select(".block--two:has(img)")[:1]
    assert len(block.select(".teaser__text")) == 2
    assert not block.select(".block__briefs")


def test_names_of_sections_keep_their_own_direction(paper: Project) -> None:
    front = paper.page("")
    assert len(front.select(".sections-bar bdi")) == 8
    assert front.select(".teaser .byline bdi.byline__name")
    assert front.select(".teaser .kicker bdi")


def test_the_front_page_is_named_in_the_sites_language(tmp_path: Path) -> None:
    project = lay_out_paper(tmp_path, 1)
    german = project.settings.read_text("utf-8").replace("language: en", "language: de")
    project.settings.write_text(german, "utf-8")
    assert build(project.settings, search=False).exit_code == 0
    for list_of_pages in (".drawer__pages", ".imprint__ways"):
        assert "Startseite" in project.page("").select_one(list_of_pages).get_text()
    own = german.replace("- index.md", "- Vorne: index.md")
    project.settings.write_text(own, "utf-8")
    assert build(project.settings, search=False).exit_code == 0
    assert "Vorne" in project.page("").select_one(".drawer__pages").get_text()


def test_a_reader_may_choose_the_colours_unless_the_paper_has_one_scheme(tmp_path: Path) -> None:
    project = lay_out_paper(tmp_path, 1)
    assert build(project.settings, search=False).exit_code == 0
    button = project.page("about").select_one("button.colours")
    assert button.has_attr("hidden")
    assert json.loads(button["data-colours"]) == ["Colours: as the device", "Colours: light", "Colours: dark"]
    settings = yaml.safe_load(project.settings.read_text("utf-8"))
    settings["theme"]["palette"] = {"scheme": "slate", "primary": "custom", "accent": "custom"}
    project.settings.write_text(yaml.safe_dump(settings), "utf-8")
    assert build(project.settings, search=False).exit_code == 0
    page = project.page("about")
    assert not page.select(".colours")
    assert page.body["data-md-color-scheme"] == "slate"


@pytest.mark.parametrize(("stories", "top"), [(1, "alone"), (3, "few")])
def test_a_small_paper_has_a_whole_front(tmp_path: Path, stories: int, top: str) -> None:
    project = lay_out_paper(tmp_path, stories)
    assert build(project.settings, search=False).exit_code == 0
    front = project.page("")
    assert f"front__top--{top}" in front.select_one(".front__top")["class"]
    assert len(front.select(".front .teaser")) == stories


def test_a_lead_without_a_picture_is_a_banner(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    for number in range(3):
        project.article(f"plain-{number}", f"title: Plain {number}\ndate: 2024-03-0{number + 1}")
    assert build(project.settings, search=False).exit_code == 0
    assert "front__top--banner" in project.page("").select_one(".front__top")["class"]


def test_a_paper_without_stories_says_so(project: Project) -> None:
    assert build(project.settings, search=False).exit_code == 0
    assert "No stories have been published yet." in project.page("").get_text()
    assert "No stories" in project.page("archive").get_text()


def test_the_front_page_is_light(paper: Project) -> None:
    assert len(gzip.compress((paper.site / "index.html").read_bytes())) < 25_000


# ----------------------------------------------------------------------------------------- listings


def test_an_editors_words_stand_above_a_topic_and_only_on_its_front(paper: Project) -> None:
    head = paper.page("topics/piers").select_one(".listing__head")
    assert head.select_one("h1").get_text() == "Piers & jetties"
    assert head.select_one(".standfirst").get_text() == "All piers."
    assert head.select_one(".copy").get_text(strip=True) == "Our piers."
    assert head.select_one(".kicker a")["href"].endswith("/topics/")
    assert head.select_one("a[href$='topics/piers/feed.xml']")
    assert not paper.page("topics/piers/1").select(".listing__head .copy, .listing__head .standfirst")


def test_pages_lead_on_to_newer_and_older_stories(paper: Project) -> None:
    front, third, first = (paper.page(f"topics/piers{end}") for end in ("", "/3", "/1"))
    assert front.select_one("a[rel=next]")["href"].endswith("/topics/piers/3/")
    assert not front.select("a[rel=prev]")
    assert third.select_one("a[rel=prev]")["href"].endswith("/topics/piers/")
    assert third.select_one("a[rel=next]")["href"].endswith("/topics/piers/2/")
    assert not first.select("a[rel=next]")
    assert [a.get_text() for a in third.select(".pages__list a")] == ["Newest", "3", "2", "1"]
    assert third.select_one(".pages [aria-current=page]").get_text() == "3"
    assert "page 3" in third.title.get_text()


def test_the_first_story_of_a_section_leads_it_when_it_has_a_picture(paper: Project) -> None:
    page = paper.page("sections/trade")
    assert page.select_one(".listing > .teaser--lead img")["fetchpriority"] == "high"
    lead = page.select_one(".listing > .teaser--lead a")["href"]
    assert lead not in hrefs(page.select(".rows a"))


def test_a_month_has_its_stories_under_their_days(paper: Project) -> None:
    days = paper.page("archive/2024/03").select(".day")
    assert days[0].select_one("h2").get_text() == "Wednesday, 20 March 2024"
    assert days[0].select_one(".row time").get_text() == "18:30"
    assert {row.select_one("h3").name for day in days for row in day.select(".row")} == {"h3"}


def test_the_archive_counts_every_story(paper: Project) -> None:
    archive = paper.page("archive")
    years = [int(count.get_text()) for count in archive.select(".year__title .count")]
    months = [int(count.get_text()) for count in archive.select(".year__months .count")]
    assert sum(years) == 132
    assert sum(months) == 131
    assert archive.select_one(".year__months a").get_text() == "March"


def test_an_overview_is_sorted_by_letter_with_counts(paper: Project) -> None:
    index = paper.page("topics").select(".letter")
    assert [letter.select_one("h2").get_text() for letter in index] == ["E", "P", "#"]
    assert index[1].select_one("li").get_text(" ", strip=True) == "Piers 130"


def test_the_log_has_each_correction_with_its_day_and_story(paper: Project) -> None:
    entries = paper.page("corrections").select(".corrected")
    assert [entry.select_one(".corrected__text").get_text() for entry in entries] == [
        "The pier is 90 metres long.",
        "No date.",
    ]
    assert entries[0].select_one("time").get_text() == "21 March 2024"
    assert entries[0].select_one("h2 a")["href"].endswith("/articles/arabic/")

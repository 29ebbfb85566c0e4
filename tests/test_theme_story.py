"""The page of a story: what stands on it, what leads on from it, and what the search is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from sitegen.plugin import build
from sitegen.site.templates import escapes, isolated, own_templates, words_in
from tests.conftest import ROOT, Project, lay_out

THEME = ROOT / "theme"

LONG = """
title: The harbour that could not make up its mind
lang: en
kicker: The long read
section: Region
series: The harbour inquiry
date: 2024-03-13T15:35:00-04:00
updated: 2024-03-14T09:00:00+00:00
authors: [Ann Rye, Bob Tell, Eve Orr]
tags: [Harbour, 'Nets, ropes']
description: A small port has argued about one crane.
image: {src: /images/wide.jpg, alt: The crane, caption: The crane at dusk., credit: Ada Rowe}
corrections:
- {date: 2024-03-15, text: The crane was built in 1911.}
- text: Maud Teller sells nets, not boats.
"""

HOSTILE = """
title: 'R&D <script>alert(1)</script>'
kicker: '<b>k</b>'
section: '"><i>s</i>'
series: '<u>series</u>'
date: 2024-03-02
authors: ['<img src=x onerror=alert(2)>']
tags: ['<i>t</i>']
image: {src: /images/tall.jpg, alt: '"><b>', caption: '<b>c</b>', credit: '<i>'}
corrections: [{text: '<b>x</b>'}]
"""

TIMELINE = 9
SHAPES = {
    "wide": (1600, 1000),
    "tall": (800, 1200),
    "pole": (300, 900),
    "small": (400, 300),
    "column": (700, 600),
}


def subheads(*titles: str, words: int = 400) -> str:
    """A body with a long paragraph below each subhead."""
    return "\n\n".join(f"## {title}\n\n{'word ' * words}" for title in titles)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built paper of stories of many shapes."""
    project = lay_out(tmp_path_factory.mktemp("paper"))
    settings = project.settings.read_text("utf-8")
    edit = "repo_url: https://git.example.org/paper\nedit_uri: edit/main/content/\n"
    project.settings.write_text(edit + settings.replace("timezone: UTC", "timezone: Europe/London"), "utf-8")
    (project.folder / "content" / "images").mkdir()
    for name, size in SHAPES.items():
        Image.new("RGB", size).save(project.folder / "content" / "images" / f"{name}.jpg")
    project.article(
        "long", LONG, subheads("What the engineers found", "Mud & money", "Less &lt;b> than", "Next")
    )
    project.article(
        "short", "title: Short\nsection: Region\ndate: 2024-03-12", subheads("One", "Two", "Three", words=9)
    )
    project.article("hostile", HOSTILE)
    project.article("hostile-too", HOSTILE.replace("2024-03-02", "2024-03-01").replace("R&D", "R&E"))
    project.article("bare", "title: Bare")
    for day in range(1, TIMELINE):
        header = f"title: Chapter {day}\nsection: Region\nseries: The harbour inquiry\ndate: 2024-02-0{day}"
        project.article(f"chapter-{day}", header)
    report = build(project.settings, strict=True, search=False)
    assert (report.exit_code, report.reason) == (0, "")
    return project


@pytest.fixture
def long_read(paper: Project) -> BeautifulSoup:
    return paper.page("articles/long")


def words_of(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text().split())


# ------------------------------------------------------------------------------------------ the head


def test_the_kicker_stands_for_the_section_and_leads_to_its_front(long_read: BeautifulSoup) -> None:
    link = long_read.select_one(".kicker a")
    assert (words_of(link), link["href"]) == ("The long read", "../../sections/region/")


def test_without_a_kicker_the_section_stands_there(paper: Project) -> None:
    assert words_of(paper.page("articles/short").select_one(".kicker")) == "Region"


def test_each_author_is_a_link_to_the_authors_front(long_read: BeautifulSoup) -> None:
    assert words_of(long_read.select_one(".byline")) == "By Ann Rye, Bob Tell and Eve Orr"
    links = [a["href"] for a in long_read.select(".byline a")]
    assert links == ["../../authors/ann-rye/", "../../authors/bob-tell/", "../../authors/eve-orr/"]


def test_names_keep_their_own_direction(long_read: BeautifulSoup) -> None:
    """Two Arabic names beside each other on a German page would else change places."""
    assert [bdi.get_text() for bdi in long_read.select(".byline bdi")] == ["Ann Rye", "Bob Tell", "Eve Orr"]
    assert [words_of(bdi) for bdi in long_read.select(".labels bdi")] == [
        "The long read",
        "The harbour inquiry",
    ]


def test_a_name_written_the_other_way_is_set_off_in_furniture(project: Project) -> None:
    for day in (1, 2):
        project.article(f"a-{day}", f"title: A {day}\nsection: المرفأ\ndate: 2024-03-0{day}")
    assert build(project.settings, strict=True, search=False).exit_code == 0
    label = project.page("articles/a-1").select_one(".neighbours__label")
    assert words_of(label) == "Later in \u2068المرفأ\u2069"


def test_times_are_those_of_the_sites_zone(long_read: BeautifulSoup) -> None:
    published, updated = long_read.select(".published time")
    assert (published["datetime"], words_of(published)) == (
        "2024-03-13T19:35:00+00:00",
        "13 March 2024, 19:35 GMT",
    )
    assert (updated["datetime"], words_of(updated)) == (
        "2024-03-14T09:00:00+00:00",
        "14 March 2024, 09:00 GMT",
    )


def test_an_update_of_the_same_day_names_the_time_only(project: Project) -> None:
    header = "title: A\ndate: 2024-03-13T08:00:00+00:00\nupdated: 2024-03-13T09:30:00+00:00"
    project.article("a", header)
    assert build(project.settings, strict=True, search=False).exit_code == 0
    assert words_of(project.page("articles/a").select_one(".published__later")) == "Updated 09:30 UTC"


def test_the_reading_time_is_said(long_read: BeautifulSoup) -> None:
    assert words_of(long_read.select_one(".tools__minutes")) == "7 min read"


def test_a_very_long_headline_is_set_smaller(project: Project) -> None:
    project.article("long", f"title: {'Long words ' * 12}")
    project.article("short", "title: Short")
    assert build(project.settings, strict=True, search=False).exit_code == 0
    assert project.page("articles/long").select("h1.headline--long")
    assert not project.page("articles/short").select("h1.headline--long")


# --------------------------------------------------------------------------------------- the picture


@pytest.mark.parametrize("shape", SHAPES)
def test_a_picture_is_set_by_its_shape_and_keeps_its_room(render: Callable[..., Tag], shape: str) -> None:
    wide, high = SHAPES[shape]
    image = SimpleNamespace(alt="A crane", caption="", credit="")
    picture = SimpleNamespace(url="images/a.jpg", width=wide, height=high)
    figure = render("news/figure.html", story=story_with(image=image, picture=picture)).figure
    assert figure["class"] == ["picture", f"picture--{shape}"]
    kept = {name: figure.img[name] for name in ("src", "alt", "width", "height", "fetchpriority")}
    assert kept == {
        "src": "images/a.jpg",
        "alt": "A crane",
        "width": str(wide),
        "height": str(high),
        "fetchpriority": "high",
    }
    assert figure.figcaption is None


def test_a_drawing_without_a_size_gets_room_by_its_class(render: Callable[..., Tag]) -> None:
    image = SimpleNamespace(alt="", caption="", credit="")
    picture = SimpleNamespace(url="images/a.svg", width=0, height=0)
    figure = render("news/figure.html", story=story_with(image=image, picture=picture)).figure
    assert figure["class"] == ["picture", "picture--unsized"]
    assert "width" not in figure.img.attrs


def test_caption_and_credit_stand_below_the_picture(long_read: BeautifulSoup) -> None:
    assert words_of(long_read.select_one("figcaption")) == "The crane at dusk. Photo: Ada Rowe"


@pytest.mark.parametrize("credit", ["Drawing: Ada Rowe", "写真：山田花子"])
def test_a_credit_that_says_what_the_picture_is_is_not_said_to_be_a_photo(
    render: Callable[..., Tag], credit: str
) -> None:
    image = SimpleNamespace(alt="", caption="", credit=credit)
    picture = SimpleNamespace(url="images/a.jpg", width=1, height=1)
    figure = render("news/figure.html", story=story_with(image=image, picture=picture)).figure
    assert words_of(figure.figcaption) == credit


# ---------------------------------------------------------------------------------------- the words


def test_a_long_read_lists_its_subheads(long_read: BeautifulSoup) -> None:
    links = long_read.select(".contents a")
    assert [words_of(link) for link in links] == [
        "What the engineers found",
        "Mud & money",
        "Less <b> than",
        "Next",
    ]
    assert all(long_read.find(id=link["href"][1:]) for link in links)


def test_a_short_story_has_no_contents(paper: Project) -> None:
    assert paper.page("articles/short").select(".contents") == []


def test_corrections_are_marked_dated_and_pointed_to(long_read: BeautifulSoup) -> None:
    box = long_read.select_one(long_read.select_one(".published a")["href"])
    assert words_of(box.h2) == "Corrections"
    assert [words_of(line) for line in box.select("p")] == [
        "15 March 2024 The crane was built in 1911.",
        "Maud Teller sells nets, not boats.",
    ]
    assert box.time["datetime"] == "2024-03-15"


def test_topics_lead_to_their_fronts(long_read: BeautifulSoup) -> None:
    topics = {words_of(link): link["href"] for link in long_read.select(".topics a")}
    assert topics == {"Harbour": "../../topics/harbour/", "Nets, ropes": "../../topics/nets-ropes/"}


def test_the_page_can_be_edited_when_the_settings_name_a_repository(long_read: BeautifulSoup) -> None:
    address = "https://git.example.org/paper/edit/main/content/articles/long.md"
    assert long_read.select_one(".story__foot .origin a")["href"] == address


def test_the_copy_button_waits_for_its_script(long_read: BeautifulSoup) -> None:
    button = long_read.select_one("button.copy-link")
    assert button.has_attr("hidden")
    assert button["data-copy-link"] == "https://example.org/articles/long/"
    assert long_read.select_one("[data-copy-link-said]")["aria-live"] == "polite"


# ------------------------------------------------------------------------------------ what comes after


def test_a_running_story_shows_its_ends_and_what_stands_round_this_one(paper: Project) -> None:
    timeline = paper.page("articles/chapter-5").select(".timeline > li")
    titles = [words_of(item.select_one("a, strong")) for item in timeline]
    assert titles == [f"Chapter {day}" for day in (1, 3, 4, 5, 6, 7)] + [
        "The harbour that could not make up its mind"
    ]
    assert [words_of(item.strong) for item in timeline if item.get("aria-current")] == ["Chapter 5"]
    gaps = [place for place, item in enumerate(timeline) if "timeline__story--later" in item["class"]]
    assert gaps == [1, 6]


@pytest.mark.parametrize(("length", "here"), [(2, 0), (2, 1), (5, 2), (6, 3), (7, 3), (8, 0), (8, 7)])
def test_the_timeline_shows_no_story_twice_and_no_gap_of_nothing(
    render: Callable[..., Tag], length: int, here: int
) -> None:
    stories = tuple(story_with(title=str(place), url=f"{place}/") for place in range(length))
    view = SimpleNamespace(timeline=stories, place=here, series=SimpleNamespace(name="S", url="s/"))
    items = render("news/timeline.html", story=stories[here], view=view).select("li")
    places = [int(words_of(item)) for item in items]
    assert places == sorted({0, *range(max(here - 2, 0), min(here + 2, length - 1) + 1), length - 1})
    jumps = [place for before, place in pairwise(places) if place - before > 1]
    assert [int(words_of(item)) for item in items if "timeline__story--later" in item["class"]] == jumps


def test_the_head_leads_to_the_timeline(long_read: BeautifulSoup) -> None:
    link = long_read.select_one(".labels__series a")
    assert words_of(link) == "The harbour inquiry"
    assert "The harbour inquiry" in words_of(long_read.select_one(link["href"]))


def test_neighbours_are_the_stories_before_and_after_in_the_section(paper: Project) -> None:
    page = paper.page("articles/short")
    links = {link["rel"][0]: words_of(link) for link in page.select(".neighbours a")}
    assert links == {
        "prev": "Earlier in Region Chapter 8",
        "next": "Later in Region The harbour that could not make up its mind",
    }


def test_related_stories_do_not_repeat_the_timeline(render: Callable[..., Tag]) -> None:
    story, same, other = (
        story_with(title=title, series=series) for title, series in (("A", "S"), ("B", "S"), ("C", ""))
    )
    alone = SimpleNamespace(related=(same, other), timeline=())
    assert [words_of(h3) for h3 in render("news/related.html", story=story, view=alone).select("h3")] == [
        "B",
        "C",
    ]
    running = SimpleNamespace(related=(same, other), timeline=(story, same))
    assert [words_of(h3) for h3 in render("news/related.html", story=story, view=running).select("h3")] == [
        "C"
    ]
    nothing = SimpleNamespace(related=(same,), timeline=(story, same))
    assert render("news/related.html", story=story, view=nothing).select("section") == []


# -------------------------------------------------------------------------------------- the whole page


def test_a_story_that_says_nothing_of_itself_has_no_empty_furniture(project: Project) -> None:
    project.article("bare", "title: Bare")
    assert build(project.settings, strict=True, search=False).exit_code == 0
    page = project.page("articles/bare")
    empty = (
        ".labels, .standfirst, .story__line, figure, .contents, .story__foot, .corrections, .topics, .after"
    )
    assert page.select(empty) == []


@pytest.mark.parametrize("url", ["long", "hostile", "chapter-5", "bare"])
def test_the_page_is_sound(paper: Project, url: str) -> None:
    page = paper.page(f"articles/{url}")
    ids = [element["id"] for element in page.select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    levels = [int(heading.name[1]) for heading in page.select("main :is(h1, h2, h3, h4, h5, h6)")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    assert page.select("article [style], article script, .after [style], .after script") == []
    assert not [name for tag in page.select("main *") for name in tag.attrs if name.startswith("on")]
    for name in ("aria-labelledby", "for"):
        assert all(each[name] in ids for each in page.select(f"main [{name}]"))


def test_what_a_header_says_is_never_markup(paper: Project) -> None:
    main = paper.page("articles/hostile").main
    assert main.select("i, b, u, img:not([width]), script:not(:-soup-contains('__tabbed'))") == []
    for text in (
        "<b>k</b>",
        "<u>series</u>",
        "<img src=x onerror=alert(2)>",
        "<i>t</i>",
        "<b>c</b>",
        "<b>x</b>",
    ):
        assert text in main.get_text()


PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|float)\s*:"
    r"|text-align:\s*(?:left|right)"
)


def test_the_stylesheet_knows_no_left_and_no_right() -> None:
    css = (THEME / "assets" / "stylesheets" / "story.css").read_text("utf-8")
    assert PHYSICAL.findall(css) == []


# ------------------------------------------------------------------------------- a template on its own


def story_with(
    *, title: str = "T", series: str = "", url: str = "a/", image: Any = None, picture: Any = None
) -> Any:
    """As much of a story as the small templates look at."""
    article = SimpleNamespace(title=title, series=series, date=None, lang="", image=image)
    return SimpleNamespace(article=article, url=url, picture=picture)


@pytest.fixture
def render() -> Callable[..., Tag]:
    """Renders one of the theme's templates without MkDocs: `render("news/figure.html", story=...)`."""
    autoescape = escapes(own_templates(Path(THEME)))
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=autoescape)  # noqa: S701  # as the plugin sets it
    env.globals.update(words=words_in("en"), site_language="en")
    env.filters.update(url=str, isolated=partial(isolated, language="en"))

    def render_one(template: str, **context: Any) -> Tag:
        return BeautifulSoup(env.get_template(template).render(**context), "lxml")

    return render_one

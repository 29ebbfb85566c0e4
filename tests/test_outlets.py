"""What a built site tells machines: heads, feeds, sitemaps, cards, redirects and their settings."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from lxml import etree
from PIL import Image

from sitegen.cli.check import check
from sitegen.errors import SitegenError
from sitegen.plugin import build
from sitegen.site.outlets.pictures import card_of
from sitegen.site.outlets.settings import Cards, Newsroom, Site, newsroom_of
from tests.conftest import Project

COURIER = Site(name="The Courier", address="https://courier.example/paper")


@pytest.fixture
def paper(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A built paper: a story with a picture and a correction, one without, and three that nobody may see."""
    settings = project.settings.read_text(encoding="utf-8")
    project.settings.write_text(
        settings.replace("https://example.org/", "https://courier.example/paper/"), encoding="utf-8"
    )
    pictures = project.folder / "content" / "images"
    pictures.mkdir()
    Image.new("RGB", (1200, 800), "navy").save(pictures / "quay.jpg")
    project.article(
        "2024/05/quay",
        """
title: "The quay & the <tide>"
date: 2024-05-14T09:30:00+02:00
authors: ["Ann & Bob <x>", Eve Orr]
section: Local
series: The flood
tags: [Harbour, Tides]
lang: en
image: {src: /images/quay.jpg, alt: The quay, caption: At noon, credit: Eve Orr}
corrections:
  - {date: 2024-05-15, text: "The wall is nine metres long, not six."}
aliases: [/2019/quay/]
""",
        "The tide came in. See [the plan](plan.md).\n\n![The quay](/images/quay.jpg)",
    )
    project.article("2024/05/plan", "title: The plan\ndate: 2024-05-13\nsection: Local\nseries: The flood")
    project.article("2099/01/secret", "title: Zwiebelfisch\ndate: 2099-01-01\ntags: [Geheim]", "Kryptonym.")
    project.article("undated/draft", "title: Zwiebelfisch\ndraft: true", "Kryptonym.")
    project.article(
        "2020/01/over", "title: Zwiebelfisch\ndate: 2020-01-01\nexpires: 2021-01-01", "Kryptonym."
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2024, 5, 15, 12, tzinfo=UTC).timestamp())))
    report = build(project.settings, strict=True, search=False)
    assert (report.exit_code, report.reason) == (0, "")
    return project


def told(page: str, paper: Project) -> dict[str, dict[str, object]]:
    """The JSON-LD of a page, by type."""
    script = paper.page(page).select_one('script[type="application/ld+json"]')
    assert script is not None
    return {thing["@type"]: thing for thing in json.loads(script.get_text())["@graph"]}


def meta(page: str, paper: Project) -> dict[str, str]:
    tags = paper.page(page).select("meta[property], meta[name]")
    return {tag.get("property") or tag["name"]: tag["content"] for tag in tags}


def test_nothing_is_wrong_with_what_machines_are_told(paper: Project) -> None:
    run = CliRunner().invoke(check, ["--publisher", "--site", str(paper.site)])
    assert (run.exit_code, run.output.splitlines()[0]) == (0, "Nothing is wrong.")


def test_a_story_under_embargo_is_in_no_file(paper: Project) -> None:
    for word in ("Zwiebelfisch", "zwiebelfisch", "Kryptonym", "Geheim", "geheim"):
        assert paper.words_in_site(word) == []
    assert not any("secret" in name or "geheim" in name for name in paper.tree())


def test_a_story_says_of_itself_what_search_engines_ask(paper: Project) -> None:
    things = told("articles/2024/05/quay", paper)
    article = things["NewsArticle"]
    assert article["headline"] == "The quay & the <tide>"
    assert article["datePublished"] == "2024-05-14T07:30:00+00:00"
    assert article["dateModified"] == "2024-05-15T00:00:00+00:00"
    assert [author["name"] for author in article["author"]] == ["Ann & Bob <x>", "Eve Orr"]
    assert article["image"][0]["url"] == "https://courier.example/paper/images/quay.jpg"
    assert article["correction"][0]["text"] == "The wall is nine metres long, not six."
    steps = things["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["The Sitegen Courier", "Local", "The quay & the <tide>"]
    assert {"WebSite", "NewsMediaOrganization"} <= told("", paper).keys()


def test_a_story_is_shared_with_its_picture_or_a_card(paper: Project) -> None:
    with_picture = meta("articles/2024/05/quay", paper)
    assert with_picture["og:type"] == "article"
    assert with_picture["og:image"] == "https://courier.example/paper/images/quay.jpg"
    assert (with_picture["og:image:width"], with_picture["og:image:height"]) == ("1200", "800")
    assert with_picture["robots"] == "max-image-preview:large"
    card = meta("articles/2024/05/plan", paper)["og:image"].removeprefix("https://courier.example/paper/")
    with Image.open(paper.site / card) as drawn:
        assert drawn.size == (1200, 630)
    assert meta("sections/local", paper)["og:image"].endswith(card)


def test_a_card_is_drawn_once_and_kept(paper: Project) -> None:
    cards = list((paper.folder / ".cache").rglob("*.png"))
    assert len(cards) == 2  # the paper's and the section's
    Image.new("RGB", (1200, 630), "red").save(cards[0])
    shutil.rmtree(paper.site)
    build(paper.settings, search=False)
    assert (paper.site / "assets" / "cards" / cards[0].name).read_bytes() == cards[0].read_bytes()


def test_search_engines_are_asked_to_leave_out_pages_without_words_of_their_own(paper: Project) -> None:
    assert meta("search", paper)["robots"] == "noindex"
    assert "search/" not in (paper.site / "sitemap.xml").read_text(encoding="utf-8")


def test_the_site_and_every_listing_have_feeds(paper: Project) -> None:
    for folder in ("", "sections/local/", "topics/harbour/", "authors/eve-orr/", "series/the-flood/"):
        for name in ("feed.xml", "atom.xml"):
            etree.fromstring((paper.site / folder / name).read_bytes())
        assert json.loads((paper.site / folder / "feed.json").read_bytes())["items"]
    channel = etree.fromstring((paper.site / "feed.xml").read_bytes())[0]
    newest = channel.find("item")
    assert newest.findtext("title") == "The quay & the <tide>"
    text = newest.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert 'href="https://courier.example/paper/articles/2024/05/plan/"' in text
    assert 'src="https://courier.example/paper/images/quay.jpg"' in text
    assert "The wall is nine metres long" in text


def test_the_sitemap_dates_pages_by_their_stories(paper: Project) -> None:
    sitemap = etree.fromstring((paper.site / "sitemap.xml").read_bytes())
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    dates = {
        url.findtext(f"{space}loc").removeprefix("https://courier.example/paper/"): url.findtext(
            f"{space}lastmod"
        )
        for url in sitemap
    }
    assert dates["articles/2024/05/plan/"] == "2024-05-13T00:00:00+00:00"
    assert dates["articles/2024/05/quay/"] == dates["sections/local/"] == "2024-05-15T00:00:00+00:00"
    assert dates["about/"] is None
    news = (paper.site / "sitemap-news.xml").read_text(encoding="utf-8")
    assert news.count("<url>") == 1  # the other story is older than two days


def test_an_old_address_leads_to_its_story(paper: Project) -> None:
    page = paper.page("2019/quay")
    assert page.select_one("a")["href"] == "../../articles/2024/05/quay/"
    assert "2019/quay" not in (paper.site / "sitemap.xml").read_text(encoding="utf-8")


def test_an_alias_of_another_page_is_named_and_the_page_stays(project: Project) -> None:
    project.article("a", "title: A\ndate: 2024-01-01\naliases: [/about/]")
    report = build(project.settings, search=False)
    assert ["'/about/'" in problem.problem for problem in report.problems] == [True]
    assert "Who makes this paper" in str(project.page("about"))


def test_a_file_that_the_newsroom_wrote_itself_stays(project: Project) -> None:
    project.write("robots.txt", "User-agent: *\nDisallow: /private/\n")
    build(project.settings, search=False)
    assert "/private/" in (project.site / "robots.txt").read_text(encoding="utf-8")


def test_a_site_without_an_address_tells_machines_nothing_wrong(project: Project) -> None:
    settings = project.settings.read_text(encoding="utf-8")
    project.settings.write_text(settings.replace("site_url:", "# site_url:"), encoding="utf-8")
    project.article("a", "title: A\ndate: 2024-01-01\naliases: [/old/]")
    assert build(project.settings, strict=True, search=False).exit_code == 0
    names = project.tree()
    assert not [name for name in names if name.endswith(("feed.xml", "sitemap.xml", "robots.txt"))]
    assert project.page("articles/a").select("[property], [type='application/ld+json']") == []
    assert "old/index.html" in names


# ------------------------------------------------------------------------------------------ settings


def test_the_settings_of_the_publisher_are_read() -> None:
    values = {"cards": "stories", "same_as": ["https://social.example/@courier"], "llms": True}
    room = newsroom_of(values, COURIER)
    assert room.address == "https://courier.example/paper/"
    assert (room.cards, room.llms, room.same_as) == (
        Cards.STORIES,
        True,
        ("https://social.example/@courier",),
    )
    assert room.absolute("/about/") == "https://courier.example/paper/about/"
    assert room.absolute("https://x.example/") == "https://x.example/"


def test_every_wrong_setting_is_named_at_once() -> None:
    values = {"logos": "a", "cards": "all", "llms": "yes", "same_as": "x", "contact": "a@b.example"}
    with pytest.raises(SitegenError) as caught:
        newsroom_of(values, COURIER)
    assert [problem.hint for problem in caught.value.problems] == [
        "did you mean logo?",
        "write one of: sections, stories, none",
        "write true or false",
        "write a list, each line with a dash before it",
        "write below it, for example, contact_until: 2027-12-31",
    ]


def test_a_wrong_setting_stops_the_build_with_its_way_out(project: Project) -> None:
    settings = project.settings.read_text(encoding="utf-8")
    project.settings.write_text(
        settings.replace("  - sitegen:\n", "  - sitegen:\n      publisher: {logos: x}\n"), encoding="utf-8"
    )
    report = build(project.settings)
    assert report.exit_code == 2
    assert "did you mean logo?" in report.reason


def test_files_that_are_asked_for_are_written(project: Project) -> None:
    settings = project.settings.read_text(encoding="utf-8")
    wanted = (
        "      publisher:\n        llms: true\n        manifest: true\n"
        "        contact: security@courier.example\n        contact_until: 2099-12-31\n"
    )
    project.settings.write_text(
        settings.replace("  - sitegen:\n", f"  - sitegen:\n{wanted}"), encoding="utf-8"
    )
    project.article("a", "title: The plan\ndate: 2024-01-01\nsection: Local")
    assert build(project.settings, strict=True, search=False).exit_code == 0
    assert "[The plan](https://example.org/articles/a/)" in (project.site / "llms.txt").read_text("utf-8")
    assert "mailto:security@courier.example" in (project.site / ".well-known/security.txt").read_text("utf-8")
    assert json.loads((project.site / "manifest.webmanifest").read_bytes())["name"] == "The Sitegen Courier"


def test_cards_follow_the_setting() -> None:
    room = Newsroom(name="The Courier", address="https://courier.example/")
    assert card_of(room, "Local", "A") == card_of(room, "Local", "B")
    stories = Newsroom(name="The Courier", cards=Cards.STORIES)
    assert card_of(stories, "Local", "A") != card_of(stories, "Local", "B")
    assert card_of(Newsroom(name="The Courier", cards=Cards.NONE), "Local", "A") is None

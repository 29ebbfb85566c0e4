"""Listings, archive, front page, made pages and redirects: all that is worked out of the stories."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.no_deadlines  # noqa: F401
from sitegen.containment import strange_in
from sitegen.model.article import Article, Correction, When
from sitegen.site.archive import archive_of
from sitegen.site.front import BLOCK, SECONDS, front_of
from sitegen.site.listings import PER_PAGE, Kind, Listing, Listings, gather
from sitegen.site.redirects import Moved, redirects_of
from sitegen.site.sheets import corrections_of, sheets_of
from sitegen.site.stories import Story
from sitegen.site.templates import words_in
from sitegen.site.timing import locale_named, shown_month
from sitegen.site.views import Directory, directory_of, views_of

UTC_ZONE = ZoneInfo("UTC")
START = datetime(2024, 1, 1, 12, tzinfo=UTC)


def story(number: int, published: datetime | None = None, **fields: object) -> Story:
    """A story of its own day; the higher its number, the newer it is."""
    article = Article(title=f"Story {number}", **fields)  # type: ignore[arg-type]
    when = published or START + timedelta(days=number)
    return Story(article, f"articles/{number}.md", f"articles/{number}/", when)


def newest_first(*stories: Story) -> tuple[Story, ...]:
    return tuple(sorted(stories, key=lambda each: each.published or START, reverse=True))


def numbers(stories: tuple[Story, ...]) -> list[int]:
    return [int(each.article.title.split()[1]) for each in stories]


def listing_of(count: int) -> Listing:
    return Listing(Kind.TOPIC, "Eels", "eels", tuple(story(number) for number in range(count, 0, -1)))


# ------------------------------------------------------------------------------------------ listings


def test_a_short_listing_is_one_page() -> None:
    (front,) = listing_of(2 * PER_PAGE - 1).slices
    assert (front.number, front.url, front.newer_url, front.older_url) == (0, "topics/eels/", "", "")


def test_numbered_pages_count_from_the_oldest() -> None:
    front, newer, oldest = listing_of(3 * PER_PAGE + 1).slices
    assert [piece.url for piece in (front, newer, oldest)] == [
        "topics/eels/",
        "topics/eels/2/",
        "topics/eels/1/",
    ]
    assert numbers(oldest.stories) == list(range(PER_PAGE, 0, -1))
    assert (front.older_url, newer.newer_url, newer.older_url) == (newer.url, front.url, oldest.url)
    assert (oldest.newer_url, oldest.older_url) == (newer.url, "")


@given(st.integers(0, 7 * PER_PAGE))
def test_a_new_story_leaves_every_numbered_page_as_it_was(count: int) -> None:
    before, after = listing_of(count).slices, listing_of(count + 1).slices
    kept = {piece.url: piece.stories for piece in after[1:]}
    assert {piece.url: piece.stories for piece in before[1:]}.items() <= kept.items()
    assert sum(len(piece.stories) for piece in after) == count + 1
    assert all(len(piece.stories) == PER_PAGE for piece in after[1:])
    assert len(after[0].stories) < 2 * PER_PAGE


def test_spellings_of_one_name_are_one_listing_under_the_usual_one() -> None:
    stories = (
        story(3, tags=("ukraine  WAR",)),
        story(2, tags=("Ukraine war",)),
        story(1, tags=("Ukraine war",)),
    )
    (listing,) = gather(Kind.TOPIC, stories, lambda each: each.article.tags)
    assert (listing.name, listing.slug, numbers(listing.stories)) == ("Ukraine war", "ukraine-war", [3, 2, 1])


def test_a_name_that_stands_twice_in_a_story_lists_it_once() -> None:
    (listing,) = gather(Kind.TOPIC, (story(1, tags=("Eels", "eels")),), lambda each: each.article.tags)
    assert numbers(listing.stories) == [1]


def test_names_with_one_slug_keep_an_address_each() -> None:
    listings = gather(
        Kind.TOPIC, (story(1, tags=("C", "C++", "🐟", "Index")),), lambda each: each.article.tags
    )
    slugs = {listing.name: listing.slug for listing in listings}
    assert len(set(slugs.values())) == 4
    assert slugs["C"] == "c"
    assert slugs["Index"] != "index"


@pytest.mark.parametrize("name", ["Con", "PRN", "aux", "Nul", "COM1", "lpt9", "con.", "Index", "README"])
def test_no_section_gets_a_folder_that_windows_or_mkdocs_keeps_for_itself(name: str) -> None:
    (listing,) = gather(Kind.SECTION, (story(1, section=name),), lambda each: [each.article.section])
    kept = name.lower().strip(".")
    assert listing.name == name
    assert re.fullmatch(f"{kept}-[0-9a-f]{{6}}", listing.slug)
    assert strange_in(listing.path) == strange_in(listing.url.strip("/")) == ""


def test_sections_stand_in_the_order_of_the_newsroom_and_in_its_spelling() -> None:
    stories = (story(3, section="sport"), story(2, section="Arts"), story(1, section="World"))
    directory = directory_of(stories, ["World", "Sport", "Weather"])
    assert [section.name for section in directory.sections] == ["World", "Sport", "Arts"]


# ------------------------------------------------------------------------------------------- archive


def test_the_archive_has_months_of_the_papers_zone_and_undated_stories_last() -> None:
    last_night = datetime(2023, 12, 31, 22, 30, tzinfo=UTC)
    undated = Story(Article(title="Story 0"), "articles/0.md", "articles/0/")
    archive = archive_of((story(40), story(9), story(1, last_night), undated), ZoneInfo("Europe/Kyiv"))
    assert [(year.number, year.count, year.url) for year in archive.years] == [
        (2024, 3, "archive/2024/"),
        (0, 1, "archive/undated/"),
    ]
    assert [(month.name, month.url, numbers(month.stories)) for month in archive.months] == [
        ("2024-02", "archive/2024/02/", [40]),
        ("2024-01", "archive/2024/01/", [9, 1]),
        ("undated", "archive/undated/", [0]),
    ]


def test_a_month_is_written_as_readers_write_it() -> None:
    assert shown_month("2024-03", locale_named("en_GB")) == "March 2024"
    assert shown_month("2024-03", locale_named("ja")) == "2024年3月"


# ---------------------------------------------------------------------------------------- front page


def front(stories: tuple[Story, ...], now: datetime = START + timedelta(days=365), latest: int = 3) -> object:
    directory = directory_of(stories, ())
    return front_of(stories, directory.sections, directory.topics, latest=latest, now=now, zone=UTC_ZONE)


def test_a_paper_without_stories_has_an_empty_front_page() -> None:
    empty = front_of((), (), Listings(), latest=3, now=START, zone=UTC_ZONE)
    assert (empty.lead, empty.seconds, empty.blocks, empty.latest, empty.topics) == (None, (), (), (), ())


def test_the_newest_story_leads_and_no_story_stands_twice() -> None:
    stories = newest_first(
        *(story(number, section="ABC"[number % 3], tags=("Eels",)) for number in range(1, 41))
    )
    directory = directory_of(stories, ["C"])
    page = front_of(stories, directory.sections, directory.topics, latest=5, now=START, zone=UTC_ZONE)
    assert page.lead is stories[0]
    assert len(page.seconds) == SECONDS
    assert [section.name for section, _ in page.blocks] == ["C", "A", "B"]
    assert all(len(held) == BLOCK for _, held in page.blocks)
    shown = [page.lead, *page.seconds, *(each for _, held in page.blocks for each in held), *page.latest]
    assert len({each.path for each in shown}) == len(shown) == 1 + SECONDS + 3 * BLOCK + 5
    assert [topic.name for topic in page.topics] == ["Eels"]


@pytest.mark.parametrize(
    ("pin", "leads"),
    [
        (date(2024, 6, 1), True),
        (date(2024, 5, 31), False),
        (datetime(2024, 6, 1, 12, 1, tzinfo=UTC), True),
        (datetime(2024, 6, 1, 12, tzinfo=UTC), False),
    ],
)
def test_a_pinned_story_leads_until_its_pin_ends(pin: When, leads: bool) -> None:
    stories = (story(9), story(2, pin=pin), story(1))
    noon = datetime(2024, 6, 1, 12, tzinfo=UTC)
    page = front_of(stories, (), Listings(), latest=3, now=noon, zone=UTC_ZONE)
    assert page.lead is stories[1 if leads else 0]


# ------------------------------------------------------------------------------------- story and pages


def test_a_story_knows_its_section_authors_topics_and_neighbours() -> None:
    stories = (
        story(3, section="Arts", authors=("Ann",), tags=("Eels", "Port")),
        story(2, section="World"),
        story(1, section="arts", authors=("Bob", "ann")),
    )
    directory = directory_of(stories, ())
    views = views_of(stories, directory, {"articles/3.md": (stories[1],)})
    newest, _, oldest = (views[each.path] for each in stories)
    assert newest.section is oldest.section is directory.sections.named("ARTS")
    assert [(name, listing and listing.url) for name, listing in oldest.authors] == [
        ("Bob", "authors/bob/"),
        ("ann", "authors/ann/"),
    ]
    assert [topic.name for topic in newest.topics] == ["Eels", "Port"]
    assert (newest.newer, newest.older, oldest.newer, oldest.older) == (None, stories[2], stories[0], None)
    assert newest.related == (stories[1],)


def test_a_running_story_has_a_timeline_from_its_beginning() -> None:
    stories = (story(3, series="The inquiry"), story(2, series="Alone"), story(1, series="The inquiry"))
    views = views_of(stories, directory_of(stories, ()), {})
    assert numbers(views["articles/3.md"].timeline) == [1, 3]
    assert views["articles/2.md"].series is None


def test_every_made_page_has_an_address_of_its_own() -> None:
    stories = newest_first(
        *(
            story(number, section="Arts", tags=("Eels",), authors=("Ann",), series="Inquiry")
            for number in range(1, 2 * PER_PAGE + 2)
        )
    )
    month_title = partial(shown_month, locale=locale_named("en_GB"))
    sheets = sheets_of(
        directory_of(stories, ()), archive_of(stories, UTC_ZONE), (), words_in("en"), month_title
    )
    assert {
        "sections.md", "sections/arts.md", "sections/arts/1.md", "topics.md", "topics/eels.md",
        "authors/ann/1.md", "series/inquiry.md", "archive.md", "archive/2024.md", "archive/2024/03.md",
        "corrections.md",
    } <= sheets.keys()  # fmt: skip
    assert sheets["archive/2024/03.md"].title == "March 2024"
    assert sheets["topics/eels.md"].title == "Eels"


def test_corrections_stand_newest_first() -> None:
    early, late, undated = (
        Correction("First.", date(2024, 1, 2)),
        Correction("Second.", datetime(2024, 3, 1, 9, tzinfo=UTC)),
        Correction("Some day."),
    )
    stories = (story(2, corrections=(early, undated)), story(1, corrections=(late,)))
    assert [entry.correction for entry in corrections_of(stories)] == [late, early, undated]
    assert corrections_of(stories)[0].story is stories[1]


def test_an_empty_paper_has_its_fixed_pages() -> None:
    sheets = sheets_of(Directory(), archive_of((), UTC_ZONE), (), words_in("en"), str)
    expected = {"sections.md", "topics.md", "authors.md", "series.md", "archive.md", "corrections.md"}
    assert set(sheets) == expected


# ----------------------------------------------------------------------------------------- redirects


def test_an_old_address_leads_to_the_story_from_any_depth() -> None:
    stories = (story(1, aliases=("/2019/old/", "/old.html"), lang="de"),)
    redirects, problems = redirects_of(map(Moved.story, stories), (), "content")
    assert problems == ()
    assert [redirect.file for redirect in redirects] == ["2019/old/index.html", "old.html"]
    deep, flat = (redirect.html("https://example.org/paper/", "en") for redirect in redirects)
    assert 'content="0; url=../../articles/1/"' in deep
    assert 'content="0; url=./articles/1/"' in flat
    assert '<link rel="canonical" href="https://example.org/paper/articles/1/">' in deep
    assert '<html lang="de">' in deep


def test_an_alias_never_hides_a_page_nor_belongs_to_two_stories() -> None:
    stories = (story(2, aliases=("/about/", "/x/")), story(1, aliases=("/x",)))
    redirects, problems = redirects_of(map(Moved.story, stories), {"about/index.html"}, "content")
    assert [(redirect.file, redirect.to.path) for redirect in redirects] == [
        ("x/index.html", stories[0].path)
    ]
    assert [problem.path for problem in problems] == ["content/articles/2.md", "content/articles/1.md"]
    assert "content/articles/2.md" in problems[1].problem


def test_a_headline_in_a_redirect_is_text() -> None:
    hostile = Story(Article(title="<script>&", aliases=("/x/",)), "articles/a.md", "articles/a/")
    (redirect,), _ = redirects_of([Moved.story(hostile)], (), "content")
    assert "<title>&lt;script&gt;&amp;</title>" in redirect.html("", "en")

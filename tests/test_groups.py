"""Stories by day, listings by letter, days and months as lists set them, the newsroom's own colours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.core import Locale
from markupsafe import Markup

from sitegen.errors import SitegenError
from sitegen.model.article import Article
from sitegen.site.colours import own_colours
from sitegen.site.groups import by_day, by_letter, first_letter
from sitegen.site.listings import Kind, Listing
from sitegen.site.stories import Story
from sitegen.site.timing import shown_month
from sitegen.site.weekdays import month_alone, shown_clock, shown_weekday, with_time

TOKYO = ZoneInfo("Asia/Tokyo")
BRITISH = Locale("en", "GB")
LATE = datetime(2024, 3, 13, 22, 15, tzinfo=UTC)


def story(published: datetime | None) -> Story:
    return Story(Article(title="Eels"), "articles/eels.md", "articles/eels/", published)


def test_stories_stand_under_the_days_of_the_sites_zone() -> None:
    stories = [story(LATE), story(LATE.replace(hour=16)), story(LATE.replace(hour=14)), story(None)]
    days = [(day, len(members)) for day, members in by_day(stories, TOKYO)]
    assert days == [(date(2024, 3, 14), 2), (date(2024, 3, 13), 1), (None, 1)]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("ukraine", "U"),
        ("Élysée", "E"),
        ("Übergang", "U"),
        ("Україна", "У"),
        ("“Quoted”", "Q"),
        ("¿Quién?", "Q"),
        ("3D", "#"),
        ("", "#"),
        ("日本", "漢"),
        ("ガス", "カ"),
        ("ليلى", "ل"),
    ],
)
def test_a_name_is_looked_up_under_its_first_letter(name: str, letter: str) -> None:
    assert first_letter(name) == letter


def test_listings_are_sorted_as_readers_look_them_up() -> None:
    names = ("日本", "3D", "Zoo", "Élan", "eels", "Ємність")
    listings = [Listing(Kind.TOPIC, name, "slug", ()) for name in names]
    index = [(letter, [each.name for each in members]) for letter, members in by_letter(listings)]
    assert index == [
        ("E", ["eels", "Élan"]),
        ("Z", ["Zoo"]),
        ("Є", ["Ємність"]),
        ("漢", ["日本"]),
        ("#", ["3D"]),
    ]


def test_days_and_times_are_those_of_the_sites_zone() -> None:
    assert shown_weekday(LATE, TOKYO, BRITISH) == "Thursday, 14 March 2024"
    assert shown_weekday(date(2024, 3, 13), TOKYO, BRITISH) == "Wednesday, 13 March 2024"
    assert shown_clock(LATE, TOKYO, BRITISH) == "07:15"
    assert shown_clock(date(2024, 3, 13), TOKYO, BRITISH) == ""


def test_a_month_below_its_year_stands_alone() -> None:
    assert month_alone("2024-03", BRITISH) == "March"
    assert month_alone("2024-03", Locale("uk")) == "Березень"


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("fr", "Mars 2024", "Mercredi 13 mars 2024"),
        ("es", "Marzo de 2024", "Miércoles, 13 de marzo de 2024"),
        ("pl", "Marzec 2024", "Środa, 13 marca 2024"),
        ("uk", "Березень 2024\u202fр.", "Середа, 13 березня 2024\u202fр."),
        ("ja", "2024年3月", "2024年3月13日水曜日"),
        ("ka", "მარტი, 2024", "ოთხშაბათი, 13 მარტი, 2024"),
    ],
)
def test_what_stands_alone_begins_with_a_capital(language: str, month: str, day: str) -> None:
    assert shown_month("2024-03", Locale(language)) == month
    assert shown_weekday(date(2024, 3, 13), TOKYO, Locale(language)) == day


@pytest.mark.parametrize(
    ("language", "joined"),
    [("en", "13 März, 19:35"), ("ar", "13 März، 19:35"), ("ja", "13 März 19:35"), ("vi", "19:35 13 März")],
)
def test_a_day_and_its_time_are_joined_as_in_the_language(language: str, joined: str) -> None:
    assert with_time("13 März", "19:35", Locale(language)) == joined
    assert with_time("13 März", "", Locale(language)) == "13 März"


def test_a_day_and_its_time_stay_text_or_markup() -> None:
    assert with_time(Markup("<b>13</b>"), "<i>", BRITISH) == "<b>13</b>, &lt;i&gt;"
    assert with_time("<b>", "9", BRITISH) == "&lt;b&gt;, 9"


def test_a_newsroom_sets_its_own_colours_and_fonts() -> None:
    paper = {
        "font_headline": '"Iowan Old Style", serif',
        "light": {"accent": "#00558c"},
        "dark": {"ink_soft": "#ccc"},
    }
    assert own_colours(paper) == (
        ':root {\n  --font-headline: "Iowan Old Style", serif;\n}\n'
        '[data-md-color-scheme="default"] {\n  --accent: #00558c;\n}\n'
        '[data-md-color-scheme="slate"] {\n  --ink-soft: #ccc;\n}\n'
        "@media screen and (prefers-color-scheme: dark) { .no-js body:has(.colours) {\n"
        "  --ink-soft: #ccc;\n}}"
    )
    assert own_colours(None) == own_colours({}) == ""


@pytest.mark.parametrize(
    "paper",
    [
        "red",
        {"light": "red"},
        {"accent": "#123456"},
        {"light": {"colour": "red"}},
        {"light": {"accent": "red; } body { display: none"}},
        {"light": {"accent": "url(https://elsewhere.example/x)"}},
        {"dark": {"accent": "red\n}"}},
    ],
)
def test_what_is_no_colour_is_refused(paper: object) -> None:
    with pytest.raises(SitegenError, match=r"extra\.paper"):
        own_colours(paper)

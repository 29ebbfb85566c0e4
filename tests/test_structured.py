"""JSON-LD, OpenGraph, the Twitter card and robots meta tags, read back from HTML as a machine would."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.machines.facts import Correction, Item, Link, Paper, Photo
from sitegen.site.machines.social import Meta, Page, html, page_meta, robots_meta, shareable, story_meta
from sitegen.site.machines.structured import (
    breadcrumbs,
    collection,
    news_article,
    organization,
    script,
    website,
)

SITE = "https://courier.example/"
PAGE = f"{SITE}articles/2024/03/harbour-wall/"
LOGO = Photo(address=f"{SITE}logo.png", mime="image/png", width=512, height=512)
PAPER = Paper(
    name="The Courier",
    address=SITE,
    motto="News in plain words",
    language="en",
    locale="en_GB",
    logo=LOGO,
    search=f"{SITE}search/?q={{search_term_string}}",
    same_as=("https://social.example/@courier",),
    principles=f"{SITE}about/",
    corrections=f"{SITE}corrections/",
    twitter="@courier",
)
PICTURE = Photo(
    address=f"{SITE}wall.jpg", mime="image/jpeg", width=1600, height=900, alt="A wall", credit="Ann Example"
)
STORY = Item(
    address=PAGE,
    title="Wall to be rebuilt",
    authors=(Link("Ann Example", f"{SITE}authors/ann-example/"), Link("Bob")),
    published=datetime(2024, 3, 13, 19, 35, tzinfo=timezone(timedelta(hours=1))),
    section=Link("Harbour", f"{SITE}sections/harbour/"),
    topics=(Link("Storms", f"{SITE}topics/storms/"), Link("Walls")),
    series=Link("The harbour inquiry", f"{SITE}series/the-harbour-inquiry/"),
    summary="The council voted.",
    language="en",
    photo=PICTURE,
    corrections=(Correction("Ann, not Anna.", date(2024, 3, 20)), Correction("Tuesday, not Monday.")),
    source="https://agency.example/17",
)
BARE = Item(address=PAGE, title="Untold")
HOSTILE = "</script><script>alert(1)</script> Ann & Bob <x> \u2028\u2029 ]]> \x00\ud800"


def read_back(*things: dict[str, object]) -> list[dict[str, Any]]:
    """What a search engine finds in a page with the script in it."""
    page = BeautifulSoup(f"<html><head>{script(things)}</head><body>After</body></html>", "lxml")
    (element,) = page.find_all("script")
    assert element.get("type") == "application/ld+json"
    told = json.loads(element.get_text())
    assert told["@context"] == "https://schema.org"
    graph = told["@graph"]
    assert isinstance(graph, list)
    return graph


def test_a_story_says_all_that_google_recommends() -> None:
    (told,) = read_back(news_article(STORY, PAPER))
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == "Wall to be rebuilt"
    assert told["description"] == "The council voted."
    assert told["mainEntityOfPage"] == told["url"] == PAGE
    assert told["author"] == [
        {"@type": "Person", "name": "Ann Example", "url": f"{SITE}authors/ann-example/"},
        {"@type": "Person", "name": "Bob"},
    ]
    assert (told["articleSection"], told["keywords"]) == ("Harbour", ["Storms", "Walls"])
    assert (told["inLanguage"], told["isAccessibleForFree"]) == ("en", True)
    assert told["isBasedOn"] == "https://agency.example/17"
    assert told["isPartOf"] == {
        "@type": "CreativeWorkSeries",
        "name": "The harbour inquiry",
        "url": f"{SITE}series/the-harbour-inquiry/",
    }
    (image,) = told["image"]
    assert (image["url"], image["width"], image["height"]) == (PICTURE.address, 1600, 900)
    assert image["creditText"] == "Ann Example"
    publisher = told["publisher"]
    assert (publisher["@type"], publisher["name"]) == ("NewsMediaOrganization", "The Courier")
    assert publisher["logo"]["url"] == LOGO.address


def test_the_dates_of_a_story_have_a_zone_and_count_corrections() -> None:
    told = news_article(STORY, PAPER)
    assert told["datePublished"] == "2024-03-13T19:35:00+01:00"
    assert told["dateModified"] == "2024-03-20T00:00:00+00:00"
    plain = replace(STORY, corrections=(), updated=datetime(2024, 3, 14, 8, tzinfo=UTC))
    assert news_article(plain, PAPER)["dateModified"] == "2024-03-14T08:00:00+00:00"
    untouched = news_article(replace(STORY, corrections=()), PAPER)
    assert untouched["dateModified"] == untouched["datePublished"]


def test_every_correction_is_told() -> None:
    assert news_article(STORY, PAPER)["correction"] == [
        {"@type": "CorrectionComment", "text": "Ann, not Anna.", "datePublished": "2024-03-20"},
        {"@type": "CorrectionComment", "text": "Tuesday, not Monday."},
    ]


def test_what_is_not_known_of_a_story_is_not_told() -> None:
    (told,) = read_back(news_article(BARE, Paper(name="Courier", address=SITE)))
    assert set(told) == {
        *("@type", "@id", "headline", "url", "mainEntityOfPage", "author", "inLanguage", "publisher"),
        "isAccessibleForFree",
    }
    assert told["author"]["name"] == "Courier"


def test_breadcrumbs_are_numbered_from_the_front_page() -> None:
    steps = [
        Link("The Courier", SITE),
        Link("Harbour", f"{SITE}sections/harbour/"),
        Link("Wall to be rebuilt"),
    ]
    (told,) = read_back(breadcrumbs(steps))
    assert told["@type"] == "BreadcrumbList"
    assert [(step["position"], step["name"], step.get("item")) for step in told["itemListElement"]] == [
        (1, "The Courier", SITE),
        (2, "Harbour", f"{SITE}sections/harbour/"),
        (3, "Wall to be rebuilt", None),
    ]


def test_the_paper_says_who_it_is_and_how_it_corrects_itself() -> None:
    told = organization(PAPER)
    assert (told["@type"], told["name"], told["url"]) == ("NewsMediaOrganization", "The Courier", SITE)
    assert told["sameAs"] == ["https://social.example/@courier"]
    assert (told["publishingPrinciples"], told["correctionsPolicy"]) == (
        f"{SITE}about/",
        f"{SITE}corrections/",
    )
    assert set(organization(Paper(name="C", address=SITE))) == {"@type", "@id", "name", "url"}


def test_the_site_offers_its_search_where_it_has_one() -> None:
    paper, site = read_back(organization(PAPER), website(PAPER))
    assert site["publisher"] == {"@id": paper["@id"]}
    action = site["potentialAction"]
    assert action["@type"] == "SearchAction"
    assert action["target"]["urlTemplate"] == f"{SITE}search/?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"
    assert "potentialAction" not in website(replace(PAPER, search=""))


def test_a_listing_is_a_page_of_the_site() -> None:
    told = collection("Harbour", f"{SITE}sections/harbour/", "", PAPER)
    assert (told["@type"], told["name"], "description" in told) == ("CollectionPage", "Harbour", False)
    assert told["isPartOf"] == {"@type": "WebSite", "name": "The Courier", "url": SITE}


@pytest.mark.parametrize("sign", ["<", ">", "&", "\u2028", "\u2029"])
def test_a_sign_that_could_end_a_script_is_written_as_a_number(sign: str) -> None:
    inside = script([{"name": f"a{sign}b"}]).removeprefix('<script type="application/ld+json">')
    assert sign not in inside.removesuffix("</script>")
    assert read_back({"name": f"a{sign}b"}) == [{"name": f"a{sign}b"}]


def test_hostile_words_stay_words() -> None:
    item = replace(STORY, title=HOSTILE, authors=(Link(HOSTILE),), corrections=(Correction(HOSTILE),))
    (told,) = read_back(news_article(item, replace(PAPER, name=HOSTILE)))
    expected = "</script><script>alert(1)</script> Ann & Bob <x> ]]>"
    assert told["headline"] == told["publisher"]["name"] == told["author"][0]["name"] == expected
    assert told["correction"][0]["text"] == expected


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_headline_survives_json_and_html(title: str) -> None:
    item = replace(STORY, title=title)
    (told,) = read_back(news_article(item, PAPER))
    head = BeautifulSoup(html(story_meta(item, PAPER)), "lxml")
    tag = head.find("meta", property="og:title")
    assert (tag["content"] if tag else "") == told.get("headline", "")


def pairs(tags: tuple[Meta, ...]) -> list[tuple[str, str]]:
    return [(tag.key, tag.content) for tag in tags]


def test_the_meta_tags_of_a_story_are_complete_and_in_order() -> None:
    assert pairs(story_meta(STORY, PAPER, PICTURE)) == [
        ("og:type", "article"),
        ("og:title", "Wall to be rebuilt"),
        ("og:description", "The council voted."),
        ("og:url", PAGE),
        ("og:site_name", "The Courier"),
        ("og:locale", "en_GB"),
        ("og:image", PICTURE.address),
        ("og:image:type", "image/jpeg"),
        ("og:image:width", "1600"),
        ("og:image:height", "900"),
        ("og:image:alt", "A wall"),
        ("article:published_time", "2024-03-13T19:35:00+01:00"),
        ("article:modified_time", "2024-03-20T00:00:00+00:00"),
        ("article:author", f"{SITE}authors/ann-example/"),
        ("article:author", "Bob"),
        ("article:section", "Harbour"),
        ("article:tag", "Storms"),
        ("article:tag", "Walls"),
        ("twitter:card", "summary_large_image"),
        ("twitter:site", "@courier"),
        ("twitter:image:alt", "A wall"),
    ]


def test_a_story_that_was_not_changed_has_no_time_of_change() -> None:
    tags = dict(pairs(story_meta(replace(STORY, corrections=()), PAPER)))
    assert "article:published_time" in tags
    assert "article:modified_time" not in tags


def test_opengraph_is_a_property_and_twitter_a_name() -> None:
    tags = story_meta(STORY, PAPER, PICTURE)
    assert {tag.attribute for tag in tags if tag.key.startswith("twitter:")} == {"name"}
    assert {tag.attribute for tag in tags if not tag.key.startswith("twitter:")} == {"property"}


def test_a_page_that_is_no_story_is_a_website() -> None:
    card = Photo(
        address=f"{SITE}cards/harbour.png", mime="image/png", width=1200, height=630, alt="The Courier"
    )
    tags = dict(pairs(page_meta(Page(f"{SITE}sections/harbour/", "Harbour", "Ships", card), PAPER)))
    assert (tags["og:type"], tags["og:title"], tags["og:image"]) == ("website", "Harbour", card.address)
    assert not any(key.startswith("article:") for key in tags)


def test_a_page_without_a_picture_has_a_small_card_and_no_empty_tag() -> None:
    tags = story_meta(BARE, Paper(name="Courier", address=SITE))
    assert pairs(tags) == [
        ("og:type", "article"),
        ("og:title", "Untold"),
        ("og:url", PAGE),
        ("og:site_name", "Courier"),
        ("twitter:card", "summary"),
    ]


@pytest.mark.parametrize(
    ("language", "locale"), [("", "en_GB"), ("en", "en_GB"), ("pt-BR", "pt_BR"), ("de", ""), ("zh-Hant", "")]
)
def test_a_locale_is_told_only_when_its_country_is_known(language: str, locale: str) -> None:
    tags = dict(pairs(story_meta(replace(STORY, language=language), PAPER)))
    assert tags.get("og:locale", "") == locale


@pytest.mark.parametrize(
    ("mime", "width", "good"),
    [
        ("image/jpeg", 0, True),
        ("image/png", 1200, True),
        ("image/svg+xml", 1200, False),
        ("image/png", 64, False),
    ],
)
def test_a_drawing_or_a_stamp_is_not_shared(mime: str, width: int, good: bool) -> None:
    assert shareable(Photo(address=f"{SITE}x", mime=mime, width=width, height=width)) is good
    assert not shareable(None)


def test_robots_may_show_large_pictures_unless_the_page_is_hidden() -> None:
    assert robots_meta() == ("name", "robots", "max-image-preview:large")
    assert robots_meta(indexed=False).content == "noindex"


def test_meta_tags_hold_whatever_a_name_holds() -> None:
    item = replace(STORY, title='Ann & "Bob" <x>\x0b', summary="a\nb")
    page = BeautifulSoup(html((*story_meta(item, PAPER), robots_meta())), "lxml")
    found = {tag.get("property") or tag.get("name"): tag["content"] for tag in page.find_all("meta")}
    assert found["og:title"] == 'Ann & "Bob" <x>'
    assert found["og:description"] == "a b"
    assert found["robots"] == "max-image-preview:large"

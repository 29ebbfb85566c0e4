"""What a page says of itself: each source, which one goes first, and what is mended in them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.model.document import Claim, Declared
from sitegen.readers import html


def declared(head: str = "", body: str = "<p>Words</p>", url: str = "") -> Declared:
    return html.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url=url).declared


def ld(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def meta(**contents: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{text}">' for name, text in contents.items()
    )


def values(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.value for claim in claims]


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Bridge closes for repairs",
    "datePublished": "2024-03-13T15:35:00-04:00",
    "dateModified": "2024-03-14T08:00:00-04:00",
    "author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "John Doe"}],
    "articleSection": "City",
    "description": "Cracks in two pylons.",
    "keywords": ["bridge", "harbour"],
    "inLanguage": "en",
    "image": {"url": "https://p.example/a.jpg", "caption": "The bridge", "creditText": "Ann Lee"},
    "publisher": {"name": "The Paper"},
    "articleBody": "<p>First &amp; last.</p><p>Second.</p>",
    "mainEntityOfPage": {"@id": "https://p.example/bridge"},
}


def test_json_ld_fills_every_field() -> None:
    found = declared(ld(ARTICLE))
    assert values(found.titles) == ["Bridge closes for repairs"]
    assert found.published == (Claim("2024-03-13T15:35:00-04:00", "json-ld datePublished"),)
    assert values(found.updated) == ["2024-03-14T08:00:00-04:00"]
    assert values(found.authors) == ["Jane Roe", "John Doe"]
    assert values(found.section) == ["City"]
    assert values(found.description) == ["Cracks in two pylons."]
    assert found.tags == ("bridge", "harbour")
    assert (found.lang, found.url, found.site_name) == ("en", "https://p.example/bridge", "The Paper")
    assert found.image is not None
    assert (found.image.src, found.image.caption, found.image.credit) == (
        "https://p.example/a.jpg",
        "The bridge",
        "Ann Lee",
    )
    assert found.body == "First & last.\nSecond."


@pytest.mark.parametrize(
    "wrapped",
    [
        {"@graph": [{"@type": "Organization", "name": "The Paper"}, ARTICLE]},
        [{"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}]}, ARTICLE],
        {"@type": "WebPage", "name": "A page", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["https://schema.org/ReportageNewsArticle"]},
        {"@graph": [{"@type": "NewsArticle", "headline": "A teaser"}, ARTICLE]},
    ],
)
def test_the_article_is_found_wherever_it_stands(wrapped: Any) -> None:
    assert values(declared(ld(wrapped)).titles)[0] == "Bridge closes for repairs"
    assert values(declared(ld(wrapped)).authors) == ["Jane Roe", "John Doe"]


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "Bridge closes",}',
        '{"@type": "NewsArticle", /* the title */ "headline": "Bridge closes"}',
        '// generated\n{"@type": "NewsArticle", "headline": "Bridge closes"}',
        '{"@type": "NewsArticle", "headline": "Bridge\n closes"}',
        '<![CDATA[{"@type": "NewsArticle", "headline": "Bridge closes"}]]>',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Bridge closes"}\n//]]>',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Bridge closes&quot;}",
        '{"@type": "NewsArticle", "headline": "Bridge closes"};',
        '{"@type": "NewsArticle", "headline": "Bridge closes", "x": "a\\\'b"}',
        '\ufeff{"@type": "NewsArticle", "headline": "Bridge closes"}',
    ],
)
def test_broken_json_ld_is_mended(broken: str) -> None:
    assert declared(ld(broken)).titles == (Claim("Bridge closes", "json-ld headline"),)


def test_json_ld_beyond_repair_is_passed_over() -> None:
    found = declared(
        ld('{"@type": "NewsArticle", "headline": ') + ld("[" * 50_000) + meta(og__title="Bridge closes")
    )
    assert found.titles == (Claim("Bridge closes", "meta og:title"),)


def test_an_address_in_a_string_is_no_comment() -> None:
    found = declared(
        ld('{"@type": "NewsArticle", "url": "https://p.example/a", "headline": "Bridge // closes",}')
    )
    assert values(found.titles) == ["Bridge // closes"]


def test_an_author_that_is_only_referred_to_is_looked_up() -> None:
    graph = {
        "@graph": [
            {**ARTICLE, "author": {"@id": "#jane"}},
            {"@id": "#jane", "@type": "Person", "name": "Jane Roe"},
        ]
    }
    assert values(declared(ld(graph)).authors) == ["Jane Roe"]


def test_meta_elements_fill_what_json_ld_leaves_out() -> None:
    head = meta(
        og__title="Bridge closes",
        article__published_time="2024-03-13",
        article__modified_time="2024-03-14",
        article__section="City",
        og__description="Cracks.",
        og__image="https://p.example/b.jpg",
        og__image__alt="A bridge",
        og__site_name="The Paper",
        og__url="https://p.example/b",
        og__locale="de_AT",
        keywords="bridge, harbour",
        author="Jane Roe",
    )
    found = declared(head)
    assert found.titles == (Claim("Bridge closes", "meta og:title"),)
    assert found.published == (Claim("2024-03-13", "meta article:published_time"),)
    assert values(found.updated) == ["2024-03-14"]
    assert (values(found.section), values(found.description), values(found.authors)) == (
        ["City"],
        ["Cracks."],
        ["Jane Roe"],
    )
    assert (found.tags, found.lang, found.url) == (("bridge", "harbour"), "de-AT", "https://p.example/b")
    assert found.image is not None
    assert (found.image.src, found.image.alt) == ("https://p.example/b.jpg", "A bridge")


def test_microdata_and_time_elements_count() -> None:
    body = (
        '<h1 itemprop="headline">Bridge closes</h1>'
        '<span itemprop="author"><span itemprop="name">Jane Roe</span>, Harbour correspondent</span>'
        '<time itemprop="datePublished" datetime="2024-03-13T10:00Z">today</time>'
    )
    found = declared(body=body)
    assert values(found.authors) == ["Jane Roe"]
    assert found.published[0] == Claim("2024-03-13T10:00Z", "microdata datePublished")


def test_a_date_that_readers_see_counts_where_none_is_declared() -> None:
    found = declared(body='<h1>Bridge closes</h1><span class="article-date">13 March 2024</span>')
    assert found.published == (Claim("13 March 2024", "text of a date element"),)


def test_a_page_that_declares_nothing_leaves_every_field_empty() -> None:
    assert declared() == Declared()


# ------------------------------------------------------------------------------------ headlines


def test_the_heading_readers_see_goes_before_a_title_for_machines() -> None:
    head = "<title>Bridge closed: all about it | The Paper</title>" + meta(
        og__title="Bridge closed: what to know"
    )
    found = declared(head, "<h1>Bridge closed for the winter</h1>")
    assert found.titles[0] == Claim("Bridge closed for the winter", "h1 element")


def test_two_titles_that_agree_outvote_a_heading() -> None:
    head = ld({"@type": "NewsArticle", "headline": "Ferries to run all night"}) + meta(
        og__title="Ferries to run all night"
    )
    assert values(declared(head, "<h1>Ferries run at night</h1>").titles)[0] == "Ferries to run all night"


@pytest.mark.parametrize(
    "title",
    [
        "Bridge closes | The Paper",
        "Bridge closes - The Paper",
        "The Paper: Bridge closes".replace(":", " –"),
        "Bridge closes",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(title: str) -> None:
    found = declared(f"<title>{title}</title>" + meta(og__site_name="The Paper"))
    assert values(found.titles) == ["Bridge closes"]


def test_a_kicker_is_cut_off_where_a_declared_title_shows_where_it_ends() -> None:
    found = declared(
        meta(og__title="Late goal saves a point"), "<h1><span>Football</span>Late goal saves a point</h1>"
    )
    assert values(found.titles)[0] == "Late goal saves a point"


def test_of_titles_with_the_same_words_the_one_that_parts_the_kicker_goes_first() -> None:
    head = ld({**ARTICLE, "headline": "Repairs: Bridge closes until spring"})
    found = declared(head, "<h1><span>Repairs</span> Bridge closes until spring</h1>")
    assert found.titles[0].value == "Repairs: Bridge closes until spring"


def test_a_title_that_is_cut_short_goes_behind_the_whole_one() -> None:
    head = ld({**ARTICLE, "headline": "Bridge closes until spring..."}) + meta(og__title="Bridge closes now")
    assert (
        declared(head, "<h1>Bridge closes until spring</h1>").titles[0].value == "Bridge closes until spring"
    )


def test_a_heading_that_is_the_sites_name_is_no_headline() -> None:
    found = declared(meta(og__site_name="The Paper"), "<h1>The Paper</h1><h1>Bridge closes</h1>")
    assert values(found.titles) == ["Bridge closes"]


# ------------------------------------------------------------------------------------ people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("Von Jana Roth und Karl Meyer", ["Jana Roth", "Karl Meyer"]),
        ("Jane Roe, John Doe & Ann Lee", ["Jane Roe", "John Doe", "Ann Lee"]),
        ("Jane Roe, Reuters", ["Jane Roe"]),
        ("Jane Roe | The Paper", ["Jane Roe"]),
        ("Jane Roe (jro)", ["Jane Roe"]),
        ("Jane Roe @janeroe", ["Jane Roe"]),
        ("jane@paper.example Jane Roe", ["Jane Roe"]),
        ("Lucía Gómez Ortega y Luis Pérez", ["Lucía Gómez Ortega", "Luis Pérez"]),
        ("Santiago Ramón y Cajal", ["Santiago Ramón y Cajal"]),
        ("Ann Lee, MD", ["Ann Lee"]),
        ("Samuel T.", ["Samuel T."]),
        ("https://p.example/authors/jane", []),
        ("12 May 2024", []),
        ("渡辺花子", ["渡辺花子"]),
    ],
)
def test_a_byline_yields_names_only(text: str, names: list[str]) -> None:
    head = f'<meta name="author" content="{text}"><meta property="og:site_name" content="The Paper">'
    assert values(declared(head).authors) == names


def test_an_organisation_is_the_author_only_where_no_person_is_named() -> None:
    alone = {**ARTICLE, "author": {"@type": "Organization", "name": "City Desk"}}
    assert values(declared(ld(alone)).authors) == ["City Desk"]
    assert values(declared(ld(alone), '<p class="byline">By <a href="/j">Jane Roe</a></p>').authors) == [
        "Jane Roe"
    ]


def test_bylines_of_other_stories_are_left_out() -> None:
    body = '<header><p><a rel="author">Jane Roe</a></p></header>'
    body += '<ul><li><p><a rel="author">John Doe</a></p></li></ul>'
    assert values(declared(body=body).authors) == ["Jane Roe"]


# ------------------------------------------------------------------------------------ dates


def test_the_newsrooms_own_clock_goes_before_the_same_moment_in_utc() -> None:
    head = ld({"@type": "NewsArticle", "datePublished": "2024-03-14T03:35:00Z"})
    found = declared(head, '<time datetime="2024-03-13T23:35:00-04:00">13 March</time>')
    assert values(found.published) == ["2024-03-13T23:35:00-04:00", "2024-03-14T03:35:00Z"]


def test_a_time_with_its_offset_goes_before_the_same_time_without() -> None:
    head = ld({"@type": "NewsArticle", "datePublished": "2024-03-13 15:35:00.0"}) + meta(
        date="2024-03-13T15:35:00+01:00"
    )
    assert values(declared(head).published)[0] == "2024-03-13T15:35:00+01:00"


def test_a_moment_in_utc_is_told_on_the_clock_that_the_page_shows() -> None:
    head = ld({**ARTICLE, "datePublished": "2024-03-14T01:05:10Z"})
    shown = declared(head + meta(pubdate="2024-03-13T20:05:10")).published
    assert shown[0] == Claim("2024-03-13T20:05:10-05:00", "json-ld datePublished")
    for other in ("2024-03-13T20:11:10", "2024-03-12T01:05:10", "2024-03-13"):
        assert declared(head + meta(pubdate=other)).published[0].value == "2024-03-14T01:05:10Z"


def test_the_words_of_a_time_element_count_where_its_value_is_no_date() -> None:
    body = '<h1>Bridge</h1><time datetime="2024-01-012024-03-13">March 13, 2024</time>'
    assert declared(body=body).published == (Claim("March 13, 2024", "text of a date element"),)


def test_another_moment_never_goes_before_the_best_claim() -> None:
    head = ld({"@type": "NewsArticle", "datePublished": "2024-03-13T15:35:00Z"})
    found = declared(head, '<time datetime="2024-03-01T12:00:00-04:00">1 March</time>')
    assert values(found.published)[0] == "2024-03-13T15:35:00Z"


def test_a_value_is_kept_as_it_is_written() -> None:
    assert values(declared(meta(date="13. Maerz 2024, 15 Uhr")).published) == ["13. Maerz 2024, 15 Uhr"]


@pytest.mark.parametrize("canonical", ["/bridge", "https://p.example/bridge"])
def test_the_address_is_absolute(canonical: str) -> None:
    found = declared(f'<link rel="canonical" href="{canonical}">', url="https://p.example/x?ref=1")
    assert found.url == "https://p.example/bridge"

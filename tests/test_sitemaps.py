"""sitemap.xml, the sitemap for Google News, and the small files at the root of a site."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.errors import SitegenError
from sitegen.site.machines import sitemaps as module
from sitegen.site.machines.facts import Item, Link, Paper
from sitegen.site.machines.site_files import (
    Group,
    Icon,
    SecurityContact,
    llms,
    manifest,
    robots,
    security,
)
from sitegen.site.machines.sitemaps import Address, news_language, news_sitemap, sitemaps

SITE = "https://courier.example/"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
NOW = datetime(2024, 3, 15, 12, tzinfo=UTC)
PAPER = Paper(name="The Courier", address=SITE, motto="News in plain words", language="en")


def told(file: bytes, path: str) -> list[str]:
    return [found.text or "" for found in etree.fromstring(file).findall(path, NAMES)]


def test_a_sitemap_tells_each_address_and_when_its_words_changed() -> None:
    addresses = [
        Address(f"{SITE}a/?x=1&y=2", datetime(2024, 3, 13, 19, 35, tzinfo=timezone(timedelta(hours=1)))),
        Address(f"{SITE}b/", date(2023, 1, 2)),
        Address(f"{SITE}about/"),
    ]
    files = sitemaps(addresses, SITE)
    assert list(files) == ["sitemap.xml"]
    assert told(files["sitemap.xml"], "s:url/s:loc") == [f"{SITE}a/?x=1&y=2", f"{SITE}b/", f"{SITE}about/"]
    assert told(files["sitemap.xml"], "s:url/s:lastmod") == ["2024-03-13T19:35:00+01:00", "2023-01-02"]


def test_a_sitemap_of_an_empty_site_is_valid() -> None:
    assert told(sitemaps([], SITE)["sitemap.xml"], "s:url") == []


def test_a_sitemap_past_fifty_thousand_addresses_is_split_below_an_index() -> None:
    addresses = [Address(f"{SITE}{number}/", date(2024, 1, 1 + number % 9)) for number in range(50_001)]
    assert list(sitemaps(addresses[1:], SITE)) == ["sitemap.xml"]
    files = sitemaps(addresses, SITE)
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    index = files["sitemap.xml"]
    assert etree.fromstring(index).tag == f"{{{NAMES['s']}}}sitemapindex"
    assert told(index, "s:sitemap/s:loc") == [f"{SITE}sitemap-1.xml", f"{SITE}sitemap-2.xml"]
    assert told(index, "s:sitemap/s:lastmod") == ["2024-01-09", "2024-01-06"]
    listed = [address for name in list(files)[1:] for address in told(files[name], "s:url/s:loc")]
    assert listed == [address.address for address in addresses]
    assert len(told(files["sitemap-1.xml"], "s:url")) == 50_000


def test_a_sitemap_is_split_by_its_bytes_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BYTES_AT_MOST", 1_000)
    files = sitemaps([Address(f"{SITE}{'x' * 200}{number}/") for number in range(7)], SITE)
    pieces = {name: file for name, file in files.items() if name != "sitemap.xml"}
    assert len(pieces) > 1
    assert max(map(len, pieces.values())) <= 1_000
    assert sum(len(told(file, "s:url")) for file in pieces.values()) == 7


def test_the_newest_change_of_a_piece_is_found_across_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ADDRESSES_AT_MOST", 3)
    east = datetime(2024, 3, 13, 2, tzinfo=timezone(timedelta(hours=9)))
    west = datetime(2024, 3, 12, 20, tzinfo=timezone(timedelta(hours=-5)))
    files = sitemaps([Address("a", east), Address("b", west), Address("c"), Address("d")], SITE)
    assert told(files["sitemap.xml"], "s:sitemap/s:lastmod") == ["2024-03-12T20:00:00-05:00"]


def story(name: str, hours_ago: float, **more: str) -> Item:
    moment = NOW - timedelta(hours=hours_ago)
    return Item(
        address=f"{SITE}{name}/",
        title=more.get("title", name),
        published=moment,
        language=more.get("language", ""),
    )


def test_the_news_sitemap_holds_two_days_newest_first() -> None:
    items = [story("old", 48.1), story("edge", 48), story("new", 1), story("soon", -0.1), story("now", 0)]
    items.append(Item(address=f"{SITE}undated/", title="undated"))
    file = news_sitemap(items, "The Courier", "en-GB", NOW)
    assert told(file, "s:url/s:loc") == [f"{SITE}now/", f"{SITE}new/", f"{SITE}edge/"]


def test_the_news_sitemap_says_paper_language_date_and_title() -> None:
    file = news_sitemap([story("a", 1, title="Ann & Bob \x0b<x>", language="pt-BR")], "R&D <News>", "en", NOW)
    news = "s:url/news:news/"
    assert told(file, f"{news}news:publication/news:name") == ["R&D <News>"]
    assert told(file, f"{news}news:publication/news:language") == ["pt"]
    assert told(file, f"{news}news:publication_date") == ["2024-03-15T11:00:00+00:00"]
    assert told(file, f"{news}news:title") == ["Ann & Bob <x>"]


def test_the_news_sitemap_holds_a_thousand_stories_at_most_and_may_be_empty() -> None:
    file = news_sitemap([story(f"{n:04}", 40 - n / 100) for n in range(1_200)], "C", "en", NOW)
    addresses = told(file, "s:url/s:loc")
    assert (len(addresses), addresses[0], addresses[-1]) == (1_000, f"{SITE}1199/", f"{SITE}0200/")
    assert told(news_sitemap([], "C", "en", NOW), "s:url") == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en"), ("de_AT", "de"), ("zh", "zh-cn"), ("zh-Hant-TW", "zh-tw"), ("ZH-CN", "zh-cn")],
)
def test_a_language_is_written_as_google_news_wants_it(language: str, expected: str) -> None:
    assert news_language(language) == expected


def parser_of(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser


def test_robots_may_read_everything_and_are_told_of_the_sitemaps() -> None:
    parser = parser_of(robots([f"{SITE}sitemap.xml", f"{SITE}sitemap-news.xml"]))
    assert parser.can_fetch("Anybot", f"{SITE}articles/x/")
    assert parser.site_maps() == [f"{SITE}sitemap.xml", f"{SITE}sitemap-news.xml"]


def test_robots_can_be_kept_out() -> None:
    assert not parser_of(robots([f"{SITE}sitemap.xml"], closed=True)).can_fetch("Anybot", SITE)
    parser = parser_of(robots([], disallow=["/search/"]))
    assert not parser.can_fetch("Anybot", f"{SITE}search/?q=x")
    assert parser.can_fetch("Anybot", SITE)


def test_llms_txt_is_markdown_of_headed_lists() -> None:
    pages = [(Link("A [very] odd\nname", f"{SITE}a_(b)/"), "What it\nis about"), (Link("Plain", SITE), "")]
    text = llms(PAPER, [Group("Sections", pages), Group("Empty", [])])
    tokens = MarkdownIt().parse(text)
    headings = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings == ["The Courier", "Sections"]
    assert "> News in plain words\n" in text
    links = [
        child.attrGet("href")
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert links == [f"{SITE}a_%28b%29/", SITE]
    assert text.endswith("- [Plain](https://courier.example/)\n")
    assert "A [very] odd name</a>: What it is about" in MarkdownIt().render(text)


FORGED = (
    "# Not a heading",
    "> # Not a quote",
    "* not a list",
    "---",
    "[here](https://evil.example/)",
    "](https://evil.example/) [",
    "\\](https://evil.example/) [x",
    "\\",
    "[here]: https://evil.example/",
    "<https://evil.example/>",
    '<a href="https://evil.example/">here</a>',
    "<!-- hidden",
    "a\n# b",
    "a\u2028## b",
    "![x](https://evil.example/x.png)",
    "`code",
    "**strong** &lt; &amp;",
    "1. first",
)


@pytest.mark.parametrize("text", FORGED)
def test_no_name_title_or_summary_forges_a_link_or_heading_in_llms_txt(text: str) -> None:
    """Every word comes out as it went in, and the file has the shape that it has with plain words."""

    def file(words: str) -> list[Token]:
        paper = Paper(name=f"Courier {words}", address=SITE, motto=words)
        pages = [(Link(words, f"{SITE}a/"), words), (Link("Plain", SITE), words)]
        tokens = MarkdownIt().parse(llms(paper, [Group(words, pages)]))
        return [child for token in tokens for child in (token, *(token.children or ()))]

    def shape(tokens: list[Token]) -> list[object]:
        return [(token.type, token.attrGet("href")) for token in tokens if token.tag or token.nesting]

    assert shape(file(text)) == shape(file("plain"))
    said = ["".join(c.content for c in token.children or ()) for token in file(text) if token.children]
    words = " ".join(text.split())
    assert said == [
        f"Courier {words}",
        words,
        words,
        f"{words}: {words}",
        f"Plain: {words}",
    ]


def test_llms_txt_of_an_empty_site_is_its_name() -> None:
    assert llms(Paper(name="Courier", address=SITE), []) == "# Courier\n"


CONTACT = SecurityContact(
    contacts=["desk@courier.example", f"{SITE}security/"],
    expires=datetime(2027, 6, 30, tzinfo=UTC),
    languages=["en", "de"],
    canonical=f"{SITE}.well-known/security.txt",
)


def test_security_txt_has_the_fields_of_rfc_9116() -> None:
    assert security(CONTACT).splitlines() == [
        "Contact: mailto:desk@courier.example",
        "Contact: https://courier.example/security/",
        "Expires: 2027-06-30T00:00:00+00:00",
        "Preferred-Languages: en, de",
        "Canonical: https://courier.example/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    ("contact", "problem"),
    [
        (replace(CONTACT, contacts=[]), "needs a contact"),
        (replace(CONTACT, contacts=["http://courier.example/"]), "cannot take the contact"),
        (replace(CONTACT, contacts=["ring the bell"]), "cannot take the contact"),
        (replace(CONTACT, expires=datetime(2027, 6, 30)), "has no zone"),  # noqa: DTZ001
    ],
)
def test_security_txt_refuses_what_the_rfc_does(contact: SecurityContact, problem: str) -> None:
    with pytest.raises(SitegenError, match=problem) as raised:
        security(contact)
    assert raised.value.problems[0].path == "mkdocs.yml"
    assert raised.value.problems[0].hint


def test_a_value_of_two_lines_makes_no_second_field() -> None:
    lines = security(replace(CONTACT, policy=f"{SITE}policy/\nContact: mailto:evil@example.org")).splitlines()
    assert [line for line in lines if line.startswith("Contact: mailto:evil")] == []


def test_the_web_manifest_names_the_paper_its_icons_and_colours() -> None:
    icons = [Icon(address="icon.svg", sizes="any", mime="image/svg+xml", purpose="any")]
    icons.append(Icon(address="icon-512.png", sizes="512x512", mime="image/png", purpose="maskable"))
    paper = replace(PAPER, name='Ann & "Bob" \x00', language="ar")
    told = json.loads(manifest(paper, icons, colour="#8b1a1a", background="#fffdf9", direction="rtl"))
    assert told["name"] == told["short_name"] == 'Ann & "Bob"'
    assert (told["lang"], told["dir"], told["start_url"]) == ("ar", "rtl", SITE)
    assert (told["theme_color"], told["background_color"]) == ("#8b1a1a", "#fffdf9")
    assert [icon["sizes"] for icon in told["icons"]] == ["any", "512x512"]


def test_a_manifest_without_icons_says_nothing_of_them() -> None:
    assert "icons" not in json.loads(manifest(PAPER, [], colour="#000", background="#fff"))

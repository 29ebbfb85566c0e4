"""RSS, Atom and JSON Feed, read back by lxml, json and feedparser."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html import unescape

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from sitegen.site.machines.facts import Correction, Item, Link, Photo
from sitegen.site.machines.feeds import (
    ATOM,
    BYTES_AT_MOST,
    JSON,
    RSS,
    Feed,
    Fragments,
    fragments,
    written,
)
from sitegen.site.machines.full_text import for_feeds
from sitegen.site.machines.markup import clean, line
from sitegen.site.machines.rss import NAMESPACES as RSS_NAMESPACES
from sitegen.site.machines.rss import rss_item

SITE = "https://courier.example/"
PAGE = f"{SITE}articles/2024/03/harbour-wall/"
HOSTILE = 'Ann & Bob <x> "]]>" \x00\x0b\x1f\x7f\x80\x9f\ufffe\ud800 &amp; <!--'
TAMED = 'Ann & Bob <x> "]]>" &amp; <!--'
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
}
BERLIN = timezone(timedelta(hours=1))

FEED = Feed(
    title="The Courier: Harbour",
    home=f"{SITE}topics/harbour/",
    publisher="The Courier",
    description="Ships & walls",
    language="en-GB",
    icon=f"{SITE}icon.png",
)
PICTURE = Photo(
    address=f"{SITE}pictures/wall.jpg?a=1&b=2",
    mime="image/jpeg",
    width=1600,
    height=900,
    length=123_456,
    alt="A wall",
    caption="The wall on Monday",
    credit="Ann Example",
)
STORY = Item(
    address=PAGE,
    title="Wall to be rebuilt",
    authors=(Link("Ann Example", f"{SITE}authors/ann-example/"), Link("Bob")),
    published=datetime(2024, 3, 13, 19, 35, tzinfo=BERLIN),
    section=Link("Harbour", f"{SITE}sections/harbour/"),
    topics=(Link("Storms"), Link("Harbour")),
    summary="The council voted.",
    language="en",
    html='<p>The <a href="../storm/">storm</a> of <em>Monday</em>.</p>',
)


def feed_of(*items: Item, feed: Feed = FEED) -> dict[str, bytes]:
    return written(feed, [fragments(item) for item in items])


def rss_of(*items: Item, feed: Feed = FEED) -> etree._Element:
    return etree.fromstring(feed_of(*items, feed=feed)[RSS])


def atom_of(*items: Item, feed: Feed = FEED) -> etree._Element:
    return etree.fromstring(feed_of(*items, feed=feed)[ATOM])


def json_of(*items: Item, feed: Feed = FEED) -> dict[str, object]:
    told = json.loads(feed_of(*items, feed=feed)[JSON])
    assert isinstance(told, dict)
    return told


def texts(element: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path, NAMES)]


def text(element: etree._Element, path: str) -> str:
    (found,) = texts(element, path)
    return found


def test_an_rss_feed_says_what_it_is_and_where_it_stands() -> None:
    channel = rss_of(STORY).find("channel")
    assert channel is not None
    assert text(channel, "title") == "The Courier: Harbour"
    assert text(channel, "link") == FEED.home
    assert text(channel, "description") == "Ships &amp; walls"  # it is HTML
    assert text(channel, "language") == "en-GB"
    assert text(channel, "image/url") == f"{SITE}icon.png"
    own = channel.find("atom:link", NAMES)
    assert own is not None
    assert dict(own.attrib) == {"rel": "self", "type": "application/rss+xml", "href": f"{FEED.home}feed.xml"}


def test_an_rss_item_has_all_that_is_known_of_the_story() -> None:
    item = rss_of(replace(STORY, photo=PICTURE)).find("channel/item")
    assert item is not None
    assert text(item, "title") == "Wall to be rebuilt"
    assert text(item, "link") == PAGE
    assert parsedate_to_datetime(text(item, "pubDate")) == STORY.published
    assert texts(item, "dc:creator") == ["Ann Example", "Bob"]
    assert texts(item, "category") == ["Harbour", "Storms"]
    assert text(item, "description") == "The council voted."
    assert text(item, "dc:language") == "en"
    picture = item.find("media:content", NAMES)
    assert picture is not None
    assert dict(picture.attrib) == {
        "url": PICTURE.address,
        "medium": "image",
        "type": "image/jpeg",
        "width": "1600",
        "height": "900",
        "fileSize": "123456",
    }
    assert text(item, "media:content/media:description") == "A wall"
    assert text(item, "media:content/media:credit") == "Ann Example"


@pytest.mark.parametrize(
    ("name", "guid", "is_address"),
    [("", PAGE, "true"), (f"{SITE}old/", f"{SITE}old/", "true"), ("story-17", "story-17", "false")],
)
def test_a_guid_is_a_permalink_only_when_it_is_an_address(name: str, guid: str, is_address: str) -> None:
    found = rss_of(replace(STORY, id=name)).find("channel/item/guid")
    assert found is not None
    assert (found.text, found.get("isPermaLink")) == (guid, is_address)


def test_an_atom_feed_has_what_rfc_4287_requires() -> None:
    feed = atom_of(STORY)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for part in (feed, *feed.findall("atom:entry", NAMES)):
        for required in ("atom:id", "atom:title", "atom:updated"):
            assert text(part, required)
    assert text(feed, "atom:author/atom:name") == "The Courier"
    links = {link.get("rel"): link.get("href") for link in feed.findall("atom:link", NAMES)}
    assert links == {"self": f"{FEED.home}atom.xml", "alternate": FEED.home}


def test_an_atom_entry_has_all_that_is_known_of_the_story() -> None:
    (entry,) = atom_of(STORY).findall("atom:entry", NAMES)
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert text(entry, "atom:published") == "2024-03-13T19:35:00+01:00"
    assert texts(entry, "atom:author/atom:name") == ["Ann Example", "Bob"]
    assert texts(entry, "atom:author/atom:uri") == [f"{SITE}authors/ann-example/"]
    assert [found.get("term") for found in entry.findall("atom:category", NAMES)] == ["Harbour", "Storms"]
    content = entry.find("atom:content", NAMES)
    assert content is not None
    assert content.get("type") == "html"
    assert "<em>Monday</em>" in (content.text or "")


def test_an_atom_id_is_always_an_address_of_some_scheme() -> None:
    (entry,) = atom_of(replace(STORY, id="story 17")).findall("atom:entry", NAMES)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text(entry, "atom:id"))
    (other,) = atom_of(replace(STORY, id="story 18")).findall("atom:entry", NAMES)
    assert text(other, "atom:id") != text(entry, "atom:id")


def test_a_json_feed_has_what_version_1_1_requires() -> None:
    feed = json_of(replace(STORY, photo=PICTURE))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (FEED.home, f"{FEED.home}feed.json")
    assert feed["authors"] == [{"name": "The Courier"}]
    assert feed["items"] == [
        {
            "id": PAGE,
            "url": PAGE,
            "title": "Wall to be rebuilt",
            "content_html": feed["items"][0]["content_html"],  # type: ignore[index]
            "summary": "The council voted.",
            "image": PICTURE.address,
            "date_published": "2024-03-13T19:35:00+01:00",
            "authors": [{"name": "Ann Example", "url": f"{SITE}authors/ann-example/"}, {"name": "Bob"}],
            "tags": ["Harbour", "Storms"],
            "language": "en",
        }
    ]


def contents(item: Item) -> list[str]:
    """The full text as each format gives it back."""
    feeds = feed_of(item)
    return [
        text(etree.fromstring(feeds[RSS]), "channel/item/content:encoded"),
        text(etree.fromstring(feeds[ATOM]), "atom:entry/atom:content"),
        json.loads(feeds[JSON])["items"][0]["content_html"],
    ]


def test_all_formats_carry_the_same_full_text() -> None:
    item = replace(STORY, html=f"<p>a ]]> b ]]&gt; {'c' * 50} & <b>ж</b></p>\n")
    first, *others = contents(item)
    assert "ж" in first
    assert others == [first, first]


def test_the_end_of_a_cdata_section_in_a_story_ends_nothing() -> None:
    item = replace(STORY, html="<pre>x]]>y</pre>", corrections=(Correction("a ]]\x00> b ]]\ud800> c"),))
    for content in contents(item):
        assert html.fromstring(f"<div>{content}</div>").text_content() == "x]]>y\na ]]> b ]]> c"


@pytest.mark.parametrize("content", ["a ]]> b", "]]>", "]]]>]]>", "<![CDATA[x]]>"])
def test_any_content_can_stand_in_rss(content: str) -> None:
    channel = f"<rss {RSS_NAMESPACES}>{rss_item(STORY, content).decode()}</rss>"
    assert text(etree.fromstring(channel), "item/content:encoded") == content


def test_the_picture_comes_first_and_corrections_last() -> None:
    notes = (Correction("It is Ann, not Anna.", date(2024, 3, 20), "Correction, 20 March 2024"),)
    page = html.fromstring(f"<div>{contents(replace(STORY, photo=PICTURE, corrections=notes))[0]}</div>")
    assert [element.tag for element in page] == ["figure", "p", "p"]
    assert page[0].text_content().strip() == "The wall on Monday Ann Example"
    assert page[0][0].get("src") == PICTURE.address
    assert page[2].text_content() == "Correction, 20 March 2024 It is Ann, not Anna."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../storm/">x</a>', f'<a href="{SITE}articles/2024/03/storm/">x</a>'),
        ('<a href="/about/">x</a>', f'<a href="{SITE}about/">x</a>'),
        ('<a href="#note-1">x</a>', f'<a href="{PAGE}#note-1">x</a>'),
        ('<a href="//other.example/y">x</a>', '<a href="https://other.example/y">x</a>'),
        ('<a href="https://other.example/?a=1&amp;b=2">x</a>',) * 2,
        ('<a href="mailto:desk@courier.example">x</a>',) * 2,
        ('<img src="../../../p/ä b.jpg" alt="">', f'<img src="{SITE}articles/p/%C3%A4%20b.jpg" alt="">'),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<style>p{}</style><p>a</p>", "<p>a</p>"),
        ('<p style="x" onclick="y" class="z" id="i" data-a="b">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href=" JaVa&#115;cript:x">x</a>', "<a>x</a>"),
        ('<p dir="rtl" lang="ar">نص</p>',) * 2,
        ('<figure><img src="https://a.example/b.jpg" alt="c"><figcaption>d</figcaption></figure>',) * 2,
        ("<p>a\ud800b\x00c&#8;d&#x1f;e&#xffff;f</p>", "<p>abcdef</p>"),
        ("<custom-box>words stay</custom-box>", "words stay"),
        ("<blockquote><p>a</p></blockquote><ul><li>b</li></ul><h2>c</h2>",) * 2,
    ],
)
def test_a_story_reads_the_same_away_from_its_page(before: str, after: str) -> None:
    assert for_feeds(before, PAGE) == after


def test_hostile_names_come_back_as_they_were_without_control_characters() -> None:
    item = replace(
        STORY,
        title=HOSTILE,
        summary=HOSTILE,
        authors=(Link(HOSTILE),),
        topics=(Link(HOSTILE),),
        photo=replace(PICTURE, alt=HOSTILE, caption=HOSTILE, credit=HOSTILE),
        corrections=(Correction(HOSTILE, label=HOSTILE),),
    )
    feed = replace(FEED, title=HOSTILE, description=HOSTILE, publisher=HOSTILE)
    rss, atom, told = rss_of(item, feed=feed), atom_of(item, feed=feed), json_of(item, feed=feed)
    assert texts(rss, ".//title") == [TAMED] * 3
    assert texts(rss, ".//dc:creator") == [TAMED]
    assert [unescape(each) for each in texts(rss, ".//description")[1:]] == [TAMED]  # it is HTML
    assert texts(rss, ".//category") == ["Harbour", TAMED]
    assert texts(rss, ".//media:description") == texts(rss, ".//media:credit") == [TAMED]
    assert texts(atom, ".//atom:title") == texts(atom, ".//atom:name") == [TAMED] * 2
    (story,) = told["items"]  # type: ignore[misc, attr-defined]
    assert (told["title"], story["title"], story["authors"]) == (TAMED, TAMED, [{"name": TAMED}])
    for content in contents(item):
        assert html.fromstring(content).text_content().count("Ann & Bob <x>") == 4


@given(st.text(alphabet=st.characters(exclude_categories=())), st.text())
def test_any_text_makes_feeds_that_can_be_read(name: str, words: str) -> None:
    item = replace(STORY, title=name, topics=(Link(name),), summary=words, html=f"<p>{name}</p>{words}")
    rss, atom, told = rss_of(item), atom_of(item), json_of(item)
    expected = line(name)
    assert text(rss, "channel/item/title") == text(atom, "atom:entry/atom:title") == expected
    assert told["items"][0]["title"] == expected  # type: ignore[index]


def test_a_second_reader_agrees() -> None:
    older = replace(
        STORY, address=f"{SITE}b/", title="Ann & Bob <x>", published=datetime(2024, 1, 2, tzinfo=UTC)
    )
    feeds = feed_of(replace(STORY, photo=PICTURE), older)
    for name in (RSS, ATOM):
        read = feedparser.parse(feeds[name])
        assert not read.bozo
        assert [entry.link for entry in read.entries] == [PAGE, f"{SITE}b/"]
        assert read.entries[1].title in ("Ann & Bob <x>", "Ann &amp; Bob &lt;x&gt;")
        assert [author.name for author in read.entries[0].authors] == ["Ann Example", "Bob"]
        assert read.entries[0].published_parsed[:5] == (2024, 3, 13, 18, 35)
        assert f'href="{SITE}articles/2024/03/storm/"' in read.entries[0].content[0].value
        assert read.entries[0].media_content[0]["url"] == PICTURE.address


def changes(item: Item) -> tuple[str, list[str], str, object]:
    """What the feeds say of the last change: RSS of itself and of the story, Atom, JSON Feed."""
    rss = rss_of(item)
    modified = texts(rss, "channel/item/dcterms:modified")
    story = json_of(item)["items"][0]  # type: ignore[index]
    updated = text(atom_of(item), "atom:updated")
    assert updated == text(atom_of(item), "atom:entry/atom:updated")
    return text(rss, "channel/lastBuildDate"), modified, updated, story.get("date_modified")


def test_the_date_of_a_feed_is_that_of_its_newest_change() -> None:
    assert changes(STORY) == ("Wed, 13 Mar 2024 18:35:00 GMT", [], "2024-03-13T19:35:00+01:00", None)
    later = datetime(2024, 3, 14, 8, tzinfo=UTC)
    expected = "2024-03-14T08:00:00+00:00"
    assert changes(replace(STORY, updated=later)) == (
        "Thu, 14 Mar 2024 08:00:00 GMT",
        [expected],
        expected,
        expected,
    )


def test_a_correction_is_a_change_and_the_story_stays_the_same_story() -> None:
    corrected = replace(STORY, corrections=(Correction("Ann, not Anna.", date(2024, 3, 20)),))
    expected = "2024-03-20T00:00:00+00:00"
    assert changes(corrected)[1:] == ([expected], expected, expected)
    ids = [(text(rss_of(item), ".//guid"), text(rss_of(item), ".//pubDate")) for item in (STORY, corrected)]
    assert ids[0] == ids[1]


def test_a_story_without_anything_but_a_title_is_still_valid() -> None:
    bare = Item(address=PAGE, title="Untold")
    rss, atom, told = rss_of(bare), atom_of(bare), json_of(bare)
    assert [child.tag for child in rss.find("channel/item")] == ["title", "link", "guid"]  # type: ignore[union-attr]
    assert texts(rss, ".//lastBuildDate") == []
    assert text(atom, "atom:entry/atom:updated") == "1970-01-01T00:00:00+00:00"
    assert told["items"] == [{"id": PAGE, "url": PAGE, "title": "Untold", "content_text": ""}]


def test_a_feed_without_stories_is_valid() -> None:
    bare = Feed(title="Empty", home=SITE)
    assert text(rss_of(feed=bare), "channel/description") == "Empty"
    assert rss_of(feed=bare).findall("channel/item") == []
    assert text(atom_of(feed=bare), "atom:updated") == "1970-01-01T00:00:00+00:00"
    assert json_of(feed=bare)["items"] == []


def test_right_to_left_words_stay_in_their_order() -> None:
    title = "المجلس يصوت \u200f(2024) على الجدار"
    item = replace(STORY, title=title, language="ar", html=f'<p dir="rtl">{title}</p>')
    assert text(rss_of(item), "channel/item/title") == title
    assert all(f'<p dir="rtl">{title}</p>' in content for content in contents(item))


def test_a_feed_holds_no_more_stories_than_asked_and_the_newest() -> None:
    entries = [fragments(replace(STORY, title=f"Story {number}")) for number in range(5)]
    feeds = written(FEED, entries, at_most=3)
    assert texts(etree.fromstring(feeds[RSS]), ".//item/title") == ["Story 0", "Story 1", "Story 2"]
    assert len(json.loads(feeds[JSON])["items"]) == 3


def test_a_feed_never_passes_two_megabytes_and_drops_the_oldest() -> None:
    entries = [
        fragments(replace(STORY, title=f"Story {number}", html=f"<p>{'ж' * 100_000}</p>"))
        for number in range(30)
    ]
    for name, feed in written(FEED, entries).items():
        assert BYTES_AT_MOST - 250_000 < len(feed) <= BYTES_AT_MOST, name
        assert b"Story 8" in feed
        assert b"Story 10" not in feed
    etree.fromstring(written(FEED, entries)[RSS])


def test_no_story_stands_in_a_feed_without_the_newer_ones() -> None:
    sizes = [900_000, 900_000, 500_000, 10]
    entries = [
        fragments(replace(STORY, title=f"Story {number}", html=f"<p>{'x' * size}</p>"))
        for number, size in enumerate(sizes)
    ]
    feed = etree.fromstring(written(FEED, entries)[RSS])
    assert texts(feed, ".//item/title") == ["Story 0", "Story 1"]


@pytest.mark.parametrize("body", ["x" * 1_100_000, "ж" * 600_000])
def test_a_story_of_a_megabyte_is_told_by_its_summary_and_hides_no_other(body: str) -> None:
    giant = replace(STORY, title="Giant", html=f"<p>{body}</p>")
    rss, told = rss_of(giant, STORY), json_of(giant, STORY)
    assert texts(rss, ".//item/title") == ["Giant", "Wall to be rebuilt"]
    assert len(texts(rss, ".//content:encoded")) == 1
    assert told["items"][0]["content_text"] == "The council voted."  # type: ignore[index]


def test_what_is_not_known_of_a_picture_is_not_told() -> None:
    item = replace(STORY, photo=Photo(address=f"{SITE}wall.jpg"))
    for feed in (rss_of(item), atom_of(item)):
        (picture,) = feed.findall(".//media:content", NAMES)
        assert dict(picture.attrib) == {"url": f"{SITE}wall.jpg", "medium": "image"}
        assert len(picture) == 0
    assert contents(item)[0].startswith(f'<figure><img src="{SITE}wall.jpg" alt=""></figure>')


def test_a_story_without_a_summary_has_no_empty_one() -> None:
    item = replace(STORY, summary="")
    assert (
        texts(rss_of(item), ".//item/description") == texts(atom_of(item), ".//atom:entry/atom:summary") == []
    )
    assert "summary" not in json_of(item)["items"][0]  # type: ignore[index]


def test_an_offset_with_seconds_becomes_utc() -> None:
    railway_less = timezone(timedelta(minutes=53, seconds=28))
    item = replace(STORY, published=datetime(1880, 1, 1, 12, tzinfo=railway_less))
    assert text(atom_of(item), ".//atom:published") == "1880-01-01T11:06:32+00:00"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\x00b\x0bc", "abc"),
        ("a\tb\nc", "a\tb\nc"),
        ("caf\x82\x7f é «» \u00a0ÿ", "caf é «» \u00a0ÿ"),
        ("\ud83d x \U0001f600\uffff", " x \U0001f600"),
    ],
)
def test_control_characters_go_and_all_else_stays(before: str, after: str) -> None:
    assert clean(before) == after


@pytest.mark.parametrize(
    ("before", "after"), [(" a \n\t b\u2028c ", "a b c"), ("« 1\u202f000\u00a0€ »", "« 1\u202f000\u00a0€ »")]
)
def test_a_title_is_one_line_and_keeps_its_no_break_spaces(before: str, after: str) -> None:
    assert line(before) == after


def test_the_same_facts_give_the_same_bytes() -> None:
    made: list[tuple[Fragments, dict[str, bytes]]] = []
    for _ in range(2):
        entry = fragments(replace(STORY, photo=PICTURE, html='<p lang="en" title="a" dir="ltr">x</p>' * 9))
        made.append((entry, written(FEED, [entry])))
    assert made[0] == made[1]

"""The pure functions below the plugin: stories, pages, teasers, times, words."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from sitegen.errors import SitegenError
from sitegen.model.article import Article
from sitegen.site.body import story_body, under_one_headline
from sitegen.site.edition import open_edition
from sitegen.site.layout import Plan
from sitegen.site.pages import read_page
from sitegen.site.pictures import Picture, picture_of, settled
from sitegen.site.stories import Desk, Shelf, State, Story, page_url, read_desk
from sitegen.site.teasers import first_paragraph, first_sentences, teaser
from sitegen.site.templates import direction, words_in
from sitegen.site.timing import instant, locale_named, machine_date, shown_day, shown_time, zone_named
from sitegen.site.watching import watching

UTC_ZONE, KYIV = ZoneInfo("UTC"), ZoneInfo("Europe/Kyiv")
STORY = Story(Article(title="A"), "articles/x.md", "articles/x/")
BRITISH = locale_named("en_GB")


def desk_of(folder: Path, now: datetime, zone: ZoneInfo = UTC_ZONE, **articles: str) -> Desk:
    """The desk of some articles; a name's two underscores stand for a slash."""
    paths = []
    for name, text in articles.items():
        path = f"articles/{name.replace('__', '/')}.md"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
        paths.append(path)
    return read_desk(Shelf(folder, "content", zone, now), paths)


def shelf_in(folder: Path) -> Shelf:
    return Shelf(folder, "content", UTC_ZONE, datetime(2024, 5, 15, tzinfo=UTC))


def story(header: str, body: str = "Words.") -> str:
    return f"---\n{header}\n---\n\n{body}\n"


# ------------------------------------------------------------------------------------------ stories


def test_stories_stand_newest_first_and_undated_last(tmp_path: Path, noon: datetime) -> None:
    desk = desk_of(
        tmp_path,
        noon,
        a=story("title: Older\ndate: 2024-03-01"),
        b=story("title: Undated"),
        c=story("title: Newest\ndate: 2024-03-02T09:00:00+09:00"),
        d=story("title: Middle\ndate: 2024-03-01T23:00:00-02:00"),
    )
    assert [each.article.title for each in desk.stories] == ["Middle", "Newest", "Older", "Undated"]


def test_every_problem_of_every_article_is_kept_and_the_others_are_read(
    tmp_path: Path, noon: datetime
) -> None:
    desk = desk_of(
        tmp_path,
        noon,
        bad='---\ntitle: Mayor says: "I resign"\n---\n\nWords.\n',
        two=story("titel: X\ndate: yesterday\ntitle: Y"),
        good=story("title: Fine"),
    )
    assert [each.article.title for each in desk.stories] == ["Fine"]
    places = [(problem.path, problem.line) for problem in desk.problems]
    assert places == [
        ("content/articles/bad.md", 2),
        ("content/articles/two.md", 2),
        ("content/articles/two.md", 3),
    ]


def test_an_article_without_a_title_is_named(tmp_path: Path, noon: datetime) -> None:
    desk = desk_of(tmp_path, noon, a=story("date: 2024-01-01"))
    assert desk.stories == ()
    assert "no title" in desk.problems[0].problem


def test_bytes_that_are_not_utf_8_are_named_with_their_line(tmp_path: Path, noon: datetime) -> None:
    file = tmp_path / "articles" / "a.md"
    file.parent.mkdir()
    file.write_bytes("---\ntitle: Größe\n---\n".encode("latin-1"))
    desk = read_desk(Shelf(tmp_path, "content", UTC_ZONE, noon), ["articles/a.md"])
    assert [(problem.line, problem.problem) for problem in desk.problems] == [(2, "is not UTF-8 text")]


def test_a_file_that_is_a_link_out_of_the_content_is_refused(tmp_path: Path, noon: datetime) -> None:
    (tmp_path / "secret.md").write_text(story("title: Not ours"))
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "articles" / "a.md").symlink_to(tmp_path / "secret.md")
    desk = read_desk(Shelf(tmp_path / "content", "content", UTC_ZONE, noon), ["articles/a.md"])
    assert desk.stories == ()
    assert "outside the content" in desk.problems[0].problem


def test_an_article_with_another_file_ending_is_named(tmp_path: Path, noon: datetime) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.markdown").write_text(story("title: X"))
    desk = read_desk(Shelf(tmp_path, "content", UTC_ZONE, noon), ["articles/a.markdown"])
    assert desk.stories == ()
    assert "ends in .md" in desk.problems[0].problem


@pytest.mark.parametrize("twin", ["story__index", "Story", "STORY__README"])
def test_two_articles_with_one_address_are_named_and_the_first_is_published(
    tmp_path: Path, noon: datetime, twin: str
) -> None:
    desk = desk_of(tmp_path, noon, story=story("title: One"), **{twin: story("title: Two")})
    assert len(desk.stories) == 1
    assert "same address" in desk.problems[0].problem


def test_accents_written_in_two_ways_are_one_address(tmp_path: Path, noon: datetime) -> None:
    desk = desk_of(tmp_path, noon, **dict.fromkeys(("caf\u00e9", "cafe\u0301"), story("title: A")))
    assert len(desk.stories) == 1


@pytest.mark.parametrize(
    ("path", "with_folders", "without"),
    [
        ("articles/2024/03/slug.md", "articles/2024/03/slug/", "articles/2024/03/slug.html"),
        ("articles/2024/index.md", "articles/2024/", "articles/2024/index.html"),
        ("articles/a b/größe.md", "articles/a%20b/gr%C3%B6%C3%9Fe/", "articles/a%20b/gr%C3%B6%C3%9Fe.html"),
    ],
)
def test_a_story_has_the_address_that_mkdocs_gives_its_file(
    path: str, with_folders: str, without: str
) -> None:
    from mkdocs.structure.files import File  # noqa: PLC0415  # the rule itself knows nothing of MkDocs

    for directory_urls, url in ((True, with_folders), (False, without)):
        assert page_url(path, directory_urls) == url == File(path, "/in", "/out", directory_urls).url


# ------------------------------------------------------------------------------- drafts and embargoes


def test_a_draft_is_a_draft_even_when_its_date_has_come(tmp_path: Path, noon: datetime) -> None:
    desk = desk_of(tmp_path, noon, a=story("title: A\ndate: 2024-01-01\ndraft: true"))
    assert [each.state for each in desk.stories] == [State.DRAFT]


@pytest.mark.parametrize(
    ("when", "zone", "state"),
    [
        ("2024-05-15", UTC_ZONE, State.PUBLISHED),
        ("2024-05-16", UTC_ZONE, State.EMBARGO),
        ("2024-05-15T12:00:00", UTC_ZONE, State.PUBLISHED),
        ("2024-05-15T12:00:01", UTC_ZONE, State.EMBARGO),
        ("2024-05-15T15:00:00", KYIV, State.PUBLISHED),  # a time without an offset is the site's
        ("2024-05-15T15:00:01", KYIV, State.EMBARGO),
        ("2024-05-15T14:00:00+02:00", KYIV, State.PUBLISHED),
        ("2024-05-15T09:00:00-04:00", KYIV, State.EMBARGO),
    ],
)
def test_a_story_is_under_embargo_until_its_instant(
    tmp_path: Path, noon: datetime, when: str, zone: ZoneInfo, state: State
) -> None:
    assert desk_of(tmp_path, noon, zone, a=story(f"title: A\ndate: {when}")).stories[0].state is state


def test_a_build_leaves_out_what_serve_shows(tmp_path: Path, noon: datetime) -> None:
    desk_of(
        tmp_path,
        noon,
        past=story("title: Past\ndate: 2024-05-01"),
        later=story("title: Later\ndate: 2025-01-01"),
        last=story("title: Last\ndate: 2026-01-01"),
        draft=story("title: Draft\ndraft: true"),
        over=story("title: Over\ndate: 2024-01-01\nexpires: 2024-05-15"),
    )
    shelf = Shelf(tmp_path, "content", UTC_ZONE, noon)
    paths = [f"articles/{name}.md" for name in ("past", "later", "last", "draft", "over")]
    plan = Plan(words_in("en"), BRITISH)
    built = open_edition(shelf, plan, paths, (), serving=False)
    assert list(built.stories) == ["articles/past.md"]
    assert [str(due) for due in built.due] == [
        "due 2025-01-01 00:00 UTC: articles/later.md",
        "due 2026-01-01 00:00 UTC: articles/last.md",
    ]
    assert len(open_edition(shelf, plan, paths, (), serving=True).stories) == 4


def test_a_story_is_shown_until_the_day_it_expires(tmp_path: Path, noon: datetime) -> None:
    desk = desk_of(
        tmp_path,
        noon,
        over=story("title: Over\ndate: 2024-01-02\nexpires: 2024-05-15T12:00:00Z"),
        still=story("title: Still\ndate: 2024-01-01\nexpires: 2024-05-16"),
    )
    assert [each.state for each in desk.stories] == [State.EXPIRED, State.PUBLISHED]


# --------------------------------------------------------------------------------------------- times


def test_a_day_begins_at_midnight_of_the_zone() -> None:
    assert instant(date(2024, 5, 15), KYIV) == datetime(2024, 5, 14, 21, tzinfo=UTC)


def test_a_reader_sees_the_time_of_the_sites_zone() -> None:
    when = datetime.fromisoformat("2024-03-13T15:35:00-04:00")
    assert machine_date(when, KYIV) == "2024-03-13T21:35:00+02:00"
    assert shown_day(when, KYIV, BRITISH) == "13 March 2024"
    assert shown_time(when, KYIV, BRITISH) == "21:35 EET"


def test_a_mere_day_has_no_time_and_never_moves() -> None:
    assert machine_date(date(2024, 3, 13), KYIV) == "2024-03-13"
    assert shown_day(date(2024, 3, 13), ZoneInfo("Pacific/Auckland"), BRITISH) == "13 March 2024"
    assert shown_time(date(2024, 3, 13), KYIV, BRITISH) == ""


def test_days_are_written_as_the_locale_writes_them() -> None:
    assert shown_day(date(2024, 3, 3), UTC_ZONE, locale_named("de")) == "3. März 2024"
    assert shown_day(date(2024, 3, 3), UTC_ZONE, locale_named("en-US")) == "March 3, 2024"


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../../etc/passwd"])
def test_an_unknown_time_zone_is_named(name: str) -> None:
    with pytest.raises(SitegenError, match=r"timezone: Europe/London"):
        zone_named(name)


def test_an_unknown_locale_is_named() -> None:
    with pytest.raises(SitegenError, match="locale: en_GB"):
        locale_named("klingon!")


# ------------------------------------------------------------------------------------------- teasers


def test_the_standfirst_is_the_teaser() -> None:
    assert teaser(Article(description="Short and good.", body="The body.")) == "Short and good."


def test_without_a_standfirst_the_first_paragraph_is() -> None:
    body = "## Subhead\n\n> Quote.\n\n- item\n\nThe *army* moved [north](http://x.example) \\*on\\*.\n\nMore."
    assert teaser(Article(body=body)) == "The army moved north *on*."


def test_a_body_without_prose_has_no_teaser() -> None:
    assert first_paragraph("## Only\n\n| a | b |\n|---|---|\n") == ""


def test_a_long_paragraph_is_cut_at_the_end_of_a_sentence() -> None:
    text = (
        "Nobody saw where the ball came down at all, they said. Mr. Lind and J. Orr did. "
        + "More words. " * 40
    )
    cut = first_sentences(text, 90)
    assert cut == "Nobody saw where the ball came down at all, they said. Mr. Lind and J. Orr did."


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "The committee heard for the whole of the afternoon from Mr. " + "Lind and others " * 20
    assert first_sentences(text, 100).endswith("…")
    assert "Mr. Lind" in first_sentences(text, 100)


def test_a_sentence_without_end_is_cut_between_words() -> None:
    cut = first_sentences("word, " * 100, 50)
    assert cut.endswith("word…")
    assert len(cut) <= 51


def test_text_without_spaces_is_cut_too() -> None:
    assert len(first_sentences("日" * 500, 50)) == 51
    assert first_sentences("市は七十年ぶりに橋を架け替えると決めた。" * 30, 100).endswith("。")


# --------------------------------------------------------------------------------- pages and pictures


def test_a_page_with_a_bad_header_keeps_its_body_and_not_its_header() -> None:
    page = read_page("---\ntitle: a: b\n---\n\nThe body.\n", "about.md", "content/about.md", {"main.html"})
    assert page.body == "The body.\n"
    assert page.problems[0].line == 2


def test_a_page_cannot_name_a_template_that_is_not_there() -> None:
    page = read_page("---\ntemplate: nope.html\n---\nX", "about.md", "content/about.md", {"main.html"})
    assert "template" not in page.meta
    assert "no template 'nope.html'" in page.problems[0].problem


def test_an_unknown_key_of_a_page_is_named() -> None:
    page = read_page("---\nslug: ../../pwned\n---\nX", "about.md", "content/about.md", ())
    assert "unknown key 'slug'" in page.problems[0].problem


def test_the_front_page_has_its_template_whatever_its_header_says() -> None:
    assert read_page("---\n: [\n---\n", "index.md", "content/index.md", ()).meta == {"template": "home.html"}


def test_a_heading_in_the_body_never_becomes_a_second_headline() -> None:
    html = '<h1 id="a">One</h1><p>&lt;h1&gt;</p><h1>Two</h1>'
    assert under_one_headline(html) == '<h2 id="a">One</h2><p>&lt;h1&gt;</p><h2>Two</h2>'


def test_no_level_of_subheads_is_left_out() -> None:
    assert under_one_headline("<h3>A</h3><h5>B</h5><h3>C</h3>") == "<h2>A</h2><h3>B</h3><h2>C</h2>"
    assert under_one_headline("<hr><p>x</p>") == "<hr><p>x</p>"


def test_a_picture_with_its_caption_is_a_figure(tmp_path: Path) -> None:
    html = '<p><img src="a.png" alt="A"></p>\n<p><em>The quay</em> (Ann Rye)</p>\n<p>More.</p>'
    body = story_body(html, STORY, shelf_in(tmp_path), "Table")
    assert body == (
        '<figure><img loading="lazy" decoding="async" src="a.png" alt="A"><figcaption>The quay'
        ' <span class="picture__credit">Ann Rye</span></figcaption></figure>\n<p>More.</p>'
    )
    assert "<figure>" not in story_body('<p>See <img src="a.png" alt=""></p>', STORY, shelf_in(tmp_path), "T")


def test_a_standfirst_that_opens_the_body_too_is_shown_once(tmp_path: Path) -> None:
    told = replace(STORY, article=Article(title="A", description="The port & the tide."))
    html = "<p>The <em>port</em> &amp;\nthe tide.</p>\n<p>More.</p>"
    assert story_body(html, told, shelf_in(tmp_path), "Table") == "<p>More.</p>"
    assert story_body("<p>The port.</p>", told, shelf_in(tmp_path), "Table") == "<p>The port.</p>"
    assert story_body(html, STORY, shelf_in(tmp_path), "Table") == html


def test_a_table_stands_in_a_box_that_scrolls(tmp_path: Path) -> None:
    body = story_body(
        "<table><tr></tr></table><p>x</p><table></table>", STORY, shelf_in(tmp_path), "Table {number}"
    )
    assert body.count('tabindex="0"') == body.count("</table></div>") == 2
    assert 'aria-label="Table 2"' in body


@pytest.mark.parametrize("src", ["/images/a b.jpg", "../images/a b.jpg", "../images/a%20b.jpg"])
def test_a_picture_of_the_site_is_found(tmp_path: Path, src: str) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (30, 20)).save(tmp_path / "images" / "a b.jpg")
    assert picture_of(src, "articles/x.md", tmp_path, "x") == (
        Picture("images/a%20b.jpg", 30, 20, (tmp_path / "images/a b.jpg").stat().st_size),
        (),
    )


def test_a_drawing_says_how_large_it_is(tmp_path: Path) -> None:
    sized = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80.4"/>'
    plain = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    (tmp_path / "a.svg").write_text(sized, "utf-8")
    (tmp_path / "b.svg").write_text(plain, "utf-8")
    assert picture_of("/a.svg", "articles/x.md", tmp_path, "x")[0] == Picture("a.svg", 120, 80, len(sized))
    assert picture_of("/b.svg", "articles/x.md", tmp_path, "x")[0] == Picture("b.svg", size=len(plain))


def test_a_file_that_is_no_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("<script>", "utf-8")
    picture, problems = picture_of("/a.jpg", "articles/x.md", tmp_path, "x")
    assert picture is None
    assert "cannot be read as a picture" in problems[0].problem


def test_pictures_in_a_body_say_how_large_they_are_and_load_late(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (30, 20)).save(tmp_path / "images" / "a b.png")
    html = (
        '<p><img alt="A &quot;b&quot;" src="../../images/a%20b.png" /> and <img alt="" src="gone.png" /></p>'
    )
    assert settled(html, "articles/x/", tmp_path) == (
        '<p><img loading="lazy" decoding="async" width="30" height="20" alt="A &quot;b&quot;"'
        ' src="../../images/a%20b.png"> and <img loading="lazy" decoding="async" alt="" src="gone.png"></p>'
    )


def test_a_picture_of_another_host_in_a_body_becomes_a_link(tmp_path: Path) -> None:
    html = '<img alt="The &lt;port&gt;" src="https://example.org/a.png?b&amp;c" />'
    link = '<a href="https://example.org/a.png?b&amp;c" rel="noopener">The &lt;port&gt;</a>'
    assert settled(html, "articles/x/", tmp_path) == link


@pytest.mark.parametrize("src", ["https://example.org/a.jpg", "//example.org/a.jpg", ""])
def test_a_picture_of_another_host_is_not_shown_and_no_problem(tmp_path: Path, src: str) -> None:
    assert picture_of(src, "articles/x.md", tmp_path, "x") == (None, ())


@pytest.mark.parametrize("src", ["/nope.jpg", "../../../etc/passwd", "x.md", "//[a", "/images"])
def test_a_picture_that_is_not_there_is_named(tmp_path: Path, src: str) -> None:
    (tmp_path / "images").mkdir()
    picture, problems = picture_of(src, "articles/x.md", tmp_path, "content/articles/x.md")
    assert picture is None
    assert "image.src" in problems[0].problem


# --------------------------------------------------------------------------------------------- words


def test_an_unknown_language_has_english_furniture() -> None:
    assert words_in("xx")["search"] == "Search"


def test_right_to_left_languages_are_known() -> None:
    assert [direction(code) for code in ("ar", "he-IL", "en", "uk")] == ["rtl", "rtl", "ltr", "ltr"]


# ------------------------------------------------------------------------------------------ watching


def test_a_burst_of_changes_is_one_action(tmp_path: Path) -> None:
    acted, calls = Event(), []

    def act() -> None:
        calls.append(sorted(path.name for path in tmp_path.iterdir()))
        acted.set()

    with watching(tmp_path, act, rest=0.2):
        (tmp_path / "a.txt").write_text("one")
        (tmp_path / "b.txt").write_text("two")
        assert acted.wait(10)
        time.sleep(0.3)
    assert calls == [["a.txt", "b.txt"]]


def test_a_folder_that_is_not_there_is_not_watched(tmp_path: Path) -> None:
    with watching(tmp_path / "nope", pytest.fail):
        pass

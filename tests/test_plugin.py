"""The plugin: its events with small fakes, and real builds of a small project."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from mkdocs.utils.meta import get_data

from sitegen.model.article import Article
from sitegen.plugin import HEADLINE_ID, SitegenPlugin, build
from sitegen.site.edition import Edition
from sitegen.site.layout import Plan
from sitegen.site.making import Making
from sitegen.site.memory.renewal import Terms, open_renewal
from sitegen.site.outlets.settings import Newsroom
from sitegen.site.settings import Settings
from sitegen.site.staging import Stage
from sitegen.site.stories import Desk, Shelf, Story
from sitegen.site.templates import House, words_in
from sitegen.site.timing import locale_named
from tests.conftest import ROOT, Project

SEED_LIKE = """
title: Volunteers attack sites in Belgorod
date: 2024-03-13T15:35:00-04:00
authors: [Ann Rye, Bob Tell, Eve Orr]
section: News
lang: en
image:
  caption: A caption without its picture
  credit: TG
"""

HOSTILE = """
title: 'R&D <script>alert(1)</script> "quoted" {{ 7*7 }} {% raw %}'
date: 2024-03-12
authors: ['<img src=x onerror=alert(2)>']
section: '"><svg onload=alert(3)>'
tags: ['<i>topic</i>']
description: "A standfirst <b>bold</b> ' onmouseover='alert(4)"
source: {url: 'javascript:alert(5)'}
"""


def page_of(path: str) -> Any:
    return SimpleNamespace(file=SimpleNamespace(src_uri=path), meta={"from": "mkdocs"}, toc=[])


def plugin_with(folder: Path = Path("content"), body: str = "") -> SitegenPlugin:
    """A plugin whose edition holds one story, at articles/a.md; it is written where it has a body."""
    story = Story(Article(title="Headline", description="Standfirst"), "articles/a.md", "articles/a/")
    if body:
        (folder / "articles").mkdir(parents=True)
        (folder / story.path).write_text(f"---\ntitle: Headline\n---\n\n{body}\n", encoding="utf-8")
    words, locale, zone = words_in("en"), locale_named("en"), ZoneInfo("UTC")
    plugin = SitegenPlugin()
    plugin.making = Making(
        Settings(House("en", locale, zone, search=False), Plan(words, locale), Newsroom(name="The Courier")),
        folder / "mkdocs.yml",
        folder / ".cache",
        Stage(folder / "site", folder / "stage"),
        open_renewal(folder / "site", folder, None, Terms("", "", "")),
        Shelf(folder, "content", zone, datetime(2024, 5, 15, tzinfo=UTC)),
        serving=False,
    )
    plugin.making.edition = Edition(Desk((story,)), {story.path: story})
    return plugin


# ------------------------------------------------------------------------------- events, without a build


@pytest.mark.parametrize(
    "body",
    [
        "KYIV: The army moved.\n\nMore.",
        "KYIV: The army moved.\nLVIV: So did the other.\n    And this.\n\nMore.",
        "---\ntitle: not a header\n---\n\nMore.",
        "---\n\nAfter a break.",
        "    indented code",
        "Plain words.",
    ],
)
def test_no_word_at_the_head_of_a_body_is_taken_for_a_header(tmp_path: Path, body: str) -> None:
    source = plugin_with(tmp_path, body).on_page_read_source(page=page_of("articles/a.md"))
    assert source is not None
    assert get_data(source) == (body, {})  # what MkDocs makes of it


def test_mkdocs_and_the_theme_are_told_of_a_story_by_us_alone() -> None:
    plugin, page = plugin_with(), page_of("articles/a.md")
    assert plugin.on_page_markdown("Words.", page=page) == "Words."
    assert page.meta == {"title": "Headline", "template": "article.html", "description": "Standfirst"}


def test_a_page_of_another_plugin_is_left_alone() -> None:
    plugin, page = plugin_with(), page_of("made-by-others.md")
    assert plugin.on_page_read_source(page=page) is None
    assert plugin.on_page_markdown("Theirs.", page=page) == "Theirs."
    assert page.meta == {"from": "mkdocs"}
    assert plugin.on_page_content("<h1>Theirs</h1>", page=page) == "<h1>Theirs</h1>"


def test_skip_to_content_leads_to_the_headline() -> None:
    plugin, page = plugin_with(), page_of("articles/a.md")
    plugin.on_page_content("<p>Words.</p>", page=page)
    assert next(iter(page.toc)).url == f"#{HEADLINE_ID}"


# --------------------------------------------------------------------------------------- a real build


@pytest.fixture
def built(project: Project) -> Project:
    """A strict build of two articles, one of them hostile."""
    project.article(
        "2024/03/seed", SEED_LIKE, "KYIV: The army moved.\n\n## Sirens\n\n# Not a headline\n\nEnd."
    )
    project.article("2024/03/hostile", HOSTILE, "A quiet body.")
    report = build(project.settings, strict=True)
    assert (report.exit_code, report.articles, report.reason) == (0, 2, "")
    return project


def test_an_article_page_has_the_facts_of_its_article(built: Project) -> None:
    page = built.page("articles/2024/03/seed")
    assert [h1.get_text(strip=True) for h1 in page.select("h1")] == ["Volunteers attack sites in Belgorod"]
    assert page.select_one(".kicker").get_text(strip=True) == "News"
    assert " ".join(page.select_one(".byline").get_text().split()) == "By Ann Rye, Bob Tell and Eve Orr"
    time = page.select_one("article time")
    assert time["datetime"] == "2024-03-13T19:35:00+00:00"
    assert time.get_text() == "13 March 2024, 19:35 UTC"
    assert page.select_one("article")["lang"] == "en"
    assert page.select_one(".copy p").get_text() == "KYIV: The army moved."
    assert [h2.get_text() for h2 in page.select(".copy h2")] == ["Sirens", "Not a headline"]


def test_the_furniture_of_a_story_in_another_language_keeps_its_own(project: Project) -> None:
    project.article("ar", "title: خط ترام\nlang: ar\ndate: 2024-03-13\nauthors: [ليلى]")
    assert build(project.settings, strict=True).exit_code == 0
    article = project.page("articles/ar").select_one("article")
    assert (article["lang"], article["dir"]) == ("ar", "rtl")
    for furniture in article.select(".byline, .published"):
        assert (furniture["lang"], furniture["dir"]) == ("en", "ltr")


def test_a_caption_without_its_picture_is_not_shown(built: Project) -> None:
    page = built.page("articles/2024/03/seed")
    assert page.select("figure") == []
    assert "A caption without its picture" not in page.get_text()


def test_fields_that_are_unknown_leave_no_furniture(project: Project) -> None:
    project.article("bare", "title: Bare")
    assert build(project.settings, strict=True).exit_code == 0
    article = project.page("articles/bare").select_one("article")
    assert (
        article.select(".kicker, .standfirst, .byline, .published, .story__line, .story__foot, figure") == []
    )
    assert (
        project.page("").select(".teaser .byline, .teaser .published, .teaser .kicker, .teaser__line") == []
    )


def test_the_front_page_lists_the_latest_first(built: Project) -> None:
    teasers = built.page("").select(".teaser")
    assert [each.select_one("a[href]")["href"] for each in teasers] == [
        "articles/2024/03/seed/",
        "articles/2024/03/hostile/",
    ]
    first = teasers[0]
    assert first.select_one(".teaser__headline").get_text() == "Volunteers attack sites in Belgorod"
    assert first.select_one(".teaser__text").get_text() == "KYIV: The army moved."
    assert first.select_one("time").get_text() == "13 March 2024"


def test_articles_never_stand_in_the_navigation(built: Project) -> None:
    links = [a["href"] for a in built.page("").select("nav a, .drawer a, .imprint a")]
    assert links
    assert not [link for link in links if "articles/" in link]


@pytest.mark.parametrize("url", ["", "articles/2024/03/hostile"])
def test_what_a_header_says_is_never_markup(built: Project, url: str) -> None:
    page = built.page(url)
    assert page.select("i, b, img, svg[onload], [onmouseover], [onerror]") == []
    scripts = [script for script in page.select("script") if "alert" in script.get_text()]
    assert {script["type"] for script in scripts} <= {"application/ld+json"}  # which no browser runs
    assert not [script for script in scripts if "<" in script.get_text()]
    assert not [a for a in page.select("a") if "javascript" in a["href"]]
    assert 'R&D <script>alert(1)</script> "quoted" {{ 7*7 }} {% raw %}' in page.get_text()
    assert "A standfirst <b>bold</b> ' onmouseover='alert(4)" in page.get_text()


def test_the_head_of_a_hostile_article_says_what_it_should(built: Project) -> None:
    page = built.page("articles/2024/03/hostile")
    assert page.title.get_text().startswith("R&D <script>alert(1)</script>")
    assert page.select_one("meta[name=description]")["content"].startswith("A standfirst <b>bold</b> '")
    assert page.select_one("meta[name=author]")["content"] == "<img src=x onerror=alert(2)>"


def test_no_page_names_another_host_for_anything_it_loads(built: Project) -> None:
    for file in built.site.rglob("*.html"):
        page = (
            built.page(file.parent.relative_to(built.site).as_posix()) if file.name == "index.html" else None
        )
        loads = page.select("script[src], link[rel=stylesheet], link[rel=icon], img[src]") if page else []
        for element in loads:
            assert "//" not in (element.get("src") or element.get("href"))


def test_what_is_not_published_stands_in_no_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1715774400")  # 15 May 2024, 12:00 UTC
    project.article("due", "title: Zebrawood\ndate: 2024-05-15T12:00:01", "Okapi.")
    project.article("draft", "title: Quagga\ndraft: true", "Okapi.")
    project.article("out", "title: Out\ndate: 2024-05-15T12:00:00", "Published.")
    report = build(project.settings)
    assert (report.exit_code, report.articles, report.drafts) == (0, 1, 1)
    assert [str(due) for due in report.due] == ["due 2024-05-15 12:00 UTC: articles/due.md"]
    assert [project.words_in_site(word) for word in ("Zebrawood", "Okapi", "Quagga")] == [[], [], []]
    assert not (project.site / "articles" / "due").exists()
    assert project.words_in_site("articles/draft") == []


def test_the_same_content_at_the_same_time_is_the_same_site(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1715774400")
    project.article("a", SEED_LIKE)
    project.article("b", HOSTILE)
    build(project.settings)
    first = project.tree()
    build(project.settings)
    again = project.tree()
    assert [name for name in again if again[name] != first.get(name)] == []
    assert again.keys() == first.keys()


# ----------------------------------------------------------------------------------- when things go wrong


def test_a_bad_article_is_named_and_left_out_and_the_others_are_built(project: Project) -> None:
    project.article("good", "title: Good")
    project.article("bad", 'title: Mayor says: "I resign"', "Okapi.")
    report = build(project.settings)
    assert (report.exit_code, report.articles) == (1, 1)
    (problem,) = report.problems
    assert (problem.path, problem.line) == ("content/articles/bad.md", 2)
    assert problem.hint == "write title: 'Mayor says: \"I resign\"'"
    assert project.words_in_site("Okapi") == []
    assert project.words_in_site("I resign") == []


@pytest.mark.parametrize(
    "body", ["[x](http://[::1)", "**a *b " * 800 + "*b a**" * 800], ids=["link", "nesting"]
)
def test_markdown_that_mkdocs_cannot_set_stops_one_article_only(project: Project, body: str) -> None:
    project.article("good", "title: Good")
    project.article("bad", "title: Bad", body)
    assert build(project.settings, strict=True, search=False).articles == 2  # our own engine can
    settings = project.settings.read_text(encoding="utf-8")
    project.settings.write_text(
        settings.replace("  - sitegen:\n", "  - sitegen:\n      python_markdown: true\n"), encoding="utf-8"
    )
    report = build(project.settings)
    assert (report.exit_code, report.articles) == (1, 1)
    assert report.problems[0].path == "content/articles/bad.md"
    assert not (project.site / "articles" / "bad").exists()
    assert "Bad" not in project.page("").get_text()


def fail_by_strict(project: Project) -> None:
    project.article("bad", "titel: X")


def fail_by_theme(project: Project) -> None:
    (project.folder / "theme" / "article.html").write_text("{% block %}")


def fail_by_settings(project: Project) -> None:
    project.settings.write_text(project.settings.read_text().replace("timezone: UTC", "timezone: Mars"))


def fail_by_page(project: Project) -> None:
    project.write("about.md", "---\ntitle: [\n---\n\nWords.")


def fail_by_yaml(project: Project) -> None:
    project.settings.write_text("site_name: a: b\n")


@pytest.mark.parametrize(
    "fail", [fail_by_strict, fail_by_theme, fail_by_settings, fail_by_page, fail_by_yaml]
)
def test_after_any_failed_build_the_last_good_site_stands(project: Project, fail: Any) -> None:
    project.article("good", "title: Good")
    assert build(project.settings).exit_code == 0
    before = project.tree()
    fail(project)
    report = build(project.settings, strict=True)
    assert report.exit_code == 2
    assert report.reason
    assert project.tree() == before
    assert list(project.folder.glob(".site.*")) == []


def test_plain_mkdocs_stands_by_the_same_rules(project: Project) -> None:
    project.article("good", "title: Good")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    first = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)
    assert first.returncode == 0, first.stderr
    before = project.tree()
    assert "search/index/register.json" in before
    project.article("bad", "titel: X")
    second = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert "content/articles/bad.md:2: unknown key 'titel'" in second.stderr
    assert project.tree() == before
    assert list(project.folder.glob(".site.*")) == []


def test_a_broken_link_is_a_warning_of_the_report(project: Project) -> None:
    project.article("one", "title: One", "See [that](nowhere.md).")
    report = build(project.settings)
    assert report.exit_code == 1
    assert "nowhere.md" in report.warnings[0]


def test_a_project_without_the_plugin_is_told_so(project: Project) -> None:
    project.settings.write_text("site_name: X\ndocs_dir: content\nplugins: []\n")
    assert "the plugin is missing" in build(project.settings).reason


def test_the_site_may_be_built_elsewhere(project: Project, tmp_path: Path) -> None:
    project.article("one", "title: One")
    report = build(project.settings, site_dir=tmp_path / "www" / "paper")
    assert report.site == tmp_path / "www" / "paper"
    assert (report.site / "articles" / "one" / "index.html").is_file()
    assert not project.site.exists()


def test_mkdocs_log_is_left_as_it_was(project: Project) -> None:
    logger = logging.getLogger("mkdocs")
    before = (logger.level, list(logger.handlers))
    build(project.settings)
    assert (logger.level, list(logger.handlers)) == before


# --------------------------------------------------------------------------------------------- serve


@pytest.fixture
def served(project: Project, tmp_path: Path, noon: datetime, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A build as `serve` makes it, into the project's site folder."""
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    project.article("draft", "title: Quagga\ndraft: true\nreview: ['Is it a zebra?']", "Draft words.")
    project.article("due", "title: Zebrawood\ndate: 2024-06-01", "Words to come.")
    config = load_config(str(project.settings))
    plugin = config.plugins["sitegen"]
    monkeypatch.setattr(plugin, "clock", lambda: noon)
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config, serve_url="http://127.0.0.1:8000/")
    return project


def test_serve_shows_drafts_and_embargoes_with_a_mark(served: Project) -> None:
    assert "Draft" in served.page("articles/draft").select_one(".mark--draft").get_text()
    assert "1 June 2024" in served.page("articles/due").select_one(".mark--embargo").get_text()
    assert len(served.page("").select(".teaser .mark")) == 2


def test_serve_shows_an_editor_what_to_review(served: Project) -> None:
    assert "Is it a zebra?" in served.page("articles/draft").select_one(".mark--review").get_text()


def test_search_works_under_serve_too(served: Project) -> None:
    assert (served.site / "search" / "index" / "register.json").is_file()


def test_a_build_shows_no_marks(project: Project) -> None:
    project.article("one", "title: One\nreview: ['Is it a zebra?']")
    build(project.settings)
    assert project.words_in_site("zebra") == []
    assert project.page("articles/one").select(".mark") == []


# -------------------------------------------------------------------------------------- command line


def run_build(project: Project, monkeypatch: pytest.MonkeyPatch, *options: str) -> Any:
    from sitegen.cli.build import build as command  # noqa: PLC0415

    monkeypatch.chdir(project.folder)
    return CliRunner().invoke(command, list(options))


def test_the_command_ends_with_where_the_site_is(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.article("one", "title: One")
    result = run_build(project, monkeypatch)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "Site:  1 article, in site/"


def test_the_command_says_1_when_something_needs_mending(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.article("one", "title: One")
    project.article("bad", "titel: X")
    result = run_build(project, monkeypatch)
    assert result.exit_code == 1
    assert "content/articles/bad.md:2" in result.stderr
    assert result.stdout.splitlines()[-1] == "Site:  1 article, 1 problem, in site/"


def test_the_command_says_2_when_nothing_is_built(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.article("bad", "titel: X")
    result = run_build(project, monkeypatch, "--strict")
    assert result.exit_code == 2
    assert not project.site.exists()
    assert "Traceback" not in result.stderr


def test_the_command_says_2_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run_build(Project(tmp_path), monkeypatch)
    assert result.exit_code == 2
    assert "mkdocs.yml" in result.stderr


def test_the_command_converts_the_seeds_first(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (project.folder / "seeds").mkdir()
    (project.folder / "seeds" / "a.txt").write_text((ROOT / "seeds" / "000_075d7a39d208f3b7.txt").read_text())
    result = run_build(project, monkeypatch)
    assert result.exit_code == 0, result.stderr
    assert len(list(project.site.glob("articles/2024/03/*/index.html"))) == 1

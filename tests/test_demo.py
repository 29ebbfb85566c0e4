"""The demo paper: what `sitegen init --demo` lays down, and the site that is built from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageStat

from sitegen.cli.init import init
from sitegen.demo import paper
from sitegen.demo.drawing.__main__ import SCENES, draw
from sitegen.front_matter import parse
from sitegen.model.article import Article
from sitegen.plugin import build
from sitegen.site.report import BuildReport
from sitegen.slugs import MAX_SLUG
from sitegen.starter import SAMPLE_SEED, starter_folder

FILES = sorted((paper.CONTENT / "articles").rglob("*.md"))
PICTURES = sorted((paper.CONTENT / "images").iterdir())
FAR = date(2090, 1, 1)
"""What is to stay in the future lies beyond this day."""

each_file = pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
each_picture = pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)


def article_in(file: Path) -> Article:
    return parse(file.read_text(encoding="utf-8"), file.name)


ARTICLES = {file: article_in(file) for file in FILES}


def having(field: str) -> list[Article]:
    return [article for article in ARTICLES.values() if getattr(article, field)]


def day_of(when: object) -> date:
    assert isinstance(when, date)
    return when.date() if isinstance(when, datetime) else when


def words_of(article: Article) -> int:
    return len(article.body.split())


# ------------------------------------------------------------------------------------- the articles


@each_file
def test_an_article_is_written_as_sitegen_writes_it(file: Path) -> None:
    assert ARTICLES[file].to_markdown() == file.read_text(encoding="utf-8")


@each_file
def test_an_article_is_complete_and_has_nothing_to_review(file: Path) -> None:
    article = ARTICLES[file]
    assert article.review == ()
    assert article.title
    assert article.section
    assert article.tags
    assert article.description
    assert isinstance(article.date, datetime)
    assert article.date.tzinfo
    assert file.parent.name == f"{article.date:%m}"
    assert file.parent.parent.name == f"{article.date:%Y}"
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", file.stem)
    assert len(file.stem) <= MAX_SLUG


@each_file
def test_a_picture_is_there_and_is_described(file: Path) -> None:
    image = ARTICLES[file].image
    if not image:
        return
    assert (paper.CONTENT / image.src.lstrip("/")).is_file()
    assert image.alt
    assert image.caption
    assert image.credit


def test_there_are_24_articles_in_three_languages() -> None:
    assert Counter(article.lang for article in ARTICLES.values()) == {"en": 16, "de": 5, "ar": 3}


def test_stories_are_short_but_for_two_long_reads_with_subheads() -> None:
    long = [article for article in ARTICLES.values() if words_of(article) >= 1200]
    assert len(long) == 2
    assert all(article.body.count("\n## ") >= 3 for article in long)
    assert all(200 <= words_of(article) <= 900 for article in ARTICLES.values() if article not in long)


@pytest.mark.parametrize(
    "mark", [r"^\| ", r"^- ", r"^\d\. ", r"^> ", r"^\* \* \*$", r"^## ", r"\]\(\.\./"], ids=str
)
def test_the_articles_show_what_a_body_can_hold(mark: str) -> None:
    assert [file for file, article in ARTICLES.items() if re.search(mark, article.body, re.MULTILINE)]


def test_every_field_that_an_editor_can_set_is_shown() -> None:
    wanted = {"series": 4, "corrections": 2, "pin": 2, "expires": 1, "aliases": 1, "draft": 1, "updated": 6}
    wanted["kicker"] = 4
    assert {field: len(having(field)) for field in wanted} == wanted


def test_some_stories_have_two_authors_and_some_none() -> None:
    counts = Counter(len(article.authors) for article in ARTICLES.values())
    assert counts[0] >= 2
    assert counts[2] >= 3


def test_sections_topics_and_authors_are_few_and_shared() -> None:
    sections = Counter(article.section for article in ARTICLES.values())
    topics = Counter(topic for article in ARTICLES.values() for topic in article.tags)
    authors = Counter(author for article in ARTICLES.values() for author in article.authors)
    assert len(sections) == 6
    assert 8 <= len(topics) <= 15
    assert 6 <= len(authors) <= 8
    assert min(*sections.values(), *topics.values()) >= 2


def test_the_running_story_is_one() -> None:
    assert {article.series for article in having("series")} == {"The Lift Bridge"}


def test_one_pin_has_ended_and_the_other_stays() -> None:
    ended, stays = sorted(day_of(article.pin) for article in having("pin"))
    assert ended < date(2026, 11, 1)
    assert stays > FAR
    assert day_of(having("expires")[0].expires) > FAR


def test_one_story_is_under_embargo_for_good() -> None:
    assert embargoed().draft is False
    assert all(
        day_of(article.date) < date(2026, 11, 23) for article in ARTICLES.values() if article != embargoed()
    )


def embargoed() -> Article:
    (article,) = (article for article in ARTICLES.values() if day_of(article.date) > FAR)
    return article


# ------------------------------------------------------------------------------------- the pictures


@each_picture
def test_a_picture_is_large_on_the_screen_and_small_on_the_wire(picture: Path) -> None:
    with Image.open(picture) as image:
        assert image.size == (1600, 1067)
        assert image.format == "WEBP"
    assert picture.stat().st_size <= 60_000


def test_every_picture_is_drawn_by_the_program_and_shown_in_one_story() -> None:
    assert {picture.stem for picture in PICTURES} == set(SCENES)
    shown = Counter(Path(article.image.src).stem for article in having("image"))
    assert shown == Counter(SCENES.keys())


def test_the_program_draws_the_same_picture_again(tmp_path: Path) -> None:
    (again,) = draw(tmp_path, ["ferry"])
    with Image.open(again) as drawn, Image.open(paper.CONTENT / "images" / "ferry.webp") as kept:
        difference = ImageStat.Stat(ImageChops.difference(drawn.convert("RGB"), kept.convert("RGB")))
    assert max(difference.mean) < 1  # of 255; another release of the encoder may round otherwise


# ----------------------------------------------------------------------------------- init and build


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "harbour"
    result = CliRunner().invoke(init, [str(folder), "--demo"])
    assert result.exit_code == 0, result.output
    assert "sitegen serve" in result.output
    return folder


@pytest.fixture(scope="module")
def report(project: Path) -> BuildReport:
    return build(project / "mkdocs.yml", search=False)


def test_init_demo_lays_down_the_paper_instead_of_the_sample(project: Path) -> None:
    for file in (path for path in paper.CONTENT.rglob("*") if path.is_file()):
        assert (project / "content" / file.relative_to(paper.CONTENT)).read_bytes() == file.read_bytes()
    assert not (project / SAMPLE_SEED).exists()
    assert (project / "theme").is_dir()


def test_the_settings_are_those_of_the_starter_but_for_the_papers_own(project: Path) -> None:
    settings = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    starter = yaml.safe_load((starter_folder() / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == "The Harbour Post"
    ours = settings["plugins"][0]["sitegen"]
    assert ours["sections"] == list(dict.fromkeys(ours["sections"]))
    assert set(ours["sections"]) == {article.section for article in ARTICLES.values()}
    changed = {key for key in settings if settings[key] != starter.get(key)}
    assert changed == {"site_name", "site_description", "copyright", "plugins", "extra"}
    assert settings.keys() >= starter.keys()


@pytest.mark.parametrize(
    "starter",
    [
        "site_description: a\nplugins:\n  - sitegen:\n      timezone: UTC\n",
        "site_description: a\nplugins:\n  - sitegen:\n      # sections: [News]\n      timezone: UTC\n",
        "extra:\n  own: 1\nsite_description: a\nplugins:\n- sitegen:\n    sections: [A]\n    timezone: UTC\n",
    ],
)
def test_the_demo_settings_find_their_place(starter: str) -> None:
    settings = yaml.safe_load(paper.with_demo_settings(starter))
    ours = settings["plugins"][0]["sitegen"]
    assert ours["sections"][0] == "Local"
    assert ours["timezone"] == "Europe/Amsterdam"
    assert settings["extra"]["paper"]["light"]["accent"]
    assert settings["extra"].get("own", 1) == 1


def test_the_demo_can_have_another_name(tmp_path: Path) -> None:
    assert CliRunner().invoke(init, [str(tmp_path), "--demo", "--name", "My Post"]).exit_code == 0
    assert 'site_name: "My Post"' in (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")


def test_init_demo_touches_nothing_in_a_folder_in_use(project: Path) -> None:
    before = sorted(project.rglob("*"))
    result = CliRunner().invoke(init, [str(project), "--demo"])
    assert result.exit_code == 2
    assert "this folder is in use" in result.output
    assert sorted(project.rglob("*")) == before


def test_the_demo_builds_without_a_problem_or_a_warning(report: BuildReport) -> None:
    assert (report.problems, report.warnings, report.reason) == ((), (), "")
    assert report.exit_code == 0
    assert (report.articles, report.drafts, len(report.due)) == (22, 1, 1)
    assert report.due[0].when > datetime(2090, 1, 1, tzinfo=UTC)


def test_no_word_of_the_story_under_embargo_or_the_draft_is_in_the_site(report: BuildReport) -> None:
    (file,) = (file for file, article in ARTICLES.items() if article == embargoed())
    (draft,) = having("draft")
    hidden = [embargoed().title, embargoed().description, file.stem, "about as long as a cradle", draft.title]
    texts = dict(texts_of(report.site))
    assert any("Lift Bridge to open to walkers" in text for text in texts.values())
    assert [(path, words) for path, text in texts.items() for words in hidden if words in text] == []


def texts_of(site: Path) -> Iterator[tuple[Path, str]]:
    for path in site.rglob("*"):
        yield path, str(path)
        if path.is_file():
            yield path, path.read_bytes().decode(errors="ignore")


def test_the_pages_of_listings_say_what_the_editors_wrote(report: BuildReport) -> None:
    written = [path for path in paper.CONTENT.rglob("*.md") if "articles" not in path.parts]
    assert len(written) >= 15
    for path in written:
        page = report.site / path.relative_to(paper.CONTENT).with_suffix("") / "index.html"
        description = re.search(
            r'^description: "?([^\n"&\']*)', path.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert description
        assert description[1] in page.read_text(encoding="utf-8"), path

"""A build that makes only what has changed is the same build: file by file, and in all that it says."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from PIL import Image

from sitegen.plugin import build
from sitegen.site import staging
from sitegen.site.report import BuildReport
from tests.conftest import Project, lay_out
from tests.paper_changes import START, Desk

ROUNDS = int(os.environ.get("SITEGEN_ROUNDS", "6"))
SEEDS = int(os.environ.get("SITEGEN_SEEDS", "5"))
ARTICLES = int(os.environ.get("SITEGEN_ARTICLES", "12"))
"""`SITEGEN_SEEDS=50 SITEGEN_ARTICLES=100 pytest tests/test_incremental.py` looks harder."""


class Killed(BaseException):
    """The process, at the worst moment."""


def built(project: Project, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> BuildReport:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(desk.clock))
    return build(project.settings, search=False)


def clean_copy(project: Project, folder: Path) -> Project:
    """The same project as somebody has it who never built it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("content", "theme"):
        shutil.copytree(project.folder / name, folder / name)
    shutil.copy(project.settings, folder)
    return Project(folder)


def said(report: BuildReport) -> object:
    return (
        sorted(map(str, report.problems)),
        sorted(report.warnings),
        (report.articles, report.drafts, report.due, report.reason),
    )


def kill_midway(project: Project, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends while it takes its place."""
    left = desk.dice.randint(0, 6)

    def put(*given: object) -> object:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed
        return really(*given)  # type: ignore[arg-type]

    really = staging._put
    with monkeypatch.context() as patch:
        patch.setattr(staging, "_put", put)
        try:
            built(project, desk, monkeypatch)
        except Killed:
            desk.log.append("killed")


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_changes_the_site_is_the_one_that_a_clean_build_makes(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "paper").mkdir()
    project = lay_out(tmp_path / "paper")
    desk = Desk(project.folder, random.Random(seed))
    for _ in range(ARTICLES):
        desk.add()
    built(project, desk, monkeypatch)
    for _ in range(ROUNDS):
        for _ in range(desk.dice.choice((1, 1, 1, 2, 3))):
            desk.act()
        if desk.dice.random() < 0.15:
            kill_midway(project, desk, monkeypatch)
        report = built(project, desk, monkeypatch)
        clean = clean_copy(project, tmp_path / "clean")
        told = built(clean, desk, monkeypatch)
        assert said(report) == said(told), desk.log
        if told.reason:
            continue  # neither was built, and ours stands as it was
        ours, theirs = project.tree(), clean.tree()
        differing = sorted(
            {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)}
        )
        assert differing == [], desk.log
        desk.log.append("built")


def test_a_build_without_a_change_touches_no_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(project.folder, random.Random(1))
    for _ in range(12):
        desk.add()
    built(project, desk, monkeypatch)
    before = {file: file.stat().st_ino for file in project.site.rglob("*") if file.is_file()}
    report = built(project, desk, monkeypatch)
    after = {file: file.stat().st_ino for file in project.site.rglob("*") if file.is_file()}
    assert before == after
    assert report.articles


def test_an_edit_touches_the_pages_that_show_it_and_no_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        header = f"title: Story {number}\ndate: 2024-03-{number % 28 + 1:02}\nsection: Local"
        project.article(f"story-{number}", header, f"A story of {number} ferries.\n\nIts end.")
    desk = Desk(project.folder, random.Random(1))
    built(project, desk, monkeypatch)
    before = {file: file.stat().st_ino for file in project.site.rglob("*") if file.is_file()}
    file = project.folder / "content" / "articles" / "story-7.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
    built(project, desk, monkeypatch)
    changed = {
        path.relative_to(project.site).as_posix()
        for path, number in before.items()
        if path.stat().st_ino != number
    }
    feeds = {
        f"{folder}{name}"
        for folder in ("", "sections/local/")
        for name in ("feed.xml", "atom.xml", "feed.json")
    }
    assert "articles/story-7/index.html" in changed
    assert changed <= {"articles/story-7/index.html", *feeds}


# ------------------------------------------------- one by one: what makes a page stale


def test_a_picture_in_the_words_of_a_story(project: Project) -> None:
    file = project.folder / "content" / "images" / "quay.png"
    file.parent.mkdir()
    Image.new("RGB", (60, 40)).save(file)
    project.article("one", "title: One", "Words.\n\n![The quay](/images/quay.png)")
    build(project.settings, search=False)
    assert 'width="60"' in str(project.page("articles/one").select_one(".copy img"))
    Image.new("RGB", (90, 30)).save(file)
    build(project.settings, search=False)
    assert 'width="90"' in str(project.page("articles/one").select_one(".copy img"))
    assert 'width="90"' in (project.site / "feed.json").read_text("utf-8").replace("\\", "")


def test_a_link_whose_target_goes_and_comes_back(project: Project) -> None:
    project.article("one", "title: One", "See [two](two.md).")
    two = project.folder / "content" / "articles" / "two.md"
    project.article("two", "title: Two", "## The costs\n\nWords.")
    text = two.read_text("utf-8")
    assert build(project.settings, search=False).warnings == ()
    two.unlink()
    for _ in range(2):  # told again by a build that has nothing to do
        (warning,) = build(project.settings, search=False).warnings
        assert "articles/one.md" in warning
    two.write_text(text, "utf-8")
    assert build(project.settings, search=False).warnings == ()
    assert project.page("articles/one").select_one(".copy a")["href"] == "../two/"


def test_a_link_to_a_subhead_that_goes(project: Project) -> None:
    project.article("one", "title: One", "See [the costs](two.md#the-costs).")
    project.article("two", "title: Two", "## The costs\n\nWords.")
    assert build(project.settings, search=False).warnings == ()
    project.article("two", "title: Two", "## The price\n\nWords.")
    for _ in range(2):
        (warning,) = build(project.settings, search=False).warnings
        assert "#the-costs" in warning


def test_what_stands_round_every_page(project: Project) -> None:
    project.article("one", "title: One\nsection: World")
    build(project.settings, search=False)
    assert "Sport" not in project.page("articles/one").select_one(".sections-bar").get_text()
    project.article("two", "title: Two\nsection: Sport\nseries: The cup")
    project.write("about.md", "---\ntitle: Who we are\n---\n\nWords.")
    build(project.settings, search=False)
    page = project.page("articles/one")
    assert "Sport" in page.select_one(".sections-bar").get_text()
    assert "Who we are" in page.select_one(".drawer").get_text()
    assert page.select_one('.drawer a[href$="series/"]')


def test_a_bad_article_is_named_by_every_build(project: Project) -> None:
    project.article("one", "title: One")
    project.article("bad", "titel: X")
    said_of = [str(build(project.settings, search=False).problems) for _ in range(3)]
    assert "unknown key 'titel'" in said_of[0]
    assert said_of == [said_of[0]] * 3


def test_an_embargo_lifts_though_no_file_changes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.article("one", "title: One\ndate: 2024-05-01")
    project.article("due", "title: Due\ndate: 2024-05-20")
    for day, shown in ((15, False), (15, False), (21, True), (15, False)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(START + (day - 15) * 86_400))
        build(project.settings, search=False)
        assert (project.site / "articles" / "due" / "index.html").is_file() is shown


def test_with_another_plugin_every_page_is_set_anew(project: Project) -> None:
    project.article("one", "title: One")
    settings = project.settings.read_text("utf-8").replace("plugins:\n", "plugins:\n  - material/meta\n")
    project.settings.write_text(settings, "utf-8")
    build(project.settings, search=False)
    before = (project.site / "articles" / "one" / "index.html").stat().st_ino
    build(project.settings, search=False)
    assert (project.site / "articles" / "one" / "index.html").stat().st_ino != before


def test_the_search_finds_a_story_by_its_new_words_and_not_by_its_old_ones(project: Project) -> None:
    project.article("one", "title: One", "Tamarisk.")
    project.article("two", "title: Two", "Sycamore.")
    build(project.settings)
    project.article("one", "title: One", "Juniper.")
    build(project.settings)
    clean = clean_copy(project, project.folder.parent / f"{project.folder.name}-clean")
    build(clean.settings)
    assert project.tree() == clean.tree()
    words = b"".join(path.read_bytes() for path in (project.site / "search" / "index").iterdir())
    assert b"juniper" in words
    assert b"tamarisk" not in words

"""A build that has nothing to do sees that by looking, and does not begin."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import plugin
from sitegen.plugin import build
from tests.conftest import Project

CLOCK = "1780000000"


class BegunError(Exception):
    """MkDocs was called."""


@pytest.fixture
def still(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that is built, and whose next build would come to the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", CLOCK)
    project.article("quake", "title: Quake\ndate: 2026-01-02", "The ground shook.")
    project.article("flood", "title: Flood\ndate: 2026-01-03\nexpires: 2027-01-01", "The river rose.")
    project.write("about.md", "# About\n\nWe print.")
    (project.folder / "content" / "articles" / "quake.csv").write_bytes(b"1,2")
    (project.folder / "content" / "plan.pdf").write_bytes(b"A plan.")
    time.sleep(0.15)  # a file that changed just now may change again at the same tick
    build(project.settings)

    def begun(config: object) -> None:
        raise BegunError

    monkeypatch.setattr(plugin, "mkdocs_build", begun)
    return project


def begins(project: Project) -> bool:
    try:
        build(project.settings)
    except BegunError:
        return True
    return False


def test_a_build_of_the_same_files_does_not_begin_and_says_the_same(still: Project) -> None:
    report = build(still.settings)
    assert (report.built, report.articles, report.site) == (True, 2, still.site)


def add_a_file(project: Project) -> None:
    project.write("new.md", "# New")


def add_a_file_that_no_page_is_made_of(project: Project) -> None:
    project.write(".hidden", "x")


def take_a_file(project: Project) -> None:
    (project.folder / "content" / "about.md").unlink()


def edit_a_story(project: Project) -> None:
    project.article("quake", "title: Quake\ndate: 2026-01-02", "The ground shook again.")


def edit_a_page(project: Project) -> None:
    project.write("about.md", "# About\n\nWe do not print.")


def change_a_file_beside_a_story(project: Project) -> None:
    (project.folder / "content" / "articles" / "quake.csv").write_bytes(b"1,3")


def change_a_file(project: Project) -> None:
    (project.folder / "content" / "plan.pdf").write_bytes(b"Another plan.")


def change_the_theme(project: Project) -> None:
    (project.folder / "theme" / "note.html").write_text("x", encoding="utf-8")


def change_a_setting(project: Project) -> None:
    project.settings.write_text(
        project.settings.read_text(encoding="utf-8") + "\nsite_author: A\n", encoding="utf-8"
    )


def lose_a_page(project: Project) -> None:
    (project.site / "articles" / "quake" / "index.html").unlink()


def spoil_a_page(project: Project) -> None:
    (project.site / "index.html").write_text("spoilt", encoding="utf-8")


def lose_the_site(project: Project) -> None:
    project.site.rename(project.folder / "elsewhere")


def lose_the_cache(project: Project) -> None:
    (project.folder / ".cache").rename(project.folder / "elsewhere")


def spoil_the_note(project: Project) -> None:
    note = note_of(project)
    note.write_bytes(note.read_bytes()[:-1] + b"x")


def put_a_folder_in_the_place_of_the_note(project: Project) -> None:
    note = note_of(project)
    note.unlink()
    note.mkdir()


def note_of(project: Project) -> Path:
    (note,) = (project.folder / ".cache" / "sitegen").glob("*.still")
    return note


@pytest.mark.parametrize(
    "change",
    [
        add_a_file,
        add_a_file_that_no_page_is_made_of,
        take_a_file,
        edit_a_story,
        edit_a_page,
        change_a_file_beside_a_story,
        change_a_file,
        change_the_theme,
        change_a_setting,
        lose_a_page,
        spoil_a_page,
        lose_the_site,
        lose_the_cache,
        spoil_the_note,
        put_a_folder_in_the_place_of_the_note,
    ],
)
def test_any_change_is_seen(still: Project, change: Callable[[Project], None]) -> None:
    assert not begins(still)
    change(still)
    assert begins(still)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("1779999999", True), ("1780000001", False), ("1798761600", True)],
    ids=["it went back", "a second later", "a story expires"],
)
def test_time_is_seen(still: Project, monkeypatch: pytest.MonkeyPatch, clock: str, expected: bool) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", clock)
    assert begins(still) is expected


def test_what_has_to_be_said_is_said_again(project: Project) -> None:
    project.article("quake", "title: Quake\ndate: 2026-01-02", "See [this](nowhere.md).")
    time.sleep(0.15)
    first, second = build(project.settings), build(project.settings)
    assert first.warnings
    assert first.warnings == second.warnings


def test_a_build_that_is_killed_while_it_takes_its_place_leaves_no_note(
    still: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", CLOCK)
    note = note_of(still)

    def killed(*_: object) -> None:
        raise BegunError

    monkeypatch.setattr("sitegen.site.staging.merge_in", killed)
    edit_a_story(still)
    assert begins(still)
    assert not note.exists()


def test_a_folder_in_the_place_of_the_note_stops_no_build(
    still: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", CLOCK)
    put_a_folder_in_the_place_of_the_note(still)
    edit_a_story(still)
    report = build(still.settings)
    assert (report.built, report.articles) == (True, 2)
    assert still.words_in_site("shook again")

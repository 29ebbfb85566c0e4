"""A build happens beside the site, and the last good site outlives everything that goes wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.site import staging
from sitegen.site.staging import Stage, discard, files_in, merge_in, recover, stage, swap_in

ME, OTHER = 100, 200


def only_me(pid: int) -> bool:
    return pid == ME


def everybody(_: int) -> bool:
    return True


def folder_with(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "index.html").write_text(text)
    return path


def text_of(site: Path) -> str:
    return (site / "index.html").read_text()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_finished_build_takes_the_place_of_the_old_site(tmp_path: Path) -> None:
    site = folder_with(tmp_path / "site", "old")
    (site / "gone.html").write_text("a page that is no more")
    staged = stage(site, pid=ME, runs=only_me)
    (staged.folder / "index.html").write_text("new")
    assert text_of(site) == "old"
    swap_in(staged, pid=ME)
    assert text_of(site) == "new"
    assert names_in(site) == ["index.html"]
    assert names_in(tmp_path) == ["site"]


def no_change_of_places(*_: Path) -> bool:
    return False


def test_where_folders_cannot_change_places_two_renames_do_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "change_places", no_change_of_places)
    test_a_finished_build_takes_the_place_of_the_old_site(tmp_path)


def test_where_folders_cannot_change_places_a_failure_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "change_places", no_change_of_places)
    test_when_the_new_site_cannot_take_its_place_the_old_one_is_put_back(tmp_path)


def test_a_site_stands_at_every_moment_while_another_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = folder_with(tmp_path / "site", "old")
    staged = stage(site, pid=ME, runs=only_me)
    (staged.folder / "index.html").write_text("new")
    seen = []

    def look(path: Path, target: Path) -> Path:
        seen.append(path)
        return target

    monkeypatch.setattr(Path, "rename", look)
    swap_in(staged, pid=ME)
    assert text_of(site) == "new"
    assert seen == []


def test_a_site_that_will_not_move_stands_and_the_build_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged = stage(folder_with(tmp_path / "site", "old"), pid=ME, runs=only_me)

    def busy(one: Path, other: Path) -> bool:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(staging, "change_places", busy)
    with pytest.raises(SitegenError, match="could not take its place: Device or resource busy") as refused:
        swap_in(staged, pid=ME)
    assert (refused.value.problems[0].path, refused.value.problems[0].line) == (str(staged.site), 0)
    assert text_of(staged.site) == "old"
    assert names_in(tmp_path) == ["site"]


def test_of_two_first_builds_the_second_takes_the_place_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, really = tmp_path / "site", staging.change_places
    staged = stage(site, pid=ME, runs=only_me)
    (staged.folder / "index.html").write_text("mine")
    asked = []

    def late(one: Path, other: Path) -> bool:
        asked.append(other)
        return len(asked) > 1 and really(one, other)

    def renamed(path: Path, target: Path) -> Path:
        folder_with(site, "theirs")
        raise FileExistsError(17, "File exists")

    monkeypatch.setattr(staging, "change_places", late)
    monkeypatch.setattr(Path, "rename", renamed)
    swap_in(staged, pid=ME)
    assert text_of(site) == "mine"
    assert names_in(tmp_path) == ["site"]


def test_a_file_in_the_sites_place_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("an editor's notes")
    with pytest.raises(SitegenError, match="is a file, and no folder for a site"):
        stage(tmp_path / "site", pid=ME, runs=only_me)
    assert names_in(tmp_path) == ["site"]


def test_where_no_folder_can_be_made_it_is_said_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SitegenError, match="cannot be built beside it: Not a directory") as refused:
        stage(tmp_path / "file" / "site", pid=ME, runs=only_me)
    assert "rights" in refused.value.problems[0].hint
    assert refused.value.problems[0].line == 0


def test_the_youngest_of_two_old_sites_is_put_back(tmp_path: Path) -> None:
    for number, text in ((7, "older"), (3, "younger")):
        os.utime(folder_with(tmp_path / f".site.old-{number}", text), (100 - number, 100 - number))
    recover(tmp_path / "site", pid=ME, runs=only_me)
    assert text_of(tmp_path / "site") == "younger"
    assert names_in(tmp_path) == ["site"]


# --------------------------------------------------------------------------------------------- merging in


def merging(tmp_path: Path, old: dict[str, str], new: dict[str, str]) -> Stage:
    """A site of some files, and a build of others that waits beside it."""
    staged = stage(tmp_path / "site", pid=ME, runs=only_me)
    for folder, found in ((staged.site, old), (staged.folder, new)):
        for name, text in found.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
    return staged


def texts_in(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*") if path.is_file()}


def test_new_files_are_merged_in_others_stand_and_what_is_gone_is_taken_away(tmp_path: Path) -> None:
    old = {"a/index.html": "a", "b/index.html": "b", "c/d/index.html": "c", "feed.xml": "old"}
    staged = merging(tmp_path, old, {"b/index.html": "B", "e/index.html": "e", "feed.xml": "new"})
    stamps = merge_in(staged, {"a/index.html"}, old)
    expected = {"a/index.html": "a", "b/index.html": "B", "e/index.html": "e", "feed.xml": "new"}
    assert texts_in(staged.site) == expected
    assert not (staged.site / "c").exists()
    assert stamps == {name: stamp for name, stamp in files_in(staged.site) if name != "a/index.html"}
    assert names_in(tmp_path) == ["site"]


def test_a_file_that_is_made_anew_as_it_was_is_not_touched(tmp_path: Path) -> None:
    staged = merging(tmp_path, {"index.html": "same"}, {"index.html": "same"})
    number = (staged.site / "index.html").stat().st_ino
    merge_in(staged, (), ["index.html"])
    assert (staged.site / "index.html").stat().st_ino == number


def test_a_file_of_the_same_size_and_time_with_other_words_is_not_taken_for_the_same(tmp_path: Path) -> None:
    staged = merging(tmp_path, {"index.html": "old"}, {"index.html": "new"})
    for folder in (staged.site, staged.folder):
        os.utime(folder / "index.html", (1_000_000, 1_000_000))
    merge_in(staged, (), ["index.html"])
    assert texts_in(staged.site) == {"index.html": "new"}


def test_a_link_to_a_folder_is_one_file_and_is_not_looked_into(tmp_path: Path) -> None:
    site = folder_with(tmp_path / "site", "words")
    folder_with(tmp_path / "elsewhere", "secret")
    (site / "link").symlink_to(tmp_path / "elsewhere")
    assert sorted(name for name, _ in files_in(site)) == ["index.html", "link"]


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(tmp_path: Path) -> None:
    old = {"a/index.html": "a page", "b": "a file"}
    staged = merging(tmp_path, old, {"a": "a file", "b/c/index.html": "a page"})
    merge_in(staged, (), old)
    assert texts_in(staged.site) == {"a": "a file", "b/c/index.html": "a page"}


def test_what_is_named_takes_its_place_before_what_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = dict.fromkeys(("index.html", "feed.xml", "llms.txt", "search/register.json"), "1")
    names = (*old, "a/index.html", "style.css", "search/words-2.json")
    staged = merging(tmp_path, old, dict.fromkeys(names, "2"))
    order: list[str] = []
    really = staging._put
    monkeypatch.setattr(staging, "_put", lambda stage, name: (order.append(name), really(stage, name))[1])
    merge_in(staged, (), old)
    assert order == [
        *("search/words-2.json", "style.css"),
        *("a/index.html", "index.html"),
        *("feed.xml", "llms.txt", "search/register.json"),
    ]


def test_a_merge_that_fails_midway_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = merging(tmp_path, {"a.html": "old", "b.html": "old"}, {"a.html": "new", "b.html": "new"})

    def full(_: str, new: str) -> None:
        raise OSError(28, "No space left on device", new)

    monkeypatch.setattr(staging.os, "replace", full)
    with pytest.raises(SitegenError, match=r"could not take its place: No space left on device") as refused:
        merge_in(staged, (), ["a.html", "b.html"])
    assert refused.value.problems[0].path.endswith("site/a.html")
    assert refused.value.problems[0].line == 0
    assert texts_in(staged.site) == {"a.html": "old", "b.html": "old"}


def test_the_first_build_needs_no_old_site(tmp_path: Path) -> None:
    staged = stage(tmp_path / "deep" / "site", pid=ME, runs=only_me)
    (staged.folder / "index.html").write_text("new")
    swap_in(staged, pid=ME)
    assert text_of(tmp_path / "deep" / "site") == "new"


def test_a_discarded_build_leaves_the_old_site_untouched(tmp_path: Path) -> None:
    site = folder_with(tmp_path / "site", "old")
    staged = stage(site, pid=ME, runs=only_me)
    (staged.folder / "index.html").write_text("half")
    discard(staged)
    assert text_of(site) == "old"
    assert names_in(tmp_path) == ["site"]


def test_discarding_twice_does_no_harm(tmp_path: Path) -> None:
    staged = stage(tmp_path / "site", pid=ME, runs=only_me)
    discard(staged)
    discard(staged)
    assert names_in(tmp_path) == []


def test_a_crash_between_the_two_renames_brings_the_old_site_back(tmp_path: Path) -> None:
    folder_with(tmp_path / f".site.old-{OTHER}", "old")
    folder_with(tmp_path / f".site.new-{OTHER}", "new, perhaps not whole")
    recover(tmp_path / "site", pid=ME, runs=only_me)
    assert text_of(tmp_path / "site") == "old"
    assert names_in(tmp_path) == ["site"]


def test_a_crash_after_both_renames_keeps_the_new_site(tmp_path: Path) -> None:
    site = folder_with(tmp_path / "site", "new")
    folder_with(tmp_path / f".site.old-{OTHER}", "old")
    staged = stage(site, pid=ME, runs=only_me)
    assert text_of(site) == "new"
    assert names_in(tmp_path) == [staged.folder.name, "site"]


def test_what_belongs_to_a_build_that_runs_is_left_alone(tmp_path: Path) -> None:
    folder_with(tmp_path / f".site.old-{OTHER}", "old")
    folder_with(tmp_path / f".site.new-{OTHER}", "half")
    recover(tmp_path / "site", pid=ME, runs=everybody)
    assert names_in(tmp_path) == [f".site.new-{OTHER}", f".site.old-{OTHER}"]


def test_folders_that_only_look_alike_are_left_alone(tmp_path: Path) -> None:
    site = folder_with(tmp_path / "site", "old")
    folder_with(tmp_path / ".site.new-notes", "an editor's")
    folder_with(tmp_path / f".sitemap.old-{OTHER}", "another site's")
    recover(site, pid=ME, runs=only_me)
    assert names_in(tmp_path) == [".site.new-notes", f".sitemap.old-{OTHER}", "site"]


def test_when_the_new_site_cannot_take_its_place_the_old_one_is_put_back(tmp_path: Path) -> None:
    site = folder_with(tmp_path / "site", "old")
    staged = stage(site, pid=ME, runs=only_me)
    staged.folder.rmdir()  # the second rename will fail
    with pytest.raises(SitegenError, match="could not take its place"):
        swap_in(staged, pid=ME)
    assert text_of(site) == "old"
    assert names_in(tmp_path) == ["site"]


def test_when_a_first_site_cannot_take_its_place_that_is_told_too(tmp_path: Path) -> None:
    staged = stage(tmp_path / "site", pid=ME, runs=only_me)
    staged.folder.rmdir()
    with pytest.raises(SitegenError, match="could not take its place: No such file"):
        swap_in(staged, pid=ME)
    assert names_in(tmp_path) == []


def test_a_site_that_is_a_link_stays_a_link(tmp_path: Path) -> None:
    target = folder_with(tmp_path / "disk" / "www", "old")
    link = tmp_path / "site"
    link.symlink_to(target, target_is_directory=True)
    staged = stage(link, pid=ME, runs=only_me)
    (staged.folder / "index.html").write_text("new")
    swap_in(staged, pid=ME)
    assert link.is_symlink()
    assert text_of(link) == "new"


def test_a_name_with_signs_that_mean_something_to_the_file_system(tmp_path: Path) -> None:
    site = folder_with(tmp_path / "si[t]e*", "new")
    folder_with(tmp_path / f".si[t]e*.old-{OTHER}", "old")
    recover(site, pid=ME, runs=only_me)
    assert names_in(tmp_path) == ["si[t]e*"]


def test_two_builds_at_once_do_not_meet(tmp_path: Path) -> None:
    site = folder_with(tmp_path / "site", "old")
    mine, theirs = stage(site, pid=ME, runs=everybody), stage(site, pid=OTHER, runs=everybody)
    (mine.folder / "index.html").write_text("mine")
    (theirs.folder / "index.html").write_text("theirs")
    swap_in(mine, pid=ME)
    assert text_of(site) == "mine"
    swap_in(theirs, pid=OTHER)
    assert text_of(site) == "theirs"
    assert names_in(tmp_path) == ["site"]

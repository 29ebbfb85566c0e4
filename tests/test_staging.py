"""A build happens beside the site, and the last good site outlives everything that goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.site.staging import discard, recover, stage, swap_in

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

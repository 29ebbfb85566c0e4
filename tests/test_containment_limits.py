"""Where the limits of paths are, to the byte; and which files of a list lie elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.containment import strange_in, strays


@pytest.mark.parametrize("letter", ["a", "é"])
def test_a_name_may_have_255_bytes_and_no_more(letter: str) -> None:
    size = len(letter.encode())
    assert strange_in("a" * (255 % size) + letter * (255 // size)) == ""
    assert "longer than 255 bytes" in strange_in("a" * (256 % size) + letter * (256 // size))


def test_a_path_may_have_1024_bytes_and_no_more() -> None:
    folders = "a" * 200 + "/"
    longest = folders * 5 + "a" * 19
    assert len(longest) == 1024
    assert strange_in(longest) == ""
    assert strange_in(longest + "a") == "is longer than 1024 bytes"


@pytest.mark.parametrize("path", ["a\\b", "C:", "c:a.md", "Z:/a", "/a"])
def test_what_another_system_takes_for_a_place_of_its_own_is_no_path_below_a_folder(path: str) -> None:
    assert strange_in(path) == "is no path below a folder"


@pytest.mark.parametrize("path", ["..", "../a", "a/../b", "a/.."])
def test_a_path_that_leads_upwards_is_told_as_such(path: str) -> None:
    assert strange_in(path) == "leads out of its folder"


@pytest.mark.parametrize("path", ["a/./b", "./a", "a/.", "a//b"])
def test_a_name_that_is_none_is_told_as_such(path: str) -> None:
    assert strange_in(path) == "has an empty name in it"


def test_files_of_a_list_that_lie_elsewhere_or_cannot_be_are_named_and_left_out(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "content", tmp_path / "elsewhere"
    for folder in (root / "a", elsewhere):
        folder.mkdir(parents=True)
        for name in ("one.md", "two.md"):
            (folder / name).write_text("words")
    (root / "b").mkdir()
    (root / "b/out").symlink_to(elsewhere)
    (root / "b/in").symlink_to(root / "a")
    paths = ["b/out/two.md", "a/one.md", "b/out/one.md", "b/in/two.md", "a/con.md"]
    left_out, problems = strays(root, "content", paths)
    assert left_out == ("a/con.md", "b/out/one.md", "b/out/two.md")
    assert [(problem.path, problem.line, problem.problem) for problem in problems] == [
        ("content/a/con.md", 0, 'has the name "con.md", which Windows keeps for itself'),
        ("content/b/out", 0, "is a link that leads out of the folder"),
    ]
    assert [problem.hint for problem in problems] == [
        "give the file a plain name: letters, digits and hyphens",
        "put the file itself in its place",
    ]


def test_a_list_without_strange_files_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("words")
    assert strays(tmp_path, "content", ["a.md"]) == ((), ())

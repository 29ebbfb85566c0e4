"""Paths stay inside their root, under names that every system takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.containment import astray, collisions, is_inside, place_in, same_name, strange_in


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "articles/2024/03/a-story.md",
        "images/Über uns.webp",
        "console.md",
        "a..b/c...d.md",
        ".well-known/security.txt",
        "समाचार/लेख.md",
    ],
)
def test_a_plain_path_may_be(path: str) -> None:
    assert strange_in(path) == ""


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            "/etc/passwd",
            "../a",
            "a/../../b",
            "a/..",
            "..",
            "a//b",
            "a/./b",
            "a/",
            "C:/a",
            "c:a",
            "a\\..\\b",
        ),
        *("con", "a/NUL.md", "aux.tar.gz", "COM1", "lpt9.html", "com¹.md", "prn .md", "CONIN$"),
        *("a.", "a ", " a", "a./b", "b/a /c", "...", "a:b", "a?b", "a*b", 'a"b', "a<b", "a>b", "a|b"),
        *("a\x00b", "a\nb", "a\x7fb", "a\ud800b", "a\u202egpj.exe", "a\u2066b", "a\u200fb"),
        *("a" * 256, "ü" * 128, "a/" * 600 + "b"),
    ],
)
def test_a_path_that_leads_astray_or_cannot_be_everywhere_is_named(path: str) -> None:
    assert strange_in(path) != ""


@given(st.text(max_size=40))
def test_no_path_that_may_be_leads_out_of_its_root(path: str) -> None:
    if not strange_in(path):
        assert os.path.normpath(f"/srv/site/{path}").startswith("/srv/site/")
        assert os.path.normpath(path) == path


def test_a_place_is_given_only_inside(tmp_path: Path) -> None:
    root, outside = tmp_path / "site", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "door").symlink_to(outside)
    (root / "inner").symlink_to(root)
    assert place_in(root, "a/b.html") == root / "a/b.html"
    assert place_in(root, "inner/b.html") == root / "inner/b.html"
    for path in ("../outside/a", "door/a.html", "/etc/a"):
        with pytest.raises(ValueError, match="folder"):
            place_in(root, path)


def test_a_folder_whose_name_begins_alike_is_not_inside(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site-old").mkdir()
    assert not is_inside(tmp_path / "site-old" / "a", tmp_path / "site")
    assert is_inside(tmp_path / "site" / "a", tmp_path / "site")
    assert is_inside(tmp_path / "site", tmp_path / "site")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A.md", "a.md"),
        ("stra\u00dfe", "STRASSE"),
        ("u\u0308ber", "\u00fcber"),
        ("\u212bngstrom", "\u00e5ngstrom"),
        ("\u0130", "i\u0307"),
    ],
)
def test_names_that_some_system_takes_for_one_collide(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)
    assert list(collisions([one, other])) == [(max(one, other), min(one, other))]


def test_a_paper_without_strange_files_is_published_whole(tmp_path: Path) -> None:
    for path in ("index.md", "images/a.webp", "articles/2024/03/b.md"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    (tmp_path / "also.md").symlink_to(tmp_path / "index.md")
    assert astray(tmp_path, "content") == ((), ())


def test_links_that_leave_and_names_that_collide_are_left_out_and_named(tmp_path: Path) -> None:
    content, outside = tmp_path / "content", tmp_path / "secrets"
    for path in (
        "content/index.md",
        "content/Index.md",
        "content/nul.md",
        "content/a/b.md",
        "secrets/keys.md",
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    (content / "keys.md").symlink_to(outside / "keys.md")
    (content / "folder").symlink_to(outside)
    (content / "loop").symlink_to(content / "loop")
    (content / "nowhere").symlink_to(tmp_path / "not" / "there")
    left_out, problems = astray(content, "content")
    assert left_out == ("folder", "index.md", "keys.md", "nowhere", "nul.md")
    assert [problem.path for problem in problems] == [f"content/{path}" for path in left_out]
    assert all(problem.hint for problem in problems)
    assert "content/Index.md" in str(problems[1])


def test_a_folder_behind_a_link_out_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "root").symlink_to("/")
    left_out, _ = astray(tmp_path / "content", "content")
    assert left_out == ("root",)

"""Paths stay inside their root, under names that every system takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.containment import collisions, is_inside, same_name, strange_in, strays


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


def test_a_place_behind_a_link_is_where_the_link_leads(tmp_path: Path) -> None:
    root, outside = tmp_path / "site", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "door").symlink_to(outside)
    (root / "inner").symlink_to(root)
    assert is_inside(root / "not/there/yet.html", root)
    assert is_inside(root / "inner/b.html", root)
    assert is_inside(root / "b.html", root / "inner")
    for path in ("../outside/a", "door/a.html", "inner/door/a.html", "/etc/a"):
        assert not is_inside(root / path, root)


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


def laid_down(root: Path, *paths: str) -> list[str]:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    return list(paths)


def test_a_paper_without_strange_files_is_published_whole(tmp_path: Path) -> None:
    paths = laid_down(tmp_path, "index.md", "images/a.webp", "articles/2024/03/b.md")
    (tmp_path / "also.md").symlink_to(tmp_path / "index.md")
    assert strays(tmp_path, "content", [*paths, "also.md"]) == ((), ())


def test_links_that_leave_and_names_that_collide_are_left_out_and_named(tmp_path: Path) -> None:
    content, outside = tmp_path / "content", tmp_path / "secrets"
    laid_down(outside, "keys.md", "more.md")
    paths = laid_down(content, "index.md", "Index.md", "nul.md", "a/b.md")
    links = {
        "keys.md": outside / "keys.md",
        "folder": outside,
        "loop": content / "loop",
        "nowhere": tmp_path / "not" / "there",
    }
    for name, to in links.items():
        (content / name).symlink_to(to)
    paths += ["keys.md", "folder/keys.md", "folder/more.md", "loop", "nowhere"]
    left_out, problems = strays(content, "content", paths)
    assert left_out == ("folder/keys.md", "folder/more.md", "index.md", "keys.md", "nowhere", "nul.md")
    assert [problem.path for problem in problems] == [
        f"content/{path}" for path in ("folder", "index.md", "keys.md", "nowhere", "nul.md")
    ]
    assert all(problem.hint and problem.line == 0 for problem in problems)
    assert str(problems[1]) == (
        "content/index.md: is the same as content/Index.md to many systems\n    rename one of the two"
    )


def test_of_names_that_collide_the_first_in_order_stays_whatever_came_first(tmp_path: Path) -> None:
    paths = laid_down(tmp_path, "b.webp", "B.webp", "B.WEBP")
    assert strays(tmp_path, "content", paths)[0] == ("B.webp", "b.webp")
    assert strays(tmp_path, "content", reversed(paths))[0] == ("B.webp", "b.webp")


def test_what_is_left_out_already_collides_with_nothing(tmp_path: Path) -> None:
    paths = laid_down(tmp_path, "A?.md", "a?.md", "b.md")
    assert [problem.problem[:8] for problem in strays(tmp_path, "content", paths)[1]] == ["has U+00"] * 2

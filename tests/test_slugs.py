"""Slugs: any headline gives a file name that every file system and every web server takes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import Article
from sitegen.model.article import Source
from sitegen.slugs import MAX_SLUG, article_paths, slug_of
from tests import no_deadlines  # noqa: F401

SHA = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ('Mayor says: "I resign" - #1 & more', "mayor-says-i-resign-1-more"),
        ("Größe über alles", "grosse-uber-alles"),
        ("Мэр ушёл", "mer-ushel"),
        ("市長辞任", "shi-chang-ci-ren"),
        ("  --- ../../etc/passwd\x00 ", "etc-passwd"),
        ("1984", "1984"),
        ("A" * 200, "a" * MAX_SLUG),
        ("CON", "con-012345"),
        ("Index", "index-012345"),
        ("lpt1", "lpt1-012345"),
        ("", "untitled-01234567"),
        ("🎉 … !", "untitled-01234567"),
    ],
)
def test_a_headline_gives_its_slug(title: str, slug: str) -> None:
    assert slug_of(title, SHA) == slug


@given(st.text())
def test_any_headline_gives_letters_digits_and_hyphens(title: str) -> None:
    slug = slug_of(title, SHA)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= MAX_SLUG
    assert slug_of(title, SHA) == slug


WINDOWS = (
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
)


@pytest.mark.parametrize("name", [*WINDOWS, "index", "readme"])
def test_a_name_that_windows_or_a_web_server_keeps_is_never_a_slug(name: str) -> None:
    assert slug_of(name.upper(), SHA) == f"{name}-012345"
    assert slug_of(name, "") == f"{name}-story"


def test_names_that_only_begin_like_those_stay_as_they_are() -> None:
    assert [slug_of(title, SHA) for title in ("Com10", "Console", "Indexed")] == [
        "com10",
        "console",
        "indexed",
    ]


def test_a_headline_without_a_letter_has_a_slug_without_a_hash_too() -> None:
    assert slug_of("?!", "") == "untitled"


def test_a_thousand_characters_of_a_headline_are_looked_at() -> None:
    assert slug_of("?" * 999 + "ab", SHA) == "a"
    assert slug_of("?" * 1000 + "a", SHA) == "untitled-01234567"


def test_a_slug_has_eighty_letters_at_most_and_the_first_words_come_first() -> None:
    assert slug_of("a" * 81, SHA) == "a" * 80
    assert slug_of("long " * 15 + "extraordinary go", SHA) == "-".join(["long"] * 15)


def test_a_long_headline_is_cut_between_words() -> None:
    slug = slug_of("word " * 100, SHA)
    assert slug == "-".join(["word"] * 16)


def test_a_headline_of_a_megabyte_is_no_trouble() -> None:
    assert slug_of("wörd " * 200_000, SHA).startswith("word-word")


@pytest.mark.parametrize(
    ("when", "folder"),
    [
        (date(2024, 3, 1), "articles/2024/03"),
        (datetime(2024, 12, 31, 23, 59, tzinfo=UTC), "articles/2024/12"),
        (date(812, 1, 1), "articles/0812/01"),
        (None, "articles/undated"),
    ],
)
def test_an_article_stands_under_year_and_month(when: date | None, folder: str) -> None:
    paths = article_paths(Article(title="A b", date=when, source=Source(sha256=SHA)))
    assert str(next(paths)) == f"{folder}/a-b.md"


def test_where_a_name_is_taken_there_is_always_another() -> None:
    paths = [path.name for path in islice(article_paths(Article(title="A", source=Source(sha256=SHA))), 6)]
    assert paths == ["a.md", "a-012345.md", f"a-{SHA[:16]}.md", f"a-{SHA}.md", "a-2.md", "a-3.md"]
    assert [path.name for path in islice(article_paths(Article(title="A")), 2)] == ["a.md", "a-2.md"]

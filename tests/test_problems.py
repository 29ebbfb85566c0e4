"""Hundreds of problems make a report that a person can read."""

from __future__ import annotations

import pytest

from sitegen.cli.problems import FEW, MANY, by_kind, kind_of, summary
from sitegen.errors import Problem


def unknown(number: int) -> Problem:
    return Problem(f"content/a-{number}.md", number, f"unknown key 'key{number}'")


def missing(number: int) -> Problem:
    return Problem(f"content/b-{number}.md", 0, "the title is missing", "write title: above")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("unknown key 'colour'", "unknown key 'size'"),
        ('has the name "con.png", which', 'has the name "aux", which'),
        ("has U+202E in a name", "has U+000A in a name"),
        ("the file is too large (12.5 MB, of at most 10)", "the file is too large (11 MB, of at most 10)"),
        ("image.src names no picture of the site: '/a.png'", "image.src names no picture of the site: b"),
        ("cannot be read: No such file", "cannot be read: Permission denied"),
    ],
)
def test_problems_that_differ_in_names_and_numbers_are_of_one_kind(one: str, other: str) -> None:
    assert kind_of(Problem("a.md", 1, one)) == kind_of(Problem("b.md", 7, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("unknown key 'colour'", "the title is missing"),
        ("date is no date: 'x'", "updated is no date: 'x'"),
        ("the paper's name is gone", "the paper's names are gone"),
    ],
)
def test_problems_that_say_something_else_are_of_another_kind(one: str, other: str) -> None:
    assert kind_of(Problem("a.md", 1, one)) != kind_of(Problem("a.md", 1, other))


def test_a_few_problems_are_shown_as_they_come() -> None:
    problems = [unknown(1), missing(2), unknown(3)]
    kinds = by_kind(problems)
    assert [problem for kind in kinds for problem in kind.shown] == problems
    assert [kind.rest for kind in kinds] == [""]
    assert list(summary(kinds)) == []
    assert by_kind([]) == ()


def test_many_problems_are_grouped_the_most_frequent_kind_first() -> None:
    problems = [missing(number) for number in range(5)] + [unknown(number) for number in range(123)]
    first, second = by_kind(problems)
    assert first.shown == tuple(unknown(number) for number in range(FEW))
    assert first.rest == "... and 120 more: unknown key …"
    assert (second.shown[0], second.more) == (missing(0), 5 - FEW)
    assert list(summary([first, second])) == [
        "128 problems of 2 kinds; 122 are not shown: --all shows them",
    ]


def test_exactly_as_many_as_can_be_shown_are_not_grouped() -> None:
    assert len(by_kind(unknown(number) for number in range(MANY))) == 1
    assert by_kind(unknown(number) for number in range(MANY))[0].more == 0
    assert by_kind(unknown(number) for number in range(MANY + 1))[0].more == MANY + 1 - FEW


def test_all_of_them_are_shown_when_asked_for() -> None:
    problems = [unknown(number) for number in range(500)]
    kinds = by_kind(problems, every=True)
    assert kinds[0].shown == tuple(problems)
    assert list(summary(kinds)) == []


def test_kinds_that_are_rare_are_shown_whole_and_one_kind_is_called_one() -> None:
    kinds = by_kind([unknown(number) for number in range(30)])
    assert list(summary(kinds)) == ["30 problems of one kind; 27 are not shown: --all shows them"]

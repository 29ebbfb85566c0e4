"""Problems are sentences for people."""

from __future__ import annotations

from sitegen import Problem, SitegenError


def test_a_problem_names_file_line_fault_and_remedy() -> None:
    assert str(Problem("a.md", 3, "date is not a date", "write date: 2024-03-13")) == (
        "a.md:3: date is not a date\n    write date: 2024-03-13"
    )


def test_a_problem_without_line_place_or_remedy_is_shorter() -> None:
    assert str(Problem("a.md", 0, "is empty")) == "a.md: is empty"
    assert str(Problem("", 0, "is empty")) == "is empty"


def test_an_error_carries_all_its_problems() -> None:
    one, two = Problem("a", 1, "x"), Problem("b", 2, "y")
    assert SitegenError(one).problems == (one,)
    assert SitegenError(iter([one, two])).problems == (one, two)
    assert str(SitegenError([one, two])) == "a:1: x\nb:2: y"

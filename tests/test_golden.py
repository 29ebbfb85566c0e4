"""Every folder under tests/golden/ is an article before and after; its README.md says how to add one."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from sitegen import convert
from sitegen.front_matter import parse

GOLDEN = Path(__file__).parent / "golden"
KNOWN_FAILURES = GOLDEN / "known-failures"
MEDIA_TYPES = {"raw.txt": "text/plain", "raw.html": "text/html"}
ACCEPT = (
    "To accept it, run the tests once with UPDATE_GOLDEN=1 set, read the file it wrote, and keep or mend it."
)


def raw_file(folder: Path) -> Path | None:
    return next((folder / name for name in MEDIA_TYPES if (folder / name).is_file()), None)


def folders(under: Path) -> list[Path]:
    """The cases directly under a folder; any folder with a file in it is one, so a misspelt name shows."""
    if not under.is_dir():
        return []
    found = (folder for folder in under.iterdir() if folder.is_dir() and folder != KNOWN_FAILURES)
    return sorted(folder for folder in found if any(folder.iterdir()))


def params() -> list[object]:
    known = pytest.mark.xfail(
        strict=True, raises=pytest.fail.Exception, reason="known failure, see its why.txt"
    )
    good = [pytest.param(folder, id=folder.name) for folder in folders(GOLDEN)]
    hard = [pytest.param(folder, id=folder.name, marks=known) for folder in folders(KNOWN_FAILURES)]
    return [*good, *hard]


EVERY_FOLDER = pytest.mark.parametrize(
    "folder", [*folders(GOLDEN), *folders(KNOWN_FAILURES)], ids=lambda folder: folder.name
)


def difference(expected: str, present: str) -> str:
    """The two texts line by line: `-` is what expected.md says, `+` what sitegen writes now."""
    names = ("expected.md", "what sitegen writes now")
    lines = difflib.unified_diff(expected.splitlines(), present.splitlines(), *names, lineterm="", n=1)
    return "\n".join(lines) or "The two differ only in how they end: expected.md must end with one newline."


def converted(folder: Path) -> str:
    raw = raw_file(folder)
    assert raw is not None, f"{folder} has neither raw.txt nor raw.html"
    return convert(raw.read_bytes(), media_type=MEDIA_TYPES[raw.name]).to_markdown()


def may_update(folder: Path) -> bool:
    """Known failures stay as a person wrote them: the present output is wrong there by definition."""
    return bool(os.environ.get("UPDATE_GOLDEN")) and folder.parent != KNOWN_FAILURES


def test_there_are_golden_cases() -> None:
    assert len(folders(GOLDEN)) >= 15


@pytest.mark.parametrize("folder", params())
def test_a_raw_article_becomes_exactly_what_an_editor_expects(folder: Path) -> None:
    present = converted(folder)
    file = folder / "expected.md"
    if may_update(folder):
        file.write_bytes(present.encode())
    # An AssertionError, so that a known failure without its expected.md is no expected failure.
    assert file.is_file(), (
        f"{folder.name} has no expected.md. sitegen writes this now:\n\n{present}\n{ACCEPT}"
    )
    expected = file.read_bytes().decode()
    if present != expected:
        pytest.fail(f"{folder.name} changed:\n\n{difference(expected, present)}\n\n{ACCEPT}", pytrace=False)


@EVERY_FOLDER
def test_a_golden_case_says_why_it_is_there(folder: Path) -> None:
    why = folder / "why.txt"
    assert why.is_file(), f"{folder.name} needs a why.txt: two to seven lines on what it shows"
    assert 2 <= len(why.read_text(encoding="utf-8").strip().splitlines()) <= 7


@pytest.mark.parametrize("file", sorted(GOLDEN.rglob("expected.md")), ids=lambda file: file.parent.name)
def test_an_expected_article_is_the_same_after_reading_and_writing(file: Path) -> None:
    expected = file.read_bytes().decode()
    assert parse(expected, f"{file.parent.name}/expected.md").to_markdown() == expected

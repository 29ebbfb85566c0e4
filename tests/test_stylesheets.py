"""The stylesheets: right for both directions of writing, and readable in both schemes."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

STYLES = ROOT / "theme" / "assets" / "stylesheets"
SHEETS = ("paper.css", "front.css", "lists.css", "story.css")


def test_the_styles_know_no_left_and_no_right() -> None:
    """So that a paper written from right to left is set from right to left."""
    physical = r"(margin|padding|border)-(left|right)\b|text-align: *(left|right)|float:|^\s+(left|right):"
    for name in SHEETS:
        found = re.findall(physical, (STYLES / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert found == [], name


def declared(property_: str) -> list[tuple[str, str]]:
    """The values of a property in the stylesheets of all pages but the search, each with its file."""
    return [
        (name, value)
        for name in SHEETS
        for value in re.findall(rf"\b{property_}: ([^;]+);", (STYLES / name).read_text(encoding="utf-8"))
    ]


def test_no_language_is_listed_in_a_way_that_chromium_does_not_know() -> None:
    """`:lang(ar, fa)` makes Chromium drop the whole rule."""
    assert [name for name in SHEETS if re.search(r":lang\([^)]*,", (STYLES / name).read_text("utf-8"))] == []


def test_letters_are_drawn_together_and_slanted_only_where_the_language_does_so() -> None:
    spaced = declared("letter-spacing")
    assert len(spaced) > 5
    assert [each for each in spaced if "-" in each[1] and "var(--track)" not in each[1]] == []
    assert {value for _, value in declared("font-style")} <= {"var(--slant)", "normal"}


def test_the_dark_colours_are_the_same_with_a_script_and_without() -> None:
    css = (STYLES / "paper.css").read_text(encoding="utf-8")
    blocks = [
        re.findall(r"--[\w-]+: [^;]+;", rule)
        for rule in re.findall(
            r'(?:\[data-md-color-scheme="slate"\]|\.no-js body:has\(\.colours\)) \{(.*?)\}', css, re.DOTALL
        )
    ]
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]


def test_no_rule_is_for_something_that_is_not_there() -> None:
    """Classes that templates put together of two words are known by their first."""
    sources = [
        *STYLES.parent.parent.rglob("*.html"),
        *STYLES.parent.rglob("*.js"),
        *(ROOT / "sitegen").rglob("*.py"),
    ]
    made = "".join(path.read_text(encoding="utf-8") for path in sources)
    for name in SHEETS:
        css = re.sub(
            r"/\*.*?\*/|\{[^{}]*\}", "", (STYLES / name).read_text(encoding="utf-8"), flags=re.DOTALL
        )
        classes = {each for each in re.findall(r"\.([a-z][\w-]*)", css) if not each.startswith("md-")}
        known = {each for each in classes if re.search(rf"(?<![\w-]){each.partition('--')[0]}(?![\w])", made)}
        assert classes - known == set(), name


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_colours_have_contrast(scheme: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    css = (STYLES / "paper.css").read_text(encoding="utf-8")
    rules = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', css, re.DOTALL)
    assert rules
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", rules[1]))
    for ink in ("ink", "ink-soft", "accent"):
        for ground in ("paper", "note"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

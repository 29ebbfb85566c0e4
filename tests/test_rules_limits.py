"""Where the cleaning rules begin and end: cases too small for their manuals, found by mutants of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.looks.lexicon import lexicon
from sitegen.model.document import Document
from sitegen.model.verdict import Role, Verdict
from sitegen.opinion import Opinion
from sitegen.readers import plain_text
from sitegen.rules import RULES, judge
from sitegen.rules.asked import asked_lines_in
from sitegen.rules.draft import Decisions, Draft, Rule
from sitegen.rules.names import only_names_in
from sitegen.rules.opinion import INSIDE, INSIDE_PROSE, OUTSIDE, OUTSIDE_PROSE, drop_by_place

STORY = """
The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

The decision came after engineers had found cracks in two of the four pylons that carry the roadway.

Ferries will run every ten minutes until the work is done, and they will cost nothing, the city said.
"""
HEAD = "Harbour bridge closes for repairs until spring\n\n"


def read(text: str) -> Document:
    return plain_text.read(text.encode())


def decided(text: str, line: str) -> tuple[str, str, dict[str, list[str]]]:
    """The role of a line, the rule that gave it, and the values that it yielded."""
    draft = judge(read(text))
    index = next(index for index in range(len(draft)) if draft.text(index) == line)
    verdict = draft.verdicts[index]
    values: dict[str, list[str]] = {}
    for found in verdict.found:
        values.setdefault(found.field, []).append(str(found.value))
    return str(verdict.role), verdict.rule, values


@pytest.mark.parametrize("sign", [":", "：", " |", " –", " —", " -", " (Monday):", " says that:"])
def test_a_note_is_told_by_the_sign_after_its_first_word(sign: str) -> None:
    line = f"Correction{sign} An earlier version of this article gave the wrong year for the bridge."
    is_note = sign != " says that:"
    assert (decided(HEAD + STORY + "\n" + line, line)[1] == "keep_notes") is is_note


@pytest.mark.parametrize("colon", [":", "："])
def test_topics_stand_after_a_colon_of_any_width(colon: str) -> None:
    line = f"Filed under{colon} Music, Drought"
    assert decided(HEAD + STORY + "\n" + line, line) == (
        "tags",
        "read_tag_lines",
        {"tags": ["Music", "Drought"]},
    )


@pytest.mark.parametrize(
    ("line", "stays"), [("☀", True), ("🎉🎉", True), ("►", False), ("|", False), ("→", False)]
)
def test_a_sign_stays_where_it_may_be_the_whole_message(line: str, stays: bool) -> None:
    assert (decided(HEAD + STORY.strip() + f"\n\n{line}\n" + STORY, line)[1] != "drop_marks") is stays


def test_two_parts_side_by_side_are_enough_to_be_taken_apart() -> None:
    line = "4 min read | By Jane Roe"
    assert decided(HEAD + line + "\n" + STORY, line) == (
        "byline",
        "read_joined_furniture",
        {"authors": ["Jane Roe"]},
    )


def test_a_name_beside_another_column_is_still_all_that_its_column_holds() -> None:
    paper = "the harbour and district daily chronicle of the coast"
    assert only_names_in(f"Jane Roe | {paper}", lexicon()) == ("Jane Roe",)
    assert only_names_in(f"Jane Roe {paper}", lexicon()) == ()


def test_lines_that_an_editor_asked_for_are_told_in_the_order_in_which_they_were_asked_for() -> None:
    document = read("Share\n\nSubscribe   now\n\n- Weather\n")
    asked = ("Weather", "Sport", "Subscribe now", "Share")
    assert asked_lines_in(document, asked) == ("Weather", "Subscribe now", "Share")
    assert asked_lines_in(document, ("- Weather",)) == ("- Weather",)
    assert asked_lines_in(document, ("", "-")) == ()
    assert asked_lines_in(document, ()) == ()


FIRST, SECOND, THIRD = STORY.strip().split("\n\n")
LAST = "Read how the ferries of the other harbour towns fared in the storm of that night, and what it cost."
BELOW = ["Related content", "Share it", LAST]
PLACED = "\n\n".join([FIRST, SECOND, "A long winter", THIRD, "It ended.", FIRST, SECOND, THIRD, *BELOW])


@pytest.mark.parametrize(
    ("line", "needed"),
    [(2, INSIDE_PROSE), (3, INSIDE_PROSE), (4, INSIDE), (9, OUTSIDE), (10, OUTSIDE_PROSE)],
    ids=["subhead", "paragraph", "short line", "short line outside", "paragraph outside"],
)
def test_the_line_model_must_be_surer_inside_the_story_and_of_prose_and_subheads(
    line: int, needed: float
) -> None:
    story, other = Opinion(1, 0, 0, 0, 0), Opinion(0, 0, 0, 0, 1)
    opinions = [*(8 * [story]), other, other, other]
    draft = Draft.of(read(PLACED))
    assert len(draft) == len(opinions)
    for doubt, falls in ((needed - 0.01, False), (needed, True)):
        opinions[line] = Opinion(1 - doubt, 0, 0, 0, doubt)
        decisions = dict(drop_by_place(replace(draft, opinions=tuple(opinions))))
        assert (line in decisions) is falls


def test_a_trail_names_no_section_where_the_headline_had_one() -> None:
    trail = "Home > Sport > Rowing"
    text = f"{trail}\n\nNewsHarbour bridge closes for repairs until spring\n\n{HEAD}{STORY}"
    assert decided(text, trail) == ("section", "read_breadcrumb", {})
    assert decided(text.replace("News", ""), trail)[2] == {"section": ["Rowing"]}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_decides_again_what_is_decided(rule: Rule) -> None:
    draft = judge(read(HEAD + STORY))
    assert rule(draft).verdicts == draft.verdicts


def test_the_first_verdict_of_a_rule_on_a_line_counts() -> None:
    def twice(_: Draft) -> Decisions:
        yield 0, Verdict(Role.NOTE, "first")
        yield 0, Verdict(Role.QUOTE, "second")

    draft = Rule(twice)(Draft.of(read("Words.")))
    assert draft.verdicts[0].why == "first"

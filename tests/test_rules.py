"""Every example in every rule's docstring, and the promises that hold for all rules."""

from __future__ import annotations

import pytest

from sitegen.rules import RULES
from sitegen.rules.draft import Rule
from sitegen.rules.examples import Example, examples_of, outcome

CASES = [
    pytest.param(rule, example, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, example in enumerate(examples_of(rule), start=1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_rule_does_what_its_manual_says(rule: Rule, example: Example) -> None:
    assert outcome(example, rule, RULES) == example.outcome


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_shows_what_it_changes_and_what_must_stay(rule: Rule) -> None:
    examples = examples_of(rule)
    assert any(example.outcome for example in examples), "no Before and After"
    assert any(not example.outcome for example in examples), "no Keep"


def test_every_rule_stands_in_the_list_once() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))

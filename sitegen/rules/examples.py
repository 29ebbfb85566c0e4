"""Reads the examples out of a rule's docstring: they are its manual and its test at once."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.verdict import Verdict
from sitegen.readers import html, plain_text
from sitegen.rules.draft import Draft, Rule

_HEADS = ("Asked:", "Before:", "After:", "Keep:")


@dataclass(frozen=True, slots=True)
class Example:
    """Raw text, or a page where it starts with a tag, and what a rule makes of it.

    outcome  a `role: words` line for each line that the rule decides
    asked    lines that an editor asked for
    """

    raw: str
    outcome: tuple[str, ...]
    asked: tuple[str, ...] = ()


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """The examples of a rule's docstring: `Before:` with `After:`, and `Keep:`, where it decides nothing.

    `Asked:` says which lines an editor asked for in the examples below it.
    """
    examples = []
    before, asked = "", tuple[str, ...]()
    for head, text in _sections(inspect.cleandoc(rule.manual)):
        if head == "Asked:":
            asked = tuple(text.splitlines())
        elif head == "Before:":
            before = text
        elif head == "After:":
            examples.append(Example(before, tuple(text.splitlines()), asked))
        else:
            examples.append(Example(text, (), asked))
    return tuple(examples)


def _sections(manual: str) -> Iterator[tuple[str, str]]:
    head, lines = "", list[str]()
    for line in [*manual.splitlines(), "Keep:"]:
        if line in _HEADS:
            if head:
                yield head, textwrap.dedent("\n".join(lines)).strip("\n")
            head, lines = line, []
        else:
            lines.append(line)


def outcome(example: Example, rule: Rule, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """What `rule` decides on the example's text, when the rules before it have spoken."""
    reader = html if example.raw.startswith("<") else plain_text
    draft = Draft.of(reader.read(example.raw.encode()), asked=example.asked)
    for earlier in rules[: rules.index(rule)]:
        draft = earlier(draft)
    draft = rule(draft)
    return tuple(
        describe(draft.text(index), verdict)
        for index, verdict in sorted(draft.verdicts.items())
        if verdict.rule == rule.name
    )


def describe(text: str, verdict: Verdict) -> str:
    """`role: words`, or `role: field = value; ...` when the line yields values."""
    values = "; ".join(f"{found.field} = {_written(found.value)}" for found in verdict.found)
    return f"{verdict.role}: {values or text}"


def _written(value: object) -> str:
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else str(value)

"""The account of a conversion: every line of the raw document, exactly once, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.verdict import BODY_ROLES, Role, Verdict
from sitegen.rules.draft import Draft

BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one raw line.

    number   1-based number of the line (in a page: of the block)
    raw      its words as they came
    role     a Role's value, or "blank" for a line without a word
    fate     `kept`, `moved`, `dropped` or `blank`
    target   the front-matter fields it went to, e.g. ("section", "title"); () for the body
    rule     the rule that decided; "" for a blank line
    why      the reason in plain words
    sure     0..1
    """

    number: int
    raw: str
    role: str
    fate: str
    target: tuple[str, ...]
    rule: str
    why: str
    sure: float


def account_of(draft: Draft) -> tuple[Entry, ...]:
    """Every raw line once, in order. A line that belongs to a wrapped paragraph shares its verdict."""
    entries: list[Entry] = []
    for index, block in enumerate(draft.document.blocks):
        entries += [_blank(number) for number in range(len(entries) + 1, block.first)]
        verdict = draft.verdicts[index]
        raw_lines = block.raw.split("\n") if block.last > block.first else [block.raw]
        entries += [_entry(block.first + offset, raw, verdict) for offset, raw in enumerate(raw_lines)]
    entries += [_blank(number) for number in range(len(entries) + 1, draft.document.line_count + 1)]
    return tuple(entries)


def _blank(number: int) -> Entry:
    return Entry(number, "", BLANK, BLANK, (), "", "an empty line", 1.0)


def _entry(number: int, raw: str, verdict: Verdict) -> Entry:
    target = tuple(dict.fromkeys(found.field for found in verdict.found))
    return Entry(
        number, raw, str(verdict.role), fate_of(verdict), target, verdict.rule, verdict.why, verdict.sure
    )


def fate_of(verdict: Verdict) -> str:
    """`kept` in the body, `moved` to a field, or `dropped`; a line whose value was not taken is dropped."""
    if verdict.role in BODY_ROLES:
        return "kept"
    if verdict.role is Role.DROPPED or not verdict.found:
        return "dropped"
    return "moved"

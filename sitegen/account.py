"""The account of a conversion: every line of the raw document, exactly once, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model.document import Document
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
    document = draft.document
    entries: list[Entry] = []
    for index, block in enumerate(document.blocks):
        if len(entries) + 1 < block.first:
            entries += _blanks(document, len(entries) + 1, block.first)
        raws = document.lines[block.first - 1 : block.last] or (block.raw,)
        entries += [
            _entry(block.first + offset, raw, draft.verdicts[index]) for offset, raw in enumerate(raws)
        ]
    entries += _blanks(document, len(entries) + 1, document.line_count + 1)
    return tuple(entries)


def _blanks(document: Document, first: int, end: int) -> list[Entry]:
    raws = document.lines[first - 1 : end - 1] or [""] * (end - first)
    return [
        Entry(number, raw, BLANK, BLANK, (), "", "an empty line", 1.0)
        for number, raw in enumerate(raws, start=first)
    ]


def _entry(number: int, raw: str, verdict: Verdict) -> Entry:
    target = tuple(dict.fromkeys([found.field for found in verdict.found])) if verdict.found else ()
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

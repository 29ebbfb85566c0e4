"""Lines that an editor asks for: they stay, whatever the other rules would do."""

from __future__ import annotations

from collections.abc import Collection

from sitegen.model.document import Block, Document, Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.readers.characters import ordinary
from sitegen.rules.draft import Decisions, Draft


def keep_asked_lines(draft: Draft) -> Decisions:
    """A line that an editor asked for with `--keep-line` stays in the story, as a paragraph.

    Its words must be the same from the first to the last; white space and Unicode's form do not count. Of a
    paragraph that was wrapped, any one line brings back the whole.

    Asked:
        Subscribe to our newsletter
    Before:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        Subscribe   to our newsletter
    After:
        paragraph: Subscribe to our newsletter
    Keep:
        Subscribe to our newsletter today
    """
    wanted = {ordinary(line) for line in draft.asked}
    for index in draft.open() if wanted else ():
        block = draft.block(index)
        if not wanted.isdisjoint(_wordings(block)):
            role = Role.FIGURE if block.kind is Kind.IMAGE else Role.PARAGRAPH
            yield index, Verdict(role, "asked for")


def asked_lines_in(document: Document, asked: Collection[str]) -> tuple[str, ...]:
    """Those of the asked lines that stand in a document, in the order in which they were asked for."""
    if not asked:
        return ()
    there = {wording for block in document.blocks for wording in _wordings(block)}
    return tuple(line for line in asked if ordinary(line) in there)


def _wordings(block: Block) -> set[str]:
    """How a block can be named: by its words, with or without a list's marker, or by one of its raw lines."""
    return {ordinary(words) for words in (block.text, block.raw, *block.raw.splitlines())} - {""}

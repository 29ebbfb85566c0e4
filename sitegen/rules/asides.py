"""Lines that comment on the story or repeat it: editorial notes, lead-ins, pull quotes."""

from __future__ import annotations

from sitegen.looks.lexicon import longest_start
from sitegen.model.document import Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.rules.draft import Decisions, Draft

MAX_LEAD_IN_WORDS = 12
MIN_PULL_QUOTE, MAX_PULL_QUOTE = 12, 250
WIDE_QUOTE = 60
"""Columns from which a quotation without a full stop is no subhead any more."""
QUOTE_MARKS = "\"'“”„«»‘’「」『』"


def keep_notes(draft: Draft) -> Decisions:
    """A correction or an editor's note is editorial text: it stays, marked as what it is.

    Before:
        Correction: An earlier version of this article gave the wrong year for the bridge.
    After:
        note: Correction: An earlier version of this article gave the wrong year for the bridge.
    Keep:
        Corrections officers walked out of three prisons in the north of the state on Monday morning.
    """
    words = draft.reading.words
    for index in draft.open():
        text = draft.text(index)
        opening = longest_start(words.notes, draft.looks[index].key or text[:60].casefold())
        if opening and opening[1] != "update" and _colon_follows(text, opening[0]):
            yield index, Verdict(Role.NOTE, "a correction or an editor's note", 0.9)


def _colon_follows(text: str, opening: str) -> bool:
    at = text.casefold().replace("’", "'").find(opening)
    after = text[at + len(opening) :].lstrip(") ]）】")
    return at >= 0 and after[:1] in (":", "：", "|", "–", "—", "-", "(")


def drop_pull_quotes(draft: Draft) -> Decisions:
    """A quotation set apart that says again, word for word, what a paragraph says is a pull quote: it goes.

    Before:
        Harbour bridge closes for repairs until spring

        The harbour bridge is closed until next spring. “We had no choice in the matter.” So says the mayor.

        “We had no choice in the matter.”

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    After:
        dropped: “We had no choice in the matter.”
    Keep:
        The harbour bridge will be closed until next spring, the city said, and the ferries will cost nothing.

        “We had no choice in the matter.”

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    """
    for index in draft.open():
        text, look = draft.text(index), draft.looks[index]
        if text[0] not in QUOTE_MARKS or not MIN_PULL_QUOTE <= len(look.same) <= MAX_PULL_QUOTE:
            continue
        if draft.block(index).kind is Kind.HEADING or not (look.ends or look.width >= WIDE_QUOTE):
            continue
        near = range(max(0, index - 12), min(len(draft), index + 13))
        if any(len(draft.looks[i].same) > len(look.same) and look.same in draft.looks[i].same for i in near):
            yield index, Verdict(Role.DROPPED, "a pull quote: a paragraph says the same word for word", 0.95)


def keep_lead_ins(draft: Draft) -> Decisions:
    """A short line that ends in a colon and leads in to nothing stays, and an editor is told.

    It announced an embedded post, a video or a list that is gone. It is the author's sentence all the same.

    Before:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        Both cities experienced the wailing of sirens, accompanied by broadcast warning messages, they said.

        Announcement from Kursk:

        In response, the authorities cancelled all large events "due to the situation" that evening.
    After:
        paragraph: Announcement from Kursk:
    Keep:
        These are the rules:

        - No dogs on the bridge
    """
    for index in draft.open():
        text, look = draft.text(index), draft.looks[index]
        below = index + 1
        if (
            not text.endswith((":", "："))
            or look.words > MAX_LEAD_IN_WORDS
            or draft.block(index).kind is not Kind.LINE
        ):
            continue
        if draft.reading.first_prose < index < draft.reading.last_prose and _leads_nowhere(draft, below):
            doubt = f'The line "{text}" led in to something that is gone, such as an embedded post.'
            yield index, Verdict(Role.PARAGRAPH, "leads in to something that is gone", 0.8, doubt=doubt)


def _leads_nowhere(draft: Draft, below: int) -> bool:
    """Below stands prose of the story itself: no list, no quote, no quoted post with its sender below it."""
    while draft.role(below) is Role.DROPPED:
        below += 1
    if below >= len(draft):
        return False
    text, block = draft.text(below), draft.block(below)
    if not draft.looks[below].prose or block.kind is not Kind.LINE or text[0] in QUOTE_MARKS:
        return False
    return below + 1 >= len(draft) or not draft.text(below + 1).startswith(("—", "–"))

"""What stays: subheads, lists, quotes, section breaks and paragraphs."""

from __future__ import annotations

import re

from sitegen.model.body import Mark
from sitegen.model.document import Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.rules.asides import QUOTE_MARKS
from sitegen.rules.draft import Decisions, Draft

MAX_SUBHEAD_WIDTH = 110
MIN_SENTENCE_WIDTH = 45
UNLIKELY = 0.97
"""The line model's probability of something else from which a short line is no subhead."""

LINKED = 0.9
"""The share of a line inside a link from which it leads elsewhere instead of heading what follows."""

_SPEAKER = re.compile(r"[^\W\d_]{1,2}\s?[:：]\s")
"""`Q: ` and `A: ` before what is said in an interview."""

_BY_KIND = {
    Kind.HEADING: Role.SUBHEAD,
    Kind.LIST_ITEM: Role.LIST_ITEM,
    Kind.QUOTE: Role.QUOTE,
    Kind.TABLE_ROW: Role.TABLE_ROW,
    Kind.PREFORMATTED: Role.PREFORMATTED,
    Kind.RULE: Role.BREAK,
    Kind.IMAGE: Role.FIGURE,
}


def find_subheads(draft: Draft) -> Decisions:
    """A short line of its own inside the story, with prose below it, is a subhead.

    Before:
        Ferries will run every ten minutes until the work is done, and they will cost nothing, the city said.

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        A long winter

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    After:
        subhead: A long winter
    Keep:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        "We had no choice."

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    """
    for index in draft.open():
        inside = draft.reading.first_prose < index < draft.reading.last_prose
        likely = inside and draft.opinion(index).other < UNLIKELY
        apart = likely and is_set_apart(draft, index) and draft.block(index).link_share < LINKED
        if apart and reads_like_a_head(draft, index) and prose_below(draft, index):
            sure = round(max(0.6, draft.opinion(index).subhead), 2)
            yield index, Verdict(Role.SUBHEAD, "a short line of its own with prose below it", sure)


def is_set_apart(draft: Draft, index: int) -> bool:
    block = draft.block(index)
    all_strong = bool(block.spans) and all(
        span.mark is Mark.STRONG for span in block.spans if span.text.strip()
    )
    plain = block.kind is Kind.LINE and (block.gap or draft.reading.is_gapless)
    return plain or (block.kind is Kind.PARAGRAPH and all_strong)


def reads_like_a_head(draft: Draft, index: int) -> bool:
    text, look = draft.text(index), draft.looks[index]
    if look.width > MAX_SUBHEAD_WIDTH or (look.ends and not text.endswith("?")):
        return False
    if text[-1] in ":：,;" or text[0].islower() or text[0] in "—–-(/":
        return False
    return not (text[0] in QUOTE_MARKS and text[-1] in QUOTE_MARKS) and not _SPEAKER.match(text)


def prose_below(draft: Draft, index: int) -> bool:
    below = index + 1
    while below < len(draft) and draft.role(below) in (Role.DROPPED, Role.CAPTION, Role.CREDIT):
        below += 1
    if below >= len(draft):
        return False
    look, kind = draft.looks[below], draft.block(below).kind
    sentence = look.width >= MIN_SENTENCE_WIDTH and (look.ends or draft.text(below)[-1] in ":：")
    return look.prose or sentence or kind in (Kind.LIST_ITEM, Kind.QUOTE)


def drop_stray_breaks(draft: Draft) -> Decisions:
    """A section break that stands before the story, after it, or below another one parts nothing: it goes.

    Before:
        * * *

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        dropped: * * *
    Keep:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        * * *

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    """
    for index in draft.open():
        if draft.block(index).kind is not Kind.RULE:
            continue
        doubled = index > 0 and draft.block(index - 1).kind is Kind.RULE
        if not draft.reading.first_prose < index < draft.reading.last_prose or doubled:
            yield index, Verdict(Role.DROPPED, "a section break that parts nothing", 0.9)


def keep_marked(draft: Draft) -> Decisions:
    """What the source marks as a list item, a quote, a table row or a break stays as that.

    Before:
        - No dogs on the bridge
        - No cycling on the bridge
    After:
        list item: No dogs on the bridge
        list item: No cycling on the bridge
    Keep:
        1984 was the year in which the bridge was opened to the public.
    """
    for index in draft.open():
        role = _BY_KIND.get(draft.block(index).kind)
        if role:
            yield index, Verdict(role, f"marked as a {draft.block(index).kind}", 0.95)


def keep_paragraphs(draft: Draft) -> Decisions:
    """Everything else is a paragraph: when in doubt, the words stay.

    Before:
        The harbour bridge will be closed.
    After:
        paragraph: The harbour bridge will be closed.
    Keep:
        * * *
    """
    for index in draft.open():
        prose = draft.looks[index].prose
        why = "prose" if prose else "nothing says that it is not the story"
        yield index, Verdict(Role.PARAGRAPH, why, 0.95 if prose else 0.6)

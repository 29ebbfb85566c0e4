"""What stays: subheads, lists, quotes, notes, section breaks and paragraphs."""

from __future__ import annotations

import re

from sitegen.looks.lexicon import longest_start
from sitegen.model.document import Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.rules.draft import Decisions, Draft

MAX_SUBHEAD_WIDTH = 110
MAX_LEAD_IN_WORDS = 12
MIN_POINT_WORDS = 4
MIN_SENTENCE_WIDTH = 45
QUOTE_MARKS = "\"'“”„«»‘’「」『』"

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


def keep_notes(draft: Draft) -> Decisions:
    """A correction or an editor's note is editorial text: it stays, marked as what it is.

    Before:
        Correction: An earlier version of this article gave the wrong year for the opening of the bridge.
    After:
        note: Correction: An earlier version of this article gave the wrong year for the opening of the bridge.
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
    after = text[at + len(opening) :].lstrip(") ]")
    return at >= 0 and after[:1] in (":", "：", "|", "–", "—", "-", "(")


def keep_lead_ins(draft: Draft) -> Decisions:
    """A short line that ends in a colon and leads in to nothing stays, and an editor is told.

    It announced an embedded post, a video or a list that is gone. It is the author's sentence all the same.

    Before:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

        Both cities experienced the wailing of sirens, accompanied by broadcast warning messages, they said.

        Announcement from Kursk:

        In response, the authorities cancelled all large events "due to the operational situation" that evening.
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
    text, block = draft.text(below), draft.block(below)
    if not draft.looks[below].prose or block.kind is not Kind.LINE or text[0] in QUOTE_MARKS:
        return False
    return below + 1 >= len(draft) or not draft.text(below + 1).startswith(("—", "–"))


def find_subheads(draft: Draft) -> Decisions:
    """A short line of its own inside the story, with prose below it, is a subhead.

    Before:
        Ferries will run every ten minutes until the work is done, and they will cost nothing, the city said.

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

        A long winter

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    After:
        subhead: A long winter
    Keep:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

        "We had no choice."

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    """
    for index in draft.open():
        inside = draft.reading.first_prose < index < draft.reading.last_prose
        if (
            inside
            and _is_set_apart(draft, index)
            and _reads_like_a_head(draft, index)
            and _prose_below(draft, index)
        ):
            sure = round(max(0.6, draft.opinions[index].subhead), 2)
            yield index, Verdict(Role.SUBHEAD, "a short line of its own with prose below it", sure)


def _is_set_apart(draft: Draft, index: int) -> bool:
    block = draft.block(index)
    return block.kind is Kind.LINE and (block.gap or draft.reading.is_gapless)


def _reads_like_a_head(draft: Draft, index: int) -> bool:
    text, look = draft.text(index), draft.looks[index]
    if look.width > MAX_SUBHEAD_WIDTH or (look.ends and not text.endswith("?")):
        return False
    if text[-1] in ":：,;" or text[0].islower() or text[0] in "—–-(/":
        return False
    return not (text[0] in QUOTE_MARKS and text[-1] in QUOTE_MARKS) and not _SPEAKER.match(text)


def _prose_below(draft: Draft, index: int) -> bool:
    below = index + 1
    while below < len(draft) and draft.role(below) in (Role.DROPPED, Role.CAPTION, Role.CREDIT):
        below += 1
    if below >= len(draft):
        return False
    look, kind = draft.looks[below], draft.block(below).kind
    sentence = look.width >= MIN_SENTENCE_WIDTH and (look.ends or draft.text(below)[-1] in ":：")
    return look.prose or sentence or kind in (Kind.LIST_ITEM, Kind.QUOTE)


def head_key_points(draft: Draft) -> Decisions:
    """The header of a summary list at the story's top is a subhead, and the list stays.

    Before:
        Key points

        - The bridge closes on Monday.
        - Ferries will run every ten minutes.

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.
    After:
        subhead: Key points
    Keep:
        Key points were missing from the report that the committee published on Monday after two years of work.
    """
    for index in draft.open():
        below = index + 1
        if draft.looks[index].key in draft.reading.words.key_points and draft.is_open(below):
            listed = draft.block(below).kind is Kind.LIST_ITEM or draft.block(below).marker
            if listed or draft.looks[below].words >= MIN_POINT_WORDS:
                yield index, Verdict(Role.SUBHEAD, "heads a summary list", 0.9)


def keep_key_points(draft: Draft) -> Decisions:
    """The items below a summary list's header are the author's: they stay.

    Before:
        Key points

        - The bridge closes on Monday.
        - Ferries will run every ten minutes.

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.
    After:
        list item: The bridge closes on Monday.
        list item: Ferries will run every ten minutes.
    Keep:
        Key points were missing from the report that the committee published on Monday after two years of work.
    """
    below_header = False
    for index in range(len(draft)):
        if draft.role(index) is Role.SUBHEAD:
            below_header = True
        elif below_header and draft.is_open(index) and draft.block(index).kind is Kind.LIST_ITEM:
            yield index, Verdict(Role.LIST_ITEM, "an item of the summary list", 0.95)
        else:
            below_header = False


def keep_numbered(draft: Draft) -> Decisions:
    """Lines numbered 1, 2, 3 ... one below the other are a list.

    Before:
        1. The bridge closes on Monday.
        2. Ferries will run every ten minutes.
    After:
        list item: 1. The bridge closes on Monday.
        list item: 2. Ferries will run every ten minutes.
    Keep:
        1. May was a holiday even then, as the old calendars that hang in the town hall's cellar go to show.
    """
    for index in draft.open():
        number = _number(draft, index)
        if number is None or draft.role(index) is not None:
            continue
        if _number(draft, index + 1) == number + 1 or (
            number > 1 and _number(draft, index - 1) == number - 1
        ):
            words = draft.text(index)[len(draft.block(index).marker) :].strip()
            yield index, Verdict(Role.LIST_ITEM, "one of a run of numbered lines", 0.9, text=words)


def _number(draft: Draft, index: int) -> int | None:
    if not 0 <= index < len(draft):
        return None
    digits = draft.block(index).marker.rstrip(".)")
    return int(digits) if digits.isdecimal() and draft.block(index).kind is Kind.LINE else None


def keep_spoken_lines(draft: Draft) -> Decisions:
    """A line that opens with a dash and stands alone among paragraphs is speech, as many languages set it.

    Before:
        The ferry came at nine and nobody got off, which had not happened since the year of the great strike.

        - We have waited long for this, says Mr Roe, who takes the ferry to the mainland every working day.

        The kiosk opens again on Monday, and the coffee will cost what it cost in the year when it was closed.
    After:
        paragraph: We have waited long for this, says Mr Roe, who takes the ferry to the mainland every working day.
    Keep:
        - No dogs on the bridge
        - No cycling on the bridge
    """
    for index in draft.open():
        block = draft.block(index)
        if (
            block.kind is Kind.LIST_ITEM
            and block.marker == "-"
            and _is_alone(draft, index)
            and draft.looks[index].ends
        ):
            yield index, Verdict(Role.PARAGRAPH, "speech that opens with a dash", 0.8, text=f"- {block.text}")


def _is_alone(draft: Draft, index: int) -> bool:
    above = index > 0 and draft.block(index - 1).kind is Kind.LIST_ITEM
    below = index + 1 < len(draft) and draft.block(index + 1).kind is Kind.LIST_ITEM
    return not above and not below


def keep_marked(draft: Draft) -> Decisions:
    """What the source marks as a list item, a quote, a table row or a break stays as that.

    Before:
        - No dogs on the bridge
        - No cycling on the bridge
        * * *
    After:
        list item: No dogs on the bridge
        list item: No cycling on the bridge
        section break: * * *
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

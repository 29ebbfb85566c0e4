"""Lists as people write them in plain text: key points, numbered lines, and dashes that are speech."""

from __future__ import annotations

import re

from sitegen.model.document import Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.rules.draft import Decisions, Draft

MIN_POINT_WORDS = 4
NEAR_CORE = 12
PLAINLY_OTHER = 0.97
MIN_ROWS, MIN_NUMBERS = 4, 3
OTHER_NUMBERED = 0.85
"""The line model's probability of something else from which a numbered line is of some other list."""

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[-+(]?\d+(?:[.,:]\d+)*[%)]?")


def head_key_points(draft: Draft) -> Decisions:
    """The header of a summary list at the story's top is a subhead, and the list stays.

    Before:
        Key points

        - The bridge closes on Monday.
        - Ferries will run every ten minutes.

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        subhead: Key points
    Keep:
        Key points were missing from the report that the committee published after two years of work.
    """
    for index in draft.open():
        below = index + 1
        if not _may_be_story(draft, index):
            continue
        if draft.looks[index].key in draft.reading.words.key_points and draft.is_open(below):
            listed = draft.block(below).kind is Kind.LIST_ITEM or draft.block(below).marker
            if listed or draft.looks[below].words >= MIN_POINT_WORDS:
                yield index, Verdict(Role.SUBHEAD, "heads a summary list", 0.9)


def _may_be_story(draft: Draft, index: int) -> bool:
    """Near the story's core or in a text without one, and not plainly something else to the line model."""
    core = draft.reading.core
    near = not core or core.start - NEAR_CORE <= index < core.stop
    return near and (not core or draft.opinion(index).other < PLAINLY_OTHER)


def keep_key_points(draft: Draft) -> Decisions:
    """The items below a summary list's header are the author's: they stay.

    Before:
        Key points

        - The bridge closes on Monday.
        - Ferries will run every ten minutes.

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        list item: The bridge closes on Monday.
        list item: Ferries will run every ten minutes.
    Keep:
        Key points were missing from the report that the committee published after two years of work.
    """
    below_header = False
    for index in range(len(draft)):
        if draft.role(index) is Role.SUBHEAD:
            below_header = _may_be_story(draft, index)
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
        if number is None or draft.role(index) is not None or draft.opinion(index).other >= OTHER_NUMBERED:
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


def keep_number_rows(draft: Draft) -> Decisions:
    """Rows of numbers one below the other are a table of the story: standings, results, prices.

    Before:
        1 Marta Olsen 57 5 1 17
        2 Ida Brekke 51 4 0 15
        3 Tom Hale 44 4 6 15
        4 Piet Vos 39 6 3 19
    After:
        paragraph: 1 Marta Olsen 57 5 1 17
        paragraph: 2 Ida Brekke 51 4 0 15
        paragraph: 3 Tom Hale 44 4 6 15
        paragraph: 4 Piet Vos 39 6 3 19
    Keep:
        12:30 13:00 13:30
    """
    index = 0
    while index < len(draft):
        rows = 0
        while index + rows < len(draft) and _is_number_row(draft, index + rows):
            rows += 1
        if rows >= MIN_ROWS:
            for row in range(index, index + rows):
                yield row, Verdict(Role.PARAGRAPH, "one of several rows of numbers", 0.8)
        index += rows or 1


def _is_number_row(draft: Draft, index: int) -> bool:
    text = draft.text(index)
    if not draft.is_open(index) or len(_DIGITS.findall(text)) < MIN_NUMBERS:
        return False
    words = text.split()
    numbers = sum(_NUMBER.fullmatch(word) is not None for word in words)
    return numbers >= MIN_NUMBERS and any(word.isalpha() for word in words)


def keep_spoken_lines(draft: Draft) -> Decisions:
    """A line that opens with a dash and stands alone among paragraphs is speech, as many languages set it.

    Before:
        The ferry came at nine and nobody got off, which had not happened since the year of the great strike.

        - We have waited long for this, says Mr Roe, who takes the ferry to the mainland every day.

        The kiosk opens again on Monday, and the coffee will cost what it cost in the year when it was closed.
    After:
        paragraph: We have waited long for this, says Mr Roe, who takes the ferry to the mainland every day.
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

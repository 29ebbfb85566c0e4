"""What stands before the story and after it: standfirst, lists of other stories, tags, tails."""

from __future__ import annotations

import re

from sitegen.looks.lexicon import key_of
from sitegen.model.document import Kind
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft
from sitegen.rules.furniture import HEADERS, LABELS

MAX_TAG_WIDTH = 40
MAX_TAG_LINE = 250


def drop_agency_tails(draft: Draft) -> Decisions:
    """A closing line that says who reported and edited for an agency goes.

    Before:
        The vote is expected on Thursday, and both sides say they have the numbers to win it this time.

        (Reporting by Jane Roe; editing by John Doe)
    After:
        dropped: (Reporting by Jane Roe; editing by John Doe)
    Keep:
        Reporting by students found that the mayor had known about the leak for months before the spring.

        The vote is expected on Thursday, and both sides say they have the numbers to win it this time.

        A second vote would follow in the autumn, if the upper house agrees to the changes that were made.

        It would be the third in as many years, and the last before the election, the speaker said.
    """
    last = draft.reading.last_prose
    for index in draft.open():
        look = draft.looks[index]
        if index < last - 2 or look.prompt != "agency_tail":
            continue
        why = "says who reported and edited for an agency"
        yield index, Verdict(Role.DROPPED, why, 0.9)


def drop_tail_lists(draft: Draft) -> Decisions:
    """Below the last prose, a header such as 'Related' or 'Tags' and the short lines that follow it go.

    Before:
        The vote is expected on Thursday, and both sides say they have the numbers to win it this time.

        Related content

        Bridge opens early
        Mayor at odds with council
    After:
        dropped: Bridge opens early
        dropped: Mayor at odds with council
    Keep:
        The vote is expected on Thursday, and both sides say they have the numbers to win it this time.

        Bridge opens early
    """
    header = ""
    for index in range(draft.reading.last_prose + 1, len(draft)):
        kind = draft.looks[index].label
        header = kind if kind in HEADERS else "" if kind and header == "tags" else header
        if (
            header
            and draft.is_open(index)
            and draft.looks[index].width <= 200
            and draft.block(index).kind is not Kind.RULE
        ):
            found = _tags(draft, index) if header == "tags" else ()
            role = Role.TAGS if header == "tags" else Role.DROPPED
            yield index, Verdict(role, f"stands below {LABELS[header]}", 0.9, found)


def _tags(draft: Draft, index: int) -> tuple[Found, ...]:
    return tuple(Found("tags", tag) for tag in _split_tags(draft.text(index)))


def _split_tags(text: str) -> list[str]:
    parts = [part.strip(" #.|") for part in re.split(r"[,;、，|·•]", text)]
    return [part for part in parts if part and len(part) <= MAX_TAG_WIDTH]


def find_standfirst(draft: Draft) -> Decisions:
    """A sentence between the headline and the byline or date is the standfirst.

    Before:
        Harbour bridge closes for repairs until spring

        The city says that the old steel will not last another winter of storms.

        By Jane Roe

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        standfirst: description = The city says that the old steel will not last another winter of storms.
    Keep:
        Harbour bridge closes for repairs until spring

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    """
    title = draft.title_index()
    if title is None or draft.document.declared.description:
        return
    index = title + 1
    while index < len(draft) and draft.role(index) is Role.DROPPED:
        index += 1
    below = index + 1
    while below < len(draft) and draft.role(below) is Role.DROPPED:
        below += 1
    if not draft.is_open(index) or draft.role(below) not in (
        Role.BYLINE,
        Role.DATE,
        Role.CAPTION,
        Role.CREDIT,
    ):
        return
    look = draft.looks[index]
    if (
        look.words >= 6
        and look.width <= 400
        and any(draft.looks[i].prose for i in range(below + 1, len(draft)))
    ):
        found = (Found("description", draft.text(index)),)
        yield (
            index,
            Verdict(Role.STANDFIRST, "a sentence between the headline and the byline or date", 0.85, found),
        )


def read_tag_lines(draft: Draft) -> Decisions:
    """A line such as `Filed under: Music, Drought` names the topics.

    Before:
        Filed under: Music, Drought
    After:
        tags: tags = Music; tags = Drought
    Keep:
        Topics: a list of them hangs in the hall, and it is said that nobody has read it to the end in years.
    """
    for index in draft.open():
        head, colon, rest = draft.text(index).replace("：", ":").partition(":")
        look = draft.looks[index]
        if not colon or not rest.strip() or look.prose or look.width > MAX_TAG_LINE:
            continue
        if draft.reading.words.line_kind(key_of(head)) == "tags":
            tags = tuple(Found("tags", tag) for tag in _split_tags(rest))
            yield index, Verdict(Role.TAGS, "a line that names the topics", 0.95, tags)

"""What stands before the story and after it: standfirst, lists of other stories, tags, tails."""

from __future__ import annotations

import re

from sitegen.looks.lexicon import key_of
from sitegen.looks.look import same_letters
from sitegen.model.document import Kind
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft
from sitegen.rules.furniture import HEADERS, LABELS, NOT_CONTRADICTED

MAX_TAG_WIDTH = 40
MAX_TAG_LINE = 250
MIN_STANDFIRST_WORDS, MAX_STANDFIRST_WIDTH = 6, 400
HEAD_ROLES = frozenset({Role.BYLINE, Role.DATE, Role.CAPTION, Role.CREDIT, Role.IMAGE})
NOT_OF_BODY, PLAINLY_OTHER = 0.6, 0.9
"""The line model's probabilities from which a standfirst's words do not stay in the body too, and from which
they are no standfirst either: a caption, a notice of the page."""

STANDFIRST_CLASSES = frozenset(
    {"standfirst", "dek", "deck", "subtitle", "subheadline", "summary", "excerpt", "lede", "vorspann"}
)
"""Class words that pages use for the standfirst."""


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
        if draft.opinion(index).outside < NOT_CONTRADICTED:
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

    In plain text its place says so; in a page its class or the page's own description must as well. People
    who marked real articles took more than half of such sentences for the story's own first one: so its
    words stay in the body too, unless the line model takes them for none of it. The site shows them once.

    Before:
        Harbour bridge closes for repairs until spring

        The city says that the old steel will not last another winter of storms.

        By Jane Roe

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        paragraph: description = The city says that the old steel will not last another winter of storms.
    Keep:
        Harbour bridge closes for repairs until spring

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    """
    title = draft.title_index()
    if title is None:
        return
    index = _next_undropped(draft, title + 1)
    if not draft.is_open(index):
        return
    look = draft.looks[index]
    prose_follows = any(draft.looks[i].prose for i in range(index + 1, len(draft)))
    if look.words >= MIN_STANDFIRST_WORDS and look.width <= MAX_STANDFIRST_WIDTH and prose_follows:
        role_below = draft.role(_next_undropped(draft, index + 1))
        plainly_other = _is_text(draft) and draft.opinion(index).outside >= PLAINLY_OTHER
        if role_below in HEAD_ROLES and _is_called_standfirst(draft, index) and not plainly_other:
            found = (Found("description", draft.text(index)),)
            why = "a sentence between the headline and the byline or date"
            in_body = draft.opinion(index).outside < NOT_OF_BODY
            role = Role.PARAGRAPH if in_body else Role.STANDFIRST
            yield index, Verdict(role, why, 0.85, found)


def _next_undropped(draft: Draft, index: int) -> int:
    while index < len(draft) and draft.role(index) is Role.DROPPED:
        index += 1
    return index


def _is_called_standfirst(draft: Draft, index: int) -> bool:
    """In plain text its place is enough; in a page its class or the declared description must say so too."""
    if _is_text(draft):
        return True
    declared = {same_letters(claim.value) for claim in draft.document.declared.description}
    return draft.looks[index].same in declared or bool(STANDFIRST_CLASSES & draft.block(index).signals)


def _is_text(draft: Draft) -> bool:
    return draft.document.media_type == "text/plain"


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

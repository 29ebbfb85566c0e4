"""Lines that belong to the page and not to the story, known by their whole wording."""

from __future__ import annotations

from sitegen.looks.look import PROSE_WIDTH
from sitegen.model.document import Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.rules.draft import Decisions, Draft

LABELS = {
    "advertisement": "an advertisement's label",
    "share": "a label of a share bar",
    "comments": "a label of the comments",
    "newsletter": "a prompt to sign up or log in",
    "follow": "a prompt to follow the publisher",
    "navigation": "a label of the page's navigation",
    "reading_time": "the reading or listening time",
    "gallery": "a label of a picture gallery",
    "player": "a label of a player",
    "consent": "a label of a consent box",
    "copyright": "a copyright line",
    "relative": "a time such as 'two hours ago', which says nothing later",
    "read_more": "a prompt to read on elsewhere",
    "related": "a header above other stories",
    "tags": "a header above topics",
    "bio": "a header above an author's biography",
    "support": "a request for support",
    "boilerplate": "a sentence that stands on pages of many publishers",
}

NOT_CONTRADICTED = 0.3
"""A prompt's beginning can be a sentence's too, so the line model must not be sure that it is the story."""

EMBED_ADDRESSES = ("pic.twitter.com/", "https://t.co/", "http://t.co/", "pic.x.com/")

COMMANDS = frozenset({"newsletter", "follow", "support", "boilerplate"})
NOT_RULED_OUT = 0.01
"""Kinds that tell the reader to do something; without a full stop a story hardly ever speaks so."""

NAMES_ANOTHER = frozenset({"read_more", "newsletter", "follow", "share"})
"""Kinds that, with a colon, name another story or channel: `Read more: Mayor resigns`."""

HEADERS = frozenset({"related", "tags", "bio"})
"""Kinds that head a list; what follows them is decided by its place."""

STORY_WORDS_MAY_MATCH = frozenset({"read_more", "player", "navigation", "gallery"})
"""Kinds whose phrases can be a subhead's words (`Audio`): inside the story the line model must agree."""


def drop_labels(draft: Draft) -> Decisions:
    """A line that is nothing but a label of the page around the story goes.

    The whole line must be such a label: advertisement marks, share bars, comment counts, sign-up prompts,
    navigation, reading times, gallery counters, consent boxes. The words are in `languages/*.toml`.

    Before:
        Advertisement
        Copy link
        12 comments
        4 min read
    After:
        dropped: Advertisement
        dropped: Copy link
        dropped: 12 comments
        dropped: 4 min read
    Keep:
        Advertisement spending fell by a tenth, the agency said in its report on Tuesday.
    Keep:
        Share prices rose again
    """
    for index in draft.open():
        kind = draft.looks[index].label
        if kind and not (kind in STORY_WORDS_MAY_MATCH and _may_be_story(draft, index)):
            yield index, Verdict(Role.DROPPED, LABELS[kind], 0.97)


def _may_be_story(draft: Draft, index: int) -> bool:
    return index in draft.reading.core and draft.opinion(index).other < NOT_CONTRADICTED


def drop_marks(draft: Draft) -> Decisions:
    """A line without a letter or a digit goes, unless it is a section break.

    Before:
        |
        …
    After:
        dropped: |
        dropped: …
    Keep:
        * * *
    """
    for index in draft.open():
        block = draft.block(index)
        if (
            block.kind not in (Kind.RULE, Kind.IMAGE)
            and not any(map(str.isalnum, block.text))
            and not _only_symbols_count(block.text)
        ):
            yield index, Verdict(Role.DROPPED, "marks without a word", 0.97)


def _only_symbols_count(text: str) -> bool:
    """Emoji may be the whole message of a line; single ASCII marks and separators are not."""
    return any(ord(letter) >= 0x2600 and letter not in "►▶◄◀★☆" for letter in text)


def drop_embed_addresses(draft: Draft) -> Decisions:
    """The short address that an embedded post leaves behind, alone on its line, goes.

    Before:
        pic.twitter.com/a1b2c3d4e5
    After:
        dropped: pic.twitter.com/a1b2c3d4e5
    Keep:
        www.harbour-town.example/bridge
    """
    for index in draft.open():
        if draft.text(index).startswith(EMBED_ADDRESSES) and " " not in draft.text(index):
            yield index, Verdict(Role.DROPPED, "the address of an embedded post", 0.95)


def drop_prompts(draft: Draft) -> Decisions:
    """A short line that begins like a prompt goes: sign up for, follow us on, read more: ...

    A prompt is short, or its beginning is a sentence known from many publishers. A sentence of the story
    that happens to begin so is longer, or goes on to say who said it.

    Before:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.

        Read more: Ferry fares to rise again

        Ferries will run every ten minutes until the work is done, and they will cost nothing, the city said.

        Sign up for our morning briefing
    After:
        dropped: Read more: Ferry fares to rise again
        dropped: Sign up for our morning briefing
    Keep:
        Sign up for the marathon closes on Friday, and organisers expect more than forty thousand runners.
    Keep:
        "Follow us," she said, and the crowd went after her through the gate and up the hill to the chapel.
    """
    for index in draft.open():
        look = draft.looks[index]
        kind = look.prompt
        if not kind or kind == "agency_tail" or _opens_with_quote(draft.text(index)):
            continue
        is_short = look.width <= PROSE_WIDTH + 15 and not _is_heading(draft, index)
        named = kind in NAMES_ANOTHER and ":" in draft.text(index).replace("：", ":")
        needed = NOT_RULED_OUT if kind in COMMANDS and not look.prose else NOT_CONTRADICTED
        agreed = draft.opinion(index).other >= needed
        if (kind == "boilerplate" and agreed) or (is_short and (named or agreed)):
            yield index, Verdict(Role.DROPPED, LABELS[kind], 0.9)


def _opens_with_quote(text: str) -> bool:
    return text[0] in "\"“„«»‘'「『"


def _is_heading(draft: Draft, index: int) -> bool:
    return draft.block(index).kind is Kind.HEADING

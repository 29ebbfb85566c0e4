"""Bylines: the lines that name the authors, and the lines about them."""

from __future__ import annotations

from sitegen.looks.lexicon import Lexicon
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft
from sitegen.rules.names import (
    MAX_BYLINE_WIDTH,
    byline_names,
    columns_of,
    holds_no_name,
    is_role_line,
    looks_like_name,
    only_names_in,
)

MIN_NAME = 6
LAST_LINES = 3
NOT_RULED_OUT = 0.2
"""How a biography is told: by a name of so many letters, among the story's last lines or below them, and
by a line model that does not rule it out."""

LIKELY_BYLINE = 0.16
"""The line model's probability from which a line of names is a byline."""


def read_bylines(draft: Draft) -> Decisions:
    """A line that opens like a byline and goes on with names gives the authors.

    Before:
        By Jane Roe and John Doe, Political Correspondent
    After:
        byline: authors = Jane Roe; authors = John Doe
    Keep:
        By Friday the last of the boats had left the harbour, and the market was empty.
    """
    words = draft.reading.words
    authors = draft.found("authors")
    for index in draft.open():
        look = draft.looks[index]
        if not look.key or look.width > MAX_BYLINE_WIDTH or look.prose:
            continue
        names = byline_names(draft.text(index), words)
        if names:
            found = tuple(Found("authors", name) for name in names) if not authors else ()
            authors = authors or names
            yield index, Verdict(Role.BYLINE, "opens like a byline and names people", 0.95, found)


def read_name_lines(draft: Draft) -> Decisions:
    """A name alone on its line between headline and story is the byline; a job title below it goes with it.

    Before:
        Harbour bridge closes for repairs until spring

        Jane Roe
        Political correspondent

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        byline: authors = Jane Roe
        byline: Political correspondent
    Keep:
        The two met again in the capital.

        Jane Roe

        She had not expected to win, she said afterwards in the small office above the bakery in the old town.
    """
    words = draft.reading.words
    title = draft.title_index()
    if title is None:
        return
    has_author = bool(draft.found("authors"))
    for index in range(title + 1, min(_second_prose(draft, title), title + 14, len(draft))):
        if not draft.is_open(index):
            continue
        text, look = columns_of(draft.block(index).raw), draft.looks[index]
        if is_role_line(look.key, words) and holds_no_name(text, words):
            if draft.role(index - 1) is Role.BYLINE or index - 1 in _names_seen(draft):
                yield index, Verdict(Role.BYLINE, "the job title below a name", 0.9)
        elif (
            not has_author
            and (names := only_names_in(text, words))
            and _followed_by_furniture(draft, index, words)
        ):
            found = tuple(Found("authors", name) for name in names)
            yield index, Verdict(Role.BYLINE, "a name alone on its line below the headline", 0.85, found)


def read_likely_bylines(draft: Draft) -> Decisions:
    """A line of names that the line model takes for a byline is one, where nobody has been named yet.

    Before:
        Jane Roe
        Political correspondent
        March 13, 2024

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    After:
        byline: authors = Jane Roe
    Keep:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        Bridge Street

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    """
    words = draft.reading.words
    if draft.found("authors"):
        return
    likely = [index for index in draft.open() if draft.opinion(index).byline >= LIKELY_BYLINE]
    for index in likely:
        names = only_names_in(draft.text(index), words)
        if names:
            found = tuple(Found("authors", name) for name in names)
            sure = round(draft.opinion(index).byline, 2)
            yield index, Verdict(Role.BYLINE, "a line of names where a byline stands", sure, found)
            return


def drop_biographies(draft: Draft) -> Decisions:
    """Below the story or as its last lines, a sentence that begins with the author's name goes.

    Before:
        Harbour bridge closes for repairs until spring

        By Jane Roe

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.

        Jane Roe is a political correspondent and writes about the harbour.
    After:
        dropped: Jane Roe is a political correspondent and writes about the harbour.
    Keep:
        Harbour bridge closes for repairs until spring

        By Jane Roe

        John Doe is the owner of the ferry, and he said on Monday that the ferry would run every ten minutes.
    """
    authors = tuple(name for name in draft.found("authors") if len(name) >= MIN_NAME)
    for index in draft.open() if authors else ():
        last = index >= draft.reading.core.stop - LAST_LINES
        if last and draft.text(index).startswith(authors) and draft.opinion(index).outside >= NOT_RULED_OUT:
            yield index, Verdict(Role.DROPPED, "below the story, about its author", 0.9)


def _second_prose(draft: Draft, title: int) -> int:
    """Where the second block of prose below the headline stands: a standfirst may be the first."""
    prose = [index for index in range(title + 1, len(draft)) if draft.looks[index].prose]
    return prose[1] if len(prose) > 1 else len(draft)


def _names_seen(draft: Draft) -> set[int]:
    """Indices of open lines that are nothing but a name."""
    return {
        index
        for index in draft.open()
        if draft.looks[index].width <= 50 and looks_like_name(draft.text(index))
    }


def _followed_by_furniture(draft: Draft, index: int, words: Lexicon) -> bool:
    """Below the name stands a job title, a date, other furniture, or the story itself."""
    below = index + 1
    if below >= len(draft):
        return False
    if not draft.is_open(below):
        return True
    look = draft.looks[below]
    return look.prose or is_role_line(look.key, words)

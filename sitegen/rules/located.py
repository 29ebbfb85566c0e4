"""Pages: what stands outside the story that the reader located goes."""

from __future__ import annotations

from sitegen.model.document import OUTSIDE, STORY, Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.rules.draft import Decisions, Draft

PLAIN_ELEMENTS = frozenset({"p", "span", "div", "section", "article", "main", "h2", "h3", "h4"})
MANY_LINKS = 0.4


def drop_outside_story(draft: Draft) -> Decisions:
    """What the page itself sets outside the story goes: menus, footers, comments, boxes of other stories.

    The reader of pages marks such blocks by the elements they stand in; plain text has no such marks.

    Before:
        <nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
        <article><h1>Harbour bridge closes until spring</h1>
        <p>The harbour bridge will be closed to all traffic for repairs until next spring, the city said.</p>
        <p>The decision came after engineers had found cracks in two of the four pylons of the bridge.</p>
        </article>
    After:
        dropped: Home | Sport
    Keep:
        Home | Sport
    """
    for index in draft.open():
        if OUTSIDE in draft.block(index).signals:
            yield index, Verdict(Role.DROPPED, "the page sets it outside the story", 0.95)


def drop_unlocated(draft: Draft) -> Decisions:
    """In a page whose story was located, what is neither in it nor claimed by a rule before goes.

    A caption, a byline or a date has been claimed by now. Where no story could be located, all stays.

    Before:
        <article><h1>Harbour bridge closes until spring</h1>
        <div class="article-body">
        <p>The harbour bridge will be closed to all traffic for repairs until next spring, the city said.</p>
        <p>The decision came after engineers had found cracks in two of the four pylons of the bridge.</p>
        <p>Ferries will run every ten minutes until the work is done, and they will cost nothing at all.</p>
        </div>
        <div class="box"><p>Our harbour calendar</p></div></article>
    After:
        dropped: Our harbour calendar
    Keep:
        <p>Our harbour calendar</p>
    """
    located = any(STORY in block.signals for block in draft.document.blocks)
    for index in draft.open():
        if located and STORY not in draft.block(index).signals and not _is_plain_prose(draft, index):
            yield index, Verdict(Role.DROPPED, "stands outside the story that was located on the page", 0.85)


def _is_plain_prose(draft: Draft, index: int) -> bool:
    """A sentence, or a heading above one, in no named box: broken markup can cut a story in two."""
    block = draft.block(index)
    if not block.signals <= PLAIN_ELEMENTS or block.link_share > MANY_LINKS:
        return False
    if block.kind is Kind.HEADING:
        return index + 1 < len(draft) and draft.looks[index + 1].prose and _is_plain_prose(draft, index + 1)
    return draft.looks[index].prose

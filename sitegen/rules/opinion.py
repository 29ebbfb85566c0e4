"""What the line model decides where the rules' words end."""

from __future__ import annotations

from sitegen.looks.look import PROSE_WIDTH
from sitegen.looks.reading import ENDS
from sitegen.model.document import Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.opinion.second import span_of
from sitegen.readers.plain_text import SOFT_ENDS
from sitegen.rules.draft import Decisions, Draft
from sitegen.rules.structure import is_set_apart, prose_below, reads_like_a_head
from sitegen.rules.titles import stands_alone_above_the_story

OUTSIDE = 0.7
OUTSIDE_PROSE = 0.8
INSIDE = 0.85
INSIDE_PROSE = 0.95
"""The probability from which a line that the model takes for something else goes: a short line or one of
prose, outside the story or inside it. Losing a paragraph is worse than keeping a line of junk, so prose
and the story's inside need more. Chosen by scores on publishers that the model had not seen."""


def drop_by_place(draft: Draft) -> Decisions:
    """A line that by its place, its shape and its neighbours belongs to the page and not to the story goes.

    The line model (see `sitegen/opinion`) weighs how near the story's prose stands, what kinds of lines
    are around it, its length, its ending and common words. It must be surer of a sentence than of a label,
    and surer inside the story than before and after it. In a text without prose it has no say, nor on a first
    line that only the byline and the date part from the story, nor on lines that Unicode's line separator
    joins to a paragraph.

    Before:
        Harbour bridge closes for repairs until spring

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.

        Ferries will run every ten minutes until the work is done, and they will cost nothing, the city said.

        Share

        Mayor at odds with council
        Why the harbour matters
        Ferry fares to rise again
        Weather
        Sport
    After:
        dropped: Mayor at odds with council
        dropped: Why the harbour matters
        dropped: Ferry fares to rise again
        dropped: Weather
        dropped: Sport
    Keep:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    Keep:
        1984

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
    """
    if not draft.reading.core or not draft.opinions:
        return
    span = _span(draft)
    end = _end_of_story(draft, span)
    for index in draft.open():
        if _is_spared(draft, index):
            continue
        other = draft.opinion(index).outside
        inside = span.start <= index < end
        dear = draft.looks[index].prose or (inside and _may_be_subhead(draft, index))
        if other >= _needed(inside, dear):
            yield (
                index,
                Verdict(Role.DROPPED, "its place and shape say that it is not the story", round(other, 2)),
            )


def _is_spared(draft: Draft, index: int) -> bool:
    """A section break; a first line above the story; lines that somebody joined to one paragraph."""
    block = draft.block(index)
    joined = draft.looks[index].width >= PROSE_WIDTH and any(sign in block.raw for sign in SOFT_ENDS)
    return block.kind is Kind.RULE or joined or (index == 0 and stands_alone_above_the_story(draft))


def _may_be_subhead(draft: Draft, index: int) -> bool:
    """Alone between paragraphs and like a head: only luck tells it from another story's headline."""
    alone = index > 0 and (draft.looks[index - 1].prose or draft.role(index - 1) is Role.DROPPED)
    apart = alone and is_set_apart(draft, index)
    return apart and reads_like_a_head(draft, index) and prose_below(draft, index)


def _span(draft: Draft) -> range:
    """From the first to the last line of the run that the model most likely takes for the story."""
    return span_of([look.width for look in draft.looks], [1 - one.outside for one in draft.opinions])


def _end_of_story(draft: Draft, span: range) -> int:
    """Where the story may be over: below its span, at the first header of comments or other stories."""
    below = range(span.stop, len(draft))
    return next((index for index in below if draft.looks[index].label in ENDS), len(draft))


def _needed(inside: bool, dear: bool) -> float:
    if inside:
        return INSIDE_PROSE if dear else INSIDE
    return OUTSIDE_PROSE if dear else OUTSIDE

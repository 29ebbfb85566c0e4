"""What the line model decides where the rules' words end."""

from __future__ import annotations

from sitegen.model.document import Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.rules.draft import Decisions, Draft

OUTSIDE = 0.5
OUTSIDE_PROSE = 0.8
INSIDE = 0.8
INSIDE_PROSE = 0.95
"""The probability from which a line that the model takes for something else goes: a short line or one of
prose, outside the story's core or inside it. Losing a paragraph is worse than keeping a line of junk, so
prose and the core need more. Chosen by scores on publishers that the model had not seen."""


def drop_by_place(draft: Draft) -> Decisions:
    """A line that by its place, its shape and its neighbours belongs to the page and not to the story goes.

    The line model (see `sitegen/opinion`) weighs how near the story's prose stands, what kinds of lines
    are around it, its length, its ending and common words. It must be surer of a sentence than of a label,
    and surer inside the story than before and after it. In a text without prose it has no say.

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
    """
    core = draft.reading.core
    if not core:
        return
    for index in draft.open():
        if draft.block(index).kind is Kind.RULE:
            continue
        other = draft.opinions[index].other
        if other >= _needed(index in core, draft.looks[index].prose):
            yield (
                index,
                Verdict(Role.DROPPED, "its place and shape say that it is not the story", round(other, 2)),
            )


def _needed(inside: bool, prose: bool) -> float:
    if inside:
        return INSIDE_PROSE if prose else INSIDE
    return OUTSIDE_PROSE if prose else OUTSIDE

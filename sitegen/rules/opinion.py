"""What the line model decides where the rules' words end."""

from __future__ import annotations

from sitegen.model.document import Kind
from sitegen.model.verdict import Role, Verdict
from sitegen.rules.draft import Decisions, Draft

SURE_ENOUGH = 0.6
"""The probability from which a line that the model takes for something else goes. Losing a paragraph is
worse than keeping a line of junk, so it lies above one half."""

SURE_ENOUGH_FOR_PROSE = 0.85
"""The same for a line of prose, where more would be lost."""


def drop_by_place(draft: Draft) -> Decisions:
    """A line that by its place, its shape and its neighbours belongs to the page and not to the story goes.

    The line model (see `sitegen/opinion`) weighs how near the story's prose stands, what kinds of lines
    are around it, its length, its ending and common words. It must be surer of a sentence than of a label.

    Before:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

        The decision came after engineers had found cracks in two of the four pylons that carry the roadway.

        Related content

        Ferry fares to rise again

        Mayor at odds with council over new tram line

        Opinion: Why the old harbour matters
    After:
        dropped: Opinion: Why the old harbour matters
    Keep:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.
    """
    for index in draft.open():
        opinion = draft.opinions[index]
        look, block = draft.looks[index], draft.block(index)
        needed = SURE_ENOUGH_FOR_PROSE if look.prose else SURE_ENOUGH
        if opinion.other >= needed and block.kind is not Kind.RULE:
            why = "its place and shape say that it is not the story"
            yield index, Verdict(Role.DROPPED, why, round(opinion.other, 2))

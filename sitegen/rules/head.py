"""The head of the article: headline, kicker, standfirst, date and byline, moved to the front matter."""

from __future__ import annotations

from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft


def read_date_lines(draft: Draft) -> Decisions:
    """A line that is nothing but a date, near the head or alone at the foot, says when the story came out.

    The first one that names a day is the publication's, one that says so is the update's. Later ones are
    furniture of other stories.

    Before:
        3:35 PM EDT, March 13, 2024
    After:
        date: date = 2024-03-13T15:35:00-04:00
    Keep:
        On March 13, 2024, the council met for the last time in the old hall.
    """
    seen: set[str] = set()
    for index, line in draft.reading.date_lines.items():
        found = []
        for name, when in (("date", line.published), ("updated", line.updated)):
            if when is not None and name not in seen:
                seen.add(name)
                found.append(Found(name, when))
        yield index, Verdict(Role.DATE, "a line that is nothing but a date", 0.95, tuple(found))

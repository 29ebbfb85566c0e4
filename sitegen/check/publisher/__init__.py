"""The checks over a built site: what readers, search engines, feed readers and other machines rely on.

To add one, write a function `(BuiltSite) -> Complaint ...` in the file of its theme, and put it in the
CHECKS there. The first line of its docstring is its rule as one sentence; the details and the source follow.
"""

from __future__ import annotations

from sitegen.check.built.site import BuiltSite
from sitegen.check.finding import Check, Finding
from sitegen.check.publisher import feeds, links, pages, sitemaps, social, stories, structured

CHECKS: tuple[Check[BuiltSite], ...] = (
    *pages.CHECKS,
    *links.CHECKS,
    *feeds.CHECKS,
    *sitemaps.CHECKS,
    *structured.CHECKS,
    *stories.CHECKS,
    *social.CHECKS,
)


def check_built(site: BuiltSite) -> tuple[Finding, ...]:
    """Everything that every check finds, in the order of CHECKS and, within one, of the pages."""
    return tuple(finding for check in CHECKS for finding in check(site))

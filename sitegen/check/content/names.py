"""Checks on the names of sections, topics, authors and running stories: each is written one way."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from sitegen.check.content.copy import Paper
from sitegen.check.content.spelling import full_names, turned
from sitegen.check.content.variants import likely_slips, one_way, rename, stories, told_of_all
from sitegen.check.finding import Check, Complaint, Severity
from sitegen.site.listings import same

_SHORT_SECTION = 5
"""Letters of the shortest section in which one different letter counts as a slip: there are few of them."""


def sections_are_known(paper: Paper) -> Iterator[Complaint]:
    """Every section is one of those that mkdocs.yml lists, or else no slip of one that others use.

    Where `sections` of the plugin sitegen is set, each section that is not there is named. Where it is not, a
    section with a single story is named when it looks like another that has more.

    Found:
        [mkdocs.yml]
        sections: [Local, Sport]
        [articles/a.md]
        section: Loacl
    Found:
        [articles/a.md]
        section: Politics
        [articles/b.md]
        section: Politics
        [articles/c.md]
        section: Politics
        [articles/d.md]
        section: Poltics
    Silent:
        [mkdocs.yml]
        sections: [Local, Sport]
        [articles/a.md]
        section: local
    Silent:
        [articles/a.md]
        section: Local
        [articles/b.md]
        section: Vocals
    """
    known = {same(name): name for name in paper.project.sections}
    for name in paper.users["section"]:
        if known and same(name) not in known:
            near = difflib.get_close_matches(same(name), known, n=1)
            hint = f"did you mean {known[near[0]]}?" if near else "add it to `sections` in mkdocs.yml"
            message = f"the section {name!r} is not in mkdocs.yml"
            yield from told_of_all(paper, "section", name, message, hint, severity=Severity.WARNING)
    if not known:
        yield from likely_slips(paper, "section", "section", shortest=_SHORT_SECTION)


def sections_are_spelt_one_way(paper: Paper) -> Iterator[Complaint]:
    """A section is spelt the same way in all stories.

    Sections that differ in more than case have pages of their own. `sections` in mkdocs.yml decides.
    --fix puts a letter's case right where one spelling stands ten times as often as the other.

    Found:
        [articles/a.md]
        section: Arts & Books
        [articles/b.md]
        section: Arts &  Books
        [articles/c.md]
        section: Arts and Books
    Silent:
        [articles/a.md]
        section: Arts
        [articles/b.md]
        section: Books
    """
    return one_way(paper, "section", "section", chosen=paper.project.sections)


def topics_are_spelt_one_way(paper: Paper) -> Iterator[Complaint]:
    """A topic is spelt the same way in all stories.

    Topics that differ in accents, hyphens or points have pages of their own, and readers find half of the
    stories on each. The site joins those that differ in case only. --fix puts the case right where one
    spelling stands ten times as often as the other. What looks like a slip of the pen is only noted.

    Found:
        [articles/a.md]
        tags: [Covid-19]
        [articles/b.md]
        tags: [Covid 19]
    Found:
        [articles/a.md]
        tags: [Ferry fares]
        [articles/b.md]
        tags: [Ferry Fares]
    Found:
        [articles/a.md]
        tags: [Harbour bridge]
        [articles/b.md]
        tags: [Harbour bridge]
        [articles/c.md]
        tags: [Harbour bridge]
        [articles/d.md]
        tags: [Habour bridge]
    Silent:
        [articles/a.md]
        tags: [Iran, C, 9/11, Gambia, Covid-19, Slovenia]
        [articles/b.md]
        tags: [Iraq, C++, "911", Zambia, Covid-20, Slovakia]
    """
    yield from one_way(paper, "tags", "topic")
    yield from likely_slips(paper, "tags", "topic")


def running_stories_are_spelt_one_way(paper: Paper) -> Iterator[Complaint]:
    """A running story has the same name in all its stories.

    Found:
        [articles/a.md]
        series: The lift-bridge
        [articles/b.md]
        series: The Lift Bridge
    Silent:
        [articles/a.md]
        series: The Lift Bridge
        [articles/b.md]
        series: The Ferry
    """
    yield from one_way(paper, "series", "series")
    yield from likely_slips(paper, "series", "series")


def authors_are_spelt_one_way(paper: Paper) -> Iterator[Complaint]:
    """An author is written the same way in all stories.

    Case, accents, hyphens, points and `Rye, Ann` for `Ann Rye` are told. Initials (`A. Rye`) are only noted,
    and only where a single full name fits: there may be an Alan Rye. So is what looks like a slip.

    Found:
        [articles/a.md]
        authors: [Zoë Müller-Rye]
        [articles/b.md]
        authors: [Zoe Muller Rye]
    Found:
        [articles/a.md]
        authors: [Ann Rye]
        [articles/b.md]
        authors:
          - Rye, Ann
    Found:
        [articles/a.md]
        authors: [Ann Rye]
        [articles/b.md]
        authors: [A. Rye]
    Silent:
        [articles/a.md]
        authors: [Ann Rye, Alan Rye]
        [articles/b.md]
        authors: [A. Rye, Anne Ryle]
    """
    yield from one_way(paper, "authors", "author", turn=turned)
    users = paper.users["authors"]
    for name, full in full_names(users):
        message = f"the author {name!r} may be {full!r}, who has {stories(len(users[full]))}"
        yield from told_of_all(paper, "authors", name, message, rename("author", name, full))
    yield from likely_slips(paper, "authors", "author")


CHECKS: tuple[Check[Paper], ...] = tuple(
    map(
        Check,
        (
            sections_are_known,
            sections_are_spelt_one_way,
            topics_are_spelt_one_way,
            running_stories_are_spelt_one_way,
            authors_are_spelt_one_way,
        ),
    )
)

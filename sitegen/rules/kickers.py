"""The section: a kicker above the headline, or the last step of a breadcrumb."""

from __future__ import annotations

from sitegen.looks.lexicon import key_of
from sitegen.looks.look import same_letters
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft

MAX_KICKER_WORDS = 3
MAX_TRAIL_WIDTH = 110
KICKER_CLASSES = frozenset(
    {"kicker", "dachzeile", "overline", "eyebrow", "section", "category", "rubrik", "rubric"}
)
"""Class words that pages use for the kicker."""


def find_kicker(draft: Draft) -> Decisions:
    """A line of one to three words directly above the headline is the kicker: it becomes the section.

    The cross that closes a menu has no words, and is the name of no section.

    Before:
        Politics

        Harbour bridge closes for repairs until spring

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        section: section = Politics
    Keep:
        Harbour bridge closes for repairs until spring

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    """
    title = draft.title_index()
    if title is None or draft.found("section"):
        return
    above = title - 1
    while above >= 0 and draft.role(above) in (Role.DATE, Role.DROPPED):
        above -= 1
    if not draft.is_open(above) or not _may_be_kicker(draft, above):
        return
    text, look = draft.text(above), draft.looks[above]
    if (
        look.words <= MAX_KICKER_WORDS
        and look.width <= 30
        and not look.ends
        and not any(map(str.isdigit, text))
    ):
        yield above, _kicker(text.strip(" :|>"))


def _kicker(text: str) -> Verdict:
    if not any(map(str.isalpha, text)):
        return Verdict(Role.DROPPED, "a bare sign directly above the headline", 0.85)
    found = (Found("section", text),)
    return Verdict(Role.SECTION, "a short line directly above the headline", 0.85, found)


def _may_be_kicker(draft: Draft, index: int) -> bool:
    """In plain text its place is enough; in a page the block's class must say so too."""
    return draft.document.media_type == "text/plain" or bool(KICKER_CLASSES & draft.block(index).signals)


def read_breadcrumb(draft: Draft) -> Decisions:
    """A trail such as `Home > News > Europe` goes; its last step is the section.

    Before:
        Home > News > Europe
    After:
        section: section = Europe
    Keep:
        He went home > he never came back, as the poem has it, and nobody in the village asked him why.
    """
    for index in draft.open():
        steps = _steps(draft, index)
        if steps:
            titles = [same_letters(title) for title in draft.found("title")]
            named = [step for step in steps[1:] if same_letters(step) not in titles]
            takes = bool(named) and not draft.found("section") and len(named[-1].split()) <= MAX_KICKER_WORDS
            found = (Found("section", named[-1]),) if takes else ()
            yield index, Verdict(Role.SECTION, "the trail of steps to the page", 0.9, found)


def _steps(draft: Draft, index: int) -> list[str]:
    """The steps of a breadcrumb line, [] for any other line."""
    text, look = draft.text(index), draft.looks[index]
    if look.width > MAX_TRAIL_WIDTH or look.ends or index >= draft.reading.core.start + 2:
        return []
    for mark in [sign for sign in (">", "›", "»", "/") if sign in text]:
        steps = [step.strip() for step in text.split(mark)]
        steps = steps[:-1] if steps and not steps[-1] else steps
        if len(steps) < 2 or not all(steps):
            continue
        starts_home = draft.reading.words.line_kind(key_of(steps[0])) == "navigation"
        short = all(len(step.split()) <= MAX_KICKER_WORDS for step in steps[:-1])
        if starts_home or (mark in ">›" and short):
            return steps
    return []

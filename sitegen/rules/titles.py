"""The headline: finding it, its repeats, and the kicker glued to it."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from sitegen.looks.look import opening, same_letters
from sitegen.looks.words import content_words, share_in
from sitegen.model.document import HEADLINE, Kind
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.rules.draft import Decisions, Draft
from sitegen.rules.kickers import MAX_KICKER_WORDS
from sitegen.rules.names import byline_names
from sitegen.rules.pictures import credit_of

MAX_TITLE_WIDTH = 220
"""Columns of the longest headline looked for; the corpus' longest is about 200."""

MIN_TITLE_WIDTH = 8
MAX_TRAIL_WORDS = 8
"""Words of the longest trail of sections that is taken off a headline which stands again without it."""

_HEAD = (Role.BYLINE, Role.DATE)

UNSURE = 0.35
ENOUGH = 0.3
"""The score from which a line is taken for the headline: see `_score`."""


def find_title(draft: Draft) -> Decisions:
    """The headline is the line near the story's start that reads like one and whose words the story uses.

    What counts: standing before the first prose, standing twice, no full stop, a length of 3 to 20 words,
    words that come back in the story, being first. A kicker glued to one of two copies is cut off and
    becomes the section. Where nothing reads like a headline, a text's first line is it if nothing but the
    byline and the date parts it from the story, however short and odd it is.

    Before:
        NewsHarbour bridge closes for repairs until spring

        Harbour bridge closes for repairs until spring

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        title: title = Harbour bridge closes for repairs until spring; section = News
    Before:
        1984

        By Jane Roe

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        title: title = 1984
    Keep:
        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    """
    best = _best_candidate(draft)
    if best is None:
        return
    index, score = best
    text, kicker = _without_kicker(draft, index)
    found = [Found("title", _closed_up(text, draft.reading.language))]
    if kicker and len(kicker.split()) <= MAX_KICKER_WORDS:
        found.append(Found("section", kicker))
    sure = round(min(1.0, score), 2)
    doubt = "" if sure >= UNSURE else f"the headline was guessed: {text!r}"
    yield index, Verdict(Role.TITLE, "reads like the headline of what follows", sure, tuple(found), doubt)


def _best_candidate(draft: Draft) -> tuple[int, float] | None:
    if not draft.reading.core:
        return _head_of_a_short_text(draft)
    declared = {same_letters(claim.value) for claim in draft.document.declared.titles}
    best: tuple[int, float] | None = None
    for index in _candidates(draft):
        if draft.looks[index].same in declared or HEADLINE in draft.block(index).signals:
            return index, 1.0
        score = _score(draft, index)
        if score >= ENOUGH and (best is None or score > best[1]):
            best = index, score
    return (0, ENOUGH) if _is_worse_than_the_first_line(draft, best) else best


def _is_worse_than_the_first_line(draft: Draft, best: tuple[int, float] | None) -> bool:
    """True when there is no headline, or a sentence below the byline, and a first line that could be it."""
    if best is not None:
        look = draft.looks[best[0]]
        if best[0] < 2 or not (look.prose and look.ends):
            return False
    return stands_alone_above_the_story(draft)


def stands_alone_above_the_story(draft: Draft) -> bool:
    """True when a text's first line is open, and only byline and date part it from the story."""
    first, between = draft.looks[0], range(1, draft.reading.first_prose)
    if draft.document.media_type != "text/plain" or not draft.is_open(0) or draft.reading.first_prose == 0:
        return False
    if first.label or first.prompt or first.ends or draft.block(0).kind is not Kind.LINE:
        return False
    if not any(map(str.isalnum, draft.text(0))) or opening(draft.reading.words.notes, first):
        return False
    return draft.block(1).gap and all(draft.role(index) in _HEAD for index in between)


def _head_of_a_short_text(draft: Draft) -> tuple[int, float] | None:
    """In a text without prose: its first line, when that is no sentence and the one below it is one."""
    lines = list(draft.open())
    if len(lines) < 2 or draft.looks[lines[0]].ends or not draft.looks[lines[1]].ends:
        return None
    fits = draft.looks[lines[0]].width >= MIN_TITLE_WIDTH and draft.block(lines[0]).kind is Kind.LINE
    return (lines[0], 0.6) if fits else None


def _candidates(draft: Draft) -> Iterator[int]:
    """Open lines before the story's core, and two into it, where a caption or a standfirst came first."""
    words = draft.reading.words
    for index in range(min(draft.reading.core.start + 3, draft.reading.last_prose)):
        look = draft.looks[index]
        if not draft.is_open(index) or not MIN_TITLE_WIDTH <= look.width <= MAX_TITLE_WIDTH:
            continue
        if draft.block(index).kind in (Kind.CAPTION, Kind.TABLE_ROW, Kind.LIST_ITEM):
            continue
        if look.label or look.prompt or opening(words.notes, look) or look.key in words.key_points:
            continue
        if byline_names(draft.text(index), words) or credit_of(draft.text(index), look.key, words):
            continue
        yield index


def _score(draft: Draft, index: int) -> float:
    """0..about 1.5: the line model's opinion, and what it does not see: whose words the story uses.

    The square root, because a line that the model gives one chance in ten is far from one that it gives
    none, and words shared with the story must not make up for that.
    """
    score = sqrt(draft.opinion(index).title)
    score += 0.25 * share_in(content_words(draft.text(index)), draft.reading.story_words)
    score += 0.2 if _repeats(draft, index) else 0.0
    score -= 0.3 if draft.looks[index].prose else 0.0
    score -= 0.5 if _is_adjacent_repeat(draft, index) else 0.0
    return score


def _repeats(draft: Draft, index: int) -> bool:
    """The line stands again near the head, perhaps with a kicker glued to one of the two."""
    same = draft.looks[index].same
    if len(same) < 12:
        return False
    near = range(max(0, index - 8), min(len(draft), index + 9))
    return any(
        other != index
        and (
            draft.looks[other].same == same
            or (same.endswith(draft.looks[other].same) and len(draft.looks[other].same) >= 12)
        )
        for other in near
    )


def _is_adjacent_repeat(draft: Draft, index: int) -> bool:
    """The same line directly above or below without an empty line between: a caption and its alt text."""
    same = draft.looks[index].same
    below = index + 1 < len(draft) and not draft.block(index + 1).gap and draft.looks[index + 1].same == same
    above = index > 0 and not draft.block(index).gap and draft.looks[index - 1].same == same
    return below or above


def _without_kicker(draft: Draft, index: int) -> tuple[str, str]:
    """The headline and the kicker glued before it, told by a second copy that has none."""
    text, same = draft.text(index), draft.looks[index].same
    for other in range(max(0, index - 8), min(len(draft), index + 9)):
        shorter = draft.looks[other].same
        if other != index and 12 <= len(shorter) < len(same) and same.endswith(shorter):
            kicker = _prefix(text, len(same) - len(shorter))
            if kicker and len(kicker.split()) <= MAX_TRAIL_WORDS:
                return draft.text(other), kicker.strip(" :|–—-/>")
    return text, ""


def _closed_up(text: str, language: str) -> str:
    """A headline without the space that a page's markup left before a colon; French sets one there."""
    return text if language == "fr" else text.replace(" : ", ": ")


def _prefix(text: str, letters: int) -> str:
    """The beginning of `text` that holds so many letters and digits."""
    seen = 0
    for position, letter in enumerate(text):
        if seen == letters:
            return text[:position]
        seen += len([one for one in letter.casefold() if one.isalnum()])
    return text


def drop_title_repeats(draft: Draft) -> Decisions:
    """A line that says the headline again goes, with or without the site's name after it.

    Before:
        Harbour bridge closes for repairs until spring

        Harbour bridge closes for repairs until spring | The Daily

        The harbour bridge will be closed to all traffic for repairs until next spring, the city said Monday.
    After:
        dropped: Harbour bridge closes for repairs until spring | The Daily
    Keep:
        Harbour bridge closes for repairs until spring

        Harbour bridge closes for repairs until spring, and nobody in the old town seems to mind the quiet.
    """
    titles = [text for text in map(same_letters, draft.found("title")) if len(text) >= 8]
    kickers = [same_letters(text) for text in draft.found("section")]
    whole = set(titles) | {kicker + title for title in titles for kicker in kickers}
    for index in draft.open():
        same, text = draft.looks[index].same, draft.text(index)
        if same in whole:
            yield index, Verdict(Role.DROPPED, "repeats the headline", 0.98)
        elif any(same.startswith(title) for title in titles) and _ends_with_site_name(text, titles):
            yield index, Verdict(Role.DROPPED, "repeats the headline with the site's name", 0.95)


def _ends_with_site_name(text: str, titles: list[str]) -> bool:
    for separator in (" | ", " - ", " – ", " — ", " · ", " :: ", " » "):
        head, found, tail = text.rpartition(separator)
        if found and same_letters(head) in titles and len(tail.split()) <= 5:
            return True
    return False

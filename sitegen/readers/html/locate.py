"""Where on a page its story lies: blocks are marked as story or outside, or left for the rules to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sitegen.model.document import FAMILY, HEADLINE, LEAD_IN, OUTSIDE, STORY, Block, Declared, Kind
from sitegen.readers.html.blocks import Placed
from sitegen.readers.html.outside import is_stubborn
from sitegen.readers.html.page_head import LONGEST_BYLINE
from sitegen.readers.html.places import Place
from sitegen.readers.html.root import words_of_text
from sitegen.readers.html.survey import ALWAYS, OFTEN, Survey, survey_of

STANDFIRST_WORDS = frozenset(
    {
        "chapeau", "deck", "dek", "description", "excerpt", "intro", "lead", "lede", "standfirst",
        "strapline", "sub", "subdeck", "subheadline", "subhead", "subtitle", "subtitulo", "summary",
        "teaser", "vorspann",
    }
)  # fmt: skip
ONLY_STANDFIRST_WORDS = frozenset(
    {"chapeau", "deck", "dek", "standfirst", "strapline", "subdeck", "subheadline", "vorspann"}
)
"""Names of a standfirst; the second list's are of nothing else, so a short one counts as well."""

LABEL_WORDS = frozenset(
    {
        "actions", "audio", "author", "authors", "btn", "byline", "caption", "card", "cards",
        "categories", "category", "count", "counter", "credit", "credits", "date", "embed", "figcaption",
        "figure", "gallery", "icon", "image", "img", "info", "infobox", "kicker", "label", "legend",
        "link", "links", "media", "meta", "photo", "picture", "print", "published", "reading", "skip",
        "source", "tag", "time", "timestamp", "toolbar", "tools", "topic", "topics", "updated", "video",
        "views",
    }
)  # fmt: skip
"""Names of boxes whose short lines are labels, captions, dates; a sentence in them may be the story's."""

INSET_WORDS = frozenset(
    {
        "boilerplate", "card", "commission", "embed", "figure", "hidden", "imagery", "note", "oembed",
        "placeholder", "video",
    }
)  # fmt: skip
"""Names of boxes in a story whose sentences, unless set like the story's, are captions, notices, teasers."""

HEADING_LABEL_WORDS = frozenset(
    {"author", "byline", "caption", "card", "cards", "contribute", "infobox", "links", "topics", "video"}
)

MANY_HEADINGS = 3
"""Headings of one kind over boxes without story that are the story's all the same: of things in a list."""

_ASIDE_KINDS = frozenset({Kind.IMAGE, Kind.CAPTION, Kind.CREDIT, Kind.RULE})


def located(placed: Sequence[Placed], declared: Declared) -> tuple[Block, ...]:
    """The page's blocks with their signals: the words of the elements that tell them apart, and their marks.

    Words of elements around the whole story are left out: they say nothing about one block of it. Pictures
    outside the story are left out altogether; they have no words.
    """
    if not placed:
        return ()
    survey = survey_of(placed, declared)
    blocks: list[Block] = []
    marked = _without_idle_headings(survey, [_marks(survey, index) for index in range(len(placed))])
    for index, (one, marks) in enumerate(zip(placed, marked, strict=True)):
        if one.block.kind in {Kind.IMAGE, Kind.RULE} and (OUTSIDE in marks or not _in_range(survey, index)):
            continue
        number = len(blocks) + 1
        kind = _kind(survey, index) if LEAD_IN in marks else one.block.kind
        signals = survey.names[index] | marks
        blocks.append(replace(one.block, first=number, last=number, kind=kind, signals=signals))
    return tuple(blocks)


def _kind(survey: Survey, index: int) -> Kind:
    """What a lead-in is: many pages set their standfirst as a heading, also one of several lines."""
    kind = survey.placed[index].block.kind
    lines = survey.boxes[max(index - 1, 0) : index + 2].count(survey.boxes[index])
    return Kind.PARAGRAPH if kind is Kind.HEADING and (lines > 1 or _leads_in(survey, index)) else kind


def _without_idle_headings(survey: Survey, marked: list[frozenset[str]]) -> list[frozenset[str]]:
    """The marks, less the story's from headings of boxes that hold nothing of the story but them."""
    told: set[Place] = set()
    texts: set[Place] = set()
    for one, marks in zip(survey.placed, marked, strict=True):
        if one.block.kind not in _ASIDE_KINDS | {Kind.HEADING}:
            texts.update(one.place.upward())
            if STORY in marks:
                told.update(one.place.upward())
    idle = [
        index
        for index, marks in enumerate(marked)
        if STORY in marks and LEAD_IN not in marks and survey.placed[index].block.kind is Kind.HEADING
        if next((place for place in survey.boxes[index].upward() if place in texts), None) not in told
    ]
    often = Counter(survey.boxes[index].style for index in idle)
    idle = [index for index in idle if often[survey.boxes[index].style] < MANY_HEADINGS]
    return [marks - {STORY} if index in idle else marks for index, marks in enumerate(marked)]


def _marks(survey: Survey, index: int) -> frozenset[str]:
    marks = set()
    if survey.is_family(index):
        marks.add(FAMILY)
    if index == survey.headline:
        marks.add(HEADLINE)
    elif _is_outside(survey, index):
        marks.add(OUTSIDE)
    elif _is_story(survey, index):
        marks.add(STORY)
        if survey.is_between(index):
            marks.add(LEAD_IN)
    return frozenset(marks)


def _is_outside(survey: Survey, index: int) -> bool:
    """Outside by name, unless set exactly like most of the story: then the name means something else."""
    if not survey.outside[index] or (survey.is_between(index) and _is_of_the_head(survey, index)):
        return False
    classed = " " in survey.boxes[index].style.strip()
    like_story = survey.inside[index] and classed and survey.styles[index] > ALWAYS
    return not like_story or is_stubborn(survey.placed[index].place)


def _is_of_the_head(survey: Survey, index: int) -> bool:
    """Whether a block is called a standfirst, or a byline that may hold the date: the rules read it."""
    if survey.boxes[index].words & ONLY_STANDFIRST_WORDS:
        return True
    one = survey.placed[index]
    is_byline = "byline" in one.place.words | survey.boxes[index].words
    return is_byline and len(one.block.text) <= LONGEST_BYLINE and any(map(str.isdigit, one.block.text))


def _in_range(survey: Survey, index: int) -> bool:
    return survey.inside[index] or survey.is_between(index)


def _is_story(survey: Survey, index: int) -> bool:
    block = survey.placed[index].block
    if survey.is_between(index) and _leads_in(survey, index):
        return True
    if not survey.inside[index] or index == survey.headline or block.kind in _ASIDE_KINDS:
        return False
    if survey.weights[index] and index > survey.headline:
        inset = INSET_WORDS - {"figure"} if block.kind is Kind.QUOTE else INSET_WORDS
        return survey.is_family(index) or not survey.names[index] & inset
    if survey.first <= index <= survey.last:
        return _runs_in(survey, index)
    return _trails(survey, index)


def _runs_in(survey: Survey, index: int) -> bool:
    """Short lines between the story's paragraphs: set like them, subheads, list items, rows."""
    block = survey.placed[index].block
    if survey.is_family(index):
        return block.link_share < 0.95 or block.kind is Kind.PARAGRAPH
    if block.kind is Kind.HEADING:
        linked = 1.0 if survey.around[index] > ALWAYS else 0.6
        return block.link_share <= linked and not survey.names[index] & HEADING_LABEL_WORDS
    if survey.names[index] & LABEL_WORDS or block.link_share > 0.6:
        return False
    return block.kind is not Kind.LINE or survey.around[index] >= OFTEN / 2


def _leads_in(survey: Survey, index: int) -> bool:
    """A standfirst, key points or first sentences between the headline and the story's own box."""
    block = survey.placed[index].block
    named = bool(survey.names[index] & STANDFIRST_WORDS)
    if " ".join(words_of_text(block.text)) in survey.descriptions:
        return True
    if block.kind in _ASIDE_KINDS:
        return False
    if survey.boxes[index].words & ONLY_STANDFIRST_WORDS and block.link_share < 0.5:
        return True
    if block.kind is Kind.HEADING:
        long = len(block.text) > (30 if named else 60)
        return long and (named or index == survey.headline + 1) and block.link_share < 0.5
    return bool(survey.weights[index]) and (named or not survey.names[index] & LABEL_WORDS)


def _trails(survey: Survey, index: int) -> bool:
    """Short lines before the first or after the last prose: set like it, or a table or list behind it."""
    block = survey.placed[index].block
    if survey.is_family(index):
        return index > survey.headline and (block.link_share < 0.7 or index < survey.first)
    if index < survey.headline or survey.names[index] & LABEL_WORDS or not survey.around[index]:
        return False
    if index < survey.first:
        return block.kind is Kind.HEADING and block.link_share < 0.5
    if block.kind is Kind.HEADING:
        return survey.around[index] > ALWAYS and block.text.endswith((":", "："))
    return block.kind is Kind.TABLE_ROW or (block.kind is Kind.LIST_ITEM and block.link_share < 0.3)

"""The words of one language, as one tree of frozen dataclasses.

The tree mirrors the TOML files beside this module key for key: a table is a class, a key is a field.
Every list of phrases is a tuple of case-folded strings with plain apostrophes; it may be empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DayOrder = Literal["mdy", "dmy", "ymd"]
Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """Words of a line that says when a story was published. '#' in `relative` stands for a number.

    `zones` names the time zone (IANA) of a language whose newspapers, but for a few, share one; it is empty
    where they are spread over several (English, Spanish, French, Portuguese, Russian, Arabic ...).
    """

    zones: Phrases
    published: Phrases
    updated: Phrases
    filler: Phrases
    am: Phrases
    pm: Phrases
    relative: Phrases


@dataclass(frozen=True, slots=True)
class Byline:
    """How a byline opens (`by`), joins names (`and`), and the job titles that may follow a name."""

    start: Phrases
    joiners: Phrases
    roles: Phrases


@dataclass(frozen=True, slots=True)
class Credit:
    """How a picture credit opens (`photo: ...`), and words that mark one at a line's end (`file photo`)."""

    start: Phrases
    words: Phrases


@dataclass(frozen=True, slots=True)
class Furniture:
    """Whole lines that belong to the page and not to the story.

    A line matches when it equals the phrase after case-folding, with outer punctuation and symbols
    stripped and every run of digits written as '#'.
    """

    advertisement: Phrases
    share: Phrases
    comments: Phrases
    related: Phrases
    read_more: Phrases
    tags: Phrases
    newsletter: Phrases
    follow: Phrases
    navigation: Phrases
    reading_time: Phrases
    gallery: Phrases
    player: Phrases
    consent: Phrases
    copyright: Phrases
    bio: Phrases


@dataclass(frozen=True, slots=True)
class FurnitureStart:
    """Openings of short prompts: the line begins with the phrase, then a space, a colon or its end."""

    read_more: Phrases
    newsletter: Phrases
    follow: Phrases
    share: Phrases
    comments: Phrases
    copyright: Phrases
    agency_tail: Phrases
    support: Phrases


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Whole sentences, or beginnings of at least four words, that stand at many publishers."""

    sentences: Phrases


@dataclass(frozen=True, slots=True)
class Notes:
    """Openings of editorial notes. These lines are text and stay."""

    correction: Phrases
    editors_note: Phrases
    update: Phrases


@dataclass(frozen=True, slots=True)
class Structure:
    """Headers of summary lists (the lists stay), and openings of picture captions."""

    key_points: Phrases
    caption_start: Phrases


@dataclass(frozen=True, slots=True)
class Language:
    """One language file. `months` holds 12 lists of spellings, `weekdays` 7, Monday first.

    `day_order` says how a numeric date such as 03/04/2024 is written where the language is spoken.
    English says "mdy", which only holds in the United States, so readers of dates must not use it for
    a date that could be read both ways.
    """

    code: str
    name: str
    stopwords: Phrases
    months: tuple[Phrases, ...]
    weekdays: tuple[Phrases, ...]
    day_order: DayOrder
    dates: Dates
    byline: Byline
    credit: Credit
    furniture: Furniture
    furniture_start: FurnitureStart
    boilerplate: Boilerplate
    notes: Notes
    structure: Structure

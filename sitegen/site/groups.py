"""Stories by day and listings by letter, as the pages set them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from sitegen.site.listings import Listing, same
from sitegen.site.stories import Story

HAN = "漢"
"""The group of names that begin with a Chinese character: sorted by sound they would need a dictionary."""

NO_LETTER = "#"
"""The group of names that begin with a digit or a sign."""


def by_day(stories: Iterable[Story], zone: ZoneInfo) -> list[tuple[date | None, list[Story]]]:
    """Stories, newest first, under the days of the site's zone; None for those without a date."""

    def day_of(story: Story) -> date | None:
        return story.published.astimezone(zone).date() if story.published else None

    return [(day, list(members)) for day, members in groupby(stories, day_of)]


def by_letter(listings: Iterable[Listing]) -> list[tuple[str, list[Listing]]]:
    """Listings under their first letters, in order, those without a letter last: A, B, ... А, ... 漢, #."""
    groups: dict[str, list[Listing]] = {}
    for listing in sorted(listings, key=lambda listing: _plain(listing.name)):
        groups.setdefault(first_letter(listing.name), []).append(listing)
    return sorted(groups.items(), key=lambda group: (group[0] == NO_LETTER, group[0] == HAN, group[0]))


def first_letter(name: str) -> str:
    """The letter under which a name is looked up: `É` is under E, `ガ` under カ, `한` under ᄒ."""
    letter = _plain(name)[:1].upper()
    if not letter.isalpha():
        return NO_LETTER
    return HAN if unicodedata.name(letter, "").startswith("CJK") else letter


def _plain(name: str) -> str:
    """A name as it is sorted: small letters without their marks, signs in front left out."""
    split = unicodedata.normalize("NFKD", same(name))
    bare = "".join(sign for sign in split if not unicodedata.combining(sign))
    return bare.lstrip("\"'“”„‘’«»¡¿([ ") or bare

"""When a page says it was published and updated; the values stay as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone

from sitegen.dates import When, parse_declared
from sitegen.model.document import Claim
from sitegen.readers.html import json_ld
from sitegen.readers.html.page_head import PageHead, Time

PUBLISHED = (
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dc.date.created", "dcterms.date", "publish-date", "publishdate", "published_time",
    "publication_date", "publication-date", "pubdate", "date", "article.published",
    "article:publish_time", "cxenseparse:recs:publishtime", "datecreated", "article:post_date",
    "displaydate", "originalpublicationdate", "rnews:datepublished", "bt:pubdate",
    "mediator_published_time",
)  # fmt: skip
"""Meta names of the day of publication, after those of OpenGraph and schema.org."""

UPDATED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "article:updated_time",
    "datemodified", "dc.date.modified", "dcterms.modified", "lastmod", "article.updated", "revised",
    "modified_time",
)  # fmt: skip

QUARTER = timedelta(minutes=15)
FARTHEST_WEST, FARTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)
"""Clocks are off UTC by quarters of an hour, and by no more than these: the IANA time zones."""

_PUBLISHED_WORDS = frozenset({"published", "publish", "pubdate", "entry", "posted", "publication"})
_UPDATED_WORDS = frozenset({"updated", "modified", "update", "lastmodified"})
_OTHER_WORDS = _UPDATED_WORDS | {"comment", "comments", "related"}


def published(head: PageHead, story: json_ld.Thing) -> tuple[Claim, ...]:
    """Claims for when the story came out, best first."""
    return _exact_first(_claims(_published(head, story)))


def updated(head: PageHead, story: json_ld.Thing) -> tuple[Claim, ...]:
    """Claims for when the story was last changed, best first."""
    return _exact_first(_claims(_updated(head, story)))


def _published(head: PageHead, story: json_ld.Thing) -> Iterator[tuple[str, str]]:
    yield from ((text, "json-ld datePublished") for text in json_ld.texts(story.get("datePublished")))
    yield from _metas(
        head, ("article:published_time", "og:article:published_time", "og:published_time", "datepublished")
    )
    yield from ((value, "microdata datePublished") for value in head.items.get("datepublished", ()))
    yield from _metas(head, PUBLISHED)
    for name in ("dateCreated", "uploadDate"):
        yield from ((text, f"json-ld {name}") for text in json_ld.texts(story.get(name)))
    yield from _times([time for time in head.times if time.words & _PUBLISHED_WORDS])
    yield from _times([time for time in head.times if not time.words & _OTHER_WORDS])


def _updated(head: PageHead, story: json_ld.Thing) -> Iterator[tuple[str, str]]:
    yield from ((text, "json-ld dateModified") for text in json_ld.texts(story.get("dateModified")))
    yield from _metas(head, UPDATED)
    yield from ((value, "microdata dateModified") for value in head.items.get("datemodified", ()))
    yield from _times([time for time in head.times if time.words & _UPDATED_WORDS])


def _metas(head: PageHead, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((content, f"meta {name}") for name in names for content in head.meta.get(name, ()))


def _times(times: list[Time]) -> Iterator[tuple[str, str]]:
    told = [time for time in times if time.value and parse_declared(time.value) is not None]
    yield from ((time.value, "time element") for time in told)
    yield from ((time.text, "text of a date element") for time in times if time not in told)


def _claims(values: Iterable[tuple[str, str]]) -> list[Claim]:
    found: dict[str, Claim] = {}
    for value, origin in values:
        if value.strip():
            found.setdefault(value.strip(), Claim(value.strip(), origin))
    return list(found.values())


def _exact_first(claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims, led by the one that says most exactly what the best one says.

    A page often gives the same moment twice: once in UTC and once on the newsroom's own clock, which is the
    day that its readers saw; or once without an offset and once with it.
    """
    moments = [(claim, when) for claim in claims if (when := parse_declared(claim.value)) is not None]
    if not moments:
        return tuple(claims)
    best, first = moments[0]
    better = next((claim for claim, when in moments if _says_more(when, first)), None)
    if better is None:
        clocks = (_on_own_clock(first, when) for _, when in moments[1:])
        own = next(filter(None, clocks), None)
        better = Claim(own.isoformat(), best.origin) if own else best
    return (better, *(claim for claim in claims if claim is not better))


def _on_own_clock(best: When, other: When) -> datetime | None:
    """A moment in UTC on the newsroom's own clock, which the page shows without saying how far it is off.

    `2024-03-14T01:05:10Z` and `13 March 2024 8:05 PM` -> 2024-03-13T20:05:10-05:00.
    """
    if not isinstance(other, datetime) or not isinstance(best, datetime) or other.tzinfo is not None:
        return None
    if best.utcoffset() != timedelta(0):
        return None
    off = other.replace(second=0, microsecond=0) - best.replace(tzinfo=None, second=0, microsecond=0)
    if not off or off % QUARTER or not FARTHEST_WEST <= off <= FARTHEST_EAST:
        return None
    return best.astimezone(timezone(off))


def _says_more(other: When, best: When) -> bool:
    if not isinstance(other, datetime) or not isinstance(best, datetime) or not other.utcoffset():
        return False
    if best.tzinfo is None:
        return other.replace(tzinfo=None, microsecond=0) == best.replace(microsecond=0)
    return not best.utcoffset() and abs(other - best.astimezone(UTC)) < timedelta(minutes=1)

"""Which value a field of the front matter gets, where it came from and how sure that is.

What a page declares of itself comes before what the rules found in its text; of two declarations the
reader's first. Nothing is guessed: a field that nobody names stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from unicodedata import normalize

from sitegen.dates import iso, parse_declared
from sitegen.dates.zones import place_in
from sitegen.languages import codes, load
from sitegen.model.article import When
from sitegen.model.document import Claim
from sitegen.model.verdict import Found
from sitegen.readers.characters import ordinary
from sitegen.rules.draft import Draft

DECLARED = 0.95
"""How sure a value is that a page declares of itself; pages do err."""

_EARLIER = "It says that it was updated on {}, before it was published: no `updated` was written."


@dataclass(frozen=True, slots=True)
class Choice:
    """A field's value and its origin: `json-ld`, `meta og:title`, `line 9: read_date_lines` ...

    doubt  a sentence for the editor's `review` list, "" when there is none
    """

    field: str
    value: str | date | datetime
    origin: str
    sure: float
    doubt: str = ""

    @property
    def text(self) -> str:
        """The value as the front matter writes it."""
        return self.value if isinstance(self.value, str) else iso(self.value)


def choices_of(draft: Draft) -> tuple[Choice, ...]:
    """The chosen values in the front matter's order; a list field has one choice for each entry."""
    declared = draft.document.declared
    picture = declared.image
    parts = {
        "title": [*_claimed("title", declared.titles[:1]), *_found(draft, "title")][:1],
        **_dates(draft),
        "authors": _names(_claimed("authors", declared.authors)) or _names(_found(draft, "authors")),
        "section": _names([*_claimed("section", declared.section), *_found(draft, "section")])[:1],
        "tags": _once(_plain("tags", declared.tags) or _found(draft, "tags")),
        "description": [*_found(draft, "description"), *_claimed("description", declared.description)][:1],
        "lang": _plain("lang", [draft.reading.language], "the words of the text"),
        "image.src": _picture_part(draft, "image.src", picture.src if picture else ""),
        "image.alt": _picture_part(draft, "image.alt", picture.alt if picture else ""),
        "image.caption": _picture_part(draft, "image.caption", picture.caption if picture else ""),
        "image.credit": _picture_part(draft, "image.credit", picture.credit if picture else ""),
        "source.url": _plain("source.url", [declared.url]),
    }
    return tuple(choice for chosen in parts.values() for choice in _unique(chosen))


def _picture_part(draft: Draft, field: str, declared: str) -> list[Choice]:
    return [*_plain(field, [declared]), *_found(draft, field)][:1]


def _dates(draft: Draft) -> dict[str, list[Choice]]:
    """The dates of publication and update. A page that only says when it was updated is dated by that."""
    declared = draft.document.declared
    published = [*_declared_when("date", declared.published), *_found_when(draft, "date")][:1]
    updated = [*_declared_when("updated", declared.updated), *_found_when(draft, "updated")][:1]
    if updated and not published:
        return {"date": [replace(updated[0], field="date", sure=0.8)], "updated": []}
    if updated and updated[0].value == published[0].value:
        updated = []
    if updated and _is_earlier(updated[0].value, published[0].value):
        published, updated = [_with_doubt(published[0], _EARLIER.format(updated[0].text))], []
    return {"date": published, "updated": updated}


def _is_earlier(one: str | When, other: str | When) -> bool:
    """True when one date surely lies before another: by the clock where both name a zone or neither does.

    Else by the calendar, where a time without a zone may be a day off.
    """
    if isinstance(one, str) or isinstance(other, str):
        return False
    zones = [when.tzinfo is not None for when in (one, other) if isinstance(when, datetime)]
    if len(zones) == 2 and zones[0] == zones[1]:
        return one < other
    days = [when.date() if isinstance(when, datetime) else when for when in (one, other)]
    return days[1] - days[0] > timedelta(days=0 if len(zones) < 2 else 1)


def _with_doubt(choice: Choice, doubt: str) -> Choice:
    return replace(choice, doubt=" ".join(filter(None, (choice.doubt, doubt))))


def _declared_when(field: str, claims: Iterable[Claim]) -> Iterator[Choice]:
    for claim in claims:
        when: When | None = parse_declared(claim.value)
        if when is not None:
            yield Choice(field, when, claim.origin, DECLARED)


def _claimed(field: str, claims: Iterable[Claim]) -> list[Choice]:
    lines = [(ordinary(claim.value), claim.origin) for claim in claims]
    return [Choice(field, value, origin, DECLARED) for value, origin in lines if value]


def _plain(field: str, values: Iterable[str], origin: str = "declared by the page") -> list[Choice]:
    return [Choice(field, value, origin, DECLARED) for value in map(ordinary, values) if value]


def _found(draft: Draft, field: str) -> list[Choice]:
    """What the rules found in the text for a field, in reading order."""
    telling = sorted(index for index, verdict in draft.verdicts.items() if verdict.found)
    return [
        Choice(field, found.value, f"line {draft.block(index).first}: {verdict.rule}", verdict.sure)
        for index in telling
        for verdict in (draft.verdicts[index],)
        for found in verdict.found
        if found.field == field and _has_value(found)
    ]


def _found_when(draft: Draft, field: str) -> Iterator[Choice]:
    """What the rules found for a date; a time without a zone is placed where the text's language is spoken.

    Only where its newspapers share one zone, see languages.Dates: elsewhere the zone stays open.
    """
    language = draft.reading.language
    zones = load(language).dates.zones if language in codes() else ()
    for choice in _found(draft, field):
        when = choice.value
        if not isinstance(when, datetime) or when.tzinfo is not None or not zones:
            yield choice
            continue
        placed = place_in(when, zones[0])
        doubt = f"The text names no time zone: the time was taken for that of {zones[0]}."
        yield replace(choice, value=placed, sure=min(choice.sure, 0.8), doubt=doubt) if placed else choice


def _names(choices: Iterable[Choice]) -> list[Choice]:
    """Those that have a letter or a digit: the cross that closes a menu is the name of no section."""
    return [choice for choice in choices if any(map(str.isalnum, choice.text))]


def _once(names: Iterable[Choice]) -> list[Choice]:
    """Names without those that differ from an earlier one in case, Unicode form or spaces only.

    The site takes them for one topic, and so would every reader; each is written in its composed form (NFC).
    """
    kept: dict[str, Choice] = {}
    for choice in _names(names):
        name = normalize("NFC", choice.text)
        kept.setdefault(" ".join(normalize("NFKC", name).casefold().split()), replace(choice, value=name))
    return list(kept.values())


def _has_value(found: Found) -> bool:
    return not isinstance(found.value, str) or bool(found.value)


def _unique(choices: Iterable[Choice]) -> list[Choice]:
    return list({choice.value: choice for choice in reversed(list(choices))}.values())[::-1]

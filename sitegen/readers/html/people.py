"""Bylines -> the names of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitegen.model.document import Claim
from sitegen.readers.html import json_ld
from sitegen.readers.html.page_head import PageHead

_PART = re.compile(
    r"\s*(?:[,;/|•·\n]|\s(?:and|und|et|en|og|och|ve|with|mit|avec|con|as told to|&)\s"
    r"|\s(?:y|e|i)\s(?=\S+\s\S))\s*",  # a surname has no second word: Santiago Ramón y Cajal
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:(?:written|story|reported|words|text|posted) )?by|von|par|por|di|de|door|av|af|przez"
    r"|text|texte|autor|author)\b\s*:?\s+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|@\w+|\([^()]*\)?")
_NO_NAME = re.compile(r"[\d<>{}=#]")
_DEGREES = re.compile(r"(?:\s+(?:[A-Z]{2,4}|Ph\.?D\.?|M\.?D\.?))+$")

METAS = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "article:author_name", "cxenseparse:author", "twitter:data1", "creator",
    "authors",
)  # fmt: skip
LONGEST_NAME = 60

NOBODY = frozenset(
    {
        "by",
        "von",
        "par",
        "por",
        "author",
        "authors",
        "sponsored",
        "advertisement",
        "admin",
        "posted",
        "updated",
        "published",
    }
)
"""Whole names that are nobody's."""

HOUSE_WORDS = frozenset(
    {
        "press", "times", "news", "newsroom", "agency", "agencies", "media", "journal", "reporter",
        "reporters", "staff", "editor", "editors", "editorial", "desk", "team", "redaktion", "agentur",
        "agenturen", "nachrichten", "zeitung", "online", "service", "services", "network", "university",
        "school", "institute", "magazine", "tribune", "gazette", "herald", "telegram", "chronicle",
        "post", "daily", "channel", "radio", "tv", "board", "correspondent", "contributor",
        "contributors", "writer", "writers", "rédaction", "redacción", "redazione", "redactie", "redação",
        "reuters", "afp", "dpa", "ap", "sid", "epd", "kna", "apa", "sda", "efe", "ansa", "tass", "upi",
        "pa", "aap", "associated", "wire", "wires", "newswire", "digital", "studio", "bureau", "company",
        "inc", "ltd", "gmbh",
    }
)  # fmt: skip
"""Words in the names of papers, agencies and desks; a person's name has none of them."""


def authors_of(
    head: PageHead, story: json_ld.Thing, found: list[json_ld.Thing], site: str
) -> tuple[Claim, ...]:
    """The authors that the best source names, one claim each; organisations only where no person is named."""
    houses: list[Claim] = []
    for origin, values in _sources(head, story, found):
        claims = [Claim(name, origin) for value in values for name in names_in(value)]
        people = [claim for claim in claims if not _is_house(claim.value, site)]
        if people:
            return _distinct(people)
        houses += claims
    return _distinct(houses[:1])


def _sources(
    head: PageHead, story: json_ld.Thing, found: list[json_ld.Thing]
) -> Iterator[tuple[str, list[str]]]:
    """(origin, texts that name authors), best source first; organisations come as they are."""
    for name in ("author", "creator"):
        people = list(_people(story.get(name), found))
        yield f"json-ld {name}", [text for text, kind in people if kind != "Organization"]
        yield (
            f"json-ld {name}",
            [text for text, kind in people if kind == "Organization" and _is_house(text, "")],
        )
    for name in METAS:
        if name != "twitter:data1" or "by" in head.first("twitter:label1").casefold():
            yield f"meta {name}", head.meta.get(name, [])
    for origin in ("microdata author", "rel=author", "byline element"):
        yield origin, head.nearest_bylines(origin)
    for name in ("author", "creator"):
        yield f"json-ld {name}", [text for text, _ in _people(story.get(name), found)]


def _people(value: object, found: list[json_ld.Thing]) -> Iterator[tuple[str, str]]:
    """(name, type) of each author; one that is only referred to by its @id is looked up."""
    if isinstance(value, list):
        for item in value:
            yield from _people(item, found)
    elif isinstance(value, dict):
        if not value.get("name") and value.get("@id"):
            value = next(
                (thing for thing in found if thing.get("@id") == value["@id"] and thing.get("name")), value
            )
        kind = "Organization" if "Organization" in " ".join(json_ld.types_of(value)) else "Person"
        yield from ((text, kind) for text in json_ld.texts(value.get("name")))
    elif isinstance(value, str):
        yield value, "Person"


def names_in(text: str) -> Iterator[str]:
    """The names in a byline: `By Jane Roe and John Doe, Reuters` -> Jane Roe, John Doe, Reuters."""
    parts = _PART.split(_BY.sub("", " ".join(_ADDRESS.sub(" ", text).split())))
    for part in parts:
        name = _BY.sub("", part).strip(" :-–—'\"“”()")
        name = name if name[-3:-2] in {" ", "."} else name.rstrip(".")  # "Nelson C.J." keeps its full stop
        name = _DEGREES.sub("", name) if name.count(" ") > 1 and not name.isupper() else name
        if not 1 < len(name) <= LONGEST_NAME or _NO_NAME.search(name) or name.casefold() in NOBODY:
            continue
        if any(map(str.isalpha, name)) and not (len(parts) > 1 and _is_degree(name)):
            yield name


def _is_degree(name: str) -> bool:
    return name.isascii() and name.isupper() and len(name) <= 4 and name.casefold() not in HOUSE_WORDS


def _is_house(name: str, site: str) -> bool:
    """Whether a name is the publication itself, its desk or an agency rather than a person."""
    folded, house = name.casefold(), site.casefold()
    if house and (folded in house or house in folded):
        return True
    return any(word in HOUSE_WORDS for word in re.findall(r"\w+", folded))


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    best: dict[str, Claim] = {}
    for claim in claims:
        best.setdefault(claim.value.casefold(), claim)
    return tuple(best.values())

"""The headline as readers see it, chosen among what a page declares."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.document import Claim
from sitegen.readers.html import json_ld
from sitegen.readers.html.page_head import PageHead
from sitegen.readers.html.plain import plain_words

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|]\s*|\s+::\s+")
_WORD = re.compile(r"\w+")

TITLE_METAS = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "title",
)

LONGEST, MOST_HEADINGS = 500, 20
"""Characters of the longest headline, and headings of a page that may be it."""

VOICES = {"h1 element": 1.7, "json-ld headline": 1.0, "meta og:title": 1.0, "microdata headline": 1.0}
"""How much a source counts where they differ; others count half.

A page's own heading outweighs one title written for machines, but not two that agree with each other.
Measured on the corpus: any weight between 1.5 and 1.9 gives the same.
"""


@dataclass(frozen=True, slots=True)
class _Title:
    claim: Claim
    words: tuple[str, ...]


def headlines(head: PageHead, story: json_ld.Thing, site: str) -> tuple[Claim, ...]:
    """Claims for the headline, best first.

    Titles that say the same in other marks, or are cut short, count together; titles made for search
    engines lose the site's name, and headings their kicker.
    """
    declared = [(value, origin) for value, origin in _declared(head, story) if 0 < len(value) <= LONGEST]
    values = [value for value, _ in declared] + head.headings[:MOST_HEADINGS]
    claims = [Claim(_without_site(value, site, values), origin) for value, origin in declared]
    claims = [claim for claim in claims if not _is_site(claim.value, site)]
    heading = _heading(head, claims, site)
    titles = [_Title(claim, tuple(_words(claim.value))) for claim in [*heading, *claims] if claim.value]
    best = _best(titles)
    ordered = sorted(titles, key=lambda title: (title.words != best, _looseness(title.claim.value)))
    return tuple({title.claim.value: title.claim for title in reversed(ordered)}.values())[::-1]


def _declared(head: PageHead, story: json_ld.Thing) -> Iterator[tuple[str, str]]:
    yield plain_words(json_ld.first_text(story.get("headline"))), "json-ld headline"
    for name in TITLE_METAS:
        yield from ((plain_words(content), f"meta {name}") for content in head.meta.get(name, ())[:1])
    yield from ((plain_words(value), "microdata headline") for value in head.items.get("headline", ())[:1])
    yield plain_words(head.title), "title element"


def _heading(head: PageHead, claims: list[Claim], site: str) -> list[Claim]:
    """The page's own heading less its kicker: the one that agrees with a declared title, or the only one."""
    shown = [
        heading for heading in dict.fromkeys(head.headings[:MOST_HEADINGS]) if not _is_site(heading, site)
    ]
    agreed = [heading for heading in shown if any(_agree(heading, claim.value) for claim in claims)]
    chosen = agreed[:1] or (shown if len(shown) == 1 else [])
    return [Claim(_without_kicker(heading, claims), "h1 element") for heading in chosen]


def _without_kicker(heading: str, claims: list[Claim]) -> str:
    """`Football Late goal saves a point` -> the declared `Late goal saves a point`.

    A heading that is cut at its colon is completed.
    """
    own = " ".join(_words(heading))
    for claim in claims:
        words = _words(claim.value)
        title = " ".join(words)
        if len(words) > 2 and own.endswith(f" {title}") and VOICES.get(claim.origin):
            return claim.value
        if heading.rstrip().endswith(":") and title.startswith(f"{own} ") and VOICES.get(claim.origin):
            return claim.value
    return heading


def _best(titles: list[_Title]) -> tuple[str, ...]:
    """The words of the title that most sources agree on; the first of equals."""
    votes: dict[tuple[str, ...], float] = defaultdict(float)
    for title in titles:
        votes[_same(title.words, titles[0].words)] += VOICES.get(
            title.claim.origin, 0.5 if _is_main(title) else 0.0
        )
    return max(votes, key=lambda words: votes[words], default=())


def _looseness(title: str) -> tuple[bool, int]:
    """Of titles with the same words: a whole one first, then one that parts its kicker from the rest."""
    return title.endswith(("...", "…")), -title.count(": ")


def _is_main(title: _Title) -> bool:
    return title.claim.origin in {"meta twitter:title", "title element"}


def _same(words: tuple[str, ...], leading: tuple[str, ...]) -> tuple[str, ...]:
    """The leading title's words for a title that is it cut short, or with something behind it."""
    if len(leading) < 2:
        return words
    cut = leading[: len(words)] == words and len(words) * 2 > len(leading)
    longer = words[: len(leading)] == leading
    return leading if cut or longer else words


def _agree(heading: str, title: str) -> bool:
    """Whether a heading and a declared title are two forms of one headline."""
    one, other = set(_words(heading)), set(_words(title))
    if not one or not other:
        return False
    shared = len(one & other)
    return shared * 5 >= 3 * min(len(one), len(other)) and shared * 2 >= len(one)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _without_site(title: str, site: str, others: list[str]) -> str:
    """A title without the site's name behind or before it."""
    for match in reversed(list(_SEPARATOR.finditer(title))):
        front, back = title[: match.start()], title[match.end() :]
        if _is_site(back, site) or any(_words(front) == _words(other) for other in others if front):
            return _without_site(front, site, others)
        if _is_site(front, site):
            return _without_site(back, site, others)
    return title


def _is_site(part: str, site: str) -> bool:
    name = "".join(_words(site))
    return bool(name) and "".join(_words(part)) in {name, f"{name}com"}

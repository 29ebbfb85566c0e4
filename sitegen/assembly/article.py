"""Puts an article together: chosen fields, body, and what an editor should look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sitegen import markdown
from sitegen.assembly.body import body_of
from sitegen.assembly.fields import Choice, choices_of
from sitegen.model.article import Article, Image, Source, When
from sitegen.rules.draft import Draft


@dataclass(frozen=True, slots=True)
class Assembled:
    """An article, and where each of its fields came from."""

    article: Article
    choices: tuple[Choice, ...]


def assemble(draft: Draft, *, sha256: str = "", path: str = "", url: str = "") -> Assembled:
    """The article that a judged draft yields.

    sha256, path, url  where the raw bytes came from; a url that the page declares of itself counts too
    """
    choices = choices_of(draft)
    body = markdown.render(body_of(draft))
    image = Image(**{part: _text(choices, f"image.{part}") for part in ("src", "alt", "caption", "credit")})
    article = Article(
        title=_text(choices, "title"),
        date=_when(choices, "date"),
        updated=_when(choices, "updated"),
        authors=_texts(choices, "authors"),
        section=_text(choices, "section"),
        tags=_texts(choices, "tags"),
        description=_text(choices, "description"),
        lang=_text(choices, "lang"),
        image=image,
        source=Source(path=path, sha256=sha256, url=url or _text(choices, "source.url")),
        review=tuple(
            dict.fromkeys([*draft.document.notes, *_missing(choices, body), *_doubts(draft, choices)])
        ),
        body=body,
    )
    return Assembled(article, choices)


def _review(draft: Draft, choices: Sequence[Choice], body: str) -> tuple[str, ...]:
    """What an editor should look at, each thing once."""
    return tuple(dict.fromkeys([*draft.document.notes, *_missing(choices, body), *_doubts(draft, choices)]))


def _texts(choices: Sequence[Choice], field: str) -> tuple[str, ...]:
    return tuple(
        choice.value for choice in choices if choice.field == field and isinstance(choice.value, str)
    )


def _text(choices: Sequence[Choice], field: str) -> str:
    return next(iter(_texts(choices, field)), "")


def _when(choices: Sequence[Choice], field: str) -> When | None:
    values = (choice.value for choice in choices if choice.field == field)
    return next((value for value in values if isinstance(value, date | datetime)), None)


def _missing(choices: Sequence[Choice], body: str) -> Iterable[str]:
    fields = {choice.field for choice in choices}
    if "title" not in fields:
        yield "No headline was found."
    if "date" not in fields:
        yield "No date was found."
    if not body:
        yield "No story was found: every line was taken for something else."


def _doubts(draft: Draft, choices: Iterable[Choice]) -> list[str]:
    """What the rules were not sure of, in plain words."""
    doubts = [draft.verdicts[index].doubt for index in sorted(draft.verdicts)]
    return [doubt for doubt in [*doubts, *(choice.doubt for choice in choices)] if doubt]

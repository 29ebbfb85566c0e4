"""Dates and topics as the converter writes them: none that contradict each other, none twice."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from sitegen.model.article import Article
from sitegen.model.verdict import Role
from sitegen.pipeline import convert, explain
from tests.test_declared import ARTICLE

WORDS = (
    "<p>The harbour bridge closes on Monday for repairs that will last into the autumn, the council said.</p>"
)


def article_of(**told: object) -> Article:
    declared = json.dumps({**ARTICLE, "articleBody": "", **told})
    head = f'<script type="application/ld+json">{declared}</script>'
    raw = f"<html><head>{head}</head><body><h1>Bridge closes</h1>{WORDS * 3}</body></html>"
    return convert(raw.encode(), media_type="text/html")


@pytest.mark.parametrize(
    ("published", "updated"),
    [
        ("2024-03-13T15:35:00-04:00", "2024-03-13T15:34:00-04:00"),
        ("2024-03-13T15:35:00-04:00", "2024-03-13T19:34:00Z"),
        ("2024-03-13", "2024-03-12"),
        ("2024-03-13T15:35:00Z", "2024-03-12"),
        ("2024-03-13", "2024-03-11T10:00:00"),
        ("2024-03-13T15:35:00Z", "2024-03-11T10:00:00"),
    ],
)
def test_an_update_before_the_story_is_not_written_and_an_editor_is_told(
    published: str, updated: str
) -> None:
    article = article_of(datePublished=published, dateModified=updated)
    assert article.date
    assert article.updated is None
    (note,) = [note for note in article.review if "before it was published" in note]
    assert updated[:10] in note


@pytest.mark.parametrize(
    ("published", "updated"),
    [
        ("2024-03-13T15:35:00-04:00", "2024-03-13T19:36:00Z"),
        ("2024-03-13", "2024-03-13T09:00:00Z"),
        ("2024-03-13T15:35:00Z", "2024-03-13"),
        ("2024-03-13T01:00:00Z", "2024-03-12T21:00:00"),  # without a zone it may be later
    ],
)
def test_an_update_that_may_be_one_is_written(published: str, updated: str) -> None:
    article = article_of(datePublished=published, dateModified=updated)
    assert isinstance(article.updated, date | datetime)
    assert not any("before it was" in note for note in article.review)


@pytest.mark.parametrize(
    ("told", "written"),
    [
        (["Sea", "sea", "SEA", "Eels"], ("Sea", "Eels")),
        (["Cafe\u0301", "caf\u00e9"], ("Caf\u00e9",)),
        (["Stra\u00dfe", "STRASSE"], ("Stra\u00dfe",)),
        (["\uff33ea", "Sea"], ("\uff33ea",)),
        (["River eels", "river  eels"], ("River eels",)),
        (["C", "C++", "C#"], ("C", "C++", "C#")),
    ],
)
def test_topics_that_readers_take_for_one_are_written_once(told: list[str], written: tuple[str, ...]) -> None:
    assert article_of(keywords=told).tags == written


@pytest.mark.parametrize("sign", ["\u00d7", "|", "\u203a", "..."])
def test_a_sign_is_the_name_of_no_section_topic_or_author(sign: str) -> None:
    article = article_of(articleSection=sign, keywords=[sign, "Eels"], author=[{"name": sign}])
    assert (article.section, article.tags) == ("", ("Eels",))
    assert sign not in article.authors


def test_a_bare_sign_above_the_headline_is_accounted_for_as_dropped() -> None:
    words = "The harbour bridge will be closed to all traffic until next spring, the city said on Monday."
    text = f"\u00d7\n\nHarbour bridge closes for repairs until spring\n\n{words}\n"
    told = explain(text.encode())
    assert told.article.section == ""
    assert told.article.title == "Harbour bridge closes for repairs until spring"
    assert told.account[0].role == Role.DROPPED

"""A header that an editor's tool has written anew says what it said: order, quotation marks, folds, notes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.front_matter import header_of, parse, read_when, render
from sitegen.model.article import Article
from tests import no_deadlines  # noqa: F401
from tests.test_front_matter import articles

Tool = Callable[[Mapping[str, Any]], str]


def as_python(header: Mapping[str, Any]) -> str:
    """PyYAML as it comes: keys sorted, lines of 80 letters, other letters as their codes."""
    return yaml.safe_dump(dict(header))


def as_python_flow(header: Mapping[str, Any]) -> str:
    """Lists and parts in brackets, wrapped where they are long."""
    return yaml.safe_dump(dict(header), default_flow_style=None, sort_keys=False, width=60)


def as_python_braces(header: Mapping[str, Any]) -> str:
    """All of it in one pair of braces."""
    return yaml.safe_dump(dict(header), default_flow_style=True, allow_unicode=True)


def as_javascript(header: Mapping[str, Any]) -> str:
    """As gray-matter writes through js-yaml: single quotation marks, long texts folded, every time in UTC."""
    return "".join(f"{key}:{javascript(value, '  ')}" for key, value in header.items())


def javascript(value: Any, indent: str) -> str:
    if isinstance(value, dict):
        return "\n" + "".join(
            f"{indent}{key}:{javascript(part, indent + '  ')}" for key, part in value.items()
        )
    if isinstance(value, list):
        return "\n" + "".join(f"{indent}-{javascript_item(item, indent)}" for item in value)
    if isinstance(value, str) and foldable(value):
        return f" >-\n{indent}" + value.replace(" ", f"\n{indent}") + "\n"
    return f" {scalar(value)}\n"


def javascript_item(item: Any, indent: str) -> str:
    if isinstance(item, dict):
        lines = javascript(item, indent + "  ").removeprefix("\n")
        return " " + lines.removeprefix(indent + "  ")
    return javascript(item, indent + "  ")


def foldable(text: str) -> bool:
    return len(text) > 20 and text.isprintable() and all(text.split(" ")) and text.strip("#- \u3000") == text


def scalar(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00.000Z"
    if isinstance(value, bool):
        return json.dumps(value)
    return "'" + value.replace("'", "''") + "'" if value.isprintable() else in_json(value)


def as_json(header: Mapping[str, Any]) -> str:
    """A tool that writes JSON, which is YAML too; and every date as a text."""
    return in_json(header) + "\n"


def as_quoted(header: Mapping[str, Any]) -> str:
    """Keys and values all in double quotation marks, lists not indented."""
    texts = json.loads(json.dumps(header, default=str))
    return yaml.dump(texts, Dumper=Quoting, sort_keys=False, allow_unicode=True)


class Quoting(yaml.SafeDumper):
    """Puts every text in double quotation marks."""


Quoting.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def as_literal(header: Mapping[str, Any]) -> str:
    """Texts as blocks of lines, which end with a line end of their own."""
    lines = []
    for key, value in header.items():
        plain = isinstance(value, str) and value.isprintable() and value.strip() == value
        lines.append(
            f"{key}: |\n    {value}\n" if plain else yaml.safe_dump({key: value}, allow_unicode=True)
        )
    return "".join(lines)


def in_json(value: Any) -> str:
    """As JSON, in which what YAML does not take bare is written as its code."""
    return UNSEEN.sub(
        lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, default=str, ensure_ascii=False)
    )


UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

TOOLS = (as_python, as_python_flow, as_python_braces, as_json, as_quoted, as_literal)

each_tool = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.__name__)


def file_of(header: str, body: str) -> str:
    return f"---\n{header}---\n\n{body}\n"


def minutes_only(when: Any) -> Any:
    """A time without fractions of seconds, not midnight in UTC: JavaScript writes that as it does a day."""
    if not isinstance(when, datetime):
        return when
    aware = when.replace(microsecond=0, tzinfo=when.tzinfo or UTC)
    odd = not 1 < aware.year < 9999
    aware = aware.replace(year=2024, month=3, day=13) if odd else aware
    midnight = aware.astimezone(UTC).time() == datetime.min.time()
    return aware + timedelta(minutes=1) if midnight else aware


def for_javascript(article: Article) -> Article:
    corrections = tuple(replace(each, date=minutes_only(each.date)) for each in article.corrections)
    whens = {key: minutes_only(getattr(article, key)) for key in ("date", "updated", "pin", "expires")}
    return replace(article, corrections=corrections, **whens)


@each_tool
@given(article=articles, order=st.randoms())
def test_a_header_that_a_tool_has_written_says_the_same(tool: Tool, article: Article, order: Any) -> None:
    pairs = list(header_of(article).items())
    order.shuffle(pairs)
    assert parse(file_of(tool(dict(pairs)), article.body)) == article


@given(articles.map(for_javascript))
def test_a_header_that_a_javascript_tool_has_written_says_the_same(article: Article) -> None:
    assert parse(file_of(as_javascript(header_of(article)), article.body)) == article


@given(articles, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_notes_and_line_ends_and_a_mark_in_front_change_nothing(
    article: Article, newline: str, mark: bool
) -> None:
    header = "".join(
        f"# about {key}\n\n{yaml.safe_dump({key: value}, allow_unicode=True, width=10**9)}"
        for key, value in header_of(article).items()
    )
    text = file_of(header, article.body).replace("\n", newline)
    assert parse("\ufeff" * mark + text) == article


@given(articles)
def test_what_a_tool_has_written_is_written_by_us_as_before(article: Article) -> None:
    assert render(parse(file_of(as_python(header_of(article)), article.body))) == render(article)


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2024-03-13T00:00:00.000Z", date(2024, 3, 13)),
        ("2024-03-13T00:00:00Z", datetime(2024, 3, 13, tzinfo=UTC)),
        ("2024-03-13T00:00:00.000+01:00", datetime(2024, 3, 13, tzinfo=timezone(timedelta(hours=1)))),
        ("2024-03-13T00:00:01.000Z", datetime(2024, 3, 13, 0, 0, 1, tzinfo=UTC)),
    ],
)
def test_a_day_that_a_javascript_tool_has_saved_is_still_a_day(written: str, when: object) -> None:
    read = read_when(written)
    assert (read, type(read)) == (when, type(when))


def test_empty_keys_as_forms_leave_them_are_as_if_they_were_not_there() -> None:
    header = "title: A\ntags: []\nauthors:\n  - ''\nimage: {}\nsource: null\ndate: ''\ndraft: ~\nkicker: ''\n"
    assert parse(file_of(header, "B")) == Article(title="A", body="B")

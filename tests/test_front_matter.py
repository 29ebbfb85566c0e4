"""The header of an article: what is written is read back, and what an editor gets wrong is named."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import Article, SitegenError
from sitegen.errors import Problem
from sitegen.front_matter import parse, read_when, render
from sitegen.model.article import Correction, Image, Source
from sitegen.yaml_header.values import MAX_HEADER
from tests import no_deadlines  # noqa: F401

HEADLINES = [
    'Mayor says: "I resign" - #1 & more',
    "It's 'over'",
    '"All" of it',
    "#1: the winner",
    "We are #1",
    "& then",
    "- a dash first",
    "-",
    "---",
    "--- News ---",
    "...",
    "@home",
    "`code`",
    "%complete",
    "*Breaking* news",
    "!important",
    "? a question",
    ": colon first",
    "ends with a colon:",
    "> quoted",
    "| piped",
    "[Breaking] News",
    "{braces}",
    "1984",
    "1_000",
    "0x1F",
    "12:30:45",
    "1e3",
    "no",
    "Yes",
    "true",
    "2024-03-13",
    "2024-03-13T15:35:00-04:00",
    "null",
    "~",
    "=",
    "<<",
    "C:\\news\\today",
    "a\tb",
    "\x07bell",
    "🎉 party 👩‍👩‍👧",
    "مرحبا بالعالم",
    "\u200fשלום\u200e",
    "12,5\u00a0% mehr",
    "\ufeffmarked",
    "x" * 5000,
    "word " * 500 + "end",
]

lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(
    lambda text: "".join(text.split("\n"))
)
words = lines.filter(lambda text: len(text.splitlines()) < 2).map(str.strip)
tuples = st.lists(words.filter(bool), max_size=3).map(tuple)
offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
whens = st.none() | st.dates() | st.datetimes(timezones=st.none() | offsets | st.just(UTC))
bodies = (
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
        | st.sampled_from(["---", "title: x", "    code"])
    )
    .map("\n".join)
    .map(lambda text: parse(f"---\n---\n{text}").body)
)
articles = st.builds(
    Article,
    title=words,
    kicker=words,
    date=whens,
    updated=whens,
    authors=tuples,
    section=words,
    series=words,
    corrections=st.lists(st.builds(Correction, words.filter(bool), whens), max_size=2).map(tuple),
    pin=whens,
    expires=whens,
    aliases=st.lists(st.sampled_from(["/a/", "/2019/old.html", "/ä-b/"]), max_size=2).map(tuple),
    tags=tuples,
    description=words,
    lang=words,
    image=st.builds(Image, src=words, alt=words, caption=words, credit=words),
    source=st.builds(Source, path=words, sha256=words, url=words),
    review=tuples,
    draft=st.booleans(),
    body=bodies,
)


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(SitegenError) as caught:
        parse(text, "content/a.md")
    return caught.value.problems


def one_problem(header: str) -> Problem:
    problems = problems_of(f"---\n{header}\n---\n\nBody.\n")
    assert len(problems) == 1, problems
    assert problems[0].path == "content/a.md"
    assert problems[0].hint
    return problems[0]


# ------------------------------------------------------------------------------------------ there and back


@given(articles)
def test_what_is_written_is_read_back(article: Article) -> None:
    assert parse(render(article)) == article


@given(articles)
def test_writing_what_was_read_changes_nothing(article: Article) -> None:
    text = render(article)
    assert render(parse(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_in_title_and_body_settles_after_one_writing(title: str, body: str) -> None:
    text = render(Article(title=title, body=body))
    assert render(parse(text)) == text
    assert parse(text).title == " ".join(part.strip() for part in title.splitlines() if part.strip())


@given(articles)
def test_other_tools_read_the_same_header(article: Article) -> None:
    text = render(article)
    metadata, body = frontmatter.parse(text)
    assert metadata.get("title", "") == article.title
    assert metadata.get("authors", []) == list(article.authors)
    assert list(metadata) == [key for key in KEYS if key in metadata]
    assert body == article.body.strip()


@pytest.mark.parametrize("headline", HEADLINES)
def test_any_headline_comes_back(headline: str) -> None:
    article = Article(
        title=headline.strip(), authors=(headline.strip(),), image=Image(caption=headline.strip())
    )
    assert parse(render(article)) == article
    assert frontmatter.loads(render(article))["title"] == headline.strip()


KEYS = ["title", "kicker", "date", "updated", "authors", "section", "series", "tags"]
KEYS += ["description", "lang", "image", "corrections", "pin", "expires", "aliases"]
KEYS += ["source", "review", "draft"]

FULL = """\
---
title: 'Mayor says: "I resign" - #1 & more'
kicker: Analysis
date: 2024-03-13T15:35:00-04:00
updated: 2024-03-14
authors:
  - Ann O'Hara
  - 李雷
section: News
series: The inquiry
tags:
  - council
  - '1984'
description: It is over.
lang: en
image:
  src: pictures/hall.jpg
  alt: A hall
  caption: 'The hall: empty'
  credit: TG
corrections:
  - date: 2024-03-15
    text: 'The hall: empty, not full.'
pin: 2024-03-20
expires: 2030-01-01T00:00:00+00:00
aliases:
  - /2019/old/
source:
  path: seeds/a.txt
  sha256: 00ff
  url: https://example.org/a?b=c#d
review:
  - No date was found.
draft: true
---

The story.
"""


def test_the_keys_stand_in_their_order() -> None:
    article = parse(FULL)
    assert article.title == 'Mayor says: "I resign" - #1 & more'
    assert article.authors == ("Ann O'Hara", "李雷")
    assert article.tags == ("council", "1984")
    assert article.image == Image("pictures/hall.jpg", "A hall", "The hall: empty", "TG")
    assert article.source.url == "https://example.org/a?b=c#d"
    assert article.draft is True
    assert article.body == "The story."
    assert render(article) == FULL
    assert list(frontmatter.loads(FULL).metadata) == KEYS


def test_what_is_unknown_is_left_out() -> None:
    assert render(Article(title="A", body="B")) == "---\ntitle: A\n---\n\nB\n"
    assert render(Article(title="A", authors=("",), image=Image(caption="\n"))) == "---\ntitle: A\n---\n"
    assert parse(render(Article())) == Article()
    assert parse("---\n---\n") == Article()


def test_a_text_of_several_lines_becomes_one_line() -> None:
    assert parse(render(Article(title=" One\n  two\r\nthree "))).title == "One two three"
    assert parse("---\ntitle: >\n  One\n  two\ndescription: |\n  a\n  b\n---\n") == Article(
        title="One two", description="a b"
    )


# ------------------------------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2024-03-13", date(2024, 3, 13)),
        ("'2024-03-13'", date(2024, 3, 13)),
        ("2024-03-13T15:35:00-04:00", datetime(2024, 3, 13, 15, 35, tzinfo=timezone(timedelta(hours=-4)))),
        ("2024-03-13 15:35", datetime(2024, 3, 13, 15, 35)),  # noqa: DTZ001
        ("2024-03-13 9:05:30", datetime(2024, 3, 13, 9, 5, 30)),  # noqa: DTZ001
        ("2024-03-13T15:35:00Z", datetime(2024, 3, 13, 15, 35, tzinfo=UTC)),
        ("2024-03-13 15:35 +0530", datetime(2024, 3, 13, 15, 35, tzinfo=timezone(timedelta(hours=5.5)))),
        ("2024-03-13t15:35:00.25z", datetime(2024, 3, 13, 15, 35, 0, 250000, tzinfo=UTC)),
        ("~", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_it_was_meant(written: str, when: object) -> None:
    read = parse(f"---\ndate: {written}\n---\n").date
    assert read == when
    assert type(read) is type(when)


@pytest.mark.parametrize(
    "when", ["13.3.2024", "2024-13-01", "2024-02-30", "yesterday", "2024-03-13T25:00", "٢٠٢٤-٠٣-١٣"]
)
def test_what_is_no_date_is_refused(when: str) -> None:
    problem = one_problem(f"title: A\ndate: {when}")
    assert (problem.line, problem.problem) == (3, f"date is not a date: {when!r}")
    assert "2024-03-13T15:35:00-04:00" in problem.hint
    assert read_when(when) is None


def test_a_date_without_a_zone_stays_without_one() -> None:
    assert "date: 2024-03-13T15:35:00\n" in render(Article(date=datetime(2024, 3, 13, 15, 35)))  # noqa: DTZ001
    assert "date: 2024-03-13\n" in render(Article(date=date(2024, 3, 13)))


def test_an_old_offset_with_seconds_comes_back() -> None:
    when = datetime(1880, 1, 1, tzinfo=timezone(timedelta(seconds=1172)))
    assert parse(render(Article(date=when))).date == when


# ------------------------------------------------------------------------------------------ the body


@pytest.mark.parametrize(
    "body",
    [
        "    indented first line\n\nmore",
        "---\ntitle: not a header\n---\n\nwords",
        "---",
        "title: no header either",
        "a\n\n\n\nb",
        "\ttab first",
        "a  \nb",
    ],
)
def test_a_body_keeps_every_word_and_indent(body: str) -> None:
    text = f"---\ntitle: A\n---\n\n{body}\n"
    assert parse(text).body == body
    assert render(parse(text)) == text


def test_empty_lines_round_a_body_go() -> None:
    assert parse("---\ntitle: A\n---\n\n \n\n  Body.  \n\n\n").body == "  Body."


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    article = parse("\ufeff---\r\ntitle: A\r\nauthors:\r\n  - B\r\n---\r\n\r\nOne\r\n\r\nTwo\r\n")
    assert article == Article(title="A", authors=("B",), body="One\n\nTwo")


# ------------------------------------------------------------------------------------------ what goes wrong


def test_all_problems_are_named_at_once_with_their_lines() -> None:
    text = "---\ntitle: a: b\ndate: soon\nimage: x\nheadlin: y\nauthors: [Ann\ndraft: maybe\n---\n\nBody.\n"
    problems = problems_of(text)
    assert [problem.line for problem in problems] == [2, 3, 4, 5, 6, 7]
    assert all(problem.path == "content/a.md" and problem.hint for problem in problems)


@pytest.mark.parametrize(
    "line",
    [
        'title: Mayor says: "I resign"',
        "title: a: b",
        "title: *Breaking* news",
        "title: *Breaking",
        "title: &c",
        "title: &amp me",
        "title: @home",
        "title: `code`",
        "title: %done",
        "title: !important news",
        "title: !!python/object/apply:os.system ['true']",
        "title: !!python/name:os.system",
        "title: - a dash",
        "title: [Breaking] News",
        "title: [Breaking",
        "title: [Breaking]",
        "title: {a} b",
        "title: {a: b}",
        'title: "a" b',
        "title: 'It's'",
        'title: "never closed',
        "title: We are #1",
        "title: We are # 1",
    ],
)
def test_a_text_that_needs_quotation_marks_is_named_and_the_hint_mends_it(line: str) -> None:
    problem = one_problem(f"lang: en\n{line}\nsection: News")
    assert problem.line == 3
    assert problem.hint.startswith("write title: '")
    mended = problem.hint.removeprefix("write ").partition(", or")[0]
    words = line.removeprefix("title: ").strip("\"'")
    assert parse(f"---\n{mended}\n---\n").title.strip("\"'") == words


def test_an_item_that_yaml_takes_for_a_key_is_named_and_the_hint_mends_it() -> None:
    problem = one_problem("review:\n  - Fine\n  - The line: odd")
    assert (problem.line, problem.hint) == (4, "write - 'The line: odd'")


def test_a_comment_on_a_line_of_its_own_or_behind_a_date_is_an_editors_note() -> None:
    text = '---\n# hold\ntitle: "A"  # good\ndate: 2024-03-13  # checked\ndraft: yes  # until Monday\n---\n'
    assert parse(text) == Article(title="A", date=date(2024, 3, 13), draft=True)


def test_an_unknown_key_names_the_nearest_one() -> None:
    problem = one_problem("title: A\nauthor: Ann")
    assert (problem.line, problem.problem) == (3, "unknown key 'author'")
    assert "did you mean authors?" in problem.hint


def test_an_unknown_part_names_the_parts_there_are() -> None:
    problem = one_problem("image:\n  captoin: A")
    assert (problem.line, problem.problem) == (3, "image has no part 'captoin'")
    assert "did you mean caption?" in problem.hint
    assert "src, alt, caption, credit" in problem.hint


def test_a_key_that_stands_twice_is_named() -> None:
    problem = one_problem("title: A\nsection: B\ntitle: C")
    assert (problem.line, problem.problem) == (4, "title stands twice, first in line 2")


def test_a_header_that_is_no_list_of_keys_is_refused() -> None:
    assert one_problem("just words").line == 2
    assert one_problem("- a\n- b").line == 2


@pytest.mark.parametrize("header", ["authors:\n  name: A", "tags: {a: b}"])
def test_parts_where_a_list_belongs_are_refused(header: str) -> None:
    assert "must be a list" in one_problem(header).problem


def test_corrections_are_read_with_their_days() -> None:
    article = parse(
        "---\ntitle: A\ncorrections:\n- date: 2026-11-20\n  text: Ann, not Anna.\n- Only a text.\n---\n"
    )
    assert article.corrections == (
        Correction("Ann, not Anna.", date(2026, 11, 20)),
        Correction("Only a text."),
    )


def test_a_correction_without_a_text_is_named() -> None:
    problem = one_problem("title: A\ncorrections:\n- date: 2026-11-20")
    assert problem.line == 4
    assert "text:" in problem.hint


@pytest.mark.parametrize(
    "address", ["old", "https://example.org/a/", "/../../etc/passwd", "/a//b/", "/a/./b/", "/", "/a?b"]
)
def test_an_alias_that_is_no_address_of_the_site_is_refused(address: str) -> None:
    assert "/2019/old-address/" in one_problem(f"title: A\naliases:\n- '{address}'").hint


def test_one_author_may_stand_without_a_list() -> None:
    assert parse("---\nauthors: Ann\ntags:\n---\n") == Article(authors=("Ann",))


@pytest.mark.parametrize(
    "text", ["", "words", "title: A\n---\n", "\n---\ntitle: A\n---\n", "----\ntitle: A\n----\n"]
)
def test_a_file_without_front_matter_is_refused(text: str) -> None:
    assert "no front matter" in problems_of(text)[0].problem


@pytest.mark.parametrize(
    "text", ["---\ntitle: A\n", "---", "---\ntitle: A\n ---\n", "---\ntitle: A\n--- x\n"]
)
def test_a_header_that_is_never_closed_is_refused(text: str) -> None:
    assert "no end" in problems_of(text)[0].problem


def test_a_tab_in_the_header_is_named() -> None:
    problem = one_problem("title: A\nimage:\n\tcaption: B")
    assert (problem.line, problem.problem) == (4, "a tab stands in the front matter")


def test_a_character_that_nobody_sees_is_named() -> None:
    problem = one_problem("section: B\ntitle: A\x07B")
    assert problem.line == 3
    assert "U+0007" in problem.problem


def test_aliases_are_refused_so_that_no_header_can_swell() -> None:
    lines = ["tags: &a [x]", *(f"k{n}: &b{n} [*a, *a, *a]" for n in range(20))]
    assert all(
        "needs quotation marks" in problem.problem
        for problem in problems_of("---\n" + "\n".join(lines) + "\n---\n")
    )


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_header_nested_beyond_reason_is_refused(opening: str) -> None:
    assert problems_of(f"---\ntags: {opening * 5000}\n---\n")
    assert problems_of("---\ntags:\n" + "\n".join(" " * depth + "-" for depth in range(1, 300)) + "\n---\n")


def test_a_header_too_long_for_a_person_is_refused_and_never_written() -> None:
    long = "x" * MAX_HEADER
    assert "longer than" in problems_of(f"---\ntitle: {long}\n---\n")[0].problem
    with pytest.raises(SitegenError, match="longer than"):
        render(Article(title=long))


@given(
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.lists(
        st.sampled_from(
            [
                "title: ",
                "a: b",
                "- x",
                "  - y",
                "[",
                "]",
                "{",
                "}",
                "'",
                '"',
                "|",
                ">",
                "&a",
                "*a",
                "!t",
                "# c",
                "---",
                "\t",
                "? ",
                ": ",
            ]
        )
    ).map("\n".join)
)
def test_whatever_stands_in_a_header_is_read_or_refused_with_a_line(header: str) -> None:
    text = f"---\n{header}\n---\n\nBody.\n"
    try:
        parse(text, "a.md")
    except SitegenError as error:
        assert all(problem.path == "a.md" and problem.line >= 1 for problem in error.problems)  # noqa: PT017
        assert error.problems  # noqa: PT017


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_are_read_as_one(end: str) -> None:
    lines = ("---", "title: A story", "---", "", "First words.", "", "Last words.", "")
    article = parse(end.join(lines))
    assert (article.title, article.body) == ("A story", "First words.\n\nLast words.")


def test_what_is_wrong_with_a_text_without_a_name_names_no_file() -> None:
    with pytest.raises(SitegenError) as caught:
        parse("title: A story")
    assert {problem.path for problem in caught.value.problems} == {""}


@pytest.mark.parametrize(
    ("header", "line", "problem", "hint"),
    [
        (
            "title: A\ntags: [a, b\ndate: 2024-01-01",
            3,
            "the text of tags needs quotation",
            "write tags: '[a, b'",
        ),
        ('title: A\nsection: "a\ndate: 2024-01-01', 3, "the text of section needs", "write section: '\"a'"),
        ("title: A\n section: b", 3, "the text of section needs quotation marks", "write section: 'b'"),
        ("title: A\nsection: *x", 3, "the text of section needs quotation marks", "write section: '*x'"),
        ("title: A\nimage: {src: a", 3, "the text of image needs quotation marks", "write image: '{src: a'"),
        ("\n\ntitle: A\nsection: @b", 5, "the text of section needs quotation marks", "write section: '@b'"),
        ("title: A\nsection: a\n\tx: y", 4, "a tab stands in the front matter", "use spaces in its place"),
        ("title: A\ndescription: |\n  a\n b", 5, "the front matter cannot be read: expected", "see: b"),
        ("title: A\ndescription: |\n  a\n  \x7f", 5, "the character U+007F may not stand", "delete it"),
        ("title: A\n\x7f", 3, "the character U+007F may not stand", "delete it"),
    ],
)
def test_what_yaml_cannot_read_is_told_in_its_line(header: str, line: int, problem: str, hint: str) -> None:
    """Where a bracket or a quotation is not closed, that is the line that opens it."""
    told = one_problem(header)
    assert told.line == line
    assert told.problem.startswith(problem)
    assert told.hint.startswith(hint)


@pytest.mark.parametrize("kind", ["str", "timestamp", "bool", "int", "float", "null"])
def test_what_a_tool_calls_a_text_in_quotation_marks_changes_nothing(kind: str) -> None:
    assert parse(f'---\ntitle: !!{kind} "1984"\n---\n\nWords.\n').title == "1984"

"""Whatever words stand in a body, its Markdown shows exactly these words, and no sign in them acts."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.markdown import escape, render
from sitegen.model.body import (
    BlockQuote,
    BodyBlock,
    Figure,
    ListBlock,
    ListItem,
    Mark,
    Note,
    Paragraph,
    Preformatted,
    SectionBreak,
    Span,
    Subhead,
    Table,
)
from tests import no_deadlines  # noqa: F401

EXTENSIONS = ["toc", "tables", "fenced_code", "sane_lists"]
"""What MkDocs switches on by itself, and mkdocs.yml's own."""

NASTY = [
    "<script>alert(1)</script>",
    "<b>bold</b> </p> <!-- gone --> <?php ?> <![CDATA[x]]>",
    "<https://example.org> <a@example.org>",
    "a <",
    "<\\@\\> <3@4> <é@b>",
    "<",
    "<3 and 5 < 6 > 4",
    "&amp; &lt; &#65; &#x41; &copy; &copy AT&T & Q&A;",
    "[x](y) [x][y] [x]: y ![a](b) ![",
    "[ref]: https://example.org/",
    "[^1]: a footnote [^1]",
    "*[HTML]: an abbreviation",
    "[TOC]",
    "[ ] a task",
    "[sic] [a] (b)",
    "1. one",
    "1984. A year",
    "3) three",
    "١. واحد",
    "# head",
    "#hashtag",
    "####### seven",
    "ends in C#",
    "ends ##",
    "- item",
    "-",
    "+ plus",
    "* star",
    "* * *",
    "*",
    "**",
    "***",
    "- - -",
    "-- -",
    "---",
    "--",
    "_ _ _",
    "___",
    "===",
    "= =",
    "=",
    "> quote",
    ">",
    "    indented",
    "\ttab",
    "*emph* **strong** ***both***",
    "_emph_ __strong__ snake_case __init__ a_ _b",
    "2 * 3 * 4 *5* 6",
    "`code` ``more`` ` one",
    "```",
    "~~~",
    "~~gone~~ ~ ~~~",
    "\\",
    "ends in \\",
    "\\\\ \\* \\a \\` \\[x\\](y) \\<b\\> \\&amp;",
    "C:\\Users\\new",
    "| a | b |",
    "\\|",
    "--|--",
    ":--|:-:",
    ": def",
    "::: note",
    ":smile: :+1:",
    "{{ jinja }} {% if %} {# no #} { .class } {: #id } {#id}",
    '--8<-- "file"',
    "!!! note",
    "!",
    "http://example.org/a_b_c*d*?x=1&amp;y=2",
    "\x02klzzwxh:0\x03 wzxhzdk:1",
    "a\x02b\x00c\x07d",
    "one  \ntwo\nthree",
    "Setext\n===",
    "a\n- b",
    "* \u00a0 *",
    "12,5\u00a0% \u2028 \u2029 \x85 \u3000",
    "é_ü_ö का_का_क",
    "(*)[*]{*}",
    "”*quoted*“",
    "*a*_b_`c`~~d~~",
]

SIGNS = [
    *list("\\`*_{}[]()<>#+-.!|~:=&;^$%@'\"/?,0123456789"),
    "  ",
    " ",
    "\n",
    "&amp;",
    "a",
    "b",
    "é",
    "漢",
    "x",
    "\xa0",
]
signs = st.lists(st.sampled_from(SIGNS), max_size=25).map("".join)
texts = signs | st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
addresses = st.sampled_from(
    [
        "",
        "https://example.org/a(b)c",
        "https://e.org/?a=1&copy;=2&b",
        "/a b",
        'x" onclick="y',
        "a\\b`c*d_e[f]{g}",
        "#top",
        "mailto:a@b.c",
    ]
)
spans = st.lists(st.builds(Span, texts, st.sampled_from(Mark), addresses), min_size=1, max_size=5).map(tuple)


class _Words(HTMLParser):
    """Text, tags and addresses of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.targets: list[str] = []
        self.alts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.targets += [value or "" for key, value in attrs if key in ("href", "src")]
        if tag == "img":
            self.alts.append(values.get("alt") or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def words_of(text: str) -> str:
    """Text as a reader sees it: white space as one space, what nobody sees gone."""
    text = text.replace("\x85", " ").replace("\x00", "")
    shown = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) != "Cc")
    shown = re.sub("[\x1c-\x1f]", "", shown)
    return " ".join(shown.split())


def by_python_markdown(text: str) -> _Words:
    seen = _Words()
    seen.feed(python_markdown.markdown(text, extensions=EXTENSIONS))
    seen.close()
    return seen


def by_commonmark(text: str) -> _Words:
    seen = _Words()
    seen.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))
    seen.close()
    return seen


READERS = {"Python-Markdown": by_python_markdown, "CommonMark": by_commonmark}
each_reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS)


def plain_words(*texts: str) -> str:
    return words_of(" ".join(texts))


def squeezed(text: str) -> str:
    return "".join(words_of(text).split())


# ------------------------------------------------------------------------------------------ plain words


@each_reader
@pytest.mark.parametrize("text", NASTY)
def test_no_sign_acts_in_a_paragraph(text: str, reader) -> None:
    seen = reader(render([Paragraph((Span(text),)), Paragraph((Span("after"),))]))
    assert words_of(seen.text) == plain_words(text, "after")
    assert seen.tags == ["p", "p"]


@each_reader
@given(text=texts)
def test_any_text_is_one_paragraph_of_exactly_these_words(text: str, reader) -> None:
    seen = reader(render([Paragraph((Span(text),))]))
    assert words_of(seen.text) == words_of(text)
    assert seen.tags == ["p"] * bool(words_of(text))


@each_reader
@given(text=texts)
def test_any_text_is_one_subhead_of_exactly_these_words(text: str, reader) -> None:
    seen = reader(render([Subhead((Span(text),), 3), Paragraph((Span("after"),))]))
    assert words_of(seen.text) == plain_words(text, "after")
    assert seen.tags == ["h3"] * bool(words_of(text)) + ["p"]


@each_reader
@given(items=st.lists(texts, min_size=1, max_size=4))
def test_any_texts_are_items_of_a_list(items: list[str], reader) -> None:
    block = ListBlock(tuple(ListItem((Span(text),)) for text in items))
    seen = reader(render([block, Paragraph((Span("after"),))]))
    assert words_of(seen.text) == plain_words(*items, "after")
    assert set(seen.tags) <= {"ul", "li", "p"}
    assert seen.tags.count("li") == sum(bool(words_of(text)) for text in items)


@each_reader
@given(quotes=st.lists(texts, min_size=1, max_size=3), note=texts)
def test_any_texts_are_a_quote_and_a_note(quotes: list[str], note: str, reader) -> None:
    seen = reader(render([BlockQuote(tuple((Span(text),) for text in quotes)), Note((Span(note),))]))
    assert words_of(seen.text) == plain_words(*quotes, note)
    assert set(seen.tags) <= {"blockquote", "p"}


@each_reader
@given(rows=st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=3))
def test_any_texts_are_cells_of_a_table(rows: list[list[str]], reader) -> None:
    block = Table(tuple(tuple((Span(text),) for text in row) for row in rows))
    seen = reader(render([block, Paragraph((Span("after"),))]))
    assert words_of(seen.text) == plain_words(*(text for row in rows for text in row), "after")
    assert set(seen.tags) <= {"table", "thead", "tbody", "tr", "th", "td", "p"}
    if plain_words(*(text for row in rows for text in row)):
        assert seen.tags.count("tr") == max(
            len(rows), 1 + (reader is by_python_markdown)
        )  # it adds an empty row
        assert seen.tags.count("th") == max(map(len, rows))


@each_reader
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | texts)
def test_preformatted_lines_stay_as_they_are(text: str, reader) -> None:
    blocks = [ListBlock((ListItem((Span("before"),)),)), Preformatted(text), Paragraph((Span("after"),))]
    seen = reader(render(blocks))
    assert words_of(seen.text) == plain_words("before", text, "after")
    assert seen.tags == ["ul", "li", *(["pre", "code"] if words_of(text) else []), "p"]


@pytest.mark.parametrize(
    "text",
    [
        "AT&T and Q&A, 5 < 6 > 4, 2 * 3 * 4 = 24",
        "snake_case and C:\\Users",
        "He said [sic] so (twice), “really”!",
        "It costs 12.50 $ (about 11 €) - or more: 50 % #1 @home",
        "well-known - dashes – and — dashes…",
        "http://example.org/a?b=c&d=e~f",
        "{braces} ~ tilde ^ caret | pipe",
        "Why? Because! 1.5 1) no",
        "14:30 - 15:00",
        "- 5 degrees".removeprefix("- "),
        "-5 degrees",
        "+49 30 1234",
        "(1) first",
    ],
)
def test_words_that_would_not_act_are_not_escaped(text: str) -> None:
    assert render([Paragraph((Span(text),))]) == text


# ------------------------------------------------------------------------------------------ marks and links


@each_reader
@given(spans=spans)
def test_marks_and_links_never_change_a_word(spans: tuple[Span, ...], reader) -> None:
    seen = reader(render([Paragraph(spans)]))
    assert squeezed(seen.text) == squeezed("".join(span.text for span in spans))
    assert set(seen.tags) <= {"p", "em", "strong", "code", "a"}


@each_reader
@given(rows=st.lists(st.lists(spans, min_size=1, max_size=2), min_size=1, max_size=2))
def test_marks_and_links_never_break_a_table(rows: list[list[tuple[Span, ...]]], reader) -> None:
    seen = reader(render([Table(tuple(map(tuple, rows)))]))
    expected = "".join(span.text for row in rows for cell in row for span in cell)
    assert squeezed(seen.text) == squeezed(expected)
    if squeezed(expected):
        assert seen.tags.count("tr") == max(len(rows), 1 + (reader is by_python_markdown))


@each_reader
def test_marks_and_links_are_kept(reader) -> None:
    line = (
        Span("He "),
        Span("really", Mark.EMPHASIS),
        Span(" said "),
        Span("“no”, ", Mark.STRONG),
        Span("see "),
        Span("the [full] text", href="https://example.org/a_(b)?c=d&e=f"),
        Span(" or run "),
        Span("rm `x`", Mark.CODE),
        Span("."),
    )
    seen = reader(render([Paragraph(line)]))
    assert seen.tags == ["p", "em", "strong", "a", "code"]
    assert seen.targets == ["https://example.org/a_(b)?c=d&e=f"]
    assert words_of(seen.text) == "He really said “no”, see the [full] text or run rm `x`."


@each_reader
@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "java\nscript:alert(1)",
        "javascript&colon;alert(1)",
        "java&#115;cript:alert(1)",
        "\x01javascript:alert(1)",
        "&#x6A;avascript:alert(1)",
    ],
)
def test_an_address_that_runs_code_is_lost_and_its_words_stay(href: str, reader) -> None:
    seen = reader(render([Paragraph((Span("click", href=href), Span(" "), Span("me"))), Figure(href, "alt")]))
    assert "click me" in words_of(seen.text)
    for target in seen.targets:
        bare = "".join(letter for letter in target if letter.isprintable() and not letter.isspace()).lower()
        assert not bare.startswith(("javascript:", "vbscript:", "data:", "file:")), target


@each_reader
@given(href=st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | signs, alt=texts)
def test_any_address_stays_inside_its_link(href: str, alt: str, reader) -> None:
    seen = reader(
        render([Paragraph((Span("a "), Span("link", href=href), Span(" b"))), Figure(href, "x" + alt)])
    )
    assert set(seen.tags) <= {"p", "a", "img", "em"}
    if "img" in seen.tags:
        assert words_of(seen.text) == "a link b"
        assert squeezed(seen.alts[0]) == squeezed("x" + alt)
    else:
        assert squeezed(seen.text) == squeezed("a link b" + "x" + alt)


@each_reader
def test_an_exclamation_mark_before_a_link_makes_no_picture(reader) -> None:
    seen = reader(render([Paragraph((Span("Look!"), Span("here", href="https://example.org/")))]))
    assert seen.tags == ["p", "a"]
    assert words_of(seen.text) == "Look!here"


@each_reader
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ((Span("foo"), Span("bar,", Mark.EMPHASIS), Span("baz")), "foobar,baz"),
        ((Span("foo"), Span("(bar", Mark.STRONG), Span(" baz")), "foo(bar baz"),
        ((Span("a", Mark.STRONG), Span("b", Mark.EMPHASIS), Span("c")), "abc"),
        ((Span("a *", Mark.EMPHASIS), Span("b * c", Mark.STRONG)), "a *b * c"),
        ((Span("f(x)[0]: y", Mark.CODE, "https://example.org/"), Span("]: z")), "f(x)[0]: y]: z"),
        ((Span("[0]: /y", Mark.CODE, "https://example.org/"),), "[0]: /y"),
        ((Span("|", Mark.CODE),), "|"),
        ((Span("a\\"), Span("b`c", Mark.CODE), Span("\\")), "a\\b`c\\"),
    ],
)
def test_a_mark_that_would_not_be_read_as_one_is_left_out(line: tuple[Span, ...], words: str, reader) -> None:
    assert words_of(reader(render([Paragraph(line)])).text) == words


# ------------------------------------------------------------------------------------------ blocks


@each_reader
@pytest.mark.parametrize("sign", ["\\|", "|", "--|--", ":-: | :-:", "|-|"])
def test_items_that_look_like_the_rule_of_a_table_make_none(sign: str, reader) -> None:
    seen = reader(
        render([ListBlock((ListItem((Span(sign),)), ListItem((Span(sign),)), ListItem((Span("a|b"),))))])
    )
    assert seen.tags == ["ul", "li", "li", "li"]
    assert words_of(seen.text) == f"{sign} {sign} a|b"


@each_reader
def test_lists_keep_their_numbers_and_depth(reader) -> None:
    items = ((3, 0), (4, 0), (1, 1), (2, 1), (5, 0), (None, 1), (None, 2))
    block = ListBlock(
        tuple(ListItem((Span(f"w{n}"),), depth, number) for n, (number, depth) in enumerate(items))
    )
    seen = reader(render([block]))
    assert seen.tags == ["ol", "li", "li", "ol", "li", "li", "li", "ul", "li", "ul", "li"]
    assert render([block]).startswith("3. w0\n4. w1\n    1. w2")


@each_reader
@given(
    items=st.lists(
        st.tuples(
            signs, st.integers(-1, 4), st.none() | st.integers(0, 5) | st.sampled_from([99, 100, 1984, 10**9])
        ),
        max_size=6,
    )
)
def test_no_number_of_a_list_is_lost(items: list[tuple[str, int, int | None]], reader) -> None:
    block = ListBlock(tuple(ListItem((Span("x" + text),), depth, number) for text, depth, number in items))
    text = render([block, Paragraph((Span("after"),))])
    seen = reader(text)
    assert seen.tags.count("li") == len(items)
    assert set(seen.tags) <= {"ol", "ul", "li", "p"}
    literal = "ol" not in seen.tags
    words = [
        (f"{number}. " if literal and number is not None else "") + "x" + words for words, _, number in items
    ]
    assert words_of(seen.text) == plain_words(*words, "after")
    for _, _, number in items:
        assert number is None or f"{number}" in text


@each_reader
def test_a_section_break_is_a_rule_also_below_a_list(reader) -> None:
    blocks: list[BodyBlock] = [ListBlock((ListItem((Span("a"),)),)), SectionBreak(), Paragraph((Span("b"),))]
    assert reader(render(blocks)).tags == ["ul", "li", "hr", "p"]


@each_reader
def test_a_figure_keeps_caption_and_credit(reader) -> None:
    seen = reader(
        render([Figure("a b.jpg", "An [old] *hall*", (Span("The "), Span("hall", Mark.STRONG)), "A_B_")])
    )
    assert seen.tags == ["p", "img", "p", "em"]
    assert seen.alts == ["An [old] *hall*"]
    assert seen.targets == ["a%20b.jpg"]
    assert words_of(seen.text) == "The hall (A_B_)"
    assert words_of(reader(render([Figure("a.jpg", credit="TG")])).text) == "(TG)"


def test_blocks_without_a_word_leave_nothing() -> None:
    empty = (Span(" \n"),)
    blocks = [
        Paragraph(empty),
        Subhead(empty),
        ListBlock((ListItem(empty),)),
        BlockQuote((empty,)),
        Note(empty),
    ]
    assert render([*blocks, Table(()), Preformatted("\n \n"), Figure("")]) == ""


def test_escaping_takes_no_longer_for_a_word_of_a_megabyte() -> None:
    for sign in ("_", "*", "\\", "[", "`", "<", "&", "-", "= ", "1"):
        assert len(escape(sign * 200_000)) >= 200_000
        assert render([Paragraph((Span(sign * 200_000),))])

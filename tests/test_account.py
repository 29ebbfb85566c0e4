"""The heart of the converter: every line of a raw text is accounted for exactly once, and no word is lost.

The texts are of two kinds: lines as raw articles have them, put together at random, and anything at all.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import SitegenError
from sitegen.account import BLANK, Entry, fate_of
from sitegen.front_matter import parse
from sitegen.model.verdict import Found, Role, Verdict
from sitegen.pipeline import Conversion, explain
from sitegen.readers import read
from sitegen.readers.characters import ordinary
from sitegen.readers.encoding import decode
from sitegen.readers.plain_text import lines_of
from sitegen.rules import RULES, judge
from tests import no_deadlines  # noqa: F401

LINES = [
    "",
    " ",
    "\t\xa0\u200b",
    "NewsHarbour bridge to close for the winter",
    "Harbour bridge to close for the winter",
    "Harbour\xa0bridge to close for the\xa0winter",
    "Sports",
    "By Anna Keller",
    "By Anna Keller and Tom Reed, Staff Writer",
    "13 March 2024",
    "3:35 PM EDT, March 13, 2024",
    "Published: 13.03.2024 | Updated: 14.03.2024, 08:15",
    "A ferry in the harbour on Monday",
    "A ferry in the harbour on Monday. Photo: Tom Reed/AP",
    "Images source: © TG",
    "Foto: dpa",
    "OLDTOWN (AP) — The bridge will be closed to all traffic until next spring, the city said on Monday.",
    "The harbour bridge will be closed to all traffic until next spring, the city said on Monday evening.",
    "The decision came after engineers had found cracks in two of the four pylons that carry the roadway.",
    '"We had no choice," said the mayor, who had asked for the repairs since last summer, she said.',
    '"We had no choice."',
    "A long winter",
    "What happens now?",
    "Announcement from the harbour:",
    "These are the rules:",
    "- No dogs on the bridge",
    "• No fires",
    "  * deeper",
    "1. First",
    "2) Second",
    "3. Third",
    "01. One with a nought",
    "02. Two with a nought",
    "٣. ثلاثة",
    "٤. أربعة",
    "1984. A year",
    "* * *",
    "-----",
    "⁂",
    "Read more: Ten bridges that fell",
    "READ ALSO",
    "Share this article",
    "Share on Facebook",
    "Subscribe to our newsletter",
    "Advertisement",
    "ADVERTISEMENT",
    "Related content",
    "Ferries run all night",
    "Tags: bridge, harbour, winter",
    "Comments (12)",
    "© 2024 The Courier. All rights reserved.",
    "Correction: An earlier version of this article gave the wrong year for the opening of the bridge.",
    "5 min read",
    "Lesen Sie auch: Die Brücke bleibt zu",
    "Die Brücke wird bis zum Frühjahr für den gesamten Verkehr gesperrt, teilte die Stadt am Montag mit.",
    "Мэр заявил в понедельник, что мост будет закрыт на всю зиму, потому что в опорах нашли трещины.",
    "市長は月曜日、橋は冬の間閉鎖されると述べた。住民は遠回りになるとして怒っている。",
    "قال رئيس البلدية يوم الاثنين إن الجسر سيغلق طوال فصل الشتاء، وإن السكان غاضبون جدا.",
    "# not a heading * nor _this_ <b>bold</b> &amp; [x](y)",
    "---",
    "title: no header",
    "https://example.org/a?b=c&d=e",
    "cafÃ© crÃ¨me",
    "x" * 300,
    "\x07\x00bell",
    "\u202eevil\u202c",
    "🎉",
]

raw_articles = st.lists(st.sampled_from(LINES), min_size=1, max_size=24).map("\n".join)
arranged = st.permutations(LINES).map(lambda lines: "\n\n".join(line for line in lines[:14]))
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.text(max_size=60)
texts = raw_articles | arranged | anything
ends = st.sampled_from(["\n", "\r\n", "\r"])


class _Text(HTMLParser):
    """The text of a page, with the numbers that a browser sets before the items of a numbered list."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.numbers: list[int | None] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += "" if tag in ("em", "strong", "code", "a") else " "
        if tag in ("ol", "ul"):
            self.numbers.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self.numbers[-1] is not None:
            self.text += f"{self.numbers[-1]}. "
            self.numbers[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.numbers.pop()


def shown(body: str) -> str:
    """The words of a body as a reader of the site sees them."""
    seen = _Text()
    seen.feed(markdown.markdown(body, extensions=["toc", "tables", "fenced_code", "sane_lists"]))
    seen.close()
    return seen.text


def letters(text: str) -> str:
    """Letters and digits only: what no cleaning may change or move."""
    text = unicodedata.normalize("NFC", ordinary(text))
    return "".join(letter for letter in text if unicodedata.category(letter)[0] in "LNM")


def is_within(part: str, whole: str) -> bool:
    """True when the letters of `part` stand in `whole` in this order."""
    rest = iter(whole)
    return all(letter in rest for letter in part)


def explained(raw: bytes) -> Conversion | None:
    try:
        return explain(raw)
    except SitegenError as error:
        assert error.problems  # noqa: PT017
        return None


def source_lines(raw: bytes) -> tuple[str, ...]:
    return lines_of(decode(raw).text)


# ------------------------------------------------------------------------------------------ every line


@settings(max_examples=300)
@given(texts, ends)
def test_every_raw_line_is_accounted_for_exactly_once_and_in_order(text: str, end: str) -> None:
    raw = text.replace("\n", end).encode("utf-8", "ignore")
    conversion = explained(raw)
    if conversion is None:
        return
    lines = source_lines(raw)
    assert [entry.number for entry in conversion.account] == list(range(1, len(lines) + 1))
    assert tuple(entry.raw for entry in conversion.account) == lines
    for entry in conversion.account:
        assert (entry.fate == BLANK) == (not ordinary(entry.raw)), entry
        assert entry.fate in ("kept", "moved", "dropped", BLANK)
        assert bool(entry.target) or entry.fate != "moved"
        assert entry.why
        assert entry.fate == BLANK or entry.rule in {rule.name for rule in RULES}


@settings(max_examples=300)
@given(texts)
def test_no_word_of_a_kept_line_is_lost_and_none_comes_from_elsewhere(text: str) -> None:
    conversion = explained(text.encode("utf-8", "ignore"))
    if conversion is None:
        return
    kept = [entry for entry in conversion.account if entry.fate == "kept"]
    whole = letters(" ".join(entry.raw for entry in kept))
    body = letters(shown(conversion.article.body))
    if any(entry.target for entry in kept):
        assert is_within(body, whole)
        for entry in kept:
            assert entry.target or letters(entry.raw) in body
    else:
        assert body == whole


@settings(max_examples=200)
@given(texts)
def test_what_was_moved_to_a_field_are_words_of_its_line(text: str) -> None:
    raw = text.encode("utf-8", "ignore")
    try:
        draft = judge(read(raw, media_type="text/plain"))
    except SitegenError:
        return
    for index, verdict in draft.verdicts.items():
        for found in verdict.found:
            if not isinstance(found.value, date):
                assert is_within(letters(found.value), letters(draft.block(index).raw)), (found, verdict)


@settings(max_examples=200)
@given(st.binary(max_size=200) | texts.map(lambda text: text.encode("utf-16")))
def test_nothing_but_a_problem_for_people_is_ever_raised(raw: bytes) -> None:
    conversion = explained(raw)
    if conversion is not None:
        assert [entry.number for entry in conversion.account] == list(range(1, len(source_lines(raw)) + 1))


@settings(max_examples=200)
@given(texts)
def test_converting_twice_gives_the_same_and_the_file_is_read_back(text: str) -> None:
    raw = text.encode("utf-8", "ignore")
    first, second = explained(raw), explained(raw)
    assert first == second
    if first is not None:
        assert parse(first.article.to_markdown()) == first.article


@settings(max_examples=100)
@given(
    raw_articles, st.sets(st.sampled_from([rule.name for rule in RULES if rule.name != "keep_paragraphs"]))
)
def test_with_rules_switched_off_every_line_is_still_accounted_for(text: str, keep: set[str]) -> None:
    raw = text.encode()
    try:
        account = explain(raw, keep=keep).account
    except SitegenError:
        return
    assert tuple(entry.raw for entry in account) == source_lines(raw)
    assert not {entry.rule for entry in account} & keep


def test_the_lines_of_a_wrapped_paragraph_share_its_fate() -> None:
    line = "The harbour bridge will be closed to all traffic until next spring, and"
    raw = "\n".join(["Harbour bridge to close for the winter", "", *[line] * 9, "then it opens."]).encode()
    account = explain(raw).account
    assert Counter(entry.role for entry in account[2:]) == {"paragraph": 10}
    assert explain(raw).article.body.count("\n") == 0


def test_a_page_accounts_for_every_block_once() -> None:
    page = b"<html><title>T</title><body><h1>A headline of words</h1><p>One <b>two</b>.<p>Three.</body>"
    account = explain(page, media_type="text/html").account
    assert [entry.number for entry in account] == list(range(1, len(account) + 1))


def test_a_rule_that_takes_no_value_drops_its_line() -> None:
    assert fate_of(Verdict(Role.CAPTION, "a caption again")) == "dropped"
    assert fate_of(Verdict(Role.CAPTION, "a caption", found=(Found("image.caption", "A"),))) == "moved"
    assert fate_of(Verdict(Role.DROPPED, "a prompt")) == "dropped"
    assert fate_of(Verdict(Role.PARAGRAPH, "prose", found=(Found("section", "News"),))) == "kept"


@pytest.mark.parametrize("size", [1_000_000, 2_000_000])
def test_a_line_of_a_megabyte_is_accounted_for(size: int) -> None:
    raw = (b"A headline of some words\n\n" + b"word, " * (size // 6) + b"\n\nThe end of the story.\n") * 1
    conversion = explain(raw)
    assert [entry.number for entry in conversion.account] == [1, 2, 3, 4, 5]
    assert parse(conversion.article.to_markdown()) == conversion.article


def test_many_short_lines_are_accounted_for() -> None:
    raw = b"A line of a few words here\n" * 20_000
    account: tuple[Entry, ...] = explain(raw).account
    assert len(account) == 20_000

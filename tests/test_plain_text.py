"""Plain text: each line is a block, but for lines that were only wrapped."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import SitegenError
from sitegen.model.document import Document, Kind
from sitegen.readers import MAX_BYTES
from sitegen.readers import read as read_any
from sitegen.readers.plain_text import lines_of, read
from tests import no_deadlines  # noqa: F401

BRIDGE = """
The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday,
after engineers had found cracks in two of the four pylons that carry the roadway over the river.

Ferries will run every ten minutes from six in the morning until midnight, and people who live on the
island will travel without paying, said the head of the harbour office, who had asked for the repairs
since last summer.

The work will cost about four million and is to be finished before the storms of the coming autumn.

The oldest of the pylons was built ninety years ago from stone that had been brought over the sea, and
nobody knows how much longer it will stand, an engineer told the council behind closed doors in March.
"""
PARAGRAPHS = [" ".join(paragraph.split()) for paragraph in BRIDGE.split("\n\n")]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def wrapped(paragraphs: list[str], width: int = 72, between: str = "\n\n") -> bytes:
    return between.join(textwrap.fill(text, width) for text in paragraphs).encode()


# ------------------------------------------------------------------------------------------ wrapped lines


@pytest.mark.parametrize("width", [55, 65, 72, 76, 80])
def test_lines_wrapped_at_a_width_are_one_paragraph_again(width: int) -> None:
    document = read(wrapped(PARAGRAPHS, width))
    assert texts(document) == PARAGRAPHS
    assert [block.gap for block in document.blocks] == [True] * 4


def test_wrapped_blocks_know_the_lines_they_cover() -> None:
    document = read(wrapped(PARAGRAPHS))
    for block in document.blocks:
        assert block.raw == "\n".join(document.lines[block.first - 1 : block.last])


def test_wrapped_lines_are_rejoined_beside_a_long_address() -> None:
    address = "https://example.org/" + "a-very-long-address/" * 8
    document = read(wrapped([*PARAGRAPHS, *PARAGRAPHS]) + f"\n\n{address}\nA line below it.\n".encode())
    assert texts(document) == [*PARAGRAPHS, *PARAGRAPHS, address, "A line below it."]


def test_lists_verse_and_addresses_among_wrapped_lines_stay_lines() -> None:
    lines = [
        "- No dogs on the bridge, and no horses either, said the notice at the",
        "- No fires",
        "1. First",
        "2. Second",
        "Roses are red,",
        "violets are blue",
        "12 Harbour Street",
        "Oldtown",
        "* * *",
        "The end",
    ]
    document = read(wrapped(PARAGRAPHS * 2) + b"\n\n" + "\n".join(lines).encode())
    assert [block.raw for block in document.blocks[8:]] == lines


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    headlines = [
        "Harbour bridge to close for the winter after engineers find cracks",
        "Ferries to run all night",
        "School reopens after a fire that nobody could explain to the parents",
        "Council votes for a new library",
        "Storm warning lifted on the coast, but the beaches stay closed today",
        "Two foxes move into the town hall and refuse to leave",
        "Market square to get trees",
        "Bakers strike for a second week while bread comes from elsewhere now",
    ]
    assert texts(read("\n".join(headlines).encode())) == headlines


def test_one_line_for_each_paragraph_without_empty_lines_is_kept() -> None:
    document = read("\n".join(PARAGRAPHS * 3).encode())
    assert texts(document) == PARAGRAPHS * 3
    assert [block.gap for block in document.blocks] == [True] + [False] * 11


# ------------------------------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("raw", "kind", "text", "marker", "level"),
    [
        ("- item", Kind.LIST_ITEM, "item", "-", 0),
        ("• item", Kind.LIST_ITEM, "item", "•", 0),
        ("  * item", Kind.LIST_ITEM, "item", "*", 1),
        ("\t- item", Kind.LIST_ITEM, "item", "-", 2),
        ("1. item", Kind.LINE, "1. item", "1.", 0),
        ("12) item", Kind.LINE, "12) item", "12)", 0),
        ("01. item", Kind.LINE, "01. item", "", 0),
        ("١. item", Kind.LINE, "١. item", "", 0),
        ("1984. A year", Kind.LINE, "1984. A year", "", 0),
        ("-item", Kind.LINE, "-item", "", 0),
        ("-", Kind.LINE, "-", "", 0),
        ("— A dash", Kind.LINE, "— A dash", "", 0),
        ("+49 30 1234", Kind.LINE, "+49 30 1234", "", 0),
        ("* * *", Kind.RULE, "* * *", "", 0),
        ("-----", Kind.RULE, "-----", "", 0),
        ("⁂", Kind.RULE, "⁂", "", 0),
        ("***bold***", Kind.LINE, "***bold***", "", 0),
        ("    indented", Kind.LINE, "indented", "", 0),
    ],
)
def test_a_line_says_by_its_marker_what_it_is(
    raw: str, kind: Kind, text: str, marker: str, level: int
) -> None:
    (block,) = read(raw.encode()).blocks
    assert (block.kind, block.text, block.marker, block.level, block.raw) == (kind, text, marker, level, raw)


# ------------------------------------------------------------------------------------------ lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", ("a", "b")),
        ("a\nb\n", ("a", "b")),
        ("a\r\n\r\nb\r\n", ("a", "", "b")),
        ("a\rb", ("a", "b")),
        ("a\n\n", ("a", "")),
        ("a\fb", ("a", "b")),
        ("a\n\fb", ("a", "b")),
        ("a\u2029b\u2028c", ("a", "b", "c")),
        ("a\u2028\u2028b\u2028c\n", ("a", "", "b", "c")),
        ("a\u2028b\nc\n", ("a\u2028b", "c")),
        ("a\u2029b\r\nc\rd", ("a\u2029b", "c", "d")),
        ("a\u2028b\nc\u2028d\fe", ("a\u2028b", "c\u2028d", "e")),
        ("a\x85b\x0bc", ("a\x85b\x0bc",)),
        ("", ()),
        ("\n", ("",)),
    ],
)
def test_lines_end_where_a_person_sees_them_end(text: str, lines: tuple[str, ...]) -> None:
    assert lines_of(text) == lines


@given(
    st.lists(st.text(st.sampled_from("ab -*\u200b\xa0é."), max_size=8), min_size=1),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_line_with_a_word_is_in_exactly_one_block(lines: list[str], end: str) -> None:
    document = read(end.join(lines).encode())
    covered = [number for block in document.blocks for number in range(block.first, block.last + 1)]
    assert covered == sorted(set(covered))
    assert document.line_count == len(document.lines)
    blank = [number for number in range(1, document.line_count + 1) if number not in covered]
    assert all(not document.lines[number - 1].replace("\u200b", "").strip() for number in blank)


# ------------------------------------------------------------------------------------------ size


def test_a_line_of_a_megabyte_is_a_line() -> None:
    (block,) = read(b"word " * 200_000).blocks
    assert len(block.text) == 999_999


def test_the_largest_text_allowed_is_read_whole() -> None:
    line = b"A line of words that is long enough to look wrapped at seventy columns\n"
    raw = line * (MAX_BYTES["text/plain"] // len(line))
    assert read_any(raw, media_type="text/plain").line_count == raw.count(b"\n")


def test_one_byte_more_is_refused() -> None:
    with pytest.raises(SitegenError, match="too large"):
        read_any(b"a" * (MAX_BYTES["text/plain"] + 1), media_type="text/plain")


def test_an_unknown_type_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        SitegenError, match=r"a\.doc: cannot read application/msword\n +the types are text/plain"
    ):
        read_any(b"x", media_type="application/msword", path="a.doc")

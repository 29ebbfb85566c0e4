"""`sitegen check --fix`: lines of headers are written right; every other byte stays as it was."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.check.content.examination import examine
from sitegen.check.content.header import Header, item_of
from sitegen.check.content.mending import mend, mended_text
from sitegen.check.finding import Edit
from sitegen.check.settings import read_project
from sitegen.site.texts import in_lines
from tests.check_desk import NOW, SETTINGS, story, write

LINES = st.sampled_from(
    [
        "title: The harbour  ",
        "title: 'The harbour'",
        "date: 2024-3-5",
        "date: 2024/03/05 9:30",
        "date: 2024-03-05\u00a0",
        "date: soon",
        "updated: 2024-3-5 ",
        "tags: [Sea, sea, Sea]",
        "tags:",
        "  - Sea",
        "  - Sea ",
        "  - 'sea'",
        "  - Ann Rye # the elder",
        "authors:",
        "- Ann Rye",
        "section: Local",
        "section: local\t",
        "description: >",
        "  Two lines  ",
        "  of text",
        "corrections:",
        "  - date: 2024-3-6",
        "    text: The ferry sails at nine.  ",
        "# a note  ",
        "",
        "  ",
        'title: "open',
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
BODIES = st.text(st.sampled_from("aé \t\r\n-:#[]()*_\u2028\x0b\ufeff"), max_size=60) | st.text(max_size=40)


@st.composite
def files(draw: Callable[..., object]) -> str:
    """A file with a header that may be good, odd or broken, and any body."""
    end = str(draw(ENDS))
    header = draw(st.lists(LINES, max_size=8))
    start = draw(st.sampled_from(["", "\ufeff"]))
    assert isinstance(header, list)
    closing = draw(st.sampled_from(["---", "---  "]))
    return f"{start}---{end}" + end.join([*header, str(closing), "", str(draw(BODIES))])


def fixed(project: Path) -> int:
    """Rounds of --fix until there is nothing left to mend; how many there were."""
    for rounds in range(20):
        found = examine(read_project(project), NOW).findings
        if not mend(project / "content", "content", found):
            return rounds
    raise AssertionError("it never ends")


def tail_of(text: str) -> str:
    """All below the header of a file as it stands, or the whole of it."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
    return "".join(lines[len(Header.of(in_lines(text)).lines) :])


@settings(max_examples=150, deadline=None)
@given(st.lists(files(), min_size=1, max_size=3))
def test_fix_never_touches_a_body_and_a_second_one_changes_nothing(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write(project, "mkdocs.yml", SETTINGS)
        paths = [
            write(project, f"content/articles/{number}.md", text.encode("utf-8", "replace"))
            for number, text in enumerate(texts)
        ]
        before = [path.read_bytes().decode() for path in paths]
        fixed(project)
        after = [path.read_bytes().decode() for path in paths]
        assert [tail_of(text) for text in after] == [tail_of(text) for text in before]
        assert fixed(project) == 0
        assert [path.read_bytes().decode() for path in paths] == after


@given(files(), st.lists(st.builds(Edit, st.integers(-1, 12), LINES, LINES | st.none()), max_size=4))
def test_no_edit_reaches_below_the_header(text: str, edits: list[Edit]) -> None:
    new, made = mended_text(text, edits)
    assert tail_of(new) == tail_of(text)
    assert (new != text) == bool(made)


def test_every_other_byte_stays(tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", SETTINGS)
    raw = (
        b"\xef\xbb\xbf---\r\ntitle: 'A'   # as printed\r\ndate: 2024-3-5\r\n"
        b'tags:\r\n  - Sea\r\n  - "sea"\r\n\r\n---\r\n\r\nTwo  spaces  \r\n\tand a tab\r\n'
    )
    file = write(tmp_path, "content/articles/a.md", raw)
    assert fixed(tmp_path) == 2
    assert file.read_bytes() == raw.replace(b"2024-3-5", b"2024-03-05").replace(b'  - "sea"\r\n', b"")


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", SETTINGS)
    file = write(tmp_path, "content/articles/a.md", story("section: Local  "))
    found = examine(read_project(tmp_path), NOW).findings
    file.write_text(story("kicker: New", "section: Local  "))
    assert mend(tmp_path / "content", "content", found) == ()
    assert "section: Local  " in file.read_text()


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", SETTINGS)
    file = write(tmp_path, "content/articles/a.md", story("section: Local  "))
    (tmp_path / "content" / "articles" / "b.md").symlink_to(file)
    fixed(tmp_path)
    assert (tmp_path / "content" / "articles" / "b.md").is_symlink()
    assert "section: Local\n" in file.read_text()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A", "title: B"),
        ("section: Local", "layout: wide"),
        ("section: Local", "---"),
        ("section: Local", "date: soon"),
        ("---", None),
    ],
)
def test_a_repair_that_would_change_what_else_is_read_is_not_made(old: str, new: str | None) -> None:
    text = story("title: A", "section: Local")
    line = in_lines(text).split("\n").index(old, 1) + 1
    assert mended_text(text, [Edit(line, old, new)]) == (text, ())


# The lines of a header


def test_lines_of_keys_and_values() -> None:
    header = Header.of(
        "---\ntitle: A\ntags:\n  - Sea\n  - 'Lift bridge'\nimage:\n  src: a.png\n"
        "authors: [Ann Rye, Bo Roe]\n---\n\n\nWords.\n"
    )
    assert header.body == 12
    assert header.line_of("tags", "Lift bridge") == 5
    assert header.line_of("image.src") == 7
    assert header.line_of("authors", "Bo Roe") == 8
    assert header.line_of("date") == 0
    assert header.line_of("tags", "No such topic") == 3
    assert header.at(4) == "  - Sea"
    assert header.at(99) == ""


@pytest.mark.parametrize(
    ("line", "item"),
    [("  - Sea", "Sea"), ("- 'It''s'", "It's"), ('  - "Sea"', "Sea"), ("tags: - Sea", ""), ("  Sea", "")],
)
def test_items_of_lists(line: str, item: str) -> None:
    assert item_of(line) == item


def test_a_file_without_a_header_has_no_lines_of_it() -> None:
    assert Header.of("\n\nWords.\n") == Header((), 3)
    assert Header.of("---\ntitle: A\n").lines == ()

"""Words of drafts and stories under embargo are found wherever they stand in a site."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from sitegen.publish.withheld import Watch, longest_piece, withheld_in
from tests.publish.papers import write

NOW = datetime(2024, 5, 15, 12, tzinfo=UTC)
HEADLINE = "Council to sell “the old harbour” & its cranes"
PARAGRAPH = "The council's cabinet agreed on Tuesday night to *sell* the harbour, papers show."
DRAFT = f"---\ntitle: {HEADLINE}\ndraft: true\n---\n\n{PARAGRAPH}\n\nMore.\n"


def words(content: Path, **articles: str) -> list[str]:
    """The words that are withheld in a content folder of these articles."""
    write(content, {f"articles/2024/05/{name}.md": text for name, text in articles.items()})
    return [item.words for item in withheld_in(content, "UTC", NOW)]


def test_headline_and_first_paragraph_of_a_draft_are_withheld(tmp_path: Path) -> None:
    found = words(tmp_path, harbour=DRAFT)
    assert found == [
        "Council to sell “the old harbour”",
        "s cabinet agreed on Tuesday night to sell the harbour, papers show.",
    ]


@pytest.mark.parametrize(
    ("date", "hidden"),
    [
        ("2024-05-15T12:00:01Z", True),
        ("2024-05-15T11:59:59Z", False),
        ("2099-01-01", True),
        ("2024-05-16", True),
        ("2023-12-31", False),
    ],
)
def test_an_embargo_counts_until_its_instant(tmp_path: Path, date: str, hidden: bool) -> None:
    text = f"---\ntitle: The harbour is sold at last\ndate: {date}\n---\n\nBody.\n"
    assert bool(words(tmp_path, harbour=text)) == hidden


def test_the_papers_time_zone_counts_where_a_date_names_none(tmp_path: Path) -> None:
    header = "title: The harbour is sold at last\ndate: 2024-05-15T12:30:00"
    write(tmp_path, {"articles/a.md": f"---\n{header}\n---\n\nBody.\n"})
    assert withheld_in(tmp_path, "UTC", NOW)
    assert not withheld_in(tmp_path, "Europe/Berlin", NOW)


def test_words_that_are_published_elsewhere_are_not_withheld(tmp_path: Path) -> None:
    """A draft may be the next version of a story, or quote one."""
    public = f"---\ntitle: {HEADLINE}\n---\n\nOther words.\n"
    (only,) = words(tmp_path, harbour=DRAFT, earlier=public)
    assert only.startswith("s cabinet agreed")
    write(tmp_path, {"about.md": "s cabinet agreed on Tuesday night to sell the harbour, papers show."})
    assert words(tmp_path) == []


@pytest.mark.parametrize(
    "text", ["---\ntitle: [\ndraft: true\n---\n\nBody\n", "\x00", "---\ndraft: true\n---\n"]
)
def test_an_article_that_cannot_be_read_withholds_nothing(tmp_path: Path, text: str) -> None:
    assert words(tmp_path, broken=text) == []


def test_an_empty_paper_withholds_nothing(tmp_path: Path) -> None:
    assert withheld_in(tmp_path / "none", "UTC", NOW) == ()


@pytest.mark.parametrize(
    "written",
    [
        f"<h1>{escape(HEADLINE)}</h1>".encode(),
        f"<title><![CDATA[{HEADLINE}]]></title>".encode(),
        json.dumps({"title": HEADLINE}, ensure_ascii=False).encode(),
        b"pagefind_dcd" + HEADLINE.encode(),
        gzip.compress(json.dumps({"content": f"News {HEADLINE} Sport"}, ensure_ascii=False).encode()),
        f"<p>{escape(PARAGRAPH).replace('*sell*', 'sell')}</p>".encode(),
    ],
)
def test_they_are_found_however_a_file_is_written(tmp_path: Path, written: bytes) -> None:
    words(tmp_path, harbour=DRAFT)
    watch = Watch(withheld_in(tmp_path, "UTC", NOW))
    watch.look("index.html", b"<p>The council met on Tuesday.</p>")
    assert watch.leaks == []
    watch.look("leak", written)
    assert [leak.file for leak in watch.leaks] == ["leak"]
    assert watch.leaks[0].withheld.path == "articles/2024/05/harbour.md"


def test_a_damaged_gzip_file_is_looked_at_as_it_is() -> None:
    watch = Watch(())
    watch.look("a.gz", b"\x1f\x8bnonsense")
    assert watch.leaks == []


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Weather", ""),
        ("Two words", ""),
        ("Mayor resigns", "Mayor resigns"),
        ("Extraordinarily", ""),
        ("市長が辞任を表明した", "市長が辞任を表明した"),
        ("市長が辞任", ""),
        ("**Bold** start, then [a link](x) and then much more text", "and then much more text"),
        ("x" * 60 + " " + "y" * 100, ("x" * 60 + " " + "y" * 59)),
    ],
)
def test_the_piece_that_is_looked_for_says_enough_and_has_no_marks(text: str, piece: str) -> None:
    found = longest_piece(text)
    assert found == piece or (piece and piece in found and not set("*[]&<>") & set(found))

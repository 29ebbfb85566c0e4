"""The seed, exactly as the first article of this project must come out."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen import Article, Problem, SitegenError, convert
from sitegen.cli import main
from sitegen.front_matter import parse
from sitegen.pipeline import explain

ROOT = Path(__file__).parent.parent
NAME = "000_075d7a39d208f3b7.txt"
RAW = (ROOT / "seeds" / NAME).read_bytes()
TITLE = "Russian volunteer groups attack military sites in Belgorod and Kursk"


@pytest.fixture(scope="module")
def article() -> Article:
    return convert(RAW)


def test_the_headline_stands_without_the_section_that_was_glued_to_it(article: Article) -> None:
    assert article.title == TITLE
    assert article.section == "News"


def test_the_date_has_the_offset_of_its_zone(article: Article) -> None:
    assert article.date == datetime(2024, 3, 13, 15, 35, tzinfo=timezone(timedelta(hours=-4)))
    assert "\ndate: 2024-03-13T15:35:00-04:00\n" in article.to_markdown()


def test_caption_and_credit_are_the_pictures(article: Article) -> None:
    assert article.image.caption == "Damaged city council building in Belgorod"
    assert article.image.credit == "TG"


def test_the_body_begins_and_ends_where_the_story_does(article: Article) -> None:
    assert article.body.startswith("Russian volunteers fighting alongside Ukraine revealed")
    assert article.body.endswith("with the previous one occurring in May 2023.")


def test_the_body_has_every_paragraph_in_order_with_ordinary_spaces(article: Article) -> None:
    lines = [" ".join(line.split()) for line in RAW.decode().split("\n")]
    first = next(
        number for number, line in enumerate(lines) if line.startswith("Russian volunteers fighting")
    )
    story = [line for line in lines[first:] if line and line != "Related content"]
    assert [part.removeprefix("## ") for part in article.body.split("\n\n")] == story
    assert "\xa0" not in article.to_markdown()


def test_there_are_exactly_two_subheads(article: Article) -> None:
    assert [line for line in article.body.split("\n") if line.startswith("#")] == [
        "## Sirens in Kursk and Belgorod",
        "## Their advance into Russia: Legionnaires strike again",
    ]


@pytest.mark.parametrize(
    "words", ["Images source", "Damaged city council", "EDT", "Related content", TITLE, "©"]
)
def test_nothing_of_the_furniture_is_in_the_body(article: Article, words: str) -> None:
    assert words not in article.body


def test_the_line_that_led_in_to_a_lost_post_is_kept_and_named(article: Article) -> None:
    assert "\n\nAnnouncement from Kursk:\n\n" in article.body
    assert [doubt for doubt in article.review if "Announcement from Kursk:" in doubt]
    assert len(article.review) == 1


def test_the_account_of_the_seed_has_every_line_once() -> None:
    account = explain(RAW).account
    assert [entry.raw for entry in account] == RAW.decode().removesuffix("\n").split("\n")
    fates = {entry.raw: entry for entry in account}
    assert fates["NewsRussian volunteer groups attack military sites in Belgorod and Kursk"].target == (
        "title",
        "section",
    )
    assert fates["Related content"].fate == "dropped"
    assert fates["Sirens in Kursk and Belgorod"].role == "subhead"


def test_the_command_writes_the_same_article_into_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: Article
) -> None:
    (tmp_path / "seeds").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copy(ROOT / "seeds" / NAME, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["convert"], catch_exceptions=False)
    assert result.exit_code == 0
    (path,) = (tmp_path / "content").rglob("*.md")
    assert path.parent == tmp_path / "content" / "articles" / "2024" / "03"
    assert path.stem == TITLE.lower().replace(" ", "-")
    written = parse(path.read_text(encoding="utf-8"))
    assert written.source.path == f"seeds/{NAME}"
    assert written.source.sha256 == article.source.sha256
    assert (written.body, written.title, written.date, written.image, written.review) == (
        article.body,
        article.title,
        article.date,
        article.image,
        article.review,
    )


def test_the_article_in_content_is_what_the_converter_makes_of_the_seed() -> None:
    path = ROOT / f"content/articles/2024/03/{TITLE.lower().replace(' ', '-')}.md"
    assert parse(path.read_text(encoding="utf-8")) == convert(RAW, path=f"seeds/{NAME}")


# ------------------------------------------------------------------------------------------ the function


def test_a_page_is_converted_too() -> None:
    page = b"<html><body><h1>A headline of words</h1><p>The bridge is closed for repairs, they said.</p>"
    assert "The bridge is closed for repairs, they said." in convert(page, media_type="text/html").body


def test_the_source_is_what_the_caller_says() -> None:
    source = convert(RAW, path="seeds/x.txt", url="https://example.org/x").source
    assert (source.path, source.url, len(source.sha256)) == ("seeds/x.txt", "https://example.org/x", 64)


@pytest.mark.parametrize(
    ("raw", "media_type", "problem"),
    [
        (b"", "text/plain", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n", "text/plain", "the file is no text"),
        (b"words", "application/pdf", "cannot read application/pdf"),
    ],
)
def test_what_cannot_be_converted_is_a_problem_with_a_hint(raw: bytes, media_type: str, problem: str) -> None:
    with pytest.raises(SitegenError) as caught:
        convert(raw, media_type=media_type, path="seeds/a.txt")
    (said,) = caught.value.problems
    assert said == Problem("seeds/a.txt", 0, problem, said.hint)
    assert said.hint


def test_a_story_without_headline_and_date_says_so_under_review() -> None:
    article = convert(
        b"the bridge is closed for repairs until spring, they said, and nobody knew why it was so.\n" * 3
    )
    assert article.date is None
    assert any("date" in doubt for doubt in article.review)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\v"], ids=["LS", "PS", "NEL", "VT"])
@pytest.mark.parametrize("short", ["It ended.", "Nobody came", "Share", "1984"])
def test_a_short_piece_of_a_paragraph_is_not_lost_to_the_sign_that_parts_it(sign: str, short: str) -> None:
    """In a text of lines, a program's line separator ends none: before, between and after, the words stay."""
    first = "The ferry came back to the quay on Monday after a long winter in the yard at Velle."
    last = "It carried ninety people and six cars on its first crossing, its owner said afterwards."
    head = "The ferry is back at the quay\n\nBy Ann Lee\n\n13 March 2024\n\n"
    text = f"{head}{short}{sign}{first}\n\n{last}{sign}{short}{sign}{short}\n"
    assert convert(text.encode()).body == f"{short} {first}\n\n{last} {short} {short}"


@pytest.mark.parametrize("headline", ["CON", "1984", "Con", "AI", "42 (film)"])
def test_a_headline_of_a_few_signs_is_the_headline_and_not_lost(headline: str) -> None:
    story = "The ferry came back to the quay on Monday after a long winter in the yard at Velle."
    article = convert(f"{headline}\n\nBy Ann Lee\n\n13 March 2024\n\n{story}\n".encode())
    assert (article.title, article.authors, article.body) == (headline, ("Ann Lee",), story)


@pytest.mark.parametrize("first", ["CON", "1984", "Dune", "42"])
def test_a_first_line_right_above_the_story_is_not_lost_either(first: str) -> None:
    story = "The ferry came back to the quay on Monday after a long winter in the yard at Velle."
    article = convert(f"{first}\n\n{story}\n\n{story}\n".encode())
    assert first in (article.title, article.section, article.body.split("\n")[0])

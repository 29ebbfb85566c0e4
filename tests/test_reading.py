"""How long a reader needs for a story, whatever its script and its markup."""

from __future__ import annotations

import pytest

from sitegen.site.reading import prose, reading_minutes

SENTENCE = "The ferry left the harbour at nine and nobody saw it go. "  # 12 words


def story(words: int) -> str:
    return (SENTENCE * (words // 12)).strip()


@pytest.mark.parametrize("body", ["", "\n\n", "---", "![](ferry.jpg)", "```\nprint()\n```", "* * *\n\n# \n"])
def test_nothing_to_read_takes_no_time(body: str) -> None:
    assert reading_minutes(body, "en") == 0


@pytest.mark.parametrize("body", ["Sunk.", "# Sunk", "汽船", "เรือ", "**5**"])
def test_the_shortest_story_takes_a_minute(body: str) -> None:
    assert reading_minutes(body, "en") == 1


@pytest.mark.parametrize(("words", "minutes"), [(228, 1), (348, 1), (360, 2), (600, 3), (2400, 10)])
def test_english_is_read_at_238_words_a_minute(words: int, minutes: int) -> None:
    assert reading_minutes(story(words), "en") == minutes


def test_each_language_has_its_own_speed() -> None:
    body = story(2400)
    minutes = {lang: reading_minutes(body, lang) for lang in ("ar", "de", "es", "pl", "eo", "")}
    assert minutes == {"ar": 17, "de": 13, "es": 11, "pl": 14, "eo": 13, "": 13}


@pytest.mark.parametrize("lang", ["en-GB", "EN", "en-us"])
def test_a_region_does_not_change_the_language(lang: str) -> None:
    assert reading_minutes(story(2400), lang) == 10


def test_chinese_is_read_by_characters() -> None:
    assert reading_minutes("渡轮今天早上九点离开港口。" * 100, "zh") == 5  # 1,200 characters


def test_japanese_is_quicker_than_chinese_since_kana_need_less_time() -> None:
    assert reading_minutes("フェリーは今朝九時に港を出た。" * 100, "ja") == 4  # 1,400 characters


def test_thai_is_read_by_characters() -> None:
    assert reading_minutes("เรือข้ามฟากออกจากท่าเรือ" * 100, "th") == 3  # 2,400 characters


def test_korean_parts_words_by_spaces() -> None:
    assert reading_minutes("배가 항구를 떠났다 " * 123, "ko") == 2  # 369 words


def test_each_part_of_a_mixed_text_is_read_in_its_own_way() -> None:
    chinese = "渡轮今天早上九点离开港口。" * 100  # 1,200 characters: 4.7 minutes
    assert reading_minutes(f"{chinese}\n\n{story(1200)}", "en") == 10
    assert reading_minutes(f"{story(1200)}\n\n{chinese}", "zh") == 11  # unknown Latin: 184 words a minute


def test_an_address_a_link_target_a_picture_a_tag_and_code_are_not_read() -> None:
    extras = (
        f'![{SENTENCE}](ferry.jpg "A title") '
        f'[a](https://harbour.example/a "{SENTENCE}") '
        f"<figure class='one two three four'></figure> <!-- {SENTENCE} --> "
        f"\n\n```text\n{SENTENCE}\n```\n\n~~~\n{SENTENCE}\n~~~\n\nhttps://harbour.example/b"
    )
    for part in ("ferry", "title", "harbour.example", "four", "text", "class"):
        assert part not in prose(extras)
    assert reading_minutes(f"{story(336)}\n\n" + f"{extras}\n\n" * 5, "en") == 1


def test_code_that_is_never_closed_is_code_to_the_end() -> None:
    assert prose(f"Before.\n\n```\n{SENTENCE}").strip() == "Before."


def test_prose_after_code_is_read() -> None:
    assert prose("One.\n\n```\ncode\n```\n\nTwo.\n\n```\ncode\n```\n\nThree.").split() == [
        "One.",
        "Two.",
        "Three.",
    ]


def test_the_words_of_a_link_are_read() -> None:
    assert prose("The [old ferry](/2024/ferry/) sank.") == "The [old ferry sank."


def test_a_body_without_markup_is_left_alone() -> None:
    assert prose(SENTENCE) == SENTENCE


def test_marks_of_lists_quotations_and_headings_are_no_words() -> None:
    lines = ["# One", "- two", "* three", "1. four", "> five", "## six", "---", "seven"]
    plain = "\n\n".join("word" for _ in range(7))
    marked = "\n\n".join(lines)
    counts = [reading_minutes("\n\n".join([text] * 51), "en") for text in (plain, marked)]
    assert counts == [2, 2]  # 357 words either way; with the marks counted it were 3 minutes and more


def test_the_way_lines_are_broken_does_not_matter() -> None:
    body = story(480)
    wrapped = body.replace(". ", ".\n")
    spaced = body.replace(". ", ".  ")
    assert {reading_minutes(text, "en") for text in (body, wrapped, spaced)} == {2}

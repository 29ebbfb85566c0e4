"""Share cards: their size, their words, and what they do with letters that no font has."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from sitegen.errors import SitegenError
from sitegen.site.machines.cards import Card, Look, draw
from sitegen.site.machines.typeface import Face, face_for, house_font, is_right_to_left, shortened, wrapped

LOOK = Look()
PAPER, INK, ACCENT = (255, 253, 249), (28, 27, 25), (139, 26, 26)
LONG = " ".join(
    ["Council votes to rebuild the harbour wall after a winter of storms and summer quarrels"] * 3
)

CARDS = {
    "the paper": Card("The Courier"),
    "a section": Card("The Courier", "Business & Work"),
    "a story": Card("The Courier", "Harbour", "Mayor resigns"),
    "a long headline": Card("The Courier", "Harbour", LONG),
    "a long name": Card("Süddeutsche Allgemeine Rundschau für Stadt und Land am Bodensee", "Kultur"),
    "a word wider than the card": Card("The Courier", "", "Donaudampfschifffahrtsgesellschaftskapitän" * 9),
    "Ukrainian": Card("Кур’єр", "Новини", "Міська рада проголосувала за відбудову набережної"),
    "Polish and Greek": Card("Gazeta Łódzka", "Ελλάδα", "Zażółć gęślą jaźń"),
    "Arabic": Card("صحيفة", "أخبار", "عنوان"),
    "Japanese": Card("新聞", "経済", "港の壁"),
    "nothing": Card(""),
    "control characters": Card("\x00\x0b\ud800", "\n\t"),
}

every_card = pytest.mark.parametrize("card", CARDS.values(), ids=CARDS.keys())


def opened(card: Card, look: Look = LOOK) -> Image.Image:
    return Image.open(io.BytesIO(draw(card, look)))


def same(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox() is None


@every_card
def test_a_card_is_1200_by_630_small_and_of_few_colours(card: Card) -> None:
    file = draw(card, LOOK)
    image = Image.open(io.BytesIO(file))
    assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
    assert len(file) < 30_000


@every_card
def test_the_same_card_has_the_same_bytes(card: Card) -> None:
    assert draw(card, LOOK) == draw(card, LOOK)


@every_card
def test_words_keep_clear_of_the_edge(card: Card) -> None:
    image = opened(card).convert("RGB")
    ink = Image.new("RGB", image.size, INK)
    is_ink = ImageChops.difference(image, ink).convert("L").point([255] + [0] * 255)
    left, _, right, bottom = is_ink.getbbox() or (600, 0, 600, 0)
    assert left >= 70  # a letter may lean a little out of its box
    assert right <= 1130
    assert bottom <= 610


def test_a_card_says_name_kicker_and_headline() -> None:
    whole = opened(Card("The Courier", "Harbour", "Mayor resigns"))
    for less in (Card("", "Harbour", "Mayor resigns"), Card("The Courier", "", "Mayor resigns")):
        assert not same(whole, opened(less))
    assert not same(opened(Card("The Courier")), opened(Card("The Courier", "Harbour")))


def test_a_long_word_is_set_smaller_rather_than_cut() -> None:
    card = opened(Card("", "", "Hafenrundfahrtsgesellschaft")).convert("RGB").crop((40, 0, 1200, 500))
    box = ImageChops.difference(card, Image.new("RGB", card.size, PAPER)).getbbox()
    assert box is not None
    assert box[3] < 200  # one line


def test_a_card_has_the_colours_of_the_paper() -> None:
    colours = {colour for _, colour in opened(CARDS["a section"]).convert("RGB").getcolors() or ()}
    assert {PAPER, INK, ACCENT} <= colours
    night = opened(CARDS["a section"], Look(paper="#101010", ink="white", accent="rgb(200, 50, 50)"))
    dark = {colour for _, colour in night.convert("RGB").getcolors() or ()}
    assert {(16, 16, 16), (255, 255, 255), (200, 50, 50)} <= dark
    assert PAPER not in dark


@pytest.mark.parametrize("letters", ["صحيفة", "新聞", "हिन्दी", "\U0001f600", "\ue000", "Courier 新"])
def test_words_that_the_font_cannot_draw_are_left_out(letters: str) -> None:
    assert same(opened(Card(letters, letters, letters)), opened(Card("")))
    assert same(opened(Card("The Courier", letters, letters)), opened(Card("The Courier")))


@pytest.mark.parametrize(
    "words", ["Ann & Bob", "Čeština", "Ελλάδα", "Українська", "Tiếng Việt", "“1 €” – ½ №"]
)
def test_the_house_font_draws_latin_greek_and_cyrillic(words: str) -> None:
    face = face_for(words, (), 600)
    assert face is not None
    assert face.file == house_font()


def test_a_font_of_the_newsroom_comes_before_the_house_font(tmp_path: Path) -> None:
    own = tmp_path / "own.ttf"
    own.write_bytes(house_font().read_bytes())
    face = face_for("Courier", (own,), 600)
    assert face == Face(own, 600)
    assert draw(Card("Courier"), Look(fonts=(own,))) == draw(Card("Courier"), LOOK)


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.ttf").write_text("no font")
    with pytest.raises(SitegenError, match=r"own\.ttf: is no font") as raised:
        draw(Card("Courier"), Look(fonts=(tmp_path / "own.ttf",)))
    assert raised.value.problems[0].hint


def test_a_colour_that_is_none_is_named() -> None:
    with pytest.raises(SitegenError, match="no colour 'reddish'"):
        draw(Card("Courier"), Look(accent="reddish"))


def test_lines_fit_and_lose_no_word() -> None:
    font = Face(house_font(), 600).at(60)
    lines = wrapped(LONG, font, 900)
    assert " ".join(lines) == LONG
    assert max(map(font.getlength, lines)) <= 900
    assert len(lines) > 3


def test_a_word_wider_than_the_card_is_cut_and_loses_no_letter() -> None:
    font = Face(house_font(), 600).at(60)
    word = "Donaudampfschifffahrt" * 5
    lines = wrapped(f"The {word} sails", font, 700)
    assert "".join(lines).replace(" ", "") == f"The{word}sails"
    assert max(map(font.getlength, lines)) <= 700


def test_a_text_that_does_not_fit_ends_in_three_dots() -> None:
    font = Face(house_font(), 600).at(60)
    lines = shortened(LONG, font, 900, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert LONG.startswith(" ".join(lines).removesuffix("…"))
    assert max(map(font.getlength, lines)) <= 900
    assert shortened("Short", font, 900, 2) == ["Short"]


@pytest.mark.parametrize(
    ("text", "expected"), [("2024: عنوان", True), ("Wall", False), ("«שלום»", True), ("12", False)]
)
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected

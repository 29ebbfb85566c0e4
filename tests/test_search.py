"""The search index: what is found, what a result shows, and that it is the same however it was arrived at."""

from __future__ import annotations

import doctest
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.article import Article
from sitegen.plugin import build
from sitegen.site.listings import Kind, Listing
from sitegen.site.pictures import Picture
from sitegen.site.search import FOLDER, Entry, entry_of, indexing, key_of, update_index, volumes, words
from sitegen.site.search import drawers as drawers_module
from sitegen.site.search.indexing import BODY, NAMES, key_of_word
from sitegen.site.search.volumes import volumes_of
from sitegen.site.search.words import Filed, folded, words_of
from sitegen.site.stories import Story
from sitegen.site.templates import House
from sitegen.site.views import StoryView
from tests.conftest import Project

STORY = """
title: 'Bridge <b>opens</b> & closes'
date: 2024-03-13T15:35:00-04:00
authors: [Ann & Bob <x>, "Rye, Eve"]
section: R&D <i>
tags: [Steel & Iron]
description: A standfirst with a plumbago & more in it.
"""


@dataclass
class Shown:
    """An index as the theme's script reads it.

    cards    what a result shows, the oldest story first
    filters  kind -> value -> places of the stories in `cards`
    stems    word -> what it is filed under
    places   stem -> place of the story in `cards` -> where in it
    """

    cards: list[dict[str, str]] = field(default_factory=list)
    filters: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    stems: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, dict[int, list[int]]] = field(default_factory=dict)

    def of(self, word: str) -> dict[int, list[int]]:
        """The stories that have a word, with its places."""
        found: dict[int, list[int]] = {}
        for stem in self.stems.get(word, {word}):
            found |= self.places.get(stem, {})
        return found


def read(site: Path, name: str) -> Any:
    return json.loads((site / FOLDER / name).read_text(encoding="utf-8"))


def shown(site: Path) -> Shown:
    register, index, first = read(site, "register.json"), Shown(), {}
    for name, lengths, facets, *cards in register["volumes"]:
        first[name] = len(index.cards)
        for kind, values in read(site, facets).items():
            for value, gaps in values.items():
                stories = index.filters.setdefault(kind, {}).setdefault(value, [])
                stories += [first[name] + story for story in accumulate(gaps)]
        for file in cards:
            index.cards += read(site, file)
        assert len(lengths) == len(index.cards) - first[name]
    starts = [start for start, _ in register["drawers"]]
    for at, (_, file) in enumerate(register["drawers"]):
        for volume, records in read(site, file).items():
            for word, record in records.items():
                assert bisect_right(starts, key_of_word(word)) - 1 == at, "the script would look elsewhere"
                enter(index, word, record, first[volume])
    return index


def enter(index: Shown, word: str, record: list[Any], story: int) -> None:
    stems = [each for each in record if isinstance(each, str)]
    if stems:
        index.stems.setdefault(word, set()).update(stems)
    numbers = iter(record[len(stems) :])
    for gap in numbers:
        story += gap
        places = accumulate(next(numbers) for _ in range(next(numbers)))
        index.places.setdefault(word, {})[story] = list(places)


def words_in(index: Shown) -> set[str]:
    return index.stems.keys() | index.places.keys()


@pytest.fixture
def hostile(project: Project) -> Shown:
    """The index of one hostile article."""
    body = "The **zarzuela** played R&D on.\n\n## A subhead\n\nMore steel & iron."
    project.article("2024/03/bridge", STORY, body)
    assert build(project.settings).exit_code == 0
    return shown(project.site)


# ------------------------------------------------------------------------------- what is in the index


def test_only_articles_are_searched(project: Project) -> None:
    project.article("one", "title: One")
    project.article("two", "title: Two")
    project.article("draft", "title: Three\ndraft: true")
    build(project.settings)
    index = shown(project.site)
    assert sorted(card["title"] for card in index.cards) == ["One", "Two"]
    assert index.of("three") == {}


def test_a_result_leads_to_the_page_of_its_story(project: Project) -> None:
    url = project.article("2024/03/straße 1", "title: One")
    build(project.settings)
    (card,) = shown(project.site).cards
    assert card["url"] == "articles/2024/03/stra%C3%9Fe%201/"
    assert (project.site / url / "index.html").is_file()


def test_headline_names_standfirst_and_body_have_their_places_and_the_furniture_has_none(
    hostile: Shown,
) -> None:
    assert [hostile.of(word) for word in ("bridge", "b", "opens")] == [{0: [0]}, {0: [1, 3]}, {0: [2]}]
    assert hostile.of("rye") == {0: [NAMES + 4]}
    assert hostile.of("steel") == {0: [NAMES + 7, BODY + 17]}
    assert hostile.of("plumbago") == {0: [BODY + 4]}
    assert hostile.of("zarzuela") == {0: [BODY + 9]}
    assert hostile.of("subhead") == {0: [BODY + 15]}
    assert not words_in(hostile) & {"courier", "sitegen", "front", "march", "strong", "amp"}


def test_no_phrase_goes_from_one_name_to_the_next(hostile: Shown) -> None:
    assert hostile.of("rye")[0][0] - hostile.of("x")[0][0] == 2


def test_a_result_knows_its_section_day_picture_and_language(project: Project) -> None:
    project.write("images/küste 1.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'/>")
    picture = "image: {src: '/images/küste 1.svg', alt: A coast}"
    project.article("one", f"title: One\ndate: 2024-03-13\nsection: R&D <i>\n{picture}\nlang: de")
    build(project.settings)
    (card,) = shown(project.site).cards
    assert card == {
        "url": "articles/one/",
        "title": "One",
        "section": "R&D <i>",
        "day": "13 March 2024",
        "picture": "images/k%C3%BCste%201.svg",
        "lang": "de",
    }


def test_section_author_year_topic_day_and_language_are_filters(hostile: Shown) -> None:
    assert hostile.filters == {
        "section": {"R&D <i>": [0]},
        "author": {"Ann & Bob <x>": [0], "Rye, Eve": [0]},
        "topic": {"Steel & Iron": [0]},
        "lang": {"en": [0]},
        "year": {"2024": [0]},
        "day": {"2024-03-13": [0]},
    }


def test_stories_stand_in_the_order_of_their_dates(project: Project) -> None:
    for number in (3, 1, 2):
        project.article(f"{number}", f"title: Story {number}\ndate: 2024-03-0{number}")
    build(project.settings)
    assert [card["title"] for card in shown(project.site).cards] == ["Story 1", "Story 2", "Story 3"]


def test_word_endings_are_heard_as_each_story_has_them(project: Project) -> None:
    project.article("one", "title: Ferries", "The ferry’s crew, and no ferry")
    project.article("two", "title: Häuser\nlang: de", "Ein Haus")
    build(project.settings)
    index = shown(project.site)
    assert index.of("ferries") == index.of("ferry") == index.of("ferrys") != {}
    assert index.of("hauser") == index.of("haus") != {}


# ------------------------------------------------------------------------------------ in the site


def test_two_builds_make_the_same_files(project: Project) -> None:
    for number in range(20):
        project.article(f"{number}", f"title: Story {number}\ntags: [a, b{number % 3}]", f"Words {number}.")
    build(project.settings)
    first = {path: data for path, data in project.tree().items() if path.startswith(FOLDER)}
    build(project.settings)
    assert len(first) > 3
    assert first == {path: data for path, data in project.tree().items() if path.startswith(FOLDER)}


def test_a_site_without_articles_has_an_index_in_which_nothing_is_found(project: Project) -> None:
    assert build(project.settings).exit_code == 0
    assert shown(project.site) == Shown()


def test_a_build_without_search_has_neither_index_nor_button(project: Project) -> None:
    project.article("one", "title: One\nsection: Local")
    assert build(project.settings, search=False).exit_code == 0
    assert not (project.site / FOLDER).exists()
    assert project.page("").select("[data-search-open], [data-search], script[src*='search.js']") == []
    page = project.page("search")
    assert "without a search" in page.get_text()
    assert page.select_one(".search__elsewhere a[href='../archive/']")


def test_without_javascript_the_search_page_leads_to_archive_and_sections(project: Project) -> None:
    project.article("one", "title: One\nsection: Local news")
    build(project.settings)
    links = [link.get_text() for link in project.page("search").select("noscript a")]
    assert links == ["Archive", "Local news"]


# ------------------------------------------------------------------------------ brought up to date

PATHS = [f"articles/{number:02}.md" for number in range(40)]
TEXTS = st.text(alphabet="abcdeé 北京’&<", max_size=30)
CHANGES = st.lists(st.dictionaries(st.sampled_from(PATHS), st.none() | TEXTS, max_size=5), max_size=5)


def entry(path: str, text: str) -> Entry:
    topics = tuple(sorted({letter for letter in text if letter in "abc"}))
    return Entry(
        f"{path[:-3]}/", text[:8], f"<p>{escape(text)}</p>", topics, {"topic": topics} if topics else {}
    )


def into(site: Path) -> Callable[[str, bytes], None]:
    """Puts files into a site that do not stand there."""

    def put(name: str, content: bytes) -> None:
        file = site / name
        if not file.is_file() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    return put


def index_in(site: Path, archive: dict[str, str], cache: Path | None) -> dict[str, bytes]:
    """Bring the index of an archive up to date; its files."""
    order = sorted(archive, reverse=True)
    keys = {path: archive[path] for path in order}
    names = update_index(keys, lambda path: entry(path, archive[path]), "en", cache, into(site))
    assert names[-1] == f"{FOLDER}/register.json"
    return {name: (site / name).read_bytes() for name in names}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Volumes and drawers so small that a few stories fill several."""
    monkeypatch.setattr(volumes, "USUAL", 4)
    monkeypatch.setattr(volumes, "LEAST", 2)
    monkeypatch.setattr(volumes, "MOST", 6)
    monkeypatch.setattr(drawers_module, "FULL", 100)
    monkeypatch.setattr(drawers_module, "HEAVY", 400)
    monkeypatch.setattr(indexing, "CARDS", 2)


@pytest.mark.usefixtures("small")
@given(changes=CHANGES)
@settings(max_examples=60, deadline=None)
def test_an_index_brought_up_to_date_is_the_one_built_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, changes: list[dict[str, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    archive = {path: f"story {path}" for path in PATHS[::2]}
    index_in(folder / "site", archive, folder / "cache")
    for change in changes:
        archive |= {path: text for path, text in change.items() if text is not None}
        archive = {path: text for path, text in archive.items() if change.get(path, text) is not None}
        found = index_in(folder / "site", archive, folder / "cache")
        assert found == index_in(folder / "clean", archive, None)
    index = shown(folder / "site")
    assert [card["title"] for card in index.cards] == [archive[path][:8] for path in sorted(archive)]
    for number, path in enumerate(sorted(archive)):
        for word in words_of(archive[path]):
            assert not folded(word) or number in index.of(folded(word))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("path", [PATHS[0], PATHS[17], PATHS[39]])
@pytest.mark.parametrize("change", ["edit", "delete"])
def test_a_change_makes_only_the_stories_round_it_be_read(tmp_path: Path, path: str, change: str) -> None:
    archive = {path: f"story {path}" for path in PATHS}
    index_in(tmp_path, archive, tmp_path / "cache")
    archive[path] = "another"
    if change == "delete":
        del archive[path]
    read: list[str] = []
    update_index(
        {each: archive[each] for each in sorted(archive, reverse=True)},
        lambda each: read.append(each) or entry(each, archive[each]),  # type: ignore[func-returns-value]
        "en",
        tmp_path / "cache",
        into(tmp_path),
    )
    assert 0 < len(read) <= 2 * volumes.MOST


def test_nothing_is_read_and_nothing_written_when_nothing_has_changed(tmp_path: Path) -> None:
    archive = dict.fromkeys(PATHS, "the same words")
    names = index_in(tmp_path, archive, tmp_path / "cache")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    newest_first = dict(sorted(archive.items(), reverse=True))
    again = update_index(newest_first, {}.__getitem__, "en", tmp_path / "cache", into(tmp_path))
    assert list(again) == list(names)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("damage", [b"", b"half", b"\n", b"0\n[]\n"])
def test_a_volume_that_is_not_whole_is_indexed_again(tmp_path: Path, damage: bytes) -> None:
    archive = {path: f"story {path}" for path in PATHS}
    good = index_in(tmp_path, archive, tmp_path / "cache")
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(damage or path.read_bytes()[:-1])
    for name in good:
        (tmp_path / name).write_bytes(damage)
    assert index_in(tmp_path, archive, tmp_path / "cache") == good


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    archive = dict.fromkeys(PATHS, "words")
    assert index_in(tmp_path / "one", archive, tmp_path / "cache") == index_in(
        tmp_path / "two", archive, None
    )


def test_volumes_that_no_build_needs_are_thrown_away(tmp_path: Path) -> None:
    for text in ("one", "two", "three"):
        index_in(tmp_path, dict.fromkeys(PATHS, text), tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 1


@pytest.mark.usefixtures("small")
def test_volumes_end_where_they_did_before_and_behind_a_new_story() -> None:
    keys = {f"articles/{number:03}.md": "x" for number in range(0, 400, 2)}
    before = {volume.digest for volume in volumes_of(keys, "")}
    keys["articles/201.md"] = "x"
    after = {volume.digest for volume in volumes_of(dict(sorted(keys.items())), "")}
    assert len(before) > 30
    assert len(after - before) <= 3
    assert before.isdisjoint({volume.digest for volume in volumes_of(keys, "another indexer")})


SIZES = st.dictionaries(st.text(alphabet="abc北", min_size=1, max_size=6), st.integers(1, 300), min_size=1)


@pytest.mark.usefixtures("small")
@given(sizes=SIZES)
def test_drawers_hold_every_word_and_only_one_key_is_too_much_for_one(sizes: dict[str, int]) -> None:
    keys = sorted({key_of_word(word) for word in sizes})
    held = [sizes.get(key.strip(), 1) for key in keys]
    volume = indexing.Indexed(keys, held, b"x" * sum(held), "", "", [])
    starts = drawers_module.starts_of([volume])
    assert starts == sorted(set(starts))
    lying: dict[str, list[int]] = {}
    for key, size in zip(keys, held, strict=True):
        lying.setdefault(starts[bisect_right(starts, key) - 1], []).append(size)
        assert key >= starts[0]
    assert all(sum(inside) <= drawers_module.FULL or len(inside) == 1 for inside in lying.values())


# --------------------------------------------------------------------------------- entries and keys

HOUSE = House("en", Locale("en"), ZoneInfo("UTC"), True)
OTHER_HOUSES = (
    replace(HOUSE, language="de"),
    replace(HOUSE, locale=Locale("de")),
    replace(HOUSE, zone=ZoneInfo("Asia/Tokyo")),
)


def listing(name: str) -> Listing:
    return Listing(Kind.TOPIC, name, name.lower(), ())


def variants() -> Iterator[tuple[Story, StoryView, str, House]]:
    """A story, and others that differ in one thing each."""
    article = Article(title="One", date=date(2024, 3, 13), authors=("Ann",), description="More", lang="fr")
    story, view = Story(article, "articles/one.md", "articles/one/"), StoryView(authors=(("Ann", None),))
    yield story, view, "body", HOUSE
    for change in ({"title": "Two"}, {"description": ""}, {"authors": ()}, {"date": None}, {"lang": ""}):
        yield replace(story, article=replace(article, **change)), view, "body", HOUSE  # type: ignore[arg-type]
    yield replace(story, url="articles/two/"), view, "body", HOUSE
    yield replace(story, picture=Picture("images/a.svg", 3, 2)), view, "body", HOUSE
    for of in ({"section": listing("News")}, {"topics": (listing("Iron"),)}, {"authors": (("Bob", None),)}):
        yield story, replace(view, **of), "body", HOUSE  # type: ignore[arg-type]
    yield story, view, "another body", HOUSE
    for house in OTHER_HOUSES:
        yield story, view, "body", house


def test_whatever_changes_an_entry_changes_its_key() -> None:
    made = [(entry_of(*variant), key_of(*variant)) for variant in variants()]
    assert len({key for _, key in made}) == len(made)
    assert all(entry != made[0][0] for entry, _ in made[1:11])


# ------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("北京市", "北京 京市 市"),
        ("市", "市"),
        ("新iPhone手机", "新 iPhone 手机 机"),
        ("データ。The end", "デー ータ タ The end"),
        ("R&D of 3.5 million", "R D of 3 5 million"),
        ("well-known", "well known"),
        ("서울에서 만난", "서울에서 만난"),
        ("don’t l’île O'Neill", "don’t l île O Neill"),
        ("मुख्यमंत्री ने कहा।", "मुख्यमंत्री ने कहा"),
        ("مَكْتَبَة جديدة", "مَكْتَبَة جديدة"),
        ("", ""),
    ],
)
def test_a_text_is_cut_into_words(text: str, found: str) -> None:
    assert " ".join(words_of(text)) == found


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("Häuser", "hauser"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("مَكْتَبَة", "مكتبة"),
        ("서울", "서울"),
        ("ﾃﾞｰﾀ", "データ"),
        ("ΟΔΟΣ", "οδοσ"),
        ("x" * 99, "x" * 40),
    ],
)
def test_a_word_is_kept_in_small_letters_without_accents(word: str, kept: str) -> None:
    assert folded(word) == kept


@given(st.text())
def test_a_word_that_is_kept_has_no_space_and_is_kept_as_it_is(text: str) -> None:
    for word in words_of(text):
        assert folded(folded(word)) == folded(word)
        assert not any(letter.isspace() for letter in folded(word))


def test_a_language_without_known_endings_is_filed_as_it_is() -> None:
    assert Filed("xx")["Ferries"] == ("ferries", "ferries")


def test_the_examples_in_the_words_are_true() -> None:
    assert doctest.testmod(words).failed == doctest.testmod(indexing).failed == 0

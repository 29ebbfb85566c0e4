"""The words of the furniture in every language: whole, translated, and set as the language sets them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from sitegen.site import templates
from sitegen.site.listings import Kind
from sitegen.site.stories import State
from sitegen.site.templates import isolated, words_in
from tests.conftest import ROOT

FOLDER = Path(str(files("sitegen.site"))) / "words"
PROMISED = {"ar", "de", "en", "es", "fr", "ja", "pl", "uk"}
TRANSLATED = sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "en")
each_language = pytest.mark.parametrize("language", TRANSLATED)

BY_NAME = {f"all_{kind}" for kind in Kind if kind is not Kind.MONTH} | {
    f"{state}{note}" for state in (State.DRAFT, State.EMBARGO) for note in ("", "_note")
}
"""Words that are asked for by the name of a listing's kind, or of a story's state."""

SAME_AS_ENGLISH = {
    "de": {"feeds": "readers know them by no other name"},
    "es": {"embargo": "the English word is the Spanish one"},
    "fr": {
        "menu": "the English word is the French one",
        "embargo": "the same, by way of Spanish",
        "pages": "the English word is the French one",
        "title_with_page": "holds no other word than page",
    },
    "pl": {"menu": "so in Polish, by way of French", "embargo": "so in Polish"},
}
"""Words that look the same in English, and why they are right all the same."""

ENGLISH = re.compile(r"\b(the|of|this|with|and|or|by|story|stories|there|been|search|no)\b", re.IGNORECASE)
"""Small words that a text translated in part would still have."""

ALSO_A_WORD_OF = {"es": {"no"}}
"""Small words of ENGLISH that the language has as well."""

NAMES = re.compile(r"RSS|JavaScript|\{\w+\}")
"""What is written in Latin letters in every script."""

FOREIGN = {
    "ar": r"[A-Za-z]",
    "ja": r"[A-Za-z]",
    "uk": r"[A-Za-zЫЭЁЪыэёъ]",
}
"""Letters that a language has none of: English left standing, or Russian among Ukrainian."""

MISPRINTS = {
    "ar": r"[,;?]|\.\.\.",
    "de": r"[”«»'\"]|\.\.\.|“[^“„]*“| [:;!?]",
    "es": r"[“”'\"]|\.\.\.|(?<![¿\w ])[^¿]*\?|^[^¡]*!",
    "fr": r"[“”„'\"]|\.\.\.|(?<!\u202f)[:;!?»]|«(?!\u202f)",
    "ja": r"[,.:;!?()\"“”]",
    "pl": r"[“«»'\"]|\.\.\.| [:;!?]",
    "uk": r"[“”„'\"]|\.\.\.| [:;!?]",
}
"""Signs that a newspaper of the language would not print, or not there."""


def written(language: str) -> dict[str, str]:
    words: dict[str, str] = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return words


def placeholders(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{(.*?)\}", text))


def has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in re.sub(r"\{\w+\}", "", text))


def test_the_promised_languages_are_there() -> None:
    assert {*TRANSLATED, "en"} >= PROMISED


@each_language
def test_a_language_has_exactly_the_words_of_english(language: str) -> None:
    own, english = set(written(language)), set(written("en"))
    assert {"missing": english - own, "not in English": own - english} == {
        "missing": set(),
        "not in English": set(),
    }


@each_language
def test_a_language_keeps_every_placeholder(language: str) -> None:
    english, own = written("en"), written(language)
    wrong = {key: own[key] for key in english if placeholders(own[key]) != placeholders(english[key])}
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
def test_every_word_is_a_text_with_something_in_it(language: str) -> None:
    words: dict[str, object] = dict(written(language))
    assert [key for key, word in words.items() if not isinstance(word, str) or not word.strip()] == []


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
def test_only_what_joins_names_has_a_space_at_an_end(language: str) -> None:
    loose = {key for key, word in written(language).items() if word != word.strip()}
    assert loose <= {"comma", "and"}


@each_language
def test_no_word_is_left_in_english_by_mistake(language: str) -> None:
    english, own = written("en"), written(language)
    same = {key for key, word in own.items() if has_letters(word) and word.lower() == english[key].lower()}
    assert same == set(SAME_AS_ENGLISH.get(language, {}))


@each_language
def test_no_small_english_word_is_left_inside_a_sentence(language: str) -> None:
    left = {
        key: found
        for key, word in written(language).items()
        if (found := {each.lower() for each in ENGLISH.findall(word)} - ALSO_A_WORD_OF.get(language, set()))
    }
    assert left == {}


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_a_language_of_another_script_has_no_letter_that_is_not_its_own(language: str) -> None:
    letter = re.compile(FOREIGN[language])
    assert {key: word for key, word in written(language).items() if letter.search(NAMES.sub("", word))} == {}


@pytest.mark.parametrize("language", sorted(MISPRINTS))
def test_signs_stand_as_the_language_sets_them(language: str) -> None:
    misprint = re.compile(MISPRINTS[language])
    shown = {key: re.sub(r"\{\w+\}", "x", word) for key, word in written(language).items()}
    assert {key: word for key, word in shown.items() if misprint.search(word)} == {}


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("ar", "نعم, لا"),
        ("de", "”x“"),
        ("de", "Foto :"),
        ("es", "Nada?"),
        ("fr", "Photo:"),
        ("fr", "Photo :"),
        ("fr", "«x»"),
        ("fr", "l'article"),
        ("ja", "写真:"),
        ("pl", "„x“"),
        ("uk", "ім'я"),
    ],
)
def test_a_misprint_is_seen(language: str, wrong: str) -> None:
    assert re.search(MISPRINTS[language], wrong)


@pytest.mark.parametrize(
    ("language", "joined"),
    [
        ("en", "Ann, Bob and Eve"),
        ("de", "Ann, Bob und Eve"),
        ("fr", "Ann, Bob et Eve"),
        ("es", "Ann, Bob y Eve"),
        ("pl", "Ann, Bob i\u00a0Eve"),
        ("uk", "Ann, Bob та\u00a0Eve"),
        ("ar", "Ann، Bob وEve"),
        ("ja", "Ann、Bob、Eve"),
    ],
)
def test_three_authors_are_joined_as_in_the_language(language: str, joined: str) -> None:
    words = words_in(language)
    assert f"Ann{words['comma']}Bob{words['and']}Eve" == joined


@pytest.mark.parametrize(
    ("name", "language", "set_off"),
    [
        ("Region", "en", False),
        ("Europa & Übersee", "fr", False),
        ("المرفأ", "en", True),
        ("BBC عربي", "de", True),
        ("עיר", "pl", True),
        ("المرفأ", "ar", False),
        ("Le Monde", "ar", True),
        ("2024", "ar", False),
        ("", "en", False),
    ],
)
def test_a_name_written_the_other_way_is_set_off_in_a_sentence(
    name: str, language: str, set_off: bool
) -> None:
    assert isolated(name, language) == (f"\u2068{name}\u2069" if set_off else name)


def test_a_missing_word_is_shown_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "en.toml").write_text('menu = "Menu"\nby = "By"\n', "utf-8")
    (folder / "de.toml").write_text('by = "Von"\n', "utf-8")
    monkeypatch.setattr(templates, "files", lambda _package: tmp_path)
    assert words_in("de") == {"menu": "Menu", "by": "Von"}
    assert words_in("nl") == {"menu": "Menu", "by": "By"}


@pytest.mark.parametrize("name", ["de", "de-AT", "de_CH", "DE"])
def test_a_country_reads_the_words_of_its_language(name: str) -> None:
    assert words_in(name)["search"] == "Suche"


def test_every_word_is_used_and_every_word_that_is_used_is_there() -> None:
    templates_ask = found_in(ROOT / "theme", "*.html", r"\bwords\.(\w+)")
    python_asks = found_in(ROOT / "sitegen", "*.py", r'\bwords\["(\w+)"\]')
    assert len(templates_ask) > 50
    assert templates_ask | python_asks | BY_NAME == set(written("en"))


def found_in(folder: Path, files: str, pattern: str) -> set[str]:
    return {key for path in folder.rglob(files) for key in re.findall(pattern, path.read_text("utf-8"))}

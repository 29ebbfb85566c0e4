"""The language files: whole, tidy, and telling languages apart."""

from __future__ import annotations

import zoneinfo
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from sitegen.languages import Language, all_languages, codes, detect, load
from sitegen.languages.loading import read

LANGUAGES = all_languages()
each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)

FEWEST_WORDS = {"ar": 2, "ja": 1, "ko": 1, "zh": 1}
"""Words that begin a boilerplate sentence, where particles are joined to words or nothing parts them."""

PARAGRAPHS = {
    "en": "The ferry to Gull Island will not sail this week. The harbour master said that two of its "
    "engines had been flooded, and that nobody could say when they would run again.",
    "de": "Die Fähre nach Möwenholm fährt in dieser Woche nicht. Der Hafenmeister sagte, dass zwei der "
    "Motoren unter Wasser standen und niemand wisse, wann sie wieder laufen.",
    "fr": "Le bac de l'île aux Mouettes ne partira pas cette semaine. Selon le capitaine du port, deux "
    "moteurs ont été noyés et personne ne sait quand ils pourront être remis en marche.",
    "es": "El transbordador de la isla no saldrá esta semana. El jefe del puerto dijo que dos de los "
    "motores se habían inundado y que nadie sabe cuándo volverán a funcionar.",
    "it": "Il traghetto per l'isola dei gabbiani non partirà questa settimana. Il capo del porto ha detto "
    "che due motori sono stati allagati e che nessuno sa quando torneranno a girare.",
    "pt": "A balsa para a ilha não vai sair esta semana. O chefe do porto disse que dois dos motores foram "
    "inundados e que ninguém sabe quando eles voltarão a funcionar.",
    "nl": "De veerboot naar het eiland vaart deze week niet. De havenmeester zei dat twee van de motoren "
    "onder water hebben gestaan en dat niemand weet wanneer ze weer lopen.",
    "pl": "Prom na wyspę nie wypłynie w tym tygodniu. Kapitan portu powiedział, że dwa silniki zostały "
    "zalane i że nikt nie wie, kiedy znów będą działać, ale mechanicy już przy nich są.",
    "ru": "Паром на остров на этой неделе не пойдёт. Начальник порта сообщил, что два двигателя были "
    "залиты водой и что никто не знает, когда их снова запустят, но механики уже работают.",
    "uk": "Пором на острів цього тижня не піде. Начальник порту повідомив, що два двигуни були залиті "
    "водою і що ніхто не знає, коли їх знову запустять, але механіки вже працюють.",
    "tr": "Adaya giden vapur bu hafta kalkmayacak. Liman müdürü, iki motorun su altında kaldığını ve ne "
    "zaman çalışacağını kimsenin bilmediğini söyledi, ancak ustalar için umut var, dedi.",
    "sv": "Färjan till ön går inte den här veckan. Hamnmästaren säger att två av motorerna har stått under "
    "vatten och att ingen vet när de kan startas igen, men mekanikerna är där.",
    "no": "Fergen til øya går ikke denne uken. Havnesjefen sier at to av motorene har stått under vann og "
    "at ingen vet når de kan startes igjen, men mekanikerne er nå om bord.",
    "da": "Færgen til øen sejler ikke i denne uge. Havnefogeden siger, at to af motorerne har stået under "
    "vand, og at ingen ved, hvornår de kan startes igen, men mekanikerne er nu om bord.",
    "fi": "Lautta saarelle ei kulje tällä viikolla. Satamapäällikkö sanoo, että kaksi moottoria on ollut "
    "veden alla eikä kukaan tiedä, milloin ne käynnistyvät, mutta korjaajat ovat jo laivassa.",
    "cs": "Přívoz na ostrov tento týden nepojede. Správce přístavu řekl, že dva motory byly pod vodou a že "
    "nikdo neví, kdy se znovu rozběhnou, ale mechanici už jsou na palubě.",
    "ja": "島へ渡るフェリーは今週運航しない。港長によると、二基のエンジンが水につかり、いつ動くかは誰にも分"
    "からないという。",
    "ko": "섬으로 가는 여객선은 이번 주에 운항하지 않는다. 항만장은 엔진 두 대가 물에 잠겼고 언제 다시 "
    "움직일지 아무도 모른다고 말했다.",
    "zh": "前往海岛的渡轮本周停航。港务长表示，两台发动机被水淹没，没有人知道它们什么时候能够重新启动。",
}


def phrases(part: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every (key, phrase) of a language, or of a part of one: ("furniture.share", "copy link")."""
    if isinstance(part, str):
        yield name, part
    elif isinstance(part, tuple):
        for item in part:
            yield from phrases(item, name)
    elif is_dataclass(part):
        for field in fields(part):
            yield from phrases(getattr(part, field.name), f"{name}.{field.name}".lstrip("."))


NO_PHRASES = ("code", "name", "day_order", "dates.zones")


def all_phrases(language: Language) -> list[tuple[str, str]]:
    return [(key, phrase) for key, phrase in phrases(language) if key not in NO_PHRASES]


def test_there_is_a_file_for_each_language_that_the_project_promises() -> None:
    assert set(PARAGRAPHS) <= set(codes())


@each_language
def test_a_language_is_found_under_the_name_of_its_file(language: Language) -> None:
    assert load(language.code) is language


@each_language
def test_a_phrase_is_written_as_a_line_is_looked_up(language: Language) -> None:
    marks = "’‘´`"
    wrong = [
        (key, phrase)
        for key, phrase in all_phrases(language)
        if phrase != phrase.casefold() or phrase != phrase.strip() or any(mark in phrase for mark in marks)
    ]
    assert not wrong, "phrases are lower case, without outer blanks, with plain apostrophes"


@each_language
def test_a_language_names_one_time_zone_that_exists_or_none(language: Language) -> None:
    assert len(language.dates.zones) <= 1
    assert set(language.dates.zones) <= zoneinfo.available_timezones()


@pytest.mark.parametrize("code", ["en", "es", "fr", "pt", "ru", "ar"])
def test_a_language_that_is_spoken_in_many_zones_names_none(code: str) -> None:
    assert load(code).dates.zones == ()


@each_language
def test_no_list_says_a_phrase_twice(language: Language) -> None:
    assert [pair for pair, count in Counter(all_phrases(language)).items() if count > 1] == []


@each_language
def test_a_year_has_twelve_months_and_a_week_seven_days(language: Language) -> None:
    assert [bool(row) for row in language.months] == [True] * 12
    assert [bool(row) for row in language.weekdays] == [True] * 7


@each_language
def test_no_spelling_stands_for_two_months_or_two_days(language: Language) -> None:
    for rows in (language.months, language.weekdays):
        spellings = [spelling for row in rows for spelling in row]
        assert len(spellings) == len(set(spellings))


@each_language
def test_no_phrase_is_both_furniture_and_an_editorial_note(language: Language) -> None:
    notes = {phrase for _, phrase in phrases(language.notes)}
    assert not [pair for pair in phrases(language.furniture) if pair[1] in notes]


@each_language
def test_the_beginning_of_a_boilerplate_sentence_is_long_enough_to_be_no_other_sentence(
    language: Language,
) -> None:
    words = FEWEST_WORDS.get(language.code, 4)
    short = [p for p in language.boilerplate.sentences if len(p) < 4 or len(p.split()) < words]
    assert not short


@each_language
def test_every_language_has_words_for_what_the_rules_ask_first(language: Language) -> None:
    asked = (
        language.stopwords, language.dates.published, language.dates.updated, language.byline.start,
        language.credit.start, language.furniture.advertisement, language.furniture.share,
        language.furniture.related, language.furniture_start.read_more, language.notes.correction,
    )  # fmt: skip
    assert all(asked)


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_paragraph_is_told_by_its_language(code: str) -> None:
    assert detect(PARAGRAPHS[code]) == code


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_paragraph_in_capitals_is_told_as_well(code: str) -> None:
    assert detect(PARAGRAPHS[code].upper()) == code


def test_one_foreign_quotation_does_not_change_the_language_of_a_story() -> None:
    assert detect(PARAGRAPHS["sv"] + " " + PARAGRAPHS["sv"] + " “The show must go on, as they said.”") == "sv"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "12 345 67,89 2024-03-05 10:20",
        "Wq xzt brrk plomf vuid zzek grompf tlaq nirst quomb frell",
        "Facebook",
        "*** — … ***",
    ],
)
def test_no_language_is_guessed_where_none_can_be_told(text: str) -> None:
    assert detect(text) is None


NEIGHBOURS = {
    "Bulgarian": "Фериботът до острова няма да пътува тази седмица. Началникът на пристанището каза, че "
    "два от двигателите са били под вода и че никой не знае кога ще тръгнат отново. Пътниците чакат на кея "
    "от сутринта, а механиците работят в машинното отделение. Общината обеща автобус до съседното "
    "пристанище и топла храна за всички, които не могат да се приберат у дома преди края на седмицата.",
    "Belarusian": "Паром на востраў на гэтым тыдні не пойдзе. Начальнік порта паведаміў, што два рухавікі "
    "былі залітыя вадой і што ніхто не ведае, калі іх зноў запусцяць, але механікі ўжо працуюць на борце.",
    "Slovak": "Trajekt na ostrov tento týždeň nepôjde. Správca prístavu povedal, že dva motory boli pod "
    "vodou a že nikto nevie, kedy sa znovu rozbehnú, ale mechanici sú už na palube. Cestujúci čakajú na "
    "móle od rána a mesto sľúbilo autobus aj teplé jedlo pre všetkých, ktorí sa nedostanú domov do konca "
    "týždňa.",
    "Estonian": "Praam saarele sel nädalal ei sõida. Sadamakapten ütles, et kaks mootorit on olnud vee all "
    "ja keegi ei tea, millal need uuesti tööle hakkavad, kuid mehaanikud on juba laeval.",
    "Greek": "Το πλοίο για το νησί δεν θα αναχωρήσει αυτή την εβδομάδα, είπε ο λιμενάρχης το πρωί.",
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_a_neighbour_without_a_file_is_not_taken_for_a_language_that_has_one(name: str) -> None:
    assert detect(NEIGHBOURS[name]) is None


def test_an_unknown_code_says_which_there_are() -> None:
    with pytest.raises(ValueError, match=r"no language 'xx': there are .*de.*en"):
        load("xx")


def _file(folder: Path, code: str, old: str, new: str) -> Path:
    text = (Path(read.__code__.co_filename).parent / "en.toml").read_text(encoding="utf-8")
    assert old in text
    path = folder / f"{code}.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('code = "en"', 'code = "fr"', r'code = "fr" must be the name of the file'),
        ("[credit]\n", "[credits]\n", r"en\.toml: credit is missing"),
        ("joiners =", "joined =", r"en\.toml: byline\.joiners is missing"),
        ('day_order = "mdy"', 'day_order = "myd"', r"day_order must be one of mdy, dmy, ymd"),
        ("    ['january', 'jan'],\n", "", r"months must hold 12 lists"),
        ("am = ['am'", "am = [1, 'am'", r"dates\.am must be a list of texts"),
        ("[dates]", "extra = []\n[dates]", r"extra is not a key"),
        ("stopwords = [", "stopwords = ", r"en\.toml: not valid TOML"),
    ],
)
def test_a_malformed_file_is_named_with_the_key_that_is_wrong(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        read(_file(tmp_path, "en", old, new))

"""Related stories: what a story is about, and which others are shown beside it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sitegen.site.related import Case, related, terms

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
FERRY = (
    "The ferry Morning Star ran aground off Port Ellwick on Monday. Captain Ines Duarte said the ferry "
    "had lost power near Gull Island. The Harbour Board of Ellwick opened an inquiry into the ferry. "
    "Passengers waited six hours until the tug Samson pulled the Morning Star free near Gull Island."
)
INQUIRY = (
    "The inquiry into the ferry Morning Star heard Captain Ines Duarte on Thursday. She told the Harbour "
    "Board in Ellwick that the engine had failed twice off Gull Island before the ferry ran aground."
)
ELECTION = (
    "Voters in Karsten elect a mayor on Sunday. Mayor Tom Brandt faces Olga Weiss, a lawyer, who promises "
    "cheaper trams. Brandt says Karsten cannot pay for cheaper trams. Weiss leads in the polls."
)
BAKERY = (
    "For forty years Rosa Lind has baked rye bread in Tarnby. Her oven burns beech wood. The bread of Rosa "
    "Lind has won prizes, and the oven of Tarnby is known along the coast. Rye is dear this year."
)


def case(key: str, body: str, **more: object) -> Case:
    """A story whose headline is its key; `lang`, `days` after the first Monday, and the fields of a Case."""
    lang, days = str(more.pop("lang", "en")), more.pop("days", 0)
    published = None if days is None else MONDAY + timedelta(days=float(str(days)))
    tags = more.get("tags", ())
    assert isinstance(tags, tuple)
    found = terms(key, "", body, tags, lang)
    return Case(key=key, terms=found, language=lang, published=published, **more)  # type: ignore[arg-type]


def shown(cases: list[Case], count: int = 4) -> dict[str, tuple[str, ...]]:
    found = related(cases, count)
    return {story.key: tuple(cases[at].key for at in found[i]) for i, story in enumerate(cases)}


def names(found: str) -> list[str]:
    return [entry[1:] for entry in found.split()]


def points(found: str) -> dict[str, int]:
    return {entry[1:]: int(entry[0]) for entry in found.split()}


# ------------------------------------------------------------------------------------------- terms


def test_terms_are_what_a_story_is_about_with_the_strongest_first() -> None:
    found = terms("Ferry aground off Ellwick", "", FERRY, ("Shipping",), "en")
    assert set(names(found)[:2]) == {"ferry", "ellwick"}
    assert {"gull", "island", "duarte", "star", "shipping"} <= set(names(found))
    values = list(points(found).values())
    assert values == sorted(values, reverse=True)
    assert set(values) <= set(range(2, 10))


def test_words_that_say_nothing_are_no_terms() -> None:
    body = "The year said Monday and March. People say the year of the people was new. " * 3
    assert terms("What you need to know today: 2026", "", body, (), "en") == ""


def test_nothing_gives_no_terms() -> None:
    assert terms("", "", "", (), "") == ""


def test_a_word_of_the_headline_counts_more_than_one_of_the_text() -> None:
    body = "A whale met a walrus. The whale and the walrus swam."
    found = points(terms("The whale", "", body, (), "en"))
    assert found["whale"] > found["walru"]


def test_a_topic_counts_more_than_a_word_of_the_text() -> None:
    body = "Nothing but calm. " * 30 + "A glacier met a walrus. The glacier and the walrus swam."
    found = points(terms("", "", body, ("Glacier",), "en"))
    assert found["glacier"] > found["walru"]


def test_a_name_counts_more_than_a_word_though_a_sentence_opens_with_a_capital_too() -> None:
    body = "Nothing but calm. " * 30 + "Walrus herds met Duarte. Walrus herds left, and he saw Duarte."
    found = points(terms("", "", body, (), "en"))
    assert found["duarte"] > found["walru"]


def test_a_word_that_returns_counts_more_than_one_that_is_there_twice() -> None:
    body = "Nothing but calm. " * 30 + "one walrus, " * 2 + "one whale, " * 8
    found = points(terms("", "", body, (), "en"))
    assert found["whale"] > found["walru"]


def test_a_story_has_a_dozen_or_two_of_terms() -> None:
    body = " ".join(f"we met Walter{letter}son and" for letter in "abcdefghijklmnopqrstuvwxyz")
    assert len(names(terms("", "", body, (), "en"))) == 24


def test_addresses_and_code_give_no_terms() -> None:
    body = "Read [it](https://harbour.example/whale/whale) here.\n\n```\nwalrus walrus\n```\n"
    assert terms("", "", body, (), "en") == ""


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "investigation", "investigators"),
        ("en", "ferry", "Ferry's"),
        ("en", "harbour", "harbours"),
        ("uk", "паром", "пароми"),
        ("ru", "Одесса", "Одессе"),
        ("ar", "ميناء", "الميناء"),
        ("ko", "여객선은", "여객선"),
    ],
)
def test_forms_of_one_word_are_one_term(lang: str, one: str, other: str) -> None:
    assert names(terms(one, "", "", (one,), lang)) == names(terms(other, "", "", (other,), lang)) != []


@pytest.mark.parametrize(
    ("lang", "title", "other"),
    [
        ("zh", "港口的新渡轮今天启航", "新渡轮停在港口"),
        ("ja", "港のフェリーが座礁", "フェリーの船長が証言"),
        ("th", "เรือข้ามฟากเกยตื้นที่ท่าเรือ", "ผู้โดยสารรอเรือข้ามฟาก"),
        ("hi", "बंदरगाह में जहाज", "जहाज चला"),
    ],
)
def test_scripts_without_spaces_or_with_vowel_signs_share_terms(lang: str, title: str, other: str) -> None:
    common = set(names(terms(title, "", "", (), lang))) & set(names(terms(other, "", "", (), lang)))
    assert common


def test_the_vowel_signs_of_indic_scripts_belong_to_the_word() -> None:
    assert names(terms("बंदरगाह में जहाज", "", "", (), "hi")) == ["बंदरगाह", "में", "जहाज"]


def test_a_word_of_the_standfirst_counts_more_than_one_of_the_text() -> None:
    body = "Nothing but calm. " * 30 + "One walrus, one whale; two walrus, two whale."
    found = points(terms("", "Of a whale.", body, (), "en"))
    assert found["whale"] > found["walru"]


def test_what_stands_far_down_in_a_long_story_does_not_count() -> None:
    body = "Nothing but calm. " * 200 + "A walrus and a walrus and a walrus."
    assert "walru" not in names(terms("", "", body, (), "en"))


def test_a_topic_written_with_underscores_is_words() -> None:
    assert names(terms("", "", "", ("Gull_Island",), "en")) == ["gull", "island"]


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "pl", "uk", "ar", "ja", "zh", "xx", ""])
def test_any_language_will_do(lang: str) -> None:
    assert "ferry" in names(terms("Ferry aground", "", FERRY, (), lang))


# ----------------------------------------------------------------------------------------- related


def test_two_stories_of_one_event_are_related_and_others_are_not() -> None:
    cases = [
        case("a ferry", FERRY),
        case("vote", ELECTION),
        case("the ferry inquiry", INQUIRY),
        case("rye", BAKERY),
    ]
    assert shown(cases) == {
        "a ferry": ("the ferry inquiry",),
        "the ferry inquiry": ("a ferry",),
        "vote": (),
        "rye": (),
    }


def test_without_stories_there_is_nothing_to_show() -> None:
    assert related([]) == []
    assert related([case("a", FERRY)]) == [()]
    assert related([Case(key="a", terms=""), Case(key="b", terms="")]) == [(), ()]


def test_one_shared_word_is_a_coincidence() -> None:
    cases = [Case(key="a", terms="9ferry", language="en"), Case(key="b", terms="9ferry", language="en")]
    assert related(cases) == [(), ()]


def test_two_shared_words_must_weigh_more_than_three() -> None:
    story = Case(key="a", terms="9york 9mets 9pitch 9ball 4arm 4leg")
    pair = Case(key="b", terms="4york 4mets 9opera 9tenor 9stage 9aria 9choir 9score 9brass")
    three = replace(pair, key="c", terms=pair.terms.replace("9brass", "4ball"))
    far = [Case(key=f"x{n}", terms=f"9word{n}") for n in range(3)]
    assert shown([story, pair, *far])["a"] == ()
    assert shown([story, three, *far])["a"] == ("c",)


def test_three_words_in_passing_do_not_relate_two_stories() -> None:
    story = Case(key="a", terms="9ferry 9captain 9tug 9gull 8engine 4coast 4crew 3north")
    other = Case(key="b", terms="9bread 9oven 9rye 9beech 8prize 4coast 4crew 3north")
    assert related([story, other]) == [(), ()]


def test_no_more_are_shown_than_asked_for() -> None:
    bodies = [
        f"{FERRY} {name} saw it. The {name} family of {name} met {name}." for name in ("Abel", "Bors", "Cato")
    ]
    cases = [case(f"ferry {n} {body[-5:]}", body) for n, body in enumerate(bodies)]
    assert {len(those) for those in shown(cases, 1).values()} == {1}
    assert {len(those) for those in shown(cases, 2).values()} == {2}


def test_the_story_of_the_same_week_comes_before_the_like_one_of_years_ago() -> None:
    cases = [
        case("ferry", FERRY),
        case("inquiry old", INQUIRY, days=-3300),
        case("inquiry new", INQUIRY, days=2),
    ]
    assert shown(cases)["ferry"][0] == "inquiry new"


def test_an_old_story_that_matches_comes_before_a_new_one_that_hardly_does() -> None:
    loose = f"{BAKERY} The ferry Morning Star brought the rye from Ellwick, past Gull Island."
    cases = [
        case("ferry", FERRY),
        case("ferry inquiry", INQUIRY, days=-3300),
        case("ferry rye", loose, days=1),
    ]
    assert shown(cases)["ferry"][0] == "ferry inquiry"


def test_stories_without_a_date_are_related_too() -> None:
    cases = [case("ferry", FERRY, days=None), case("ferry inquiry", INQUIRY)]
    assert shown(cases) == {"ferry": ("ferry inquiry",), "ferry inquiry": ("ferry",)}


def test_the_same_report_twice_is_shown_once() -> None:
    cases = [case("ferry inquiry", INQUIRY), case("ferry", FERRY), case("ferry aground", FERRY, days=1)]
    assert shown(cases)["ferry inquiry"] == ("ferry aground",) or shown(cases)["ferry inquiry"] == ("ferry",)


def test_a_copy_of_the_story_itself_is_not_shown_beside_it() -> None:
    cases = [case("ferry", FERRY), case("ferry", FERRY, days=1), case("ferry inquiry", INQUIRY)]
    assert related(cases)[0] == (2,)


def test_words_do_not_relate_stories_of_different_languages() -> None:
    cases = [case("ferry", FERRY), case("ferry inquiry", INQUIRY, lang="de")]
    assert shown(cases) == {"ferry": (), "ferry inquiry": ()}


def test_topics_relate_stories_of_different_languages_after_those_of_the_same() -> None:
    tags = ("Ellwick", "Ferries")
    cases = [
        case("ferry", FERRY, tags=tags),
        case("fähre", "Die Fähre lief auf Grund.", lang="de", tags=tags),
        case("ferry inquiry", INQUIRY, days=-900),
    ]
    assert shown(cases)["ferry"] == ("ferry inquiry", "fähre")


def test_topics_relate_stories_of_different_languages_however_much_else_they_tell() -> None:
    def long_story(lang: str) -> Case:
        words = " ".join(f"9{lang}{number}" for number in range(24))
        return Case(key=lang, terms=words, tags=("Ellwick", "Ferries"), language=lang)

    assert shown([long_story("en"), long_story("de")]) == {"en": ("de",), "de": ("en",)}


def test_a_single_topic_does_not_relate_stories_of_different_languages() -> None:
    cases = [case("ferry", FERRY, tags=("News",)), case("fähre", "Die Fähre.", lang="de", tags=("News",))]
    assert shown(cases) == {"ferry": (), "fähre": ()}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_stories_of_one_series_are_related_whatever_their_words(lang: str) -> None:
    cases = [
        case("ferry", FERRY, series="The inquiry"),
        case("vote", ELECTION, series="the inquiry", lang=lang),
    ]
    assert shown(cases) == {"ferry": ("vote",), "vote": ("ferry",)}


def test_regions_of_one_language_read_each_other() -> None:
    cases = [case("ferry", FERRY, lang="en-GB"), case("ferry inquiry", INQUIRY, lang="en-US")]
    assert shown(cases)["ferry"] == ("ferry inquiry",)


def test_of_two_that_fit_alike_the_one_of_the_same_section_comes_first() -> None:
    tail = " The {0} man {0} saw it, and {0} told."
    cases = [
        case("ferry", FERRY, section="Coast"),
        case("inquiry a", INQUIRY + tail.format("Abel"), section="Coast"),
        case("inquiry b", INQUIRY + tail.format("Bors"), section="Sport"),
    ]
    turned = [cases[0], replace(cases[1], section="Sport"), replace(cases[2], section="Coast")]
    assert shown(cases)["ferry"][0] == "inquiry a"
    assert shown(turned)["ferry"][0] == "inquiry b"


def test_of_two_that_fit_the_same_the_newest_comes_first() -> None:
    one = Case(key="a", terms="9ferry 9harbour 9captain 5engine", published=MONDAY)
    older = replace(
        one, key="b", terms="9ferry 9harbour 9captain 9walrus 9whale", published=MONDAY + timedelta(hours=1)
    )
    newer = replace(
        one, key="c", terms="9ferry 9harbour 9captain 9oyster 9shrimp", published=MONDAY + timedelta(hours=2)
    )
    assert related([one, older, newer])[0] == (2, 1)
    assert related([one, newer, older])[0] == (1, 2)


# --------------------------------------------------------------------------------------- an archive


def paper(size: int, seed: int = 1) -> list[Case]:
    """Stories of random words, of which each third or so has a sequel; common words are in many."""
    chance = random.Random(seed)
    cases: list[Case] = []
    for number in range(size):
        own = [f"9w{chance.randrange(size * 6)}" for _ in range(9)] + [
            f"5c{chance.randrange(40)}" for _ in range(9)
        ]
        if number % 3 == 2:
            own[:6] = cases[chance.randrange(number)].terms.split()[:6]
        moment = MONDAY + timedelta(hours=chance.randrange(40_000))
        cases.append(
            Case(key=f"s{number}", terms=" ".join(dict.fromkeys(own)), language="en", published=moment)
        )
    return cases


def test_the_order_in_which_stories_come_does_not_matter() -> None:
    cases = paper(300)
    mixed = cases[:]
    random.Random(4).shuffle(mixed)
    assert shown(cases) == shown(mixed)
    assert sum(map(bool, shown(cases).values())) > 100


def test_no_story_is_shown_beside_itself_or_twice() -> None:
    for position, those in enumerate(related(paper(300))):
        assert position not in those
        assert len(set(those)) == len(those) <= 4


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_story_more_leaves_nearly_all_others_as_they_were(seed: int) -> None:
    cases = paper(600, seed)
    before, after = shown(cases), shown([*cases, replace(cases[7], key="new", published=MONDAY)])
    changed = [key for key in before if before[key] != after[key] and "new" not in after[key]]
    assert len(changed) <= 6


def test_a_story_that_shares_nothing_changes_nothing() -> None:
    cases = paper(600)
    before, after = shown(cases), shown([*cases, Case(key="new", terms="9walrus 9whale", published=MONDAY)])
    assert {key: after[key] for key in before} == before
    assert after["new"] == ()


def test_a_word_that_everybody_uses_relates_nobody() -> None:
    cases = [Case(key=f"s{n}", terms=f"9council 9town 9budget 3own{n}", published=MONDAY) for n in range(40)]
    assert set(related(cases)) == {()}


def test_the_nearest_of_many_alike_are_shown() -> None:
    alike = "9regatta 8sail 7yacht"
    cases = [
        Case(key=f"s{n}", terms=f"{alike} 9own{n} 9and{n}", published=MONDAY + timedelta(days=7 * n))
        for n in range(60)
    ]
    cases += [Case(key=f"x{n}", terms=f"9far{n}", published=MONDAY) for n in range(1000)]
    found = related(cases)
    assert set(found[30]) == {29, 31, 32, 28}
    assert set(found[0]) == {1, 2, 3, 4}

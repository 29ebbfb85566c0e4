"""Related stories after a change: those that are asked for again make the same answers as asking for all."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sitegen.model.article import Article
from sitegen.site.gist import Gist
from sitegen.site.kinship import Former, kin_of
from sitegen.site.memory.articles import written_down
from sitegen.site.memory.records import KeptStory
from sitegen.site.stories import Story

START = datetime(2024, 1, 1, tzinfo=UTC)
WORDS = [f"word{number}" for number in range(90)]


def story(number: int, dice: random.Random) -> Story:
    """A story with some common and some rare terms."""
    chosen = dict.fromkeys(WORDS[min(int(dice.expovariate(0.06)), 89)] for _ in range(14))
    terms = " ".join(f"{dice.randint(2, 9)}{word}" for word in chosen)
    when = START + timedelta(days=dice.randint(0, 400))
    article = Article(
        title=f"Story {number}",
        date=when,
        tags=(dice.choice(WORDS[:12]),) if dice.random() < 0.5 else (),
        series=dice.choice(("", "", "", "The eel war")),
        section=dice.choice(("", "World", "Sport")),
        lang=dice.choice(("en", "en", "en", "de")),
    )
    gist = Gist(digest=str(number), card=repr(article), terms=terms)
    return Story(article, f"articles/{number}.md", f"articles/{number}/", when, gist=gist)


def former_of(stories: list[Story], answers: dict[str, tuple[str, ...]]) -> Former:
    kept = {
        each.path: KeptStory(
            (0, 0, 0), written_down(each.article), each.gist.digest, each.gist.card, "", 0, each.gist.terms
        )
        for each in stories
    }
    return Former(answers, kept, ZoneInfo("UTC"))


def changed(stories: list[Story], dice: random.Random, fresh: int) -> list[Story]:
    """Some stories added, taken away, edited."""
    after = list(stories)
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        act = dice.choice(("add", "take", "edit", "terms"))
        place = dice.randrange(len(after))
        if act == "add":
            after.append(story(fresh, dice))
            fresh += 1
        elif act == "take" and len(after) > 2:
            after.pop(place)
        elif act == "edit":
            after[place] = replace(story(fresh, dice), path=after[place].path)
            fresh += 1
        else:
            gist = replace(after[place].gist, terms=" ".join(after[place].gist.terms.split()[1:]))
            after[place] = replace(after[place], gist=gist)
    dice.shuffle(after)
    return after


@pytest.mark.parametrize("seed", range(40))
def test_asking_again_where_something_changed_is_as_good_as_asking_for_all(seed: int) -> None:
    dice = random.Random(seed)
    stories = [story(number, dice) for number in range(dice.choice((30, 120, 127, 260)))]
    answers = dict(kin_of(stories, 4))
    for round_ in range(6):
        after = changed(stories, dice, 1000 * (round_ + 1))
        again = dict(kin_of(after, 4, former_of(stories, answers)))
        assert again == dict(kin_of(after, 4))
        stories, answers = after, again


def test_where_nothing_changed_nothing_is_asked() -> None:
    dice = random.Random(1)
    stories = [story(number, dice) for number in range(50)]
    answers = {each.path: ("articles/untouched.md",) for each in stories}
    assert kin_of(stories, 4, former_of(stories, answers)) == answers


def test_a_change_asks_for_few_of_a_large_archive() -> None:
    dice = random.Random(2)
    stories = [story(number, dice) for number in range(3000)]
    untouched = {each.path: ("articles/untouched.md",) for each in stories}
    after = [replace(stories[0], gist=replace(stories[0].gist, terms="9unheard")), *stories[1:]]
    again = kin_of(after, 4, former_of(stories, untouched))
    assert sum(near == ("articles/untouched.md",) for near in again.values()) > len(stories) / 2

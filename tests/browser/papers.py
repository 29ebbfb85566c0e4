"""Two papers to look at: the demo paper, and a large one of words drawn from it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner

from sitegen.cli.init import init
from sitegen.demo.paper import CONTENT
from sitegen.front_matter import parse
from sitegen.plugin import build

SECTIONS = ("Local", "Politics", "Business", "Culture", "Science", "Sport", "Health", "Travel")
FIRST_DAY = datetime(2024, 1, 1, 6, tzinfo=UTC)
HEADER = """---
title: "{title}"
section: {section}
date: {date}
authors: [{authors}]
tags: [{topics}]
lang: en
description: "{description}"
{picture}---

{body}
"""
WORDS_OF_A_STORY = 600


def demo_in(folder: Path) -> Path:
    """The demo paper, laid down and built in a folder that does not exist yet; its site."""
    _lay_down(folder)
    return _built(folder)


def large_in(folder: Path, articles: int = 1000) -> Path:
    """A paper of many stories of 600 words each, every third with a picture, built; its site.

    The settings, the theme and the pictures are the demo's; the words are the demo's English ones in another
    order, so that they are as common and as rare, and pack as well or badly, as those of a paper.
    """
    _lay_down(folder)
    for old in (folder / "content").glob("*/**/*.md"):
        old.unlink()  # the demo's articles, and what it says on its sections, topics and authors
    for path, text in _stories(articles):
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return _built(folder)


def _lay_down(folder: Path) -> None:
    result = CliRunner().invoke(init, [str(folder), "--demo"])
    assert result.exit_code == 0, result.output


def _built(folder: Path) -> Path:
    report = build(folder / "mkdocs.yml")
    assert report.exit_code == 0, report
    return report.site


def _stories(articles: int) -> Iterator[tuple[str, str]]:
    """Path in content/ and text of each story, a few hours apart, from the oldest."""
    dice = random.Random(4)
    words = list(_words())
    pictures = sorted(path.name for path in (CONTENT / "images").iterdir())
    topics, authors = (sorted({_phrase(dice, words, 2) for _ in range(size)}) for size in (60, 40))
    for number in range(articles):
        date = FIRST_DAY + timedelta(hours=9 * number)
        picture = f"image: {{src: /images/{dice.choice(pictures)}, alt: {_phrase(dice, words, 6)}}}\n"
        yield (
            f"articles/{date:%Y/%m}/story-{number:05}.md",
            HEADER.format(
                title=_phrase(dice, words, 9),
                section=dice.choice(SECTIONS),
                date=date.isoformat(),
                authors=", ".join(dice.sample(authors, 2)),
                topics=", ".join(dice.sample(topics, 3)),
                description=f"{_phrase(dice, words, 22)}.",
                picture=picture if number % 3 == 0 else "",
                body="\n\n".join(_paragraphs(dice, words)),
            ),
        )


def _paragraphs(dice: random.Random, words: list[str]) -> Iterator[str]:
    left = WORDS_OF_A_STORY
    while left:
        size = min(left, dice.randint(40, 80))
        left -= size
        sentences = (_phrase(dice, words, min(16, size - start)) for start in range(0, size, 16))
        yield ". ".join(sentences) + "."


def _phrase(dice: random.Random, words: list[str], size: int) -> str:
    return " ".join(dice.choices(words, k=size)).capitalize()


def _words() -> Iterator[str]:
    """The words of the demo's English stories, each as often as it stands there."""
    for file in sorted((CONTENT / "articles").rglob("*.md")):
        article = parse(file.read_text(encoding="utf-8"), file.name)
        if article.lang == "en":
            yield from (word.lower() for word in re.findall(r"[A-Za-z]{2,}", article.body))

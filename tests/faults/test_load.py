"""A large paper of which one article in twenty is hostile or broken: the others are published, all is told.

`SITEGEN_LOAD=10000 pytest -s tests/faults/test_load.py` builds a large one and says what memory it took.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.faults.paper import Mother, Paper, lay_down
from tests.hostile.threats import threats
from tests.paper_changes import SECTIONS

ARTICLES = int(os.environ.get("SITEGEN_LOAD", "300"))
BAD = max(ARTICLES // 20, 40)
MEGABYTES = 1_000
"""More than a build of ten thousand articles takes; a machine that builds for others has more."""

GOOD_BODY = "The ferry {number} came in late.\n\nThe council of the harbour heard why.\n"
BROKEN = (
    b"---\ntitle: [\n---\n\nWords.\n",
    b"---\ntitle: A story\nday: 3\n---\n\nWords.\n",
    b"---\ndate: 2024-03-02\n---\n\nWords.\n",
    b"---\ntitle: A story\ndate: soon\n---\n\nWords.\n",
    b"---\ntitle: A story\n\nThe header has no end.\n",
    b"---\ntitle: Caf\xe9\n---\n\nWords.\n",
    b"---\ntitle: &a A story\nseries: *a\n---\n\nWords.\n",
    b"---\ntitle: A story\ntags: " + 20 * b"[" + 20 * b"]" + b"\n---\n\nWords.\n",
    b"---\ntitle: !!python/object:os.system A story\n---\n\nWords.\n",
    b"---\n" + b"k: v\n" * 60_000 + b"---\n\nWords.\n",
    b"---\ntitle: A story\n---\n\nWords.\0Words\n\xff",
    b"",
)


def fill(paper: Paper) -> tuple[list[str], list[str]]:
    """Good, broken and hostile articles; returns the paths of good and of broken ones."""
    folder = paper.folder / "content/articles"
    hostile = [article for threat in threats() if (article := threat.file("article.md"))]
    good, broken = [], []
    for number in range(ARTICLES - BAD):
        path = f"good/{number % 100:02}/ferry-{number}.md"
        dice = random.Random(number)
        header = (
            f"title: The ferry {number}\nauthors: [Ann Rye]\ntags: [Topic {number % 40}]\n"
            f"date: 20{dice.randint(10, 23)}-0{dice.randint(1, 9)}-1{number % 10}\n"
            f"section: {dice.choice(SECTIONS) or 'Harbour'}\n"
        )
        write(folder / path, f"---\n{header}---\n\n{GOOD_BODY.format(number=number)}".encode())
        good.append(path)
    for number in range(BAD):
        if number % 2:
            write(folder / f"hostile/story-{number}.md", hostile[number // 2 % len(hostile)])
        else:
            broken.append(f"broken/story-{number}.md")
            write(folder / broken[-1], BROKEN[number // 2 % len(BROKEN)])
    return good, broken


def write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


@pytest.mark.slow
def test_one_build_publishes_every_good_article_and_tells_of_every_bad_one(
    tmp_path: Path, sitegen: Mother
) -> None:
    paper = lay_down(tmp_path / "paper", random.Random(1), seeds=0)
    good, broken = fill(paper)
    ended = sitegen.run(paper.folder, "build", *(["--all"] if takes_all() else []))
    print(ended.said[-3000:], f"{ended.memory} MB")
    assert ended.code == 1, ended.said
    assert "Traceback" not in ended.said
    pages = paper.site / "articles"
    assert [path for path in good if not (pages / path.removesuffix(".md") / "index.html").exists()] == []
    assert [path for path in broken if (pages / path.removesuffix(".md")).exists()] == []
    assert [path for path in broken if f"content/articles/{path}" not in ended.said] == []
    assert ended.memory < MEGABYTES


def takes_all() -> bool:
    """True when `sitegen build` shortens long reports unless it is told not to."""
    from sitegen.cli.build import build  # noqa: PLC0415

    return any("--all" in option.opts for option in build.params)

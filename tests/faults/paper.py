"""A small paper with seeds, and runs of `sitegen` on it that mishaps befall."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen import front_matter
from tests.conftest import ROOT, lay_out
from tests.paper_changes import START, WORDS, Desk

Tree = dict[str, bytes]
SECONDS = 120
"""After which a run that does not end is a failure: many times what any takes."""

PLACES = ("Selm", "Orr", "Vane", "Tarn", "Little Rye")


def tree(folder: Path) -> Tree:
    """Every file below a folder with its bytes; nothing where there is none."""
    found = (Path(where, name) for where, _, names in os.walk(folder) for name in names)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def seed_text(dice: random.Random, number: int) -> str:
    place = dice.choice(PLACES)
    words = " ".join(dice.choices(WORDS, k=30))
    return (
        f"The quay at {place} is mended, part {number}\n\nBy Ann Rye\n\nMarch {number % 28 + 1}, 2024\n\n"
        f"The council of {place} mended the quay on Monday, {number} weeks after the storm broke it.\n\n"
        f"Those who saw it spoke of {words}.\n"
    )


@dataclass(slots=True)
class Ended:
    """A run that has ended: its exit code, or minus the number of the signal; and all that it said.

    steps, log  of what changed the file system
    memory      megabytes at most; zeros for one that was killed
    """

    code: int
    said: str
    steps: int = 0
    log: list[str] = field(default_factory=list)
    memory: int = 0


@dataclass(slots=True)
class Mother:
    """See `mother`: bears processes that run sitegen."""

    process: subprocess.Popen[str]
    scratch: Path

    def start(self, folder: Path, *args: str, **mishap: Any) -> int:
        """Start a run; returns its process number. `clock` in seconds, `env`, and the mishaps of `mother`."""
        env = {"SOURCE_DATE_EPOCH": str(mishap.pop("clock", START)), **mishap.pop("env", {})}
        order = {
            "args": args,
            "folder": str(folder),
            "env": env,
            "out": str(self.scratch / "said"),
            "count": str(self.scratch / "steps"),
            **mishap,
        }
        (self.scratch / "steps").unlink(missing_ok=True)
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def end(self) -> Ended:
        """Wait until the run ends."""
        code = self._answer()
        said = (self.scratch / "said").read_text(encoding="utf-8", errors="replace")
        counted = self.scratch / "steps"
        head, *log = counted.read_text(encoding="utf-8").splitlines() if counted.exists() else ["0 0"]
        steps, _, memory = head.partition(" ")
        return Ended(code, said, int(steps), log, int(memory))

    def run(self, folder: Path, *args: str, **mishap: Any) -> Ended:
        self.start(folder, *args, **mishap)
        return self.end()

    def _answer(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())


@contextmanager
def mother(scratch: Path, *, python: str = sys.executable, **environment: str) -> Iterator[Mother]:
    """A process that bears others, until the end of the block; its files lie in `scratch`."""
    env = {**os.environ, "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1", **environment}
    with subprocess.Popen(
        [python, "-m", "tests.faults.mother"],
        cwd=ROOT,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield Mother(process, scratch)
        assert process.stdin
        process.stdin.close()


@dataclass(slots=True)
class Paper:
    """A paper on which work goes on between mishaps."""

    folder: Path
    desk: Desk
    number: int = 0

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def seeds(self) -> Tree:
        return tree(self.folder / "seeds")

    def content(self) -> Tree:
        """All but temporary files; of those see `leftovers`."""
        found = tree(self.folder / "content")
        return {name: raw for name, raw in found.items() if not name.endswith(".tmp")}

    def add_seed(self) -> None:
        self.number += 1
        (self.folder / f"seeds/seed-{self.number}.txt").write_text(seed_text(self.desk.dice, self.number))

    def work(self) -> None:
        """What a newsroom does between two runs: a seed comes, one is sent anew, articles are edited."""
        dice, desk = self.desk.dice, self.desk
        self.add_seed()
        seed = dice.choice(sorted((self.folder / "seeds").iterdir()))
        seed.write_text(seed.read_text() + f"\nThe mayor said: {desk.words(8)}\n")
        for change in dice.sample((desk.add, desk.edit_last_words, desk.edit_title, desk.remove), k=2):
            change()
        if dice.random() < 0.3:
            desk.settings()

    def copy(self, folder: Path) -> Paper:
        """The same paper as somebody has it who never built it."""
        shutil.rmtree(folder, ignore_errors=True)
        for name in ("content", "theme", "seeds"):
            shutil.copytree(self.folder / name, folder / name)
        shutil.copy(self.folder / "mkdocs.yml", folder)
        return Paper(folder, self.desk, self.number)

    def leftovers(self) -> list[str]:
        """What only a run that broke off leaves: folders beside the site, temporary files."""
        found = (*self.folder.glob(".site.*"), *self.folder.rglob("*.tmp"))
        return [path.relative_to(self.folder).as_posix() for path in found]


def lay_down(folder: Path, dice: random.Random, seeds: int = 5) -> Paper:
    """A paper of ten articles that stand in content/, and seeds."""
    folder.mkdir(parents=True)
    lay_out(folder)
    (folder / "seeds").mkdir()
    paper = Paper(folder, Desk(folder, dice))
    for _ in range(10):
        paper.desk.add()
    for _ in range(seeds):
        paper.add_seed()
    return paper


def articles_in(content: Tree) -> Tree:
    return {name: raw for name, raw in content.items() if name.startswith("articles/") and is_article(name)}


def is_article(name: str) -> bool:
    return name.endswith(".md") and "/." not in name


def parses(raw: bytes) -> bool:
    """True when a file is a whole article, with a header and words."""
    article = front_matter.parse(raw.decode())
    return bool(article.title and article.body.strip())

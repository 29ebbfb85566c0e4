"""Publishing is killed at any moment: readers see whole pages, and publishing again finishes.

`SITEGEN_KILLS=400 pytest tests/faults/test_publish_kills.py` kills more often. Two editions of a paper are
built once; each round puts one of them into `site/` and publishes it with `--no-build`. Kills come before
chosen steps and, of the whole group of processes with git among them, at random instants.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.publish.scanning import OURS
from tests.faults.paper import Ended, Mother, Paper, Tree, lay_down, tree
from tests.faults.standing import differing
from tests.faults.web import dead_links, missing_files

KILLS = int(os.environ.get("SITEGEN_KILLS", "6"))
SEED = int(os.environ.get("SITEGEN_SEED", "7"))

GIT_KILLS = max(2, KILLS // 4)
"""A round with git takes several times as long."""

Reader = Callable[[Path], Tree]
"""What the public sees of a target."""


@dataclass(slots=True)
class Published:
    """A paper with editions that were built, and the targets that it is published to.

    www     the target that is killed, `spare` the one that nobody kills
    reader  what readers see of a target
    """

    paper: Paper
    editions: list[Path]
    www: Path
    spare: Path
    reader: Reader

    def lay_out(self, edition: Path) -> None:
        shutil.rmtree(self.paper.site, ignore_errors=True)
        shutil.copytree(edition, self.paper.site)

    def undisturbed(self, sitegen: Mother) -> tuple[Ended, float]:
        """Publish to a copy of the target, killed by nobody; how that ended, and its seconds."""
        shutil.rmtree(self.spare, ignore_errors=True)
        if self.www.exists():
            shutil.copytree(self.www, self.spare)
        began = time.monotonic()
        ended = sitegen.run(self.paper.folder, "publish", "spare", "--no-build")
        assert ended.code == 0, ended.said
        return ended, time.monotonic() - began

    def killed(self, sitegen: Mother, steps: int, seconds: float, dice: random.Random) -> bool:
        """Publish, and kill; False when the run was quicker."""
        order = ("publish", "live", "--no-build")
        if steps and dice.random() < 0.6:
            return sitegen.run(self.paper.folder, *order, kill=dice.randint(1, steps)).code == -signal.SIGKILL
        pid = sitegen.start(self.paper.folder, *order)
        time.sleep(dice.uniform(0, seconds))
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        return sitegen.end().code == -signal.SIGKILL

    def is_whole(self, before: Tree, after: Tree) -> None:
        """Each file that readers see is a whole old or a whole new one, and no page lacks what it fetches.

        A page that stood before and stays leads to nothing, moreover, that is not there yet or not there any
        more. Of pages that go, one may be gone while another still leads to it.
        """
        seen = self.reader(self.www)
        assert before.keys() & after.keys() <= seen.keys()
        for name, raw in seen.items():
            assert raw in (before.get(name), after.get(name)), name
        assert missing_files(seen) == set()
        stay = before.keys() & after.keys()
        dead = {link for link in dead_links(seen) if link.partition(" -> ")[0] in stay}
        assert dead <= dead_links(before) | dead_links(after)

    def is_reached(self, sitegen: Mother, after: Tree) -> None:
        ended = sitegen.run(self.paper.folder, "publish", "live", "--no-build")
        assert ended.code == 0, ended.said
        assert differing(self.reader(self.www), after) == []


def in_folder(www: Path) -> Tree:
    return {name: raw for name, raw in tree(www).items() if not name.startswith(f"{OURS}/")}


def in_branch(bare: Path) -> Tree:
    """The files at the tip of the branch; nothing where there is none."""
    asked = ["git", "-C", str(bare), "archive", "pages"]
    packed = subprocess.run(asked, check=False, capture_output=True)
    if packed.returncode:
        return {}
    folder = bare.with_suffix(".out")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed.stdout, check=True)
    return tree(folder)


def editions_of(paper: Paper, sitegen: Mother, folder: Path) -> list[Path]:
    """Editions that differ in stories, pictures and styles, each built once."""
    made = []
    for number in range(3):
        paper.desk.picture()
        paper.desk.style()
        ended = sitegen.run(paper.folder, "build")
        assert ended.code in (0, 1), ended.said
        made.append(Path(shutil.copytree(paper.site, folder / str(number))))
        paper.work()
        paper.desk.add()
    return made


@pytest.fixture(scope="module")
def editions(sitegen: Mother, tmp_path_factory: pytest.TempPathFactory) -> tuple[Paper, list[Path]]:
    """A paper and editions of it; nothing is built after that."""
    folder = tmp_path_factory.mktemp("editions")
    paper = lay_down(folder / "paper", random.Random(SEED))
    settings = paper.folder / "mkdocs.yml"
    text = re.sub(
        "^site_url:.*$", "site_url: https://courier.news/", settings.read_text(), flags=re.MULTILINE
    )
    settings.write_text(text)
    return paper, editions_of(paper, sitegen, folder)


def name_targets(paper: Paper, live: str, spare: str) -> None:
    settings = paper.folder / "mkdocs.yml"
    head, found, tail = settings.read_text().partition("  - sitegen:\n")
    assert found
    tail = re.sub(r"      publish:\n(?:        .*\n)+", "", tail)
    targets = f"      publish:\n        live: {live}\n        spare: {spare}\n"
    settings.write_text(head + found + targets + tail)


def kill_often(published: Published, sitegen: Mother, kills: int) -> None:
    dice = random.Random(SEED)
    published.lay_out(published.editions[0])
    assert sitegen.run(published.paper.folder, "publish", "live", "--no-build").code == 0
    done = 0
    while done < kills:
        published.lay_out(dice.choice(published.editions))
        before = published.reader(published.www)
        ended, seconds = published.undisturbed(sitegen)
        after = published.reader(published.spare)
        done += published.killed(sitegen, ended.steps, seconds, dice)
        published.is_whole(before, after)
        published.is_reached(sitegen, after)


@pytest.mark.slow
def test_publishing_to_a_folder_that_is_killed_leaves_whole_pages_and_the_next_finishes(
    editions: tuple[Paper, list[Path]], sitegen: Mother
) -> None:
    paper, made = editions
    www, spare = paper.folder / "www/live", paper.folder / "www/spare"
    name_targets(paper, f"{{folder: {www}, visit: false}}", f"{{folder: {spare}, visit: false}}")
    kill_often(Published(paper, made, www, spare, in_folder), sitegen, KILLS)


@pytest.mark.slow
def test_publishing_to_a_branch_that_is_killed_leaves_a_whole_edition_and_the_next_finishes(
    editions: tuple[Paper, list[Path]], sitegen: Mother
) -> None:
    paper, made = editions
    live, spare = paper.folder / "www/live.git", paper.folder / "www/spare.git"
    for bare in (live, spare):
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(bare)], check=True)
    targets = (f"{{git: {bare}, branch: pages, visit: false}}" for bare in (live, spare))
    name_targets(paper, *targets)
    kill_often(Published(paper, made, live, spare, in_branch), sitegen, GIT_KILLS)

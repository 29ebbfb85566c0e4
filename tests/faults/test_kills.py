"""A run is killed at any moment: nothing is lost, and the next run ends as if nothing had happened.

`SITEGEN_KILLS=400 pytest tests/faults/test_kills.py` kills more often. Kills come at random instants, and
before chosen steps: each rename, each file that is opened for writing, each folder that is made or removed.
A paper is killed at most `PER_PAPER` times: it grows with every round, and then another begins.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.paper import Mother, Paper, lay_down
from tests.faults.standing import Standing

KILLS = int(os.environ.get("SITEGEN_KILLS", "12"))
PER_PAPER = 25
SEED = int(os.environ.get("SITEGEN_SEED", "7"))

RUNS = (("build",), ("build",), ("build", "--no-search"), ("convert",), ("convert", "--again"))


def killed(
    sitegen: Mother, paper: Paper, args: tuple[str, ...], standing: Standing, dice: random.Random
) -> bool:
    """Run, and kill; False when the run was quicker."""
    if dice.random() < 0.6:
        step = dice.randint(1, standing.ended.steps)
        return sitegen.run(paper.folder, *args, kill=step).code == -signal.SIGKILL
    pid = sitegen.start(paper.folder, *args)
    time.sleep(dice.uniform(0, standing.seconds))
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return sitegen.end().code == -signal.SIGKILL


@pytest.mark.slow
def test_a_run_that_is_killed_loses_nothing_and_the_next_ends_as_if_it_had_not_been(
    tmp_path: Path, sitegen: Mother
) -> None:
    dice = random.Random(SEED)
    for number, left in enumerate(range(KILLS, 0, -PER_PAPER)):
        paper = lay_down(tmp_path / f"paper-{number}", dice)
        kills = 0
        while kills < min(left, PER_PAPER):
            args = dice.choice(RUNS)
            standing = Standing.of(paper, sitegen, tmp_path / "clean", args)
            kills += killed(sitegen, paper, args, standing, dice)
            standing.holds_in(paper)
            standing.is_reached_by(paper, sitegen, args)
            paper.work()
        shutil.rmtree(paper.folder)


def test_what_a_killed_run_left_half_written_is_cleared_away_by_the_next(
    tmp_path: Path, sitegen: Mother
) -> None:
    paper = lay_down(tmp_path / "paper", random.Random(SEED))
    assert sitegen.run(paper.folder, "convert", kill="os.chmod").code == -signal.SIGKILL
    assert paper.leftovers()
    assert sitegen.run(paper.folder, "convert").code == 0
    assert paper.leftovers() == []

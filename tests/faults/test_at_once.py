"""Two runs at once, in processes of their own: both end, and what stands afterwards is whole.

`SITEGEN_PAIRS=100 pytest tests/faults/test_at_once.py` lets more of them meet.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.paper import Ended, Mother, Paper, lay_down, mother, tree
from tests.faults.standing import Standing

PAIRS = int(os.environ.get("SITEGEN_PAIRS", "4"))
SEED = int(os.environ.get("SITEGEN_SEED", "7"))

RUNS = (
    (("build",), ("build",)),
    (("build", "--no-convert"), ("convert",)),
    (("build",), ("convert", "--again")),
    (("convert",), ("convert",)),
)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mother]:
    with mother(tmp_path_factory.mktemp("other")) as running:
        yield running


def meet(one: Mother, other: Mother, paper: Paper, pair: tuple[tuple[str, ...], ...]) -> tuple[Ended, Ended]:
    one.start(paper.folder, *pair[0])
    time.sleep(paper.desk.dice.uniform(0, 0.5))
    other.start(paper.folder, *pair[1])
    return one.end(), other.end()


@pytest.mark.slow
def test_two_runs_at_once_both_end_well_and_the_next_finds_all_as_it_should_be(
    tmp_path: Path, sitegen: Mother, other: Mother
) -> None:
    paper = lay_down(tmp_path / "paper", random.Random(SEED))
    for number in range(PAIRS):
        pair = RUNS[number % len(RUNS)]
        standing = Standing.of(paper, sitegen, tmp_path / "clean", ("build",))
        for ended in meet(sitegen, other, paper, pair):
            assert ended.code in (0, 1), ended.said
            assert "Traceback" not in ended.said
        if pair[0] == pair[1] == ("build",):
            standing.holds_in(paper)
            assert tree(paper.site) == tree(standing.done.site)
        standing.is_reached_by(paper, sitegen, ("build",))
        if number % 2:
            paper.work()
        else:
            paper = paper.copy(tmp_path / f"paper-{number}")

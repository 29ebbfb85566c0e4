"""The same input gives the same output, byte for byte, wherever and whenever it is run."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.paper import Mother, Paper, Tree, lay_down, mother, tree
from tests.faults.standing import differing
from tests.paper_changes import START

DAY = 86_400
MANY_SEEDS = 70
"""So many that several processes convert them."""

PYTHONS = tuple(filter(None, os.environ.get("SITEGEN_PYTHONS", "").split(os.pathsep)))
"""Other Pythons that have what sitegen needs: `SITEGEN_PYTHONS=/a/bin/python:/b/bin/python`."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return lay_down(tmp_path_factory.mktemp("same") / "paper", random.Random(3), MANY_SEEDS)


def made(sitegen: Mother, paper: Paper, folder: Path, **mishap: object) -> Tree:
    """All that a run makes of a copy of the paper; the drawn cards too, and the register."""
    copied = paper.copy(folder)
    ended = sitegen.run(copied.folder, "build", **mishap)
    assert ended.code in (0, 1), ended.said
    site = {f"site/{name}": raw for name, raw in tree(copied.site).items()}
    content = {f"content/{name}": raw for name, raw in copied.content().items()}
    shutil.rmtree(copied.folder)
    return {**site, **content, "said": ended.said.encode()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory, sitegen: Mother, paper: Paper) -> Tree:
    return made(sitegen, paper, tmp_path_factory.mktemp("usual") / "paper")


@pytest.fixture(scope="module")
def otherwise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mother]:
    """The same sitegen where everything else is different."""
    with mother(
        tmp_path_factory.mktemp("otherwise"),
        PYTHONHASHSEED="4711",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="tr_TR.UTF-8",
    ) as running:
        yield running


def test_in_another_folder_zone_locale_and_order_of_files(
    tmp_path: Path, otherwise: Mother, paper: Paper, usual: Tree
) -> None:
    elsewhere = tmp_path / "a folder with spaces, ümlauts & more"
    assert differing(made(otherwise, paper, elsewhere, jumble=11), usual) == []


def test_with_one_process_or_several(tmp_path: Path, sitegen: Mother, paper: Paper, usual: Tree) -> None:
    for processes in (1, 4):
        assert differing(made(sitegen, paper, tmp_path / "paper", processes=processes), usual) == []


def test_on_another_day_on_which_nothing_falls_due(tmp_path: Path, sitegen: Mother, paper: Paper) -> None:
    one, other = (made(sitegen, paper, tmp_path / "paper", clock=START + DAY * days) for days in (400, 450))
    assert differing(one, other) == []


@pytest.mark.parametrize("python", [sys.executable, *PYTHONS])
def test_on_every_python(tmp_path: Path, paper: Paper, usual: Tree, python: str) -> None:
    (tmp_path / "scratch").mkdir()
    with mother(tmp_path / "scratch", python=python) as running:
        assert differing(made(running, paper, tmp_path / "paper"), usual) == []

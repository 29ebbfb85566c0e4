"""Full disks, closed folders, files that vanish, spoilt caches, clocks that go back: nothing is lost.

`SITEGEN_FAULTS=300 pytest tests/faults/test_mishaps.py` lets more steps fail.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.paper import Ended, Mother, Paper, lay_down, tree
from tests.faults.standing import Standing, differing, is_ours
from tests.paper_changes import START

FAULTS = int(os.environ.get("SITEGEN_FAULTS", "6"))
SEED = int(os.environ.get("SITEGEN_SEED", "7"))
RUNS = (("build",), ("build", "--no-search"), ("convert",))
ERRORS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO)
DAY = 86_400


@pytest.fixture
def paper(tmp_path: Path, sitegen: Mother) -> Paper:
    """A paper that was built once, and has changed since."""
    paper = lay_down(tmp_path / "paper", random.Random(SEED))
    assert sitegen.run(paper.folder, "build").code in (0, 1)
    paper.work()
    return paper


def told_plainly(ended: Ended) -> bool:
    """True when a run ended by itself and said nothing that only its authors understand."""
    return ended.code in (0, 1, 2) and "Traceback" not in ended.said and "fault of sitegen" not in ended.said


@pytest.mark.slow
def test_a_step_that_fails_is_told_and_nothing_is_lost(tmp_path: Path, sitegen: Mother) -> None:
    dice = random.Random(SEED)
    paper = lay_down(tmp_path / "paper", dice)
    for number in range(FAULTS):
        args = RUNS[number % len(RUNS)]
        standing = Standing.of(paper, sitegen, tmp_path / "clean", args)
        fault = [dice.randint(1, standing.ended.steps), dice.choice(ERRORS), *dice.choice(((), (1,)))]
        ended = sitegen.run(paper.folder, *args, fault=fault)
        assert told_plainly(ended), f"{args} {fault} {ended.log[-3:]}\n{ended.said}"
        standing.holds_in(paper)
        standing.is_reached_by(paper, sitegen, args)
        paper.work()


@pytest.mark.parametrize("number", ERRORS[:2], ids=errno.errorcode.get)
def test_where_nothing_can_be_written_the_run_says_why_and_ends_with_2(
    tmp_path: Path, sitegen: Mother, paper: Paper, number: int
) -> None:
    standing = Standing.of(paper, sitegen, tmp_path / "clean", ("build",))
    ended = sitegen.run(paper.folder, "build", fault=[1, number, 1])
    assert told_plainly(ended), ended.said
    assert ended.code == 2, ended.said
    assert os.strerror(number) in ended.said
    assert differing(tree(paper.site), standing.site) == []
    assert paper.content() == standing.content


def test_a_file_that_the_disk_has_no_room_for_is_told_and_none_is_cut_short(
    tmp_path: Path, sitegen: Mother, paper: Paper
) -> None:
    standing = Standing.of(paper, sitegen, tmp_path / "clean", ("build",))
    ended = sitegen.run(paper.folder, "build", size=3000)
    assert told_plainly(ended), ended.said
    assert ended.code == 2, ended.said
    standing.holds_in(paper)
    assert differing(tree(paper.site), standing.site) == []
    standing.is_reached_by(paper, sitegen, ("build",))


def test_articles_for_which_there_is_no_room_are_named_and_come_with_the_next_run(
    tmp_path: Path, sitegen: Mother, paper: Paper
) -> None:
    standing = Standing.of(paper, sitegen, tmp_path / "clean", ("convert",))
    ended = sitegen.run(paper.folder, "convert", size=100)
    assert told_plainly(ended), ended.said
    assert ended.code == 1
    assert "cannot be written: File too large" in ended.said
    standing.holds_in(paper)
    standing.is_reached_by(paper, sitegen, ("convert",))


def test_a_register_that_was_cut_off_anywhere_loses_no_article(tmp_path: Path, sitegen: Mother) -> None:
    paper = lay_down(tmp_path / "paper", random.Random(SEED))
    assert sitegen.run(paper.folder, "convert").code == 0
    before, register = paper.content(), paper.folder / "content/.converted.tsv"
    whole = register.read_bytes()
    for cut in (1, 40, 100, 200, len(whole)):
        register.write_bytes(whole[:-cut])
        ended = sitegen.run(paper.folder, "convert")
        assert told_plainly(ended), ended.said
        after = paper.content()
        assert [name for name in before if is_ours(name) and before[name] != after[name]] == []
        assert before.keys() == after.keys()


@pytest.mark.parametrize("kind", ["seed", "article", "page"])
def test_a_file_that_vanishes_before_it_is_read_is_told_and_stops_no_other(
    sitegen: Mother, paper: Paper, kind: str
) -> None:
    article = paper.desk.any_article()
    article.write_text(article.read_text() + "\nA line that nobody has read yet.\n")
    places = {"seed": paper.folder / "seeds/seed-6.txt", "article": article}
    file = places.get(kind, paper.folder / "content/about.md")
    vanishing = file.relative_to(paper.folder).as_posix()
    before = {name: raw for name, raw in paper.content().items() if not vanishing.endswith(name)}
    # Converting opens articles, too, to find those that were moved: one that goes meanwhile is no loss to it.
    ended = sitegen.run(
        paper.folder, "build", *(["--no-convert"] if kind == "article" else []), vanish=vanishing
    )
    assert not file.exists()
    assert told_plainly(ended), ended.said
    assert vanishing.rpartition("/")[2] in ended.said
    assert ended.code in (1, 2)
    assert before.keys() <= paper.content().keys()
    if ended.code == 1:
        assert (paper.site / "index.html").exists()
    again = sitegen.run(paper.folder, "build")
    assert told_plainly(again), again.said
    assert again.code in (0, 1)


# ------------------------------------------------------------------------------------------------ the cache


def cache_is_a_file(paper: Paper) -> None:
    shutil.rmtree(paper.folder / ".cache")
    (paper.folder / ".cache").write_text("not a folder")


def room_in_the_cache_is_a_file(paper: Paper) -> None:
    shutil.rmtree(paper.folder / ".cache/sitegen")
    (paper.folder / ".cache/sitegen").write_text("not a folder")


def every_file_is_a_folder(paper: Paper) -> None:
    for path in [path for path in (paper.folder / ".cache").rglob("*") if path.is_file()]:
        path.unlink()
        path.mkdir()


def every_file_is_spoilt(paper: Paper) -> None:
    """One is empty, one is cut, one is noise, and so on."""
    dice = random.Random(SEED)
    for number, path in enumerate(sorted((paper.folder / ".cache").rglob("*.*"))):
        raw = path.read_bytes()
        path.write_bytes((b"", raw[: len(raw) // 2], dice.randbytes(len(raw)))[number % 3])


@pytest.mark.parametrize(
    "spoil",
    [cache_is_a_file, room_in_the_cache_is_a_file, every_file_is_a_folder, every_file_is_spoilt],
)
def test_whatever_stands_in_the_cache_the_site_is_the_same(
    tmp_path: Path, sitegen: Mother, paper: Paper, spoil: Callable[[Paper], None]
) -> None:
    standing = Standing.of(paper, sitegen, tmp_path / "clean", ("build",))
    spoil(paper)
    ended = sitegen.run(paper.folder, "build")
    assert told_plainly(ended), ended.said
    standing.holds_in(paper)
    if ended.code == 2:
        assert ".cache" in ended.said
        shutil.rmtree(paper.folder / ".cache") if (paper.folder / ".cache").is_dir() else (
            paper.folder / ".cache"
        ).unlink()
    standing.is_reached_by(paper, sitegen, ("build",))


# ------------------------------------------------------------------------------------------------ the clock


def test_a_clock_that_goes_back_makes_the_site_of_its_time(
    tmp_path: Path, sitegen: Mother, paper: Paper
) -> None:
    clean = paper.copy(tmp_path / "clean")
    sitegen.run(paper.folder, "build", clock=START + 60 * DAY)
    sitegen.run(paper.folder, "build", clock=START)
    sitegen.run(clean.folder, "build", clock=START)
    assert differing(tree(paper.site), tree(clean.site)) == []


def test_files_of_tomorrow_are_read_as_they_are(tmp_path: Path, sitegen: Mother, paper: Paper) -> None:
    tomorrow = 4_000_000_000
    for path in (paper.folder / "content").rglob("*.md"):
        os.utime(path, (tomorrow, tomorrow))
    sitegen.run(paper.folder, "build")
    file = paper.desk.any_article()
    file.write_text(file.read_text() + "\nOne line more.\n")
    os.utime(file, (tomorrow, tomorrow))
    sitegen.run(paper.folder, "build")
    clean = paper.copy(tmp_path / "clean")
    sitegen.run(clean.folder, "build")
    assert differing(tree(paper.site), tree(clean.site)) == []

"""A seed that hangs, dies or wants too much is set aside with the reason, and the others are converted."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sitegen
from sitegen import Problem
from sitegen.newsroom import ConversionReport, Outcome, Result, Wishes, budgets, convert_seeds, work
from sitegen.newsroom.budgets import Excess
from sitegen.newsroom.work import BATCH, Seed, work_through
from sitegen.newsroom.workers import DiedError, OverranError, Workers
from tests import costly

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of memory")

STORY = """Harbour bridge number {number} to close for the winter

13 March 2024

The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.
"""


@pytest.fixture(autouse=True)
def _little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "SECONDS", 1.0)
    monkeypatch.setattr(budgets, "PATIENCE", 2)


@pytest.fixture
def crew() -> Iterator[Workers]:
    with Workers(1) as workers:
        yield workers


def seeds(folder: Path, *words: str) -> list[Seed]:
    made = []
    for number, word in enumerate(words):
        path = folder / f"{number:02}.txt"
        path.write_text(f"{word} {number}")
        made.append(Seed(path, path.name))
    return made


def outcomes(folder: Path, crew: Workers, *words: str) -> list[Any]:
    batches = work_through(seeds(folder, *words), costly.by_its_first_word, crew)
    return [outcome for batch in batches for _, outcome in batch]


def only_excess(found: list[Any]) -> str:
    """What was wrong with the only seed that was set aside; the others have their results."""
    (bad,) = (outcome for outcome in found if isinstance(outcome, Problem))
    assert isinstance(bad, Excess)
    assert bad.hint
    assert sum(isinstance(outcome, str) for outcome in found) == len(found) - 1
    return bad.problem


@pytest.mark.parametrize("word", ["spin", "sleep"])
def test_a_seed_that_hangs_is_stopped_and_its_batch_goes_on(tmp_path: Path, crew: Workers, word: str) -> None:
    found = outcomes(tmp_path, crew, "good", word, *["good"] * BATCH)
    assert only_excess(found) == "takes more than 1 s to convert"


@pytest.mark.parametrize("code", ["kill", "die"])
def test_a_seed_that_kills_its_process_is_named(tmp_path: Path, crew: Workers, code: str) -> None:
    found = outcomes(tmp_path, crew, "good", code, "good")
    how = {"kill": "was ended by SIGKILL", "die": "ended with 3"}[code]
    assert only_excess(found) == f"cannot be converted: its process {how}"


@linux
@pytest.mark.parametrize("word", ["eat", "nibble"])
def test_a_seed_that_eats_memory_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setattr(budgets, "MEMORY", 200_000_000)
    with Workers(1) as crew:
        found = outcomes(tmp_path, crew, "good", word, "good", "good")
    assert only_excess(found) == "needs more than 190 MB of memory to be converted"


def test_a_seed_that_is_nested_too_deeply_is_named(tmp_path: Path, crew: Workers) -> None:
    assert only_excess(outcomes(tmp_path, crew, "good", "dive")) == "is nested too deeply"


def test_one_that_dies_harms_no_work_of_the_other_processes() -> None:
    with Workers(2) as crew:
        bad = crew.submit(os._exit, 1)
        good = [crew.submit(abs, -number) for number in range(20)]
        assert isinstance(bad.exception(), DiedError)
        assert [future.result() for future in good] == list(range(20))


def test_workers_are_sent_home_at_once_whatever_they_do() -> None:
    began = time.monotonic()
    with Workers(2) as crew:
        hanging = [crew.submit(time.sleep, 600) for _ in range(5)]
        time.sleep(0.2)
    assert time.monotonic() - began < 60
    assert all(future.done() for future in hanging)
    with pytest.raises(RuntimeError):
        crew.submit(abs, 1)


def test_a_fresh_process_takes_the_place_of_one_that_overran() -> None:
    with Workers(1) as crew:
        pids = [crew.submit(os.getpid).result()]
        assert isinstance(crew.submit(time.sleep, 600).exception(), OverranError)
        pids.append(crew.submit(os.getpid).result())
    assert len({*pids, os.getpid()}) == 3


def test_a_busy_machine_is_no_reason_to_stop_one_that_waits_for_the_processor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(budgets, "PATIENCE", 600)
    monkeypatch.setattr(budgets, "SECONDS", 0.1)
    with Workers(1) as crew:
        crew.submit(time.sleep, 1).result()


@pytest.mark.parametrize("task", ["time.sleep, 600", "abs, 1"])
def test_a_worker_whose_master_was_killed_ends_by_itself(tmp_path: Path, task: str) -> None:
    """Whether it hangs, which it would do for ever, or has nothing to do."""
    master = tmp_path / "master.py"
    master.write_text(
        "import os, time\n"
        "from sitegen.newsroom import budgets\n"
        "from sitegen.newsroom.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    budgets.SECONDS, budgets.PATIENCE = 0.5, 1\n"
        "    crew = Workers(2)\n"
        "    print(*(worker._process.pid for worker in crew._workers), flush=True)\n"
        f"    for _ in range(2): crew.submit({task})\n"
        "    time.sleep(0.2)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, master], capture_output=True, text=True, check=False)
    pids = {int(line) for line in done.stdout.split()}
    assert len(pids) == 2
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


# ------------------------------------------------------------------------------ whole runs


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    for number in range(3):
        (tmp_path / f"seeds/good{number}.txt").write_text(STORY.format(number=number))
    return tmp_path


def run(project: Path, **options: Any) -> tuple[ConversionReport, dict[str, Result]]:
    report = convert_seeds(project, **options)
    return report, {result.seed.removeprefix("seeds/"): result for result in report.results}


def set_aside(project: Path, name: str, raw: bytes) -> str:
    """Why a seed was set aside; the good ones must be there, and a copy with its reason."""
    (project / "seeds" / name).write_bytes(raw)
    report, results = run(project)
    assert report.summary() == "3 new, 1 set aside"
    assert results[name].outcome is Outcome.SET_ASIDE
    (problem,) = results[name].problems
    assert problem.path == f"seeds/{name}"
    (folder,) = (project / ".cache/quarantine").iterdir()
    assert f".cache/quarantine/{folder.name}/" in problem.hint
    reason = (folder / "reason.txt").read_text()
    assert reason == f"seeds/{name}\nsitegen {sitegen.__version__}\n{problem.problem}\n"
    copies = [path.read_bytes() for path in folder.iterdir() if path.name != "reason.txt"]
    assert copies == ([raw] if len(raw) < 32 * 1024**2 else [])
    return problem.problem


def test_a_seed_of_200_mb_is_set_aside_without_a_copy(project: Path) -> None:
    assert set_aside(project, "big.txt", b"word " * 40_000_000) == (
        "the file is too large (190.7 MB, of at most 5)"
    )


def test_a_seed_with_a_million_lines_is_set_aside(project: Path) -> None:
    assert (
        set_aside(project, "long.txt", b"a\n" * 1_000_000) == "has 1,000,000 lines; at most 100,000 are read"
    )


def test_a_seed_that_grows_is_set_aside(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "GROWTH_FREE", 10)
    monkeypatch.setattr(budgets, "GROWTH", 1)
    for number in range(3):
        (project / f"seeds/good{number}.txt").unlink()
    (project / "seeds/a.txt").write_text(STORY.format(number=1))
    report, results = run(project)
    assert report.summary() == "1 set aside"
    assert results["a.txt"].problems[0].problem.startswith("grew from ")


@pytest.mark.parametrize("text", ["*_`[]<>&#|\\!~" * 50_000, "&amp;" * 200_000, "\u0e01" * 300_000])
def test_no_common_text_grows_too_much(project: Path, text: str) -> None:
    (project / "seeds/odd.txt").write_text(f"A headline of some words\n\n{text}\n")
    assert run(project)[0].summary() == "4 new"


def test_lines_of_a_megabyte_are_converted(project: Path) -> None:
    line = "The harbour bridge is closed. " * 35_000
    (project / "seeds/lines.txt").write_text(f"A headline of some words\n\n{line}\n\n{line}\n")
    assert run(project)[0].summary() == "4 new"
    assert max(text.count("harbour bridge") for text in texts(project)) == 70_000


def texts(project: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (project / "content").rglob("*.md")]


@pytest.mark.parametrize("depth", [2_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td"])
def test_deep_nesting_stops_nobody(project: Path, depth: int, tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * depth}The words of a story that stand deep inside.</body></html>"
    (project / "seeds/deep.html").write_text(page)
    _, results = run(project)
    assert [results[f"good{number}.txt"].outcome for number in range(3)] == [Outcome.NEW] * 3
    assert results["deep.html"].outcome in (Outcome.NEW, Outcome.FAILED, Outcome.SET_ASIDE)


def test_a_seed_that_was_set_aside_is_not_tried_again_until_it_changes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = set_aside(project, "long.txt", b"a\n" * 200_000)
    tried: list[str] = []
    monkeypatch.setattr(work, "too_long", lambda raw: tried.append("x") or "")
    report, results = run(project)
    assert report.summary() == "3 unchanged, 1 set aside"
    assert results["long.txt"].problems[0].problem == why
    assert tried == []
    (project / "seeds/long.txt").write_text(STORY.format(number=9))
    assert run(project)[0].summary() == "1 new, 3 unchanged"


@pytest.mark.parametrize("how", ["again", "version", "deleted", "damaged"])
def test_a_seed_that_was_set_aside_can_be_tried_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    set_aside(project, "long.txt", b"A line of words, and one more.\n" * 100_001)
    monkeypatch.setattr(budgets, "LINES", 200_000)
    assert run(project)[0].summary() == "3 unchanged, 1 set aside"
    (reason,) = (project / ".cache/quarantine").rglob("reason.txt")
    if how == "version":
        monkeypatch.setattr(sitegen, "__version__", "99")
    elif how == "deleted":
        reason.unlink()
    elif how == "damaged":
        reason.write_bytes(b"\xff\n")
    _, results = run(project, wishes=Wishes(again=how == "again"))
    assert "lines" not in str(results["long.txt"].problems)


def test_a_dry_run_sets_nothing_aside(project: Path) -> None:
    (project / "seeds/long.txt").write_bytes(b"a\n" * 200_000)
    assert run(project, dry_run=True)[0].summary() == "3 new, 1 set aside"
    assert [path.name for path in project.iterdir()] == ["seeds"]


def test_a_quarantine_that_cannot_be_written_stops_nothing(project: Path) -> None:
    (project / ".cache").write_text("a file where a folder belongs")
    (project / "seeds/long.txt").write_bytes(b"a\n" * 200_000)
    assert run(project)[0].summary() == "3 new, 1 set aside"


def test_an_article_stands_when_its_seed_is_set_aside(project: Path) -> None:
    run(project)
    before = {path: path.read_bytes() for path in (project / "content/articles").rglob("*.md")}
    (project / "seeds/good1.txt").write_bytes(b"a\n" * 200_000)
    assert run(project)[0].summary() == "2 unchanged, 1 set aside"
    assert {path: path.read_bytes() for path in (project / "content/articles").rglob("*.md")} == before


HANGING = """
from sitegen import pipeline
from sitegen.newsroom import budgets

budgets.SECONDS, budgets.PATIENCE = 2.0, 3
real = getattr(pipeline.convert, "real", pipeline.convert)

def convert(raw, **options):
    while b"evergreen" in raw:
        pass
    return real(raw, **options)

convert.real = real
pipeline.convert = convert
"""


def test_one_seed_that_hangs_among_many_costs_its_time_once(project: Path, tmp_path: Path) -> None:
    (tmp_path / "path").mkdir()
    (tmp_path / "path/sitecustomize.py").write_text(HANGING)
    (project / "mkdocs.yml").write_text("site_name: Test\n")
    for number in range(3, 80):
        (project / f"seeds/good{number}.txt").write_text(STORY.format(number=number))
    (project / "seeds/bad.txt").write_text(STORY.format(number="evergreen"))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path / "path"), *sys.path])}

    def convert() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from sitegen.cli import main; main()", "convert"]
        return subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, check=False
        )

    first, second = convert(), convert()
    assert first.stdout.splitlines()[-1] == "Seeds: 80 new, 1 set aside."
    assert first.returncode == 1
    assert first.stderr.startswith("seeds/bad.txt: takes more than 2 s to convert\n    look whether")
    assert len(first.stderr.splitlines()) == 2
    assert second.stdout.splitlines()[-1] == "Seeds: 80 unchanged, 1 set aside."
    assert second.stderr == first.stderr

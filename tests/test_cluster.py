"""Conversion on a real Dask cluster: a scheduler and two workers in processes of their own, on loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen import SitegenError
from sitegen.cli import main
from sitegen.newsroom import Outcome, Result, convert_seeds
from sitegen.newsroom import cluster as clusters
from sitegen.newsroom.cluster import cluster
from sitegen.newsroom.work import BATCH

distributed = pytest.importorskip("distributed", reason="sitegen[cluster] is not installed")

ROOT = Path(__file__).parent.parent
STORY = """Harbour bridge number {number} to close for the winter

13 March 2024

The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

The decision came after engineers had found {word} in two of the four pylons that carry the roadway.
"""
DEADLY = """
import os
from sitegen import pipeline

real = getattr(pipeline.convert, "real", pipeline.convert)  # this file is loaded twice

def convert(raw, **options):
    if b"poison" in raw:
        os._exit(1)
    return real(raw, **options)

convert.real = real
pipeline.convert = convert
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster under test."""

    address: str
    scheduler: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers, which a nanny replaces; a seed with the word `poison` kills a worker."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "deadly.py").write_text(DEADLY)
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": paths}

    def start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments, "--no-dashboard"]
        with (folder / f"{program}.log").open("wb") as log:
            return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)

    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", "here.json")
    waiting_ends = time.monotonic() + 60
    while not (folder / "here.json").exists() and time.monotonic() < waiting_ends:
        time.sleep(0.05)
    address = json.loads((folder / "here.json").read_text())["address"]
    options = ("--nworkers", "2", "--nthreads", "1", "--preload", str(folder / "deadly.py"))
    workers = start("dask_worker", address, *options)
    try:
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield Cluster(address, scheduler)
    finally:
        for process in (workers, scheduler):
            process.terminate()
            process.wait(20)


def newsroom(folder: Path, count: int) -> Path:
    folder.mkdir()
    (folder / "mkdocs.yml").write_text("site_name: Test\n")
    (folder / "seeds").mkdir()
    for number in range(count):
        seed = folder / f"seeds/{number:03}.txt"
        seed.write_text(STORY.format(number=number, word="cracks"))
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    paths = (path for path in (folder / "content").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def local(tmp_path: Path) -> dict[str, bytes]:
    """What six batches give on this machine alone."""
    folder = newsroom(tmp_path / "local", 6 * BATCH)
    assert convert_seeds(folder).problems == ()
    return files_in(folder)


def test_a_cluster_gives_what_one_machine_gives(
    two_workers: Cluster, local: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = newsroom(tmp_path / "far", 6 * BATCH)
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, ["convert", "--scheduler", two_workers.address], catch_exceptions=False)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == f"Seeds: {6 * BATCH} new."
    assert files_in(folder) == local


def test_a_worker_that_is_killed_midway_loses_nothing(
    two_workers: Cluster, local: dict[str, bytes], tmp_path: Path
) -> None:
    folder = newsroom(tmp_path / "far", 6 * BATCH)
    with distributed.Client(two_workers.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=30)
        victim = next(iter(client.run(os.getpid).values()))
    killed: list[int] = []

    def kill(_: Result) -> None:
        if not killed:
            killed.append(victim)
            os.kill(victim, signal.SIGKILL)

    with cluster(two_workers.address) as executor:
        report = convert_seeds(folder, executor=executor, progress=kill)
    assert killed == [victim]
    assert report.problems == ()
    assert files_in(folder) == local
    with distributed.Client(two_workers.address, set_as_default=False) as client:
        assert victim not in client.run(os.getpid).values()


def test_a_seed_that_kills_workers_again_and_again_is_named_and_the_others_are_converted(
    two_workers: Cluster, tmp_path: Path
) -> None:
    folder = newsroom(tmp_path / "far", 2 * BATCH)
    deadly = folder / "seeds/003.txt"
    deadly.write_text(STORY.format(number=3, word="poison"))
    with distributed.Client(two_workers.address, set_as_default=False) as client:
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
    with cluster(two_workers.address) as executor:
        report = convert_seeds(folder, executor=executor)
    failed = [result for result in report.results if result.outcome is not Outcome.NEW]
    assert [result.seed for result in failed] == ["seeds/003.txt"]
    assert "KilledWorker" in failed[0].problems[0].problem
    assert len(list((folder / "content/articles").rglob("*.md"))) == 2 * BATCH - 1


def silent_server() -> socket.socket:
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    return server


@pytest.mark.parametrize("listening", [True, False], ids=["somebody silent", "nobody"])
def test_where_no_scheduler_answers_nothing_is_done_and_it_is_said_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listening: bool
) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 1)
    monkeypatch.chdir(newsroom(tmp_path / "room", 1))
    with silent_server() as server:
        if listening:
            server.listen()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        result = CliRunner().invoke(main, ["convert", "--scheduler", address], catch_exceptions=False)
    assert result.exit_code == 2
    assert result.stderr == (
        f"sitegen: no Dask scheduler answers at {address}\n"
        "    start one with `dask scheduler`, and give the address that it prints\n"
    )
    assert not Path("content").exists()


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "http://host:80", "tcp://host", "tcp://h:99999", "x"])
def test_what_is_no_address_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(newsroom(tmp_path / "room", 1))
    result = CliRunner().invoke(main, ["convert", "--scheduler", address], catch_exceptions=False)
    assert result.exit_code == 2
    assert f"{address!r} is not the address of a scheduler\n    write it as tcp://" in result.stderr


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(SitegenError, match=r"pip install 'sitegen\[cluster\]'"),
        cluster("tcp://127.0.0.1:8786"),
    ):
        pass


def test_a_worker_with_another_version_of_sitegen_is_named(
    two_workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.__version__", "99.0")
    with (
        pytest.raises(SitegenError, match=r"another version of sitegen than 99\.0"),
        cluster(two_workers.address),
    ):
        pass


def test_when_the_scheduler_goes_the_run_stops_and_the_next_one_does_the_rest(
    two_workers: Cluster, tmp_path: Path
) -> None:
    """The last test of this file: there is no cluster after it."""
    folder = newsroom(tmp_path / "far", 6 * BATCH)

    def kill(_: Result) -> None:
        two_workers.scheduler.kill()
        two_workers.scheduler.wait(20)

    with (
        pytest.raises(SitegenError, match="the cluster is lost"),
        cluster(two_workers.address) as executor,
    ):
        convert_seeds(folder, executor=executor, progress=kill)
    outcomes = [result.outcome for result in convert_seeds(folder).results]
    assert set(outcomes) == {Outcome.UNCHANGED, Outcome.NEW}

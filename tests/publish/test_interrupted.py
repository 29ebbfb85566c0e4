"""Whenever publishing is killed, readers see whole pages, and publishing again finishes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.publish.lock import LOCK
from sitegen.publish.places import folder as folder_module
from sitegen.publish.places.folder import FolderStore
from sitegen.publish.standing import UnfinishedError
from tests.conftest import ROOT
from tests.publish.papers import NEW, OLD, Clock, broken_links, filewise, roll_back, send, tree, write

LEAVING = {"assets/main.1111aaaa.css", "assets/main.2222bbbb.css"}

ENDED = 2**22 + 1
"""The number of a process that is no more: no system gives one so high."""

KILLED = """
import os, signal, sys
from pathlib import Path
from tests.publish.papers import Clock, filewise, send
from sitegen.publish.places.folder import FolderStore

left = int(sys.argv[3])
def one_step(event, details):
    global left
    if event in ("os.rename", "os.remove", "os.link", "os.rmdir", "os.mkdir"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(one_step)
clock = Clock()
send(filewise(FolderStore(Path(sys.argv[1])), clock), Path(sys.argv[2]), clock)
"""
"""Publishes a folder, and is killed by the system at the given step on the disk."""


class Killed(BaseException):
    """Stands for the end of the process."""


@dataclass
class Dying:
    """Raises at one step on the disk, as though the process ended there."""

    left: int

    def step(self, event: str, _: object) -> None:
        if self.armed and event in ("os.rename", "os.remove", "os.link", "os.rmdir", "os.mkdir"):
            self.left -= 1
            if self.left < 0:
                self.armed = False
                raise Killed

    armed: bool = False


def whole(folder: Path) -> None:
    """Every file that readers see is the old or the new one, and nothing that a page asks for is missing."""
    shown = tree(folder)
    assert all(text in (OLD.get(path), NEW.get(path)) for path, text in shown.items())
    assert broken_links(shown) == []


def test_the_sites_of_this_test_are_whole_themselves() -> None:
    assert broken_links(OLD) == broken_links(NEW) == []
    assert broken_links({"a/index.html": '<a href="../b/">b</a>'}) == ["a/index.html -> ../b/"]


@pytest.fixture(scope="session")
def dying() -> Dying:
    """One hook for all tests: Python cannot take one away again."""
    found = Dying(0)
    sys.addaudithook(found.step)
    return found


@contextmanager
def dies_at(dying: Dying, step: int) -> Iterator[None]:
    dying.left, dying.armed = step, True
    try:
        yield
    finally:
        dying.armed = False


def steps_of(dying: Dying, folder: Path, old: Path, new: Path) -> int:
    """How many steps on the disk the renewal of a site takes."""
    clock = Clock()
    send(filewise(FolderStore(folder), clock), old, clock)
    with dies_at(dying, 10_000):
        send(filewise(FolderStore(folder), clock), new, clock)
        return 10_000 - dying.left


def test_at_every_step_readers_see_a_whole_site_and_the_next_run_finishes(
    tmp_path: Path, old: Path, new: Path, dying: Dying
) -> None:
    steps = steps_of(dying, tmp_path / "rehearsal", old, new)
    assert steps > 30
    for step in range(steps):
        www, clock = tmp_path / f"www-{step}", Clock()
        send(filewise(FolderStore(www), clock), old, clock)
        with pytest.raises(Killed), dies_at(dying, step):
            send(filewise(FolderStore(www), clock, process=ENDED), new, clock)
        whole(www)
        send(filewise(FolderStore(www), clock), new, clock)
        shown = tree(www)
        assert {path: shown[path] for path in shown.keys() - LEAVING} == {
            path: NEW[path] for path in NEW.keys() - LEAVING
        }
        whole(www)
        assert send(filewise(FolderStore(www), clock), new, clock).is_empty


@pytest.mark.parametrize("step", [8, 16, 24, 32])
def test_after_a_run_that_died_the_last_whole_edition_can_be_brought_back(
    step: int, tmp_path: Path, old: Path, new: Path, dying: Dying
) -> None:
    www, clock = tmp_path / "www", Clock()
    send(filewise(FolderStore(www), clock), old, clock)
    with pytest.raises(Killed), dies_at(dying, step):
        send(filewise(FolderStore(www), clock, process=ENDED), new, clock)
    roll_back(filewise(FolderStore(www), clock), tmp_path / "back", clock)
    shown = tree(www)
    assert {path: shown[path] for path in shown.keys() - LEAVING} == {
        path: OLD[path] for path in OLD.keys() - LEAVING
    }
    assert broken_links(shown) == []


def test_another_site_after_a_run_that_died_leaves_nothing_of_it(
    tmp_path: Path, old: Path, new: Path, dying: Dying
) -> None:
    """Nor does a third after a second that died as well."""
    www, clock = tmp_path / "www", Clock()
    send(filewise(FolderStore(www), clock), old, clock)
    third = write(tmp_path / "third", {**OLD, "articles/harbour/index.html": "third"})
    for site, step in ((new, 30), (third, 14)):
        with pytest.raises(Killed), dies_at(dying, step):
            send(filewise(FolderStore(www), clock, process=ENDED), site, clock)
    send(filewise(FolderStore(www), clock), old, clock)
    clock.later(hours=2)
    send(filewise(FolderStore(www), clock), old, clock)
    assert tree(www) == OLD


@pytest.mark.parametrize("step", [0, 8, 16, 24, 32])
def test_killed_by_the_system_it_leaves_a_lock_that_the_next_run_takes_over(
    step: int, tmp_path: Path, old: Path, new: Path
) -> None:
    www, clock = tmp_path / "www", Clock()
    send(filewise(FolderStore(www), clock), old, clock)
    command = [sys.executable, "-c", KILLED, str(www), str(new), str(step)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == -signal.SIGKILL
    whole(www)
    had_lock = (www / LOCK).exists()
    assert had_lock or step == 0
    send(filewise(FolderStore(www), clock), new, clock)
    assert any("was left behind; taken over" in line for line in clock.told) == had_lock
    assert {path: text for path, text in tree(www).items() if path != "assets/main.1111aaaa.css"} == NEW


def test_a_disk_that_is_full_midway_leaves_no_half_file_and_gives_the_lock_back(
    tmp_path: Path, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = folder_module.shutil.copyfile
    for number in range(10):
        www, clock = tmp_path / f"www-{number}", Clock()
        send(filewise(FolderStore(www), clock), old, clock)
        copies = iter(range(100))

        def full(source: Path, target: Path, copies: Iterator[int] = copies, number: int = number) -> object:
            if next(copies) != number:
                return copy(source, target)
            Path(target).write_bytes(Path(source).read_bytes()[:5])
            raise OSError(28, "No space left on device", str(target))

        monkeypatch.setattr(folder_module.shutil, "copyfile", full)
        with pytest.raises(UnfinishedError, match="no space left on device"):
            send(filewise(FolderStore(www), clock), new, clock)
        whole(www)
        assert not (www / LOCK).exists()
        monkeypatch.undo()


def test_a_run_that_fails_before_anything_was_sent_is_not_half_done(
    tmp_path: Path, old: Path, clock: Clock
) -> None:
    (tmp_path / "www").write_text("a file, not a folder")
    with pytest.raises(SitegenError) as caught:
        send(filewise(FolderStore(tmp_path / "www"), clock), old, clock)
    assert not isinstance(caught.value, UnfinishedError)

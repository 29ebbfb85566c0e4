"""Changes of files under `serve`: each is told, once it is one of the site's files."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from sitegen.site.live import changes
from sitegen.site.live.changes import Changes, is_scratch

PATIENCE = 20  # seconds


class Heard(FileSystemEventHandler):
    """Keeps the names of the files that it is told of."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.names.append(Path(str(event.src_path)).name)

    def hears(self, name: str) -> bool:
        end = time.monotonic() + PATIENCE
        while name not in self.names and time.monotonic() < end:
            time.sleep(0.02)
        return name in self.names


class Deaf:
    """An observer on a machine that has no watches left."""

    def schedule(self, *_: object, **__: object) -> None: ...

    def start(self) -> None:
        raise OSError(28, "No space left on device")

    def stop(self) -> None: ...


Watch = Callable[[Path], Heard]


@pytest.fixture
def warned() -> list[str]:
    return []


@pytest.fixture
def watch(warned: list[str]) -> Iterator[Watch]:
    """Watches a folder or a file until the test ends."""
    begun: list[Changes] = []

    def begin(place: Path) -> Heard:
        heard = Heard()
        begun.append(Changes(warned.append))
        begun[-1].schedule(heard, str(place))
        begun[-1].start()
        return heard

    yield begin
    for each in begun:
        each.stop()
        each.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a story in a folder of its own."""
    (tmp_path / "watched" / "year").mkdir(parents=True)
    (tmp_path / "watched" / "year" / "old.md").write_text("old")
    return tmp_path / "watched"


def write(folder: Path) -> str:
    (folder / "new.md").write_text("new")
    return "new.md"


def change(folder: Path) -> str:
    (folder / "year" / "old.md").write_text("changed")
    return "old.md"


def delete(folder: Path) -> str:
    (folder / "year" / "old.md").unlink()
    return "old.md"


def replace(folder: Path) -> str:
    (folder / "year" / ".old.md.part").write_text("changed")
    (folder / "year" / ".old.md.part").rename(folder / "year" / "old.md")
    return "old.md"


def bring_a_folder(folder: Path) -> str:
    (folder.parent / "more").mkdir()
    (folder.parent / "more" / "third.md").write_text("third")
    (folder.parent / "more").rename(folder / "more")
    return "third.md"


def take_a_folder_away(folder: Path) -> str:
    (folder / "year").rename(folder.parent / "elsewhere")
    return "year"


def delete_a_folder(folder: Path) -> str:
    shutil.rmtree(folder / "year")
    return "old.md"


EVERY = [write, change, delete, replace, bring_a_folder, take_a_folder_away, delete_a_folder]


@pytest.mark.parametrize("act", EVERY)
def test_every_change_is_told(watch: Watch, folder: Path, act: Callable[[Path], str]) -> None:
    heard = watch(folder)
    assert heard.hears(act(folder))


def test_a_change_in_a_new_folder_is_told(watch: Watch, folder: Path) -> None:
    heard = watch(folder)
    (folder / "a" / "b").mkdir(parents=True)
    time.sleep(0.3)
    (folder / "a" / "b" / "deep.md").write_text("deep")
    assert heard.hears("deep.md")


def test_reading_is_no_change_nor_is_what_an_editor_keeps_beside(watch: Watch, folder: Path) -> None:
    heard = watch(folder)
    (folder / "year" / "old.md").read_text()
    for name in (".old.md.swp", "old.md~", "#old.md#", ".converted.tsv", "old.md___jb_tmp___"):
        (folder / "year" / name).write_text("scratch")
    (folder / ".git").mkdir()
    (folder / ".git" / "index").write_text("scratch")
    (folder / "last.md").write_text("last")
    assert heard.hears("last.md")
    assert set(heard.names) == {"last.md"}


def test_a_file_is_watched_also_when_it_is_replaced(watch: Watch, folder: Path) -> None:
    settings = folder / "mkdocs.yml"
    settings.write_text("one")
    heard = watch(settings)
    (folder / "other.yml").write_text("other")
    for text in ("two", "three"):
        heard.names.clear()
        (folder / "part").write_text(text)
        (folder / "part").rename(settings)
        assert heard.hears("mkdocs.yml")
        assert set(heard.names) == {"mkdocs.yml"}


@pytest.mark.parametrize("act", [write, change, delete, replace])
def test_where_the_system_does_not_tell_changes_are_looked_for(
    watch: Watch,
    warned: list[str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Path], str],
) -> None:
    monkeypatch.setattr(changes, "Observer", Deaf)
    heard = watch(folder)
    assert heard.hears(act(folder))
    assert len(warned) == 1
    assert "No space left on device" in warned[0]
    assert "twice a second" in warned[0]


@pytest.mark.parametrize(("kind", "deaf"), [("ext4", False), ("nfs4", True), ("9p", True)])
def test_changes_on_another_machine_are_looked_for(
    watch: Watch, warned: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, deaf: bool
) -> None:
    mounts = folder.parent / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nhost:/share {folder} {kind} rw 0 0\nproc /proc proc rw 0 0\n")
    monkeypatch.setattr(changes, "MOUNTS", mounts)
    heard = watch(folder)
    assert bool(warned) is deaf
    assert heard.hears(write(folder))


def test_what_is_watched_no_longer_is_not_told(folder: Path) -> None:
    heard, watching = Heard(), Changes(pytest.fail)
    watch = watching.schedule(heard, str(folder))
    watching.schedule(other := Heard(), str(folder / "year"))
    watching.unschedule(watch)
    watching.start()
    change(folder)
    assert other.hears("old.md")
    assert heard.names == []
    watching.stop()
    watching.join()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    watching = Changes(lambda _: None)
    watching.schedule(Heard(), str(tmp_path / "nope"))
    with pytest.raises(OSError, match="nope"):
        watching.start()


def test_stopping_what_never_began_is_nothing() -> None:
    watching = Changes(pytest.fail)
    watching.stop()
    watching.join()


@pytest.mark.parametrize("name", ["a.md", "articles/2024/03/a-b.md", "a.tmp.md", "images/a~b.png"])
def test_a_file_of_the_site_is_no_scratch(name: str) -> None:
    assert not is_scratch(Path(name))

"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen import files
from sitegen.files import alive, change_places, clear_away, write_atomic


def test_a_file_is_written_as_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.md"
    write_atomic(path, "Grüße\nzwei\n")
    assert path.read_bytes() == "Grüße\nzwei\n".encode()
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    write_atomic(path, "new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_after_a_failure_the_old_file_stands_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(_: int) -> None:
        raise error

    path = tmp_path / "a.md"
    path.write_text("old")
    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(type(error)):
        write_atomic(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_synced_to_the_disk_is_the_whole_file_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, synced = tmp_path / "a.md", []

    def look(handle: int) -> None:
        synced.append((os.fstat(handle).st_size, path.exists()))

    monkeypatch.setattr(files.os, "fsync", look)
    write_atomic(path, "x" * 10)
    assert synced == [(10, False)]


def test_a_failure_is_told_as_it_was_although_the_temporary_file_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        next(tmp_path.iterdir()).unlink()
        raise OSError(errno.EIO, "disk broken")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(OSError, match="disk broken"):
        write_atomic(tmp_path / "a.md", "new")


def test_text_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(path, "\ud800")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


def test_a_very_long_name_can_still_be_written(tmp_path: Path) -> None:
    write_atomic(tmp_path / ("é" * 120 + ".md"), "x")
    assert len(list(tmp_path.iterdir())) == 1


def half_written(folder: Path, owner: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f".a.md.{owner}-x1y2z3.tmp"
    path.write_text("hal")
    return path


def test_what_killed_processes_left_half_written_is_cleared_away(tmp_path: Path) -> None:
    half_written(tmp_path, 11)
    half_written(tmp_path / "deep" / "er", 11)
    half_written(tmp_path, os.getpid())
    running = half_written(tmp_path, 22)
    clear_away(tmp_path, runs=lambda pid: pid == 22)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [running]


@pytest.mark.parametrize(
    "name", ["a.md", "notes.tmp", ".a.md.tmp", ".a.11-x.tmp.md", "a.md.11-xyz.tmp", ".a.x-y.tmp"]
)
def test_files_of_other_programs_are_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("an editor's")
    clear_away(tmp_path, runs=lambda _: False)
    assert (tmp_path / name).exists()


def test_a_temporary_file_is_known_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []
    monkeypatch.setattr(files.os, "fsync", lambda _: names.extend(path.name for path in tmp_path.iterdir()))
    write_atomic(tmp_path / "story.md", "new")
    assert len(names) == 1
    half = tmp_path / names[0]
    half.write_text("left behind")
    clear_away(tmp_path, runs=lambda _: True)
    assert not half.exists()


def test_where_there_is_no_folder_nothing_is_cleared_away(tmp_path: Path) -> None:
    clear_away(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_two_folders_change_places(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "text").write_text(name)
    changed = change_places(tmp_path / "one", tmp_path / "two")
    assert changed == sys.platform.startswith(("linux", "darwin"))
    assert (tmp_path / "one" / "text").read_text() == ("two" if changed else "one")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks as Linux answers")
def test_places_may_be_named_from_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
    monkeypatch.chdir(tmp_path)
    assert change_places(Path("one"), Path("two"))
    assert (tmp_path / "one").read_text() == "two"


def test_a_system_that_knows_no_change_of_places_is_told_by_false(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files.ctypes, "CDLL", lambda *_, **__: object())
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
    assert change_places(tmp_path / "one", tmp_path / "two") is False
    assert (tmp_path / "one").read_text() == "one"


def test_macos_is_asked_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Library:
        def renamex_np(self, *given: object) -> int:
            asked.append(given)
            return 0

    monkeypatch.setattr(files.sys, "platform", "darwin")
    monkeypatch.setattr(files.ctypes, "CDLL", lambda *_, **__: Library())
    assert change_places(Path("one"), Path("two"))
    assert asked == [(b"one", b"two", 2)]


def test_what_does_not_exist_changes_places_with_nothing(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    assert not change_places(tmp_path / "one", tmp_path / "two")
    assert not change_places(tmp_path / "two", tmp_path / "one")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks as Linux answers")
def test_a_change_of_places_that_the_system_refuses_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "one").mkdir()
    with pytest.raises(OSError) as refused:  # noqa: PT011  # its number is asked for below
        change_places(tmp_path / "one", tmp_path / "file" / "below")
    assert refused.value.errno == errno.ENOTDIR
    assert refused.value.filename == str(tmp_path / "file" / "below")


def test_a_process_is_alive_until_it_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert alive(process.pid)
        assert process.stdin
        process.stdin.close()
        process.wait()
        assert not alive(process.pid)
    assert alive(1)
    assert alive(10**30)


def test_a_process_that_is_asked_after_hears_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []
    monkeypatch.setattr(files.os, "kill", lambda *given: sent.append(given))
    assert alive(4711)
    assert sent == [(4711, 0)]

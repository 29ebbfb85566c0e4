"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import files
from sitegen.files import write_atomic


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


def test_text_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(path, "\ud800")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


def test_a_very_long_name_can_still_be_written(tmp_path: Path) -> None:
    write_atomic(tmp_path / ("é" * 120 + ".md"), "x")
    assert len(list(tmp_path.iterdir())) == 1

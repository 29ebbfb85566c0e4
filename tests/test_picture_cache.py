"""The cache of prints: what nobody uses for a month goes, and half a print is never published."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from sitegen.plugin import build
from sitegen.site.photos import pruning
from sitegen.site.photos.darkroom import Darkroom
from sitegen.site.photos.prints import FOLDER
from sitegen.site.photos.pruning import KEPT, prune
from sitegen.site.photos.settings import Sizes
from sitegen.site.photos.wholeness import is_whole
from tests.conftest import Project
from tests.test_pictures import kept, photo

DAY = 86_400
NOW = time.time()
PRINT, SHEET, CARD = "0123456789abcdef-240.webp", "0123456789abcdef.a1b2c3.json", "0123456789ab.png"


def aged(folder: Path, name: str, days: float) -> Path:
    file = folder / name
    file.write_bytes(b"x")
    os.utime(file, (NOW - days * DAY, NOW - days * DAY))
    return file


# ------------------------------------------------------------------------------------------------ pruning


@pytest.mark.parametrize("name", [PRINT, SHEET, CARD])
def test_what_was_not_used_for_a_month_goes(name: str, tmp_path: Path) -> None:
    young, old = aged(tmp_path, "ffffffffffffffff-240.avif", 29), aged(tmp_path, name, 31)
    assert prune(tmp_path, (), NOW) == 1
    assert (young.exists(), old.exists()) == (True, False)


def test_what_is_used_stays_and_counts_as_used_from_today(tmp_path: Path) -> None:
    files = [aged(tmp_path, name, 400) for name in (PRINT, SHEET, CARD)]
    assert prune(tmp_path, {PRINT, CARD}, NOW) == 0
    assert prune(tmp_path, (), NOW + 29 * DAY) == 0
    assert all(file.exists() for file in files)
    assert prune(tmp_path, (), NOW + 31 * DAY) == 3


def test_a_print_of_a_width_that_is_no_longer_made_goes_though_its_picture_stays(tmp_path: Path) -> None:
    aged(tmp_path, PRINT, 31)
    other = aged(tmp_path, PRINT.replace("240", "480"), 31)
    assert prune(tmp_path, {PRINT}, NOW) == 1
    assert not other.exists()


@pytest.mark.parametrize(
    "name", ["notes.txt", "memory-3", "search", "0123456789abcdef-240.jpg", "x.png", "a.json"]
)
def test_nothing_but_prints_and_cards_is_touched(name: str, tmp_path: Path) -> None:
    file = aged(tmp_path, name, 400)
    assert prune(tmp_path, (), NOW) == 0
    assert file.exists()


def test_what_a_killed_process_left_goes_after_a_day(tmp_path: Path) -> None:
    young, old = aged(tmp_path, ".k3j.tmp", 0.5), aged(tmp_path, ".a9x.tmp", 2)
    prune(tmp_path, (), NOW)
    assert (young.exists(), old.exists()) == (True, False)


def test_a_folder_is_looked_through_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prune(tmp_path, (), time.time())
    aged(tmp_path, PRINT, 31)
    with monkeypatch.context() as patch:
        patch.setattr(pruning.os, "scandir", _never)
        assert prune(tmp_path, (), time.time() + DAY / 2) == 0
    assert prune(tmp_path, (), time.time() + 2 * DAY) == 1


def _never(*_: object) -> object:
    raise AssertionError("nobody needs to look")


def test_a_folder_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert prune(tmp_path / "none", {PRINT}, NOW) == 0
    assert not (tmp_path / "none").exists()


def test_a_build_keeps_what_it_uses_and_lets_go_what_it_does_not(project: Project) -> None:
    file = kept(photo((600, 400)), project.folder / "content" / "images" / "quay.jpg")
    kept(photo((601, 400)), project.folder / "content" / "images" / "gone.jpg")
    project.article("one", "title: One")
    build(project.settings, search=False)
    cache = project.folder / ".cache" / "sitegen"
    long_ago = time.time() - KEPT - 2 * DAY
    for entry in (*cache.glob("pictures/*"), *cache.glob("*.png"), *cache.glob("**/.pruned")):
        os.utime(entry, (long_ago, long_ago))
    (project.folder / "content" / "images" / "gone.jpg").unlink()
    mine = {path.name for path in (project.site / FOLDER).iterdir()}
    build(project.settings, search=False)
    after = {path.name for path in (project.site / FOLDER).iterdir()}
    assert {path.name for path in cache.glob("pictures/*.webp")} == after < mine
    assert len(list(cache.glob("pictures/*.json"))) == 1
    assert list(cache.glob("*.png"))
    assert file.exists()


# ---------------------------------------------------------------------------------------------- wholeness


def half(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def zeros(raw: bytes) -> bytes:
    return bytes(len(raw))


def longer(raw: bytes) -> bytes:
    return raw + b"\0"


@pytest.mark.parametrize("form", ["webp", "avif"])
@pytest.mark.parametrize(
    "damage", [half, zeros, longer, lambda _: b"", lambda raw: raw[:9], lambda raw: raw[:-1]]
)
def test_a_damaged_print_is_seen(form: str, damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    file = kept(photo(), tmp_path / f"a.{form}")
    assert is_whole(file)
    file.write_bytes(damage(file.read_bytes()))
    assert not is_whole(file)


def test_a_print_that_is_not_there_is_not_whole(tmp_path: Path) -> None:
    assert not is_whole(tmp_path / "none.webp")


def test_an_avif_with_a_long_box_is_whole(tmp_path: Path) -> None:
    file = kept(photo(), tmp_path / "a.avif")
    file.write_bytes(file.read_bytes() + (1).to_bytes(4, "big") + b"free" + (16).to_bytes(8, "big"))
    assert is_whole(file)


@pytest.mark.parametrize("form", ["webp", "avif"])
def test_half_a_print_is_made_again_before_it_is_published(form: str, project: Project) -> None:
    text = project.settings.read_text(encoding="utf-8")
    text = text.replace("  - sitegen:\n", f"  - sitegen:\n      pictures: {{formats: [{form}]}}\n")
    project.settings.write_text(text, encoding="utf-8")
    kept(photo((600, 400)), project.folder / "content" / "images" / "quay.jpg")
    project.article("one", "title: One")
    build(project.settings, search=False)
    before = {path.name: path.read_bytes() for path in (project.site / FOLDER).iterdir()}
    for name, content in before.items():
        (project.folder / ".cache" / "sitegen" / "pictures" / name).write_bytes(half(content))
        (project.site / FOLDER / name).unlink()
    build(project.settings, search=False)
    assert {path.name: path.read_bytes() for path in (project.site / FOLDER).iterdir()} == before


def test_a_whole_print_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Darkroom(Sizes((40, 80)), tmp_path / "cache")
    file = kept(photo(), tmp_path / "a.jpg")
    room.develop(file)
    monkeypatch.setattr(Image.Image, "resize", _never)
    assert room.develop(file).prints.widths

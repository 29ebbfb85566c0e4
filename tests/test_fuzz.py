"""What the fuzzer has found once stays mended; and its targets hold for the inputs that it starts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

FOLDER = Path(__file__).parent / "fuzz"
INPUTS = sorted(path for path in FOLDER.glob("*/*/*") if not path.name.startswith("."))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_an_input_breaks_no_promise(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_for_next_to_nothing(name: str) -> None:
    for data in (b"", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe\x00\xd8", b"\n" * 100):
        TARGETS[name](data)


def test_every_target_has_seeds() -> None:
    assert {path.parent.name for path in INPUTS if path.parent.parent.name == "seeds"} == set(TARGETS)

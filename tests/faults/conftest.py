"""The process that bears the others, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.paper import Mother, mother


@pytest.fixture(scope="session")
def sitegen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mother]:
    """Runs sitegen in processes of their own; see `paper.Mother`."""
    with mother(tmp_path_factory.mktemp("mother")) as running:
        yield running

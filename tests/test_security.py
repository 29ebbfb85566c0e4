"""SECURITY.md says of every threat which test shows that it is met; and there are these tests."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT
from tests.hostile.threats import threats

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+\.py)::(test_\w+)`", TEXT)))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_test_that_it_names_is_there(file: str, test: str) -> None:
    (path,) = (ROOT / "tests").rglob(file)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_it_names_every_hostile_article_and_no_other() -> None:
    listed = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", TEXT))
    assert {threat.name for threat in threats()} <= listed | set(
        re.findall(r"`(entities|joiners|emoji)`", TEXT)
    )
    assert listed <= {threat.name for threat in threats()}


def test_every_threat_is_shown_to_be_met() -> None:
    rows = re.findall(r"^\| (.+) \| .* \| (.*) \|$", TEXT.partition("## Threats")[2], re.MULTILINE)[2:]
    assert len(rows) > 12
    for threat, tests in rows:
        assert "::" in tests, threat

"""Lighthouse, as on a telephone: what does not hang on the machine's speed. See `make benchmark-site` too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import demo_site, serving
from tests.browser.kinds import DEMO
from tests.validators.lighthouse import faults, judge, scores

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo paper."""
    with serving(demo_site(tmp_path_factory)) as address:
        yield address


@pytest.mark.parametrize("kind", ["front", "article of a running story"])
def test_a_page_is_as_good_as_lighthouse_knows(demo: str, kind: str) -> None:
    report = judge(demo + DEMO[kind])
    assert {name: score for name, score in scores(report).items() if score < 99} == {}, faults(report)
    assert len(report["categories"]) == 3
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] == 0

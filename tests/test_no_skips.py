"""The plugin tests.no_skips, tried on small test runs of their own."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

SKIPPED_IN_THE_TEST = "import pytest\ndef test_it(): pytest.skip('no browser here')\n"
SKIPPED_BY_MARK = "import pytest\n@pytest.mark.skip(reason='no browser here')\ndef test_it(): pass\n"
SKIPPED_AS_A_FILE = "import pytest\npytest.skip('no browser here', allow_module_level=True)\n"
EXPECTED_TO_FAIL = "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_it(): assert False\n"


def outcomes(pytester: pytest.Pytester, test_file: str) -> dict[str, int]:
    pytester.makepyfile(test_file)
    result = pytester.runpytest_inprocess("-p", "tests.no_skips", "-p", "no:cacheprovider")
    counts = result.parseoutcomes()
    if "failed" in counts or "errors" in counts:
        result.stdout.fnmatch_lines(["*no browser here*", "*no test may be skipped*"])
    return counts


@pytest.mark.parametrize(
    ("test_file", "refused"),
    [
        pytest.param(SKIPPED_IN_THE_TEST, {"failed": 1}, id="in the test"),
        pytest.param(SKIPPED_BY_MARK, {"errors": 1}, id="by mark"),
        pytest.param(SKIPPED_AS_A_FILE, {"errors": 1}, id="a whole file"),
    ],
)
def test_a_skip_is_a_failure_with_its_reason_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, test_file: str, refused: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", "true")
    assert outcomes(pytester, test_file) == refused


@pytest.mark.parametrize("setting", [None, "", "false"])
def test_a_skip_stays_a_skip_on_a_developers_machine(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, setting: str | None
) -> None:
    monkeypatch.delenv("CI", raising=False)
    if setting is not None:
        monkeypatch.setenv("CI", setting)
    assert outcomes(pytester, SKIPPED_IN_THE_TEST) == {"skipped": 1}


def test_an_expected_failure_is_no_skip(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert outcomes(pytester, EXPECTED_TO_FAIL) == {"xfailed": 1}

"""Every page of the demo paper is HTML as the standard has it; the judge is the Nu HTML checker."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.browser.conftest import demo_site
from tests.validators.node import validator

_POLICY = "violates Content Security Policy (meta tag)"
"""It reads files, of which none is 'self' to it, and takes data for scripts. Chromium judges the policy."""

BAD = "<!doctype html><html lang=en><title>A</title><p autocomplete=off>One <h1 id=a>Two</h1><p id=a>"


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Errors and warnings, with page, line and HTML: of the demo paper, and of a page that is bad."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("no Java: install the Debian package default-jre-headless")
    jar = validator("vnu-jar/build/dist/vnu.jar")
    folders = {"demo": demo_site(tmp_path_factory), "bad": tmp_path_factory.mktemp("bad")}
    (folders["bad"] / "index.html").write_text(BAD, encoding="utf-8")
    command = [java, "-Xss8m", "-XX:TieredStopAtLevel=1", "-jar", str(jar)]  # it runs too briefly to optimise
    command += ["--format", "json", "--exit-zero-always", "--skip-non-html"]
    run = subprocess.run([*command, *map(str, folders.values())], capture_output=True, check=True)
    messages = [each for each in json.loads(run.stderr)["messages"] if _POLICY not in each["message"]]
    return {
        name: [told(message) for message in messages if f"{folder}/" in str(message.get("url"))]
        for name, folder in folders.items()
    }


def told(message: dict[str, Any]) -> str:
    return (
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')}"
    )


@pytest.mark.slow
def test_every_page_is_valid_html(findings: dict[str, list[str]]) -> None:
    assert findings["demo"] == []


@pytest.mark.slow
def test_the_checker_finds_what_is_not_valid(findings: dict[str, list[str]]) -> None:
    assert any("Duplicate ID" in line for line in findings["bad"])
    assert any("autocomplete" in line for line in findings["bad"])

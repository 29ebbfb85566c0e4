"""Google's Lighthouse, run on a page in Chromium as on a telephone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

import pytest

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.validators.node import validator

CATEGORIES = ("accessibility", "best-practices", "seo")


def judge(url: str, categories: Sequence[str] = CATEGORIES) -> dict[str, Any]:
    """The report on a page: Lighthouse's own JSON. Skips the test, by name, where something is missing.

    Figures that do not hang on the machine's speed are the same at every run; those of the category
    `performance` are estimates for a slow telephone on a slow network, made from what this machine did.
    """
    node, chromium = shutil.which("node"), next(filter(None, map(shutil.which, CHROMIUM)), None)
    if node is None or chromium is None:
        pytest.skip("Lighthouse needs node and Chromium (Debian: nodejs, npm and chromium)")
    command = [node, str(validator("lighthouse/cli/index.js")), url, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(categories)}", "--only-audits=cumulative-layout-shift"]
    command += ["--no-enable-error-reporting", "--disable-full-page-screenshot"]
    command += [f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    run = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=True, env=os.environ | {"CHROME_PATH": chromium}
    )
    report: dict[str, Any] = json.loads(run.stdout)
    assert "runtimeError" not in report, report["runtimeError"]
    return report


def scores(report: dict[str, Any]) -> dict[str, int]:
    """Category -> score, 0 to 100."""
    return {name: round(category["score"] * 100) for name, category in report["categories"].items()}


def faults(report: dict[str, Any]) -> list[str]:
    """The audits that cost points, with what they are about."""
    refs = [ref for category in report["categories"].values() for ref in category["auditRefs"]]
    weighed = {ref["id"]: report["audits"][ref["id"]] for ref in refs if ref["weight"]}
    return [
        f"{name}: {audit['title']} {json.dumps(audit.get('details', {}).get('items', []))[:2000]}"
        for name, audit in weighed.items()
        if audit["score"] is not None and audit["score"] < 1
    ]

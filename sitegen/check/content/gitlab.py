"""Findings in the content -> the report that GitLab shows beside a merge request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from sitegen.check.finding import Finding, Severity

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
"""What GitLab calls our severities; its `critical` and `blocker` are for code that must not run."""


def quality_report(findings: Iterable[Finding], root: str = "") -> str:
    """A Code Quality report: a JSON list with one object for each finding.

    root  the way from the repository's root to the project, with a slash at its end; "" when they are one

    GitLab tells by the fingerprint which findings are new in a merge request. So it is made of the check, the
    file and the message, and not of the line: a paragraph above makes nothing new. Of equal findings in one
    file each has its own.

    Source: GitLab Docs, "Code Quality", section "Code Quality report format".
    """
    return json.dumps(list(_objects(findings, root)), ensure_ascii=False, indent=2)


def _objects(findings: Iterable[Finding], root: str) -> Iterator[dict[str, object]]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        key = finding.check, finding.page, finding.message
        seen[key] += 1
        told = "\0".join((*key, str(seen[key])))
        yield {
            "description": "; ".join(filter(None, (finding.message, finding.hint))),
            "check_name": finding.check,
            "fingerprint": sha256(told.encode("utf-8", "surrogatepass")).hexdigest(),
            "severity": _LEVELS[finding.severity],
            "location": {"path": root + finding.page, "lines": {"begin": finding.line or 1}},
        }

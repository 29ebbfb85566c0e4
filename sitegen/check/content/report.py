"""Findings in the content -> lines for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sitegen.check.finding import Finding, Severity

SHOWN = 5
"""Different messages of one check, or of one file, that are shown unless all are asked for."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
"""What GitHub calls our severities."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: `level` 0 is a check or a file, 1 a finding, 2 what to do."""

    level: int
    text: str
    severity: Severity | None = None


def by_check(
    findings: Sequence[Finding], rules: Mapping[str, str], *, show_all: bool = False
) -> Iterator[Line]:
    """The findings under their checks, equal messages of several files as one; last what is only noted.

    rules     check's name -> its rule as a sentence
    show_all  False shows the first few of each check, and of notes only how many there are
    """
    notes: list[Line] = []
    for name, group in groupby(findings, key=lambda finding: finding.check):
        found = list(group)
        worst = min((finding.severity for finding in found), key=lambda severity: severity.rank)
        if worst is Severity.NOTE and not show_all:
            notes.append(Line(1, f"{len(found):>6,}  {name}: {rules.get(name, '')}"))
            continue
        yield Line(0, f"{name}: {counted(found)}", worst)
        yield Line(2, rules.get(name, ""))
        yield from _merged(found, show_all)
    if notes:
        yield Line(0, "Only noted; --all shows them, --only NAME one kind", Severity.NOTE)
        yield from notes


def _merged(found: list[Finding], show_all: bool) -> Iterator[Line]:
    merged: dict[tuple[str, str, Severity], list[Finding]] = {}
    for finding in sorted(found, key=lambda finding: finding.severity.rank):
        merged.setdefault((finding.message, finding.hint, finding.severity), []).append(finding)
    shown = list(merged.values()) if show_all else list(merged.values())[:SHOWN]
    for alike in shown:
        first = alike[0]
        for finding in alike if show_all else [first]:
            more = f" and {len(alike) - 1:,} more" if len(alike) > 1 and not show_all else ""
            yield Line(1, f"{place_of(finding)}{more}: {finding.message}", finding.severity)
        if first.hint or first.edit:
            yield Line(2, _help(first))
    if hidden := len(found) - sum(map(len, shown)):
        yield Line(1, f"... and {hidden:,} more")


def by_file(findings: Sequence[Finding], *, show_all: bool = False) -> Iterator[Line]:
    """The findings under their files, in the order of their lines."""
    in_order = sorted(findings, key=lambda finding: (finding.page, finding.line, finding.severity.rank))
    for page, group in groupby(in_order, key=lambda finding: finding.page):
        found = list(group)
        worst_first = sorted(found, key=lambda finding: finding.severity.rank)
        yield Line(0, f"{page}: {counted(found)}", worst_first[0].severity)
        shown = [one for one in found if show_all or one in worst_first[: 2 * SHOWN]]
        for finding in shown:
            line = f"line {finding.line}: " if finding.line else ""
            yield Line(1, f"{line}{finding.message}", finding.severity)
            if finding.hint or finding.edit:
                yield Line(2, _help(finding))
        if hidden := len(found) - len(shown):
            yield Line(1, f"... and {hidden:,} more")


def _help(finding: Finding) -> str:
    mends = "--fix does it" if finding.edit else ""
    return "; ".join(filter(None, (finding.hint, mends)))


def place_of(finding: Finding) -> str:
    """`content/articles/a.md:4`."""
    return f"{finding.page}:{finding.line}" if finding.line else finding.page


def counted(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{counts[severity]:,} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )


def json_of(findings: Iterable[Finding], **about: object) -> str:
    """The findings as one JSON object, with what was looked at beside them."""
    told = {**about, "findings": [_data(finding) for finding in findings]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _data(finding: Finding) -> dict[str, object]:
    return {
        "file": finding.page,
        "line": finding.line,
        "severity": finding.severity.value,
        "check": finding.check,
        "message": finding.message,
        "hint": finding.hint,
        "fixable": finding.edit is not None,
    }


def annotation_of(finding: Finding, root: str = "") -> str:
    """A workflow command with which GitHub shows the finding beside its line.

    root  the way from the repository's root to the project, with a slash at its end; "" when they are one

    Source: GitHub Docs, "Workflow commands for GitHub Actions".
    """
    about = {"file": root + finding.page, "line": finding.line or 1, "title": finding.check}
    told = ",".join(f"{key}={_property(str(value))}" for key, value in about.items())
    words = "\n".join(filter(None, (finding.message, finding.hint)))
    return f"::{_LEVELS[finding.severity]} {told}::{_escaped(words)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")

"""Findings in the built site -> lines for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sitegen.check.finding import Finding

SHOWN = 5
"""Different messages of one check that are shown unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: `level` 0 is a check's name, 1 a place and a message, 2 what to do."""

    level: int
    text: str


def lines_of(findings: Sequence[Finding], rules: dict[str, str], *, show_all: bool = False) -> Iterator[Line]:
    """The findings grouped by check, equal messages of several pages as one.

    rules     check's name -> its rule as a sentence
    show_all  False shows the first few of each check, and how many more there are
    """
    for name, group in groupby(findings, key=lambda finding: finding.check):
        found = list(group)
        yield Line(0, f"{name}: {_counted(len(found))}")
        yield Line(2, rules.get(name, ""))
        merged = _by_message(found)
        shown = merged if show_all else merged[:SHOWN]
        for pages, finding in shown:
            yield from _told(pages, finding, show_all=show_all)
        hidden = len(found) - sum(len(pages) for pages, _ in shown)
        if hidden:
            yield Line(1, f"... and {hidden:,} more")


def _by_message(findings: Iterable[Finding]) -> list[tuple[list[str], Finding]]:
    """Equal messages together, in the order of the first of them."""
    merged: dict[tuple[str, str], tuple[list[str], Finding]] = {}
    for finding in findings:
        pages, _ = merged.setdefault((finding.message, finding.hint), ([], finding))
        pages.append(finding.page)
    return list(merged.values())


def _told(pages: list[str], finding: Finding, *, show_all: bool) -> Iterator[Line]:
    if len(pages) == 1 or not show_all:
        more = f" and {len(pages) - 1:,} more" if len(pages) > 1 else ""
        yield Line(1, f"{pages[0]}{more}: {finding.message}")
    else:
        yield from (Line(1, f"{page}: {finding.message}") for page in pages)
    if finding.hint:
        yield Line(2, finding.hint)


def _counted(count: int) -> str:
    return "1 problem" if count == 1 else f"{count:,} problems"


def summary_of(findings: Sequence[Finding]) -> str:
    """`12 problems of 3 kinds`."""
    kinds = len({finding.check for finding in findings})
    return f"{_counted(len(findings))} of {kinds} kind{'' if kinds == 1 else 's'}"


def json_of(findings: Iterable[Finding], **about: object) -> str:
    """The findings as one JSON object, with what was looked at beside them.

    about  further keys: `site`, `pages`
    """
    keys = ("page", "check", "message", "hint")
    told = {**about, "findings": [{key: getattr(one, key) for key in keys} for one in findings]}
    return json.dumps(told, ensure_ascii=False, indent=2)

"""What a commit on the published branch tells, and how it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sitegen.publish.plan import Plan

_PUBLISHED, _BY, _LEAVES, _LEAVING = "Sitegen-Published", "Sitegen-By", "Sitegen-Leaves", "Sitegen-Leaving"
"""Trailers at the end of its message; paths in them are written as JSON."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit in which sitegen published.

    leaves   paths that others had put on the branch, and that stayed
    leaving  as in a manifest
    """

    name: str
    published: datetime
    by: str
    leaves: frozenset[str]
    leaving: Mapping[str, datetime]


def message_of(plan: Plan, leaves: Iterable[str]) -> str:
    """The message of a commit.

    leaves  paths on the branch that are not ours
    """
    new, changed = len(plan.new), len(plan.send) - len(plan.new)
    lines = [
        f"Publish: {new:,} new, {changed:,} changed, {len(plan.gone):,} gone",
        "",
        f"{_PUBLISHED}: {plan.after.published.isoformat()}",
        f"{_BY}: {plan.after.by}",
        *(f"{_LEAVES}: {json.dumps(path)}" for path in sorted(leaves)),
        *(
            f"{_LEAVING}: {since.isoformat()} {json.dumps(path)}"
            for path, since in sorted(plan.after.leaving.items())
        ),
    ]
    return "\n".join(lines) + "\n"


def commits_from(log: str) -> list[Commit]:
    """The commits of ours in what `git log -z --format=%H%n%B` prints, in its order."""
    return list(_commits(log))


def _commits(log: str) -> Iterator[Commit]:
    for told in filter(None, log.split("\0")):
        name, _, message = told.partition("\n")
        trailers = [line.partition(": ") for line in message.splitlines()]
        one = {key: value for key, _, value in trailers}
        leaving = [value.partition(" ") for key, _, value in trailers if key == _LEAVING]
        try:
            yield Commit(
                name,
                datetime.fromisoformat(one[_PUBLISHED]),
                one[_BY],
                frozenset(json.loads(value) for key, _, value in trailers if key == _LEAVES),
                {json.loads(path): datetime.fromisoformat(since) for since, _, path in leaving},
            )
        except (KeyError, ValueError):
            continue  # somebody else's commit

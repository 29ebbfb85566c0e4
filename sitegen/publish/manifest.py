"""What stands at a target, as data and as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

FORM = 1
"""Of the JSON; a file of another form is not read."""


LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: the digest of its content, and its size in bytes."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that sitegen has put at a target.

    files      path, with /, -> entry
    leaving    styles, scripts and pictures that the site no longer has but pages in readers' caches may still
               ask for: path -> since when
    published  when, in UTC
    by         who, as `alice@desk`
    """

    files: Mapping[str, Entry]
    leaving: Mapping[str, datetime] = field(default_factory=dict)
    published: datetime = LONG_AGO
    by: str = ""

    @property
    def edition(self) -> str:
        """The name of this set of files: the same for the same site, whenever and by whom it is published."""
        lines = "\n".join(f"{path}\t{entry.digest}" for path, entry in sorted(self.site.items()))
        return hashlib.sha256(lines.encode()).hexdigest()[:12]

    @property
    def site(self) -> Mapping[str, Entry]:
        """The files of the site itself, without those that are leaving."""
        return {path: entry for path, entry in self.files.items() if path not in self.leaving}

    def to_json(self) -> bytes:
        """As it is kept at the target: one line a file."""
        told = {
            "form": FORM,
            "edition": self.edition,
            "published": self.published.isoformat(),
            "by": self.by,
            "leaving": {path: since.isoformat() for path, since in sorted(self.leaving.items())},
        }
        head = json.dumps(told, ensure_ascii=False).removesuffix("}")
        lines = (
            f"{json.dumps(path, ensure_ascii=False)}: {json.dumps([entry.digest, entry.size])}"
            for path, entry in sorted(self.files.items())
        )
        return (head + ', "files": {\n' + ",\n".join(lines) + "\n}}\n").encode()


def manifest_from(content: bytes) -> Manifest:
    """A manifest out of its JSON. Raises ValueError when it is none, was cut off or is of another form."""
    return _manifest(_loaded(content))


@dataclass(frozen=True, slots=True)
class Begun:
    """What a run is about to publish.

    after   what stands at the target when it ends
    unsure  paths whose content was not known when it began, since an earlier run had broken off
    """

    after: Manifest
    unsure: frozenset[str] = frozenset()

    def to_json(self) -> bytes:
        head = json.dumps({"unsure": sorted(self.unsure)}, ensure_ascii=False).removesuffix("}")
        return head.encode() + b", " + self.after.to_json().removeprefix(b"{")


def begun_from(content: bytes) -> Begun:
    """What a run was about to publish, out of its JSON. Raises ValueError as `manifest_from` does."""
    told = _loaded(content)
    unsure = told.get("unsure")
    if not isinstance(unsure, list):
        raise ValueError("it does not say what is unsure")  # noqa: TRY004  # as all others here
    return Begun(_manifest(told), frozenset(map(str, unsure)))


def _loaded(content: bytes) -> dict[str, Any]:
    told = json.loads(content)
    if not isinstance(told, dict):
        raise ValueError("it is no manifest")  # noqa: TRY004
    return told


def _manifest(told: dict[str, Any]) -> Manifest:
    if told.get("form") != FORM:
        raise ValueError(f"its form is {told.get('form')!r}, not {FORM}")
    try:
        files = {str(path): Entry(str(digest), int(size)) for path, (digest, size) in told["files"].items()}
        leaving = {str(path): datetime.fromisoformat(since) for path, since in told["leaving"].items()}
        found = Manifest(files, leaving, datetime.fromisoformat(told["published"]), str(told["by"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it is no manifest: {error}") from None
    if found.edition != told.get("edition"):
        raise ValueError("its files are not those of its edition")
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to stand at a target, perhaps after a run that broke off.

    entries  path -> entry; None where the content is not known
    leaving  as in a manifest
    """

    entries: Mapping[str, Entry | None]
    leaving: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def paths(self) -> set[str]:
        return set(self.entries)

    @property
    def unsure(self) -> frozenset[str]:
        return frozenset(path for path, entry in self.entries.items() if entry is None)


def known_from(last: Manifest | None, begun: Begun | None) -> Known:
    """What stands at a target.

    last   what was published last; None for nothing
    begun  what a run that broke off was about to publish: where the two differ, either may be there
    """
    before: Mapping[str, Entry] = last.files if last else {}
    after: Mapping[str, Entry] = begun.after.files if begun else before
    unsure = begun.unsure if begun else frozenset()
    entries = {
        path: before.get(path) if before.get(path) == after.get(path) and path not in unsure else None
        for path in sorted(before.keys() | after.keys() | unsure)
    }
    leaving = {**(last.leaving if last else {}), **(begun.after.leaving if begun else {})}
    return Known(entries, leaving)

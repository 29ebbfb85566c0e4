"""Our notes at a place that holds files one by one, below `.sitegen/`.

manifest.json   what was published last; renewed when everything else is done
begun.json      what the last run was about to publish: where it broke off, either may stand there
previous.json   the edition before, and previous/EDITION/RUN/ its files as that run found them
lock.json       who is publishing (see `lock`)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sitegen.errors import Problem, SitegenError
from sitegen.publish.manifest import Begun, Known, Manifest, begun_from, known_from, manifest_from
from sitegen.publish.places.store import Store
from sitegen.publish.scanning import OURS

MANIFEST, BEGUN, PREVIOUS = f"{OURS}/manifest.json", f"{OURS}/begun.json", f"{OURS}/previous.json"
KEPT = f"{OURS}/previous"

_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes at a target say."""

    last: Manifest | None
    begun: Begun | None
    previous: Manifest | None

    @property
    def known(self) -> Known | None:
        return known_from(self.last, self.begun) if self.last or self.begun else None

    @property
    def goal(self) -> Manifest | None:
        """What a rollback goes back to: after a run that broke off, to what was whole before it."""
        return self.last if self.begun else self.previous

    def base(self, after: Manifest) -> Manifest | None:
        """What can be gone back to when `after` stands there."""
        return self.previous if self.last and self.last.edition == after.edition else self.last


def notes_at(store: Store) -> Notes:
    """The notes at a place. Raises SitegenError for one that cannot be read."""
    found = store.read([MANIFEST, BEGUN, PREVIOUS])
    last, previous = (_read(manifest_from, path, found.get(path)) for path in (MANIFEST, PREVIOUS))
    begun = _read(begun_from, BEGUN, found.get(BEGUN))
    ended = begun and last and begun.after.published == last.published
    return Notes(last, None if ended else begun, previous)


def _read(read: Callable[[bytes], _Told], path: str, content: bytes | None) -> _Told | None:
    if content is None:
        return None
    try:
        return read(content)
    except ValueError as error:
        what = f"this note at the target cannot be read: {error}"
        hint = f"delete {OURS}/ at the target, and publish with --adopt: everything is sent again"
        raise SitegenError(Problem(path, 0, what, hint)) from None

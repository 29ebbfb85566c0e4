"""Publishing to a place that holds files one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from shutil import copyfile

from sitegen.errors import Problem, SitegenError
from sitegen.publish.lock import Lock, Publisher, locked
from sitegen.publish.manifest import Begun, Known, Manifest
from sitegen.publish.notes import BEGUN, KEPT, MANIFEST, PREVIOUS, Notes, notes_at
from sitegen.publish.places.store import Store, Tell
from sitegen.publish.plan import Plan, plan_of
from sitegen.publish.scanning import OURS, Digest
from sitegen.publish.standing import Earlier, Run, Standing, UnfinishedError

_FILES, _BYTES = 500, 50_000_000
"""At most so much is sent before the lock is renewed."""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class FilewisePlace:
    """A `Place` in a `Store`. `keep` False keeps nothing for a rollback."""

    store: Store
    me: Publisher
    run: Run
    keep: bool = True

    @property
    def digest(self) -> Digest:
        return sha256

    @property
    def extra(self) -> frozenset[str]:
        return frozenset()

    @contextmanager
    def open(self, *, look_only: bool) -> Iterator[FilewiseSession]:
        if look_only:
            yield FilewiseSession(self.store, None, self.run.tell, self.keep)
            return
        with locked(self.store, self.me, self.run.clock, self.run.tell, self.run.runs) as lock:
            yield FilewiseSession(self.store, lock, self.run.tell, self.keep)


@dataclass(frozen=True)
class FilewiseSession:
    """A `Session` at a `Store`; `lock` is None when it is only looked at."""

    store: Store
    lock: Lock | None
    tell: Tell
    keep: bool = True

    def standing(self) -> Standing:
        notes = self.notes
        if notes.known is not None:
            return Standing(notes.known, (), notes.last, notes.begun is not None)
        return Standing(foreign=tuple(name for name in self.store.names() if name != f"{OURS}/"))

    def publish(self, plan: Plan, source: Path, *, forget: bool = False) -> None:
        notes = self.notes
        base = notes.base(plan.after)
        keeps = self.keep and not forget
        run = f"{plan.after.published:%Y%m%dT%H%M%S}"
        keep = f"{KEPT}/{base.edition}/{run}" if keeps and base else ""
        unsure = notes.known.unsure if notes.known else frozenset()
        self.store.write(BEGUN, Begun(plan.after, unsure).to_json())
        try:
            self._carry_out(plan, source, keep)
            self._remember(plan.after, base if keeps else None)
        except SitegenError as error:
            raise UnfinishedError(error.problems) from None

    def _carry_out(self, plan: Plan, source: Path, keep: str) -> None:
        self._remove(plan.make_way, keep)
        for wave in plan.waves.values():
            self._send(source, wave, keep, plan)
        self._remove(plan.delete, keep)

    def _send(self, source: Path, paths: Sequence[str], keep: str, plan: Plan) -> None:
        for batch in _batches(paths, plan):
            self._renew()
            self.store.send(source, batch, keep, plan.new)
            if len(plan.send) > _FILES:
                self.tell(f"       {len(batch):,} files sent, up to {batch[-1]}")

    def _remove(self, paths: Sequence[str], keep: str) -> None:
        if paths:
            self._renew()
            self.store.remove(paths, keep)

    def _remember(self, after: Manifest, base: Manifest | None) -> None:
        """Make what was sent the edition of the target; `base` is the one that can be gone back to then."""
        if self.lock:
            self.lock.hold()
        if base:
            self.store.write(PREVIOUS, base.to_json())
        self.store.write(MANIFEST, after.to_json())
        if not base:
            self.store.remove([PREVIOUS])
        self.store.clear(KEPT, base.edition if base else "")

    def earlier(self, into: Path) -> Earlier:
        notes = self.notes
        goal = notes.goal
        if goal is None:
            hint = "it keeps the edition before the last one, as soon as there are two"
            raise SitegenError(Problem("", 0, "the target keeps no earlier edition", hint))
        goal = replace(goal, files=goal.site, leaving={})
        kept = into / "kept"
        kept.mkdir(parents=True)
        self.store.fetch(f"{KEPT}/{goal.edition}", kept)
        folder = into / "site"
        known = notes.known or Known({})
        needed = plan_of(known, goal.files, goal.published, goal.by).send
        missing = [path for path in needed if not _found(path, goal, kept, folder)]
        missing = self._still_there(missing, goal, folder)
        if missing:
            verb = "is" if len(missing) == 1 else "are"
            count = f"of its files {len(missing):,} {verb} missing, such as {missing[0]}"
            hint = "nothing was changed; check out the older content and publish it"
            raise SitegenError(Problem("", 0, f"the earlier edition is not whole: {count}", hint))
        return Earlier(goal, folder)

    def _still_there(self, paths: Sequence[str], goal: Manifest, folder: Path) -> list[str]:
        """Of these, the files that the target does not have as they were; those that it has are copied."""
        there = self.store.read(paths) if paths else {}
        missing = []
        for path in paths:
            content = there.get(path)
            if content is None or sha256(content) != goal.files[path].digest:
                missing.append(path)
            else:
                place = folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        return missing

    def read(self, paths: list[str]) -> dict[str, bytes]:
        return dict(self.store.read(paths))

    def _renew(self) -> None:
        if self.lock:
            self.lock.renew()

    @cached_property
    def notes(self) -> Notes:
        """What the notes there say when the session begins; while it lasts, nobody else changes them."""
        return notes_at(self.store)


def _found(path: str, goal: Manifest, kept: Path, folder: Path) -> bool:
    """Take a file of an edition from what was kept of it, in whichever try; False when it is not there."""
    for attempt in sorted(kept.iterdir()):
        file = attempt / path
        if file.is_file() and sha256(file.read_bytes()) == goal.files[path].digest:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            copyfile(file, folder / path)
            return True
    return False


def _batches(paths: Sequence[str], plan: Plan) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for path in paths:
        batch.append(path)
        size += plan.after.files[path].size
        if len(batch) >= _FILES or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch

"""Keeps two publishers apart: a note at the target that says who is publishing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sitegen.errors import Problem, SitegenError
from sitegen.publish.places.store import Store, Tell
from sitegen.publish.scanning import OURS

LOCK = f"{OURS}/lock.json"

STALE = timedelta(minutes=30)
"""A publisher renews its lock at least every few minutes: one that has not for so long is dead."""

RENEW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes.

    user, machine  names: `alice`, `desk`
    process        its number on that machine
    token          random: no other run has it
    """

    user: str
    machine: str
    process: int
    token: str

    def __str__(self) -> str:
        return f"{self.user}@{self.machine}"


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in a lock: its holder, since when, and when it was renewed last (UTC)."""

    holder: Publisher
    since: datetime
    renewed: datetime

    def to_json(self) -> bytes:
        told = {
            "user": self.holder.user,
            "machine": self.holder.machine,
            "process": self.holder.process,
            "token": self.holder.token,
            "since": self.since.isoformat(),
            "renewed": self.renewed.isoformat(),
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


def note_from(content: bytes) -> Note | None:
    """A note out of its JSON; None when it cannot be read, as after a crash while it was written."""
    try:
        told = json.loads(content)
        holder = Publisher(str(told["user"]), str(told["machine"]), int(told["process"]), str(told["token"]))
        since, renewed = (datetime.fromisoformat(told[key]) for key in ("since", "renewed"))
        return Note(holder, since, renewed) if since.tzinfo and renewed.tzinfo else None
    except (ValueError, KeyError, TypeError):
        return None


@dataclass(slots=True)
class Lock:
    """A lock that is held."""

    store: Store
    me: Publisher
    clock: Callable[[], datetime]
    since: datetime
    renewed: datetime

    def renew(self) -> None:
        """Say that this run is alive. Raises SitegenError when another publisher has taken the target."""
        now = self.clock()
        if now - self.renewed >= RENEW:
            self.hold()
            self.store.write(LOCK, Note(self.me, self.since, now).to_json())
            self.renewed = now

    def hold(self) -> None:
        """Make sure that the lock is still ours. Raises SitegenError when it is not."""
        note = _note_at(self.store)
        if note is None or note.holder.token != self.me.token:
            who = f"{note.holder} is publishing there" if note else "somebody removed our lock"
            hint = "publish again when that has ended: what is missing is sent then"
            raise SitegenError(Problem("", 0, f"this run has lost the target: {who}", hint))


@contextmanager
def locked(
    store: Store, me: Publisher, clock: Callable[[], datetime], tell: Tell, runs: Callable[[int], bool]
) -> Iterator[Lock]:
    """Hold the lock of a target.

    tell  is told of a dead publisher's lock that is taken over
    runs  tells whether a process of this machine runs

    Raises SitegenError when another publisher holds it.
    """
    now = clock()
    mine = Note(me, now, now).to_json()
    if not store.claim(LOCK, mine):
        other = _note_at(store)
        if other and (alive := _alive(other, me, now, runs)):
            raise _busy(other, now, alive)
        store.write(LOCK, mine)
        tell(f"A lock of {_told(other)} was left behind; taken over.")
    try:
        yield Lock(store, me, clock, now, now)
    except BaseException:
        note = _note_at(store)
        if note and note.holder.token == me.token:
            store.remove([LOCK])
        raise
    store.remove([LOCK])


def _note_at(store: Store) -> Note | None:
    content = store.read([LOCK]).get(LOCK)
    return note_from(content) if content is not None else None


def _alive(note: Note, me: Publisher, now: datetime, runs: Callable[[int], bool]) -> str:
    """Why a lock's holder is taken for alive; "" when it is dead."""
    if note.holder.machine == me.machine:
        return "it is running on this machine" if runs(note.holder.process) else ""
    return "" if now - note.renewed >= STALE else f"last heard of {_minutes(now - note.renewed)} ago"


def _busy(note: Note, now: datetime, alive: str) -> SitegenError:
    since = f"{note.holder} has been publishing there for {_minutes(now - note.since)} ({alive})"
    left = max(STALE - (now - note.renewed), timedelta(minutes=1))
    here = f"wait until process {note.holder.process} ends, or end it"
    there = f"wait until it ends; should it have died, its lock counts for nothing in {_minutes(left)}"
    hint = f"{here if 'this machine' in alive else there}. Nothing was changed"
    return SitegenError(Problem("", 0, since, hint))


def _told(note: Note | None) -> str:
    return f"{note.holder}, of {note.since:%Y-%m-%d %H:%M} UTC," if note else "an unknown publisher"


def _minutes(span: timedelta) -> str:
    minutes = max(0, int(span.total_seconds() // 60))
    return "less than a minute" if minutes < 1 else "a minute" if minutes == 1 else f"{minutes} minutes"

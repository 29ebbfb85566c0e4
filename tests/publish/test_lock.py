"""Two publishers at once: one waits, and a dead one is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.publish.filewise import FilewisePlace
from sitegen.publish.lock import LOCK, STALE, Note, Publisher, locked, note_from
from sitegen.publish.places.folder import FolderStore
from sitegen.publish.places.store import Store
from sitegen.publish.standing import UnfinishedError
from tests.publish.papers import START, Clock, filewise, opened, publisher, send

BOB = Publisher("bob", "night", 4711, "bobs-token")


def leave(store: Store, holder: Publisher) -> None:
    """A lock at the target, taken just now."""
    store.write(LOCK, Note(holder, START, START).to_json())


def test_while_one_publishes_another_is_told_who(quick_store: Store, old: Path, clock: Clock) -> None:
    store = quick_store
    with opened(filewise(store, clock)) as session:
        assert session.standing().known is None
        with pytest.raises(
            SitegenError, match=r"alice@desk has been publishing there for less than a minute"
        ):
            send(filewise(store, clock), old, clock)
    assert store.read([LOCK]) == {}
    assert send(filewise(store, clock), old, clock).new


def test_a_lock_of_another_machine_counts_until_nothing_was_heard_of_it_for_long(
    folder_store: FolderStore, old: Path, clock: Clock
) -> None:
    leave(folder_store, BOB)
    clock.later(minutes=12)
    with pytest.raises(
        SitegenError, match=r"bob@night .* 12 minutes \(last heard of 12 minutes ago\)\n.*in 17 minutes"
    ):
        send(filewise(folder_store, clock), old, clock)
    clock.now = START + STALE
    send(filewise(folder_store, clock), old, clock)
    assert clock.told == ["A lock of bob@night, of 2024-05-15 12:00 UTC, was left behind; taken over."]


def test_a_lock_of_a_process_that_is_no_more_counts_for_nothing(
    folder_store: FolderStore, old: Path, clock: Clock
) -> None:
    leave(folder_store, Publisher("alice", "desk", 2**22 + 1, "another"))
    send(filewise(folder_store, clock), old, clock)
    assert ["taken over" in line for line in clock.told] == [True]


def test_a_lock_that_cannot_be_read_counts_for_nothing(
    folder_store: FolderStore, old: Path, clock: Clock
) -> None:
    folder_store.write(LOCK, b'{"user": "bo')
    send(filewise(folder_store, clock), old, clock)
    assert clock.told == ["A lock of an unknown publisher was left behind; taken over."]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"user":1,"machine":2,"process":"x"}'])
def test_a_note_that_is_none_is_none(content: bytes) -> None:
    assert note_from(content) is None


def test_a_lock_is_renewed_while_much_is_sent(folder_store: FolderStore, clock: Clock) -> None:
    me = publisher()
    with locked(folder_store, me, clock, clock.told.append, lambda _: True) as lock:
        clock.later(minutes=20)
        lock.renew()
        note = note_from(folder_store.read([LOCK])[LOCK])
        assert note
        assert note.renewed == clock.now
        assert note.holder == me
    assert folder_store.read([LOCK]) == {}


@pytest.mark.parametrize("hours", [3, 0])
def test_a_run_whose_target_was_taken_over_stops_and_leaves_the_other_lock(
    hours: int, folder_store: FolderStore, old: Path, new: Path, clock: Clock
) -> None:
    """It slept for hours, say, on a laptop that was shut."""
    send(filewise(folder_store, clock), old, clock)

    class Slept(FolderStore):
        """While the first file travels, another publisher takes the target."""

        def send(self, *given: object, **named: object) -> None:
            super().send(*given, **named)  # type: ignore[arg-type]
            leave(folder_store, BOB)
            clock.later(hours=hours)

    place = FilewisePlace(Slept(folder_store.folder), publisher(), clock.run())
    with pytest.raises(UnfinishedError, match="lost the target: bob@night is publishing there"):
        send(place, new, clock)
    note = note_from(folder_store.read([LOCK])[LOCK])
    assert note
    assert note.holder == BOB

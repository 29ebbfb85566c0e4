"""Watch a folder and act when something in it has changed and come to rest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

REST = 0.3
"""Seconds without a further change before the action: an editor saves a file in several steps."""

_CHANGES = frozenset({"created", "modified", "moved", "deleted"})


class _Changes(FileSystemEventHandler):
    """Calls the action, in a thread of its own, once a burst of changes is over."""

    def __init__(self, action: Callable[[], None], rest: float) -> None:
        self._action, self._rest = action, rest
        self._timer: threading.Timer | None = None
        self._at_work = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in _CHANGES:
            return
        self.cancel()
        self._timer = threading.Timer(self._rest, self._act)
        self._timer.daemon = True
        self._timer.start()

    def _act(self) -> None:
        with self._at_work:
            self._action()

    def cancel(self) -> None:
        if self._timer:
            self._timer.cancel()


@contextmanager
def watching(folder: Path, action: Callable[[], None], *, rest: float = REST) -> Iterator[None]:
    """While the context lasts, call `action` after changes in `folder`, one call at a time.

    rest  seconds without a further change before the call

    A folder that is not there is not watched.
    """
    if not folder.is_dir():
        yield
        return
    changes = _Changes(action, rest)
    observer = Observer()
    observer.schedule(changes, str(folder), recursive=True)
    observer.start()
    try:
        yield
    finally:
        changes.cancel()
        observer.stop()
        observer.join()

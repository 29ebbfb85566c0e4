"""Watch a folder and act when something in it has changed and come to rest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler

from sitegen.site.live.changes import Changes

REST = 0.3
"""Seconds without a further change before the action: an editor saves a file in several steps."""


class _Burst(FileSystemEventHandler):
    """Calls the action, in a thread of its own, once a burst of changes is over."""

    def __init__(self, action: Callable[[], None], rest: float) -> None:
        self._action, self._rest = action, rest
        self._timer: threading.Timer | None = None
        self._at_work = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002  # each is a change
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
def watching(
    folder: Path, action: Callable[[], None], *, rest: float = REST, warn: Callable[[str], None] | None = None
) -> Iterator[None]:
    """While the context lasts, call `action` after changes in `folder`, one call at a time.

    rest  seconds without a further change before the call
    warn  is told when the system does not tell of changes, so that they have to be looked for

    A folder that is not there is not watched.
    """
    if not folder.is_dir():
        yield
        return
    burst = _Burst(action, rest)
    changes = Changes(warn or (lambda _: None))
    changes.schedule(burst, str(folder))
    changes.start()
    try:
        yield
    finally:
        burst.cancel()
        changes.stop()
        changes.join()

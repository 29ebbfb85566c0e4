"""What is done between two builds, when nobody waits: and left off at once when somebody does."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

REST = 1.0
"""Seconds after a build until this begins: the browser has its page by then."""


class LeftOffError(Exception):
    """A build is waited for."""


Pause = Callable[[], None]
"""Raises LeftOffError when a build is waited for; to be called every few milliseconds."""

Step = Callable[[Pause], None]
"""Something to be done, that may be left off at every pause: the next build puts it again, if need be."""


@dataclass
class Meanwhile:
    """Does one step after each build, in a thread of its own, and tidies memory.

    rest  seconds after a build
    """

    rest: float = REST
    _step: Step | None = None
    _wanted: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def put(self, step: Step) -> None:
        """Do this after the build that is on."""
        self._step = step

    def stop(self) -> None:
        """A build begins: leave off, and forget what was to be done. Returns when that is so."""
        self._wanted.set()
        if self._thread:
            self._thread.join()
        self._thread = self._step = None

    def start(self) -> None:
        """A build has ended: begin, after a rest."""
        self._wanted = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(self._step, self._wanted), daemon=True)
        self._thread.start()

    def _work(self, step: Step | None, wanted: threading.Event) -> None:
        if wanted.wait(self.rest):
            return

        def pause() -> None:
            if wanted.is_set():
                raise LeftOffError

        gc.collect()
        with suppress(LeftOffError):
            if step:
                step(pause)

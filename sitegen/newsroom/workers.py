"""Processes that work for us and can be killed: one that hangs, dies or wants too much stops nobody else.

Each worker is a process with a thread here that hands it work and waits. The processes are forked while this
one has a single thread, which is quick; where that is not safe or not possible, and in place of one that was
killed, a fresh process is started.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, ParamSpec, TypeVar

from sitegen.newsroom import budgets

P = ParamSpec("P")
T = TypeVar("T")

_NEEDED = "sitegen.newsroom.conversion"
"""What a fresh process will import; the server that forks them imports it once."""

_TICK = 0.5
"""Seconds after which we look again whether one that is late has really been working."""


class OverranError(Exception):
    """Work that took longer than it may, and was stopped."""


class DiedError(BrokenExecutor):
    """Work whose process died of it."""


class Workers(Executor):
    """An executor of so many processes; a piece of work may take the time that budgets allows.

    Work whose process dies raises DiedError, work that takes too long OverranError.
    """

    def __init__(self, count: int) -> None:
        self._todo: SimpleQueue[tuple[Future[Any], bytes] | None] = SimpleQueue()
        self._stopped = False
        quick = _quick_start()
        self._workers = [_Worker(quick) for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._serve, args=(worker,), daemon=True) for worker in self._workers
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As Executor.submit; the function is one of a module, since it travels."""
        if self._stopped:
            raise RuntimeError("the workers were sent home")
        future: Future[T] = Future()
        self._todo.put((future, pickle.dumps((fn, args, kwargs))))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Send the workers home, at once: what they have not finished is lost."""
        self._stopped = True
        self._forget_the_rest()
        for _ in self._threads:
            self._todo.put(None)
        for worker in self._workers:
            worker.stop()
        for thread in self._threads:
            thread.join()
        for worker in self._workers:  # one may have started anew meanwhile
            worker.stop()

    def _forget_the_rest(self) -> None:
        while True:
            try:
                item = self._todo.get_nowait()
            except Empty:
                return
            if item:
                item[0].cancel()

    def _serve(self, worker: _Worker) -> None:
        while (item := self._todo.get()) is not None:
            future, work = item
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(worker.done(work))
            except (DiedError, OverranError) as error:
                future.set_exception(error)
                if not self._stopped:
                    worker.start_anew()


class _Worker:
    """One process, and the line to it."""

    def __init__(self, context: BaseContext) -> None:
        self._process: BaseProcess
        self._line: Connection
        self.start(context)

    def start(self, context: BaseContext) -> None:
        """Start the process, or another in its place."""
        self._line, other = context.Pipe()
        ends = (other, self._line)
        process = context.Process(target=_work, args=(*ends, budgets.SECONDS), daemon=True)  # type: ignore[attr-defined]
        process.start()
        self._process = process
        other.close()

    def start_anew(self) -> None:
        """Start another process; where none can be, the next work finds a dead one, and it is tried again."""
        with suppress(OSError):
            self.start(_safe_start())

    def done(self, work: bytes) -> Any:
        """What comes of a piece of work. Raises DiedError, or OverranError."""
        try:
            self._line.send_bytes(work)
            self._wait()
            return pickle.loads(self._line.recv_bytes())  # noqa: S301  # from our own process
        except (EOFError, OSError):
            self.stop()
            raise DiedError(self._end()) from None

    def _wait(self) -> None:
        began, used = time.monotonic(), self._used()
        if self._line.poll(budgets.SECONDS):
            return
        while self._used() - used < budgets.SECONDS and time.monotonic() - began < self._longest():
            if self._line.poll(min(_TICK, budgets.SECONDS)):
                return
        self.stop()
        raise OverranError(f"takes more than {budgets.SECONDS:g} s to convert")

    def _longest(self) -> float:
        return budgets.SECONDS * budgets.PATIENCE

    def _used(self) -> float:
        """Seconds of a processor, or of the clock where no others can be told."""
        seconds = budgets.processor_seconds(self._process.pid or 0)
        return time.monotonic() if seconds is None else seconds

    def _end(self) -> str:
        """How the process ended, for people."""
        code = self._process.exitcode or 0
        if code >= 0:
            return f"its process ended with {code}"
        return f"its process was ended by {signal.Signals(-code).name}"

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()


def _quick_start() -> BaseContext:
    """How to start the first processes: a fork of a process with several threads may never wake up."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return _safe_start()


def _safe_start() -> BaseContext:
    if os.name == "nt":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_NEEDED])
    return context


def _work(line: Connection, their_end: Connection, seconds: float) -> None:
    """The life of a worker: it ends when the line is cut, and by itself when nobody is there to kill it.

    their_end  of the line; a process that was forked has it too, and would keep the line open for itself
    """
    their_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    budgets.limit_memory()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, suppress(EOFError, OSError):
        while True:  # until there is nobody at the other end
            fn, args, kwargs = pickle.loads(line.recv_bytes())  # noqa: S301  # from our own process
            faulthandler.dump_traceback_later(2 * budgets.PATIENCE * seconds, exit=True, file=nowhere)
            line.send_bytes(pickle.dumps(fn(*args, **kwargs)))
            faulthandler.cancel_dump_traceback_later()

"""Who does the work: this process, a process for each core, or an executor that the caller brings."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import ParamSpec, TypeVar

MANY = 64
"""From so many seeds on, working in several processes is worth starting them."""

P = ParamSpec("P")
T = TypeVar("T")


def crew_for(executor: Executor | None, count: int) -> AbstractContextManager[Executor]:
    """The executor for a number of seeds, for as long as it is needed; one that was brought stays open."""
    if executor:
        return nullcontext(executor)
    return Processes() if count >= MANY else ThreadPoolExecutor(max_workers=1)


class Processes(Executor):
    """A process for each core; when one dies, which ends its whole pool, the next work gets a new pool."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As Executor.submit."""
        try:
            return self._pool.submit(fn, *args, **kwargs)
        except BrokenExecutor:
            self._pool.shutdown(wait=False)
            self._pool = ProcessPoolExecutor()
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As Executor.shutdown."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)

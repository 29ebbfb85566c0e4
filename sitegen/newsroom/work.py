"""Work on many seeds, wherever it is done: a few at a time, in order, each with a result of its own.

Seeds go out in batches, as bytes, so that who works on them needs no disk of ours; only a few batches are
under way at once, so that memory is bounded. A seed on which sitegen fails has a Problem for a result, and
the others have theirs. When a whole batch is lost, because its process died, its seeds are done one by one,
and it shows which of them it was.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from sitegen.errors import Problem
from sitegen.newsroom import budgets
from sitegen.newsroom.asked import NOTHING_ASKED, Asked
from sitegen.newsroom.budgets import excess, too_long
from sitegen.newsroom.crew import crew_for
from sitegen.newsroom.workers import DiedError, OverranError
from sitegen.readers import MAX_BYTES, SUFFIXES

BATCH = 16
"""Seeds of the largest batch: enough that handing it over costs little, so few that all hands have work."""

_BATCH_BYTES = 512 * 1024
_AHEAD = 64
"""Batches that are under way ahead of the one whose results are next; more would only fill the memory ..."""

_AHEAD_BYTES = 64 * 1024 * 1024
"""... and so would more bytes, however few seeds they are."""

_TRIES = 3
"""A seed that was alone when the processes broke down may have been unlucky; three times it is not."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed's file, its name as it stands under `source`, and what an editor asks for."""

    path: Path
    name: str
    asked: Asked = NOTHING_ASKED


@dataclass(frozen=True, slots=True)
class Task:
    """A seed as it travels to who works on it."""

    name: str
    raw: bytes
    asked: Asked

    @property
    def media_type(self) -> str:
        return SUFFIXES[PurePosixPath(self.name).suffix.lower()]


T = TypeVar("T")
Outcomes = list[T | Problem]
Job = Callable[[Sequence[Task]], Outcomes[T]]
"""What is done: one result for each task. It travels too, so it is a module's function; see each()."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Seeds, and for each its task, or the problem that its file cannot be read; `size` in bytes."""

    seeds: tuple[Seed, ...]
    tasks: tuple[Task | Problem, ...]
    size: int

    @property
    def readable(self) -> list[Task]:
        return [task for task in self.tasks if isinstance(task, Task)]


def each(tasks: Sequence[Task], do: Callable[[Task], T]) -> Outcomes[T]:
    """Do something with each task. A fault of ours is named with the seed that shows it, and stops no other.

    Nothing but words leaves here then: there are exceptions that cannot travel to another process.
    """
    with ThreadPoolExecutor(max_workers=1) as hand:  # whose futures keep whatever is raised
        return [_outcome(hand, do, task) for task in tasks]


def _outcome(hand: Executor, do: Callable[[Task], T], task: Task) -> T | Problem:
    """One task's result; its memory is free again before the next begins."""
    future = hand.submit(do, task)
    fault = future.exception()
    return future.result() if fault is None else _failed_on(task, fault)


def _failed_on(task: Task, fault: BaseException) -> Problem:
    match fault:
        case MemoryError():
            most = f"{budgets.MEMORY // 1024**2:,} MB"
            return excess(task.name, f"needs more than {most} of memory to be converted")
        case RecursionError():
            return excess(task.name, "is nested too deeply")
        case OverranError():
            return excess(task.name, str(fault))
        case DiedError():
            return excess(task.name, f"cannot be converted: {fault}")
    problem = f"sitegen failed on it: {type(fault).__name__}: {fault}"
    hint = "this is a fault of sitegen: please report it with the seed; the other seeds are not affected"
    return Problem(task.name, 0, problem, hint)


def work_through(
    seeds: Sequence[Seed], job: Job[T], executor: Executor | None = None
) -> Iterator[list[tuple[Seed, T | Problem]]]:
    """Do a job on seeds; batches of results come in the seeds' order.

    executor  where to work; by default one process, or one for each core when there is much to do: they can
              be killed, and so keep a seed to its budgets, which an executor that is brought cannot
    """
    with crew_for(executor, len(seeds)) as crew:
        todo = _batches(seeds)
        under_way: deque[tuple[_Batch, Future[Outcomes[T]]]] = deque()
        while True:
            while len(under_way) < _AHEAD and sum(batch.size for batch, _ in under_way) < _AHEAD_BYTES:
                batch = next(todo, None)
                if batch is None:
                    break
                under_way.append((batch, _start(crew, job, batch.readable)))
            if not under_way:
                return
            batch, future = under_way.popleft()
            results = _results(crew, job, batch.readable, future)
            yield [
                (seed, task if isinstance(task, Problem) else next(results))
                for seed, task in zip(batch.seeds, batch.tasks, strict=True)
            ]


def unreadable(name: str, error: OSError) -> Problem:
    """A file that the system does not let us read."""
    return Problem(name, 0, f"cannot be read: {error.strerror}", "check that it exists and may be read")


def _batches(seeds: Iterable[Seed]) -> Iterator[_Batch]:
    taken: list[tuple[Seed, Task | Problem]] = []
    size = 0
    for seed in seeds:
        task = _task(seed)
        length = len(task.raw) if isinstance(task, Task) else 0
        if taken and (len(taken) == BATCH or size + length > _BATCH_BYTES):
            yield _batch(taken, size)
            taken, size = [], 0
        taken.append((seed, task))
        size += length
    if taken:
        yield _batch(taken, size)


def _batch(taken: Sequence[tuple[Seed, Task | Problem]], size: int) -> _Batch:
    return _Batch(tuple(seed for seed, _ in taken), tuple(task for _, task in taken), size)


def _task(seed: Seed) -> Task | Problem:
    media_type = SUFFIXES[PurePosixPath(seed.name).suffix.lower()]
    most = MAX_BYTES[media_type]
    try:
        with seed.path.open("rb") as file:
            raw = file.read(most + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        return unreadable(seed.name, error)
    if len(raw) > most:
        what = f"the file is too large ({max(size, len(raw)) / 1024**2:.1f} MB, of at most {most // 1024**2})"
        return excess(seed.name, what)
    lines = too_long(raw)
    return excess(seed.name, lines) if lines else Task(seed.name, raw, seed.asked)


def _start(crew: Executor, job: Job[T], tasks: Sequence[Task]) -> Future[Outcomes[T]]:
    try:
        return crew.submit(job, tasks)
    except (BrokenExecutor, RuntimeError) as error:  # RuntimeError: it was shut down, or lost its scheduler
        failed: Future[Outcomes[T]] = Future()
        failed.set_exception(error)
        return failed


def _results(
    crew: Executor, job: Job[T], tasks: Sequence[Task], future: Future[Outcomes[T]]
) -> Iterator[T | Problem]:
    fault = _fault(future)
    if fault is None:
        yield from future.result()
        return
    if len(tasks) == 1 and isinstance(fault, OverranError):
        yield _failed_on(tasks[0], fault)
        return
    alone = [_start(crew, job, [task]) for task in tasks]
    for its_own in alone:  # all have ended before one is tried again, so that none is lost with another
        _fault(its_own)
    for task, its_own in zip(tasks, alone, strict=True):
        yield _alone(crew, job, task, its_own)


def _alone(crew: Executor, job: Job[T], task: Task, future: Future[Outcomes[T]]) -> T | Problem:
    tries = 1
    while (fault := _fault(future)) and tries < _tries_after(fault):
        future = _start(crew, job, [task])
        tries += 1
    return _failed_on(task, fault) if fault else future.result()[0]


def _tries_after(fault: BaseException) -> int:
    """How often a seed is tried that is lost: what is its own fault once, what a cluster says of it twice."""
    if isinstance(fault, BrokenExecutor):
        return _TRIES
    return 1 if isinstance(fault, (OverranError, MemoryError, RecursionError)) else 2


def _fault(future: Future[T]) -> BaseException | None:
    """What went wrong, None when nothing did; waits for the end."""
    try:
        return future.exception()
    except CancelledError as error:
        return error

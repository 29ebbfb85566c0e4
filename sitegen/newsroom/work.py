"""Converting many seeds, in one process or several: what goes wrong with one stays with that one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from sitegen import pipeline
from sitegen.errors import Problem, SitegenError
from sitegen.model.article import Article
from sitegen.readers import MAX_BYTES, SUFFIXES

MANY = 64
"""From so many seeds on, converting in several processes is worth starting them."""

_AHEAD = 64
"""Seeds that are converted ahead of the one being filed; more would only fill the memory."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed's file, and its name as it stands under `source`."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Converted:
    """An article, or None and the problems that prevented it."""

    article: Article | None
    problems: tuple[Problem, ...] = ()


def convert_all(
    seeds: Sequence[Seed], keep: tuple[str, ...], executor: Executor | None = None
) -> Iterator[Converted]:
    """Convert seeds; results come in their order.

    executor  where to convert; by default this process, or one process for each core when there is much to do
    """
    with _pool(executor, len(seeds)) as pool:
        todo = iter(seeds)
        waiting = deque((seed, _start(pool, seed, keep)) for seed in islice(todo, _AHEAD))
        while waiting:
            seed, future = waiting.popleft()
            yield _result(seed, future)
            waiting.extend((seed, _start(pool, seed, keep)) for seed in islice(todo, 1))


def convert_one(seed: Seed, keep: tuple[str, ...]) -> Converted:
    """Read and convert one seed; what a person can mend comes back as problems."""
    media_type = SUFFIXES[PurePosixPath(seed.name).suffix.lower()]
    try:
        with seed.path.open("rb") as file:
            raw = file.read(MAX_BYTES[media_type] + 1)
        return Converted(pipeline.convert(raw, media_type=media_type, path=seed.name, keep=keep))
    except OSError as error:
        return Converted(None, (unreadable(seed.name, error),))
    except SitegenError as error:
        return Converted(None, error.problems)


def unreadable(name: str, error: OSError) -> Problem:
    """A file that the system does not let us read."""
    return Problem(name, 0, f"cannot be read: {error.strerror}", "check that it exists and may be read")


def _pool(executor: Executor | None, count: int) -> AbstractContextManager[Executor]:
    if executor:
        return nullcontext(executor)
    return ProcessPoolExecutor() if count >= MANY else ThreadPoolExecutor(max_workers=1)


def _start(pool: Executor, seed: Seed, keep: tuple[str, ...]) -> Future[Converted]:
    try:
        return pool.submit(convert_one, seed, keep)
    except BrokenExecutor as error:
        failed: Future[Converted] = Future()
        failed.set_exception(error)
        return failed


def _result(seed: Seed, future: Future[Converted]) -> Converted:
    """A fault of ours must not stop the other seeds either: it is named, with the seed that shows it."""
    fault = future.exception()
    if fault is None:
        return future.result()
    problem = f"sitegen failed on it: {type(fault).__name__}: {fault}"
    hint = "this is a fault of sitegen: please report it with the seed; the other seeds are not affected"
    return Converted(None, (Problem(seed.name, 0, problem, hint),))

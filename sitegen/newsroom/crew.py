"""Who does the work: processes of our own that can be killed, or an executor that the caller brings."""

from __future__ import annotations

import os
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from functools import cache

from sitegen.errors import Problem, SitegenError
from sitegen.newsroom.workers import Workers
from sitegen.readers import READERS

MANY = 64
"""From so many seeds on, working in several processes is worth starting them."""


def crew_for(executor: Executor | None, count: int) -> AbstractContextManager[Executor]:
    """The executor for a number of seeds, for as long as it is needed; one that was brought stays open.

    Raises SitegenError when no process can be started.
    """
    if executor or not count:
        return nullcontext(executor or Executor())
    _read_all_there_is_to_know()
    try:
        return Workers(os.cpu_count() or 1 if count >= MANY else 1)
    except OSError as error:
        hint = "end other programs, or raise the limits of processes and memory (ulimit -u, ulimit -v)"
        problem = f"no process can be started to convert in: {error.strerror}"
        raise SitegenError(Problem("", 0, problem, hint)) from None


@cache
def _read_all_there_is_to_know() -> None:
    """Read the languages and weights here, once: processes that are forked from this one have them then."""
    from sitegen import pipeline  # noqa: PLC0415  # slow to load, and most builds convert nothing

    for media_type in READERS:
        pipeline.convert(b"<p>A line of words, and nothing more than that.</p>", media_type=media_type)

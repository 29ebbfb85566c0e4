"""Work on the machines of a Dask cluster that exists already: the scheduling is its scheduler's.

The cluster's workers need sitegen in the version that is here, since another one could write other articles;
they need no disk in common with us. Seeds and articles travel as Python's pickles, so let only a cluster that
you trust convert for you.
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

import sitegen
from sitegen.errors import Problem, SitegenError

if TYPE_CHECKING:
    import distributed

P = ParamSpec("P")
T = TypeVar("T")

_SCHEMES = frozenset({"tcp", "tls", "ws", "wss", "ucx"})
_PATIENCE = 5
"""Seconds that a scheduler has to answer, and again to name a worker."""

_LONELY = 60
"""Seconds after which a cluster that has lost all its workers is given up; a nanny has long replaced one then."""

_LARGE = "Sending large graph"
"""Dask warns of tasks above 10 MB; a batch of ours is one page of at most 20 MB, or smaller ones."""


@contextmanager
def cluster(scheduler: str, lonely: float = _LONELY) -> Iterator[Executor]:
    """An executor that works on a scheduler's cluster: `tcp://host:port`, or `tls://` as Dask is set up.

    A worker that dies loses nothing: the scheduler gives its work to another. A seed on which workers die
    again and again (four times, if the cluster is not set up otherwise) is given up by the scheduler.

    Raises SitegenError when Dask is not installed, no scheduler answers at the address within seconds, the
    cluster has no worker, or a worker has no sitegen or another version of it; and while working, when the
    scheduler goes away, or the last worker for `lonely` seconds.
    """
    _check_address(scheduler)
    try:
        import distributed  # noqa: PLC0415  # an extra, and slow to load
    except ImportError:
        hint = "install it: pip install 'sitegen[cluster]'"
        raise SitegenError(Problem("", 0, "--scheduler needs Dask, which is not here", hint)) from None
    _check_scheduler(scheduler)
    client = distributed.Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    with client, warnings.catch_warnings():
        warnings.filterwarnings("ignore", _LARGE)
        _check_workers(client, scheduler)
        yield _Cluster(client, lonely)


class _Cluster(Executor):
    """A client as an executor: its own one waits for ever when the scheduler goes away."""

    def __init__(self, client: distributed.Client, lonely: float) -> None:
        self._client = client
        self._lonely = lonely

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As Executor.submit. Raises SitegenError when the scheduler has gone."""
        _check_still_there(self._client)
        remote = self._client.submit(fn, *args, **kwargs, pure=False)  # type: ignore[no-untyped-call]
        return _Answer(self._client, remote, self._lonely)


class _Answer(Future[T]):
    """What a worker will answer. Waiting raises SitegenError when the scheduler goes, or the last worker."""

    def __init__(self, client: distributed.Client, remote: distributed.Future[T], lonely: float) -> None:
        super().__init__()
        self._client = client
        self._remote = remote
        self._lonely = lonely

    def exception(self, timeout: float | None = None) -> BaseException | None:  # noqa: ARG002
        """As Future.exception; waits for as long as somebody works."""
        return self._awaited(self._remote.exception)

    def result(self, timeout: float | None = None) -> T:  # noqa: ARG002
        """As Future.result; waits for as long as somebody works."""
        return self._awaited(self._remote.result)

    def _awaited(self, ask: Callable[[float], R]) -> R:
        alone = 0.0
        while True:
            try:
                return ask(_PATIENCE)
            except TimeoutError:
                _check_still_there(self._client)
                alone = 0.0 if self._client.scheduler_info()["workers"] else alone + _PATIENCE
                if alone >= self._lonely:
                    raise _lost("all workers of the cluster have gone") from None

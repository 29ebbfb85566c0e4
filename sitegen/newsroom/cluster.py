"""Work on the machines of a Dask cluster that exists already: the scheduling is its scheduler's.

The cluster's workers need sitegen in the version that is here, since another one could write other articles;
they need no disk in common with us. Seeds and articles travel as Python's pickles, so let only a cluster that
you trust convert for you.
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from urllib.parse import urlsplit

import sitegen
from sitegen.errors import Problem, SitegenError

if TYPE_CHECKING:
    import distributed

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")

_SCHEMES = frozenset({"tcp", "tls", "ws", "wss", "ucx"})
_PATIENCE = 5
"""Seconds that a scheduler has to answer, and again to name a worker."""

_LONELY = 60
"""Seconds after which a cluster that has lost all its workers is given up; a nanny replaces one sooner."""

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
        remote = self._client.submit(fn, *args, **kwargs, pure=False)
        return _Answer(self._client, remote, self._lonely)


class _Answer(Future[T]):
    """What a worker will answer. Waiting raises SitegenError when the scheduler goes, or the last worker."""

    def __init__(self, client: distributed.Client, remote: distributed.Future[T], lonely: float) -> None:
        super().__init__()
        self._client = client
        self._remote = remote
        self._lonely = lonely

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """As Future.exception; waits for as long as somebody works, whatever the timeout."""
        from distributed import KilledWorker  # noqa: PLC0415  # the client is here, so it is

        if not self.done():
            fault = self._awaited(self._remote.exception)
            try:
                if fault is None:
                    self.set_result(self._awaited(self._remote.result))
            except KilledWorker as error:  # the last one who had the result died with it
                fault = error
            if fault is not None:
                self.set_exception(fault)
        return super().exception(timeout)

    def result(self, timeout: float | None = None) -> T:
        """As Future.result; waits for as long as somebody works, whatever the timeout."""
        self.exception()
        return super().result(timeout)

    def _awaited(self, ask: Callable[[float], R]) -> R:
        alone = 0.0
        while True:
            try:
                return ask(_PATIENCE)
            except CancelledError:
                raise _lost("the scheduler has gone") from None
            except TimeoutError:
                _check_still_there(self._client)
                alone = 0.0 if self._client.scheduler_info(n_workers=1)["workers"] else alone + _PATIENCE
                if alone >= self._lonely:
                    raise _lost("all workers have gone") from None


def _check_still_there(client: distributed.Client) -> None:
    if client.status != "running":
        raise _lost("the scheduler has gone")


def _lost(problem: str) -> SitegenError:
    hint = "what was converted until then is filed; give the command again, and the rest is converted"
    return SitegenError(Problem("", 0, f"the cluster is lost: {problem}", hint))


def _check_address(scheduler: str) -> None:
    """The client itself takes its time over an address that is none."""
    try:
        parts = urlsplit(scheduler)
        if parts.scheme in _SCHEMES and parts.hostname and parts.port:
            return
    except ValueError:
        pass
    hint = "write it as tcp://host:port, for example tcp://10.0.0.5:8786"
    raise SitegenError(Problem("", 0, f"{scheduler!r} is not the address of a scheduler", hint))


def _check_scheduler(address: str) -> None:
    """Ask who is there: the client itself would wait for ever for one who says nothing."""
    try:
        # In a thread of its own: whoever calls us (a notebook, say) may have an event loop running already.
        with ThreadPoolExecutor(max_workers=1) as thread:
            who = thread.submit(lambda: asyncio.run(asyncio.wait_for(_identity(address), _PATIENCE))).result()
    except (OSError, ValueError, MemoryError):  # what speaks no Dask is read as frames of any length
        who = {}
    if who.get("type") != "Scheduler":
        hint = "start one with `dask scheduler`, and give the address that it prints"
        raise SitegenError(Problem("", 0, f"no Dask scheduler answers at {address}", hint))


async def _identity(address: str) -> dict[str, object]:
    from distributed import Security, rpc  # noqa: PLC0415  # as above

    encryption = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    async with rpc(address, connection_args=encryption) as scheduler:  # type: ignore[no-untyped-call]
        answer: dict[str, object] = await scheduler.identity()
        return answer


def _check_workers(client: distributed.Client, scheduler: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        versions = client.run(version_here)
    except TimeoutError:
        hint = f"start some on any machine that has sitegen: dask worker {scheduler}"
        raise SitegenError(Problem("", 0, f"the cluster at {scheduler} has no workers", hint)) from None
    except ImportError as error:
        hint = f"install it there: pip install sitegen=={sitegen.__version__}"
        raise SitegenError(Problem("", 0, f"a worker of {scheduler} has no sitegen: {error}", hint)) from None
    others = sorted(
        f"{worker} has {version}" for worker, version in versions.items() if version != version_here()
    )
    if others:
        problem = f"a worker has another version of sitegen than {version_here()}: {', '.join(others)}"
        hint = "install the same version there: two versions may write an article differently"
        raise SitegenError(Problem("", 0, problem, hint))


def version_here() -> str:
    """sitegen's version, where this is run."""
    return sitegen.__version__

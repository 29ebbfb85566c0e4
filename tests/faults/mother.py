"""A process that has everything imported and bears others that run `sitegen`, so that a run costs no start.

It reads one order a line from standard input, as JSON, and answers with a line when the child is born (its
process number) and one when it has ended (its exit code, as os.waitstatus_to_exitcode gives it).

Orders: `args` of sitegen; `folder` to run in; `env`; `out`, the file for all that it says; and one mishap:
`kill`   the number of the step before which the process kills itself, or how the first such step begins
`fault`  [number of the step, errno]: that step fails as the system would say it; with a third value, so does
         every step from there on
`vanish` how a file's path ends: it is removed when it is opened to be read
`count`  a file to which the number of steps and the megabytes of memory at most are written in the end
`size`   no file can become larger than so many bytes (RLIMIT_FSIZE)
`processes` how many convert, in place of one for each core
`jumble` a number: folders are listed in an order that is shuffled by it
A step is whatever changes the file system below the folder: Python announces it to audit hooks beforehand.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STEPS = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod"})
"""Audit events of what changes a folder; besides these `open`, where it is for writing."""

EXCHANGE = "sitegen.files.change_places"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Steps:
    """Counts steps below a folder, and lets the mishap of an order happen."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.below = os.fsencode(order["folder"])
        self.kill: int | str | None = order.get("kill")
        self.fault: list[int] = order.get("fault") or []
        self.vanishing: str | None = order.get("vanish")
        self.counted = 0
        self.log: list[str] = []
        self.pid = os.getpid()

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if self.vanishing and event == "open" and str(given[0]).endswith(self.vanishing):
            self.vanishing = None
            Path(given[0]).unlink()
        if not self._is_step(event, given) or os.getpid() != self.pid:
            return
        self.counted += 1
        self.log.append(f"{event} {given[0]!s}")
        if self.kill == self.counted or (isinstance(self.kill, str) and self.log[-1].startswith(self.kill)):
            os.kill(self.pid, signal.SIGKILL)
        if self.fault and self._fails():
            raise OSError(self.fault[1], os.strerror(self.fault[1]), os.fsdecode(given[0]))

    def _fails(self) -> bool:
        lasting = len(self.fault) > 2
        return self.counted >= self.fault[0] if lasting else self.counted == self.fault[0]

    def _is_step(self, event: str, given: tuple[Any, ...]) -> bool:
        if event == "open":
            flags = given[2] if isinstance(given[2], int) else 0
            writes = bool(flags & _WRITING)
        else:
            writes = event in STEPS or event == EXCHANGE
        if not writes or not isinstance(given[0], str | bytes):
            return False
        return os.fsencode(given[0]).startswith(self.below)


def jumble(seed: int) -> None:
    """List folders in another order from now on, as another file system would."""
    scandir, listdir = os.scandir, os.listdir

    class Jumbled:
        def __init__(self, entries: Any) -> None:
            self.entries = entries
            found = sorted(entries, key=lambda entry: entry.name)
            random.Random(seed).shuffle(found)
            self.found: Iterator[Any] = iter(found)

        def __iter__(self) -> Iterator[Any]:
            return self.found

        def __next__(self) -> Any:
            return next(self.found)

        def __enter__(self) -> Jumbled:
            return self

        def __exit__(self, *_: object) -> None:
            self.entries.close()

        def close(self) -> None:
            self.entries.close()

    def shuffled(*given: Any) -> list[Any]:
        found = sorted(listdir(*given))
        random.Random(seed).shuffle(found)
        return found

    os.scandir = lambda *given: Jumbled(scandir(*given))  # type: ignore[assignment, misc]
    os.listdir = shuffled


@contextmanager
def told(steps: Steps, file: str | None) -> Iterator[None]:
    try:
        yield
    finally:
        counted, log = steps.counted, steps.log[:]
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        if file:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            Path(file).write_text(f"{counted} {memory}\n" + "\n".join(log), encoding="utf-8")


def live(order: dict[str, Any], out: int) -> None:
    """The life of a child; it never returns."""
    for stream in (1, 2):
        os.dup2(out, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(order["folder"])
    os.environ.update(order.get("env", {}))
    if "size" in order:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["size"], resource.RLIM_INFINITY))
    if "processes" in order:
        os.cpu_count = lambda: order["processes"]
    if "jumble" in order:
        jumble(order["jumble"])
    from sitegen.cli import main  # noqa: PLC0415

    steps = Steps(order)
    sys.addaudithook(steps)
    with told(steps, order.get("count")):
        main(order["args"], prog_name="sitegen")


def bear(order: dict[str, Any]) -> tuple[int, int]:
    """Start a child; its process number, and where all that it says can be read."""
    said, out = os.pipe()
    if pid := os.fork():
        os.close(out)
        return pid, said
    os.setsid()
    code = 70
    try:
        live(order, out)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        error = sys.exc_info()[1]
        if error and not isinstance(error, SystemExit):
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
            sys.stderr.flush()
        os._exit(code)


def learn() -> None:
    """Import what a run will need."""
    import PIL.ImageDraw  # noqa: PLC0415, F401

    import sitegen.cli.build  # noqa: PLC0415
    import sitegen.cli.convert  # noqa: PLC0415
    import sitegen.cli.publish  # noqa: PLC0415
    import sitegen.newsroom  # noqa: PLC0415
    import sitegen.plugin  # noqa: PLC0415, F401


def serve(orders: Iterable[str]) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in orders:
        order = json.loads(line)
        pid, said = bear(order)
        print(pid, file=answers, flush=True)
        with os.fdopen(said, "rb") as words:  # to the end of the child, and of all its own children
            Path(order["out"]).write_bytes(words.read())
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=answers, flush=True)


if __name__ == "__main__":
    learn()
    serve(sys.stdin)

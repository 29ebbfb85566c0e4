"""Work that costs too much, for the tests of budgets; a module of its own, since work travels by its name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from sitegen.newsroom.work import Outcomes, Task, each


def by_its_first_word(tasks: Sequence[Task]) -> Outcomes[str]:
    """What each seed asks for: `spin`, `sleep`, `eat`, `dive`, `die`, `kill`, or nothing bad."""
    return each(tasks, _do)


def _do(task: Task) -> str:
    match task.raw.split()[0]:
        case b"spin":
            while True:
                pass
        case b"sleep":
            time.sleep(600)
        case b"eat":
            return str(len(bytearray(1 << 40)))
        case b"nibble":
            eaten = []
            while True:
                eaten.append("x" * 1_000_000)
        case b"dive":
            return _do(task)
        case b"die":
            os._exit(3)
        case b"kill":
            os.kill(os.getpid(), signal.SIGKILL)
    return task.name

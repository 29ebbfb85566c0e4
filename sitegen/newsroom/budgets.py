"""How much one seed may cost: what needs more is set aside, so that it cannot stop the others.

Measured: an article takes 5 to 25 ms and 45 MB; the largest page that is read (20 MB) 4 s and 320 MB; the
worst text within these budgets, 100,000 lines of nothing but dates, 17 s and 560 MB. A text of 2.6 million
lines took 130 s and 6.2 GB.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Problem

SECONDS = 30.0
"""Seconds of a processor that a seed may take, and ..."""

PATIENCE = 4
"""... how many times that on the clock, on a machine that is busy with other things."""

MEMORY = 1024 * 1024 * 1024
"""Bytes that converting may need beyond what the process has at its start."""

LINES = 100_000
"""Lines of the longest seed; a book has 10,000."""

GROWTH = 4
"""How many times larger an article may be than its seed: Thai in an old encoding grows threefold ..."""

GROWTH_FREE = 64 * 1024
"""... and so many bytes are always free, for the header."""


@dataclass(frozen=True, slots=True)
class Excess(Problem):
    """A seed that exceeds a budget, as a problem."""


def excess(name: str, what: str) -> Excess:
    """The problem of a seed that costs too much; `what` says in plain words what it exceeds."""
    hint = "look whether it is one article; the other seeds are not affected"
    return Excess(name, 0, what, hint)


def too_long(raw: bytes) -> str:
    """What is wrong with a seed that has too many lines; "" for any other."""
    lines = raw.count(b"\n")
    return f"has {lines:,} lines; at most {LINES:,} are read" if lines > LINES else ""


def grown(raw: bytes, text: str) -> str:
    """What is wrong with a seed whose article is far larger than itself; "" for any other."""
    if len(text) <= GROWTH_FREE or len(text.encode()) <= GROWTH * len(raw) + GROWTH_FREE:
        return ""
    return f"grew from {len(raw):,} to {len(text.encode()):,} bytes when it was converted"


def limit_memory() -> None:
    """Let this process have no more than MEMORY beyond what it has now; it sees a MemoryError then.

    Linux only: other systems do not keep to such a limit, or have none.
    """
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # Windows has none

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))


def processor_seconds(pid: int) -> float | None:
    """Seconds of a processor that a process has used; None where that cannot be told."""
    if sys.platform != "linux":
        return None
    try:
        fields = (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        )
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

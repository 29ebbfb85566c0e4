"""`python -m tests.fuzz [--minutes N] [--target NAME]`: every target in turn, each in a process of its own.

An input that breaks a promise is kept under tests/fuzz/found/<target>/, where tests/test_fuzz.py runs it from
then on. Inputs that reached new code are kept in a folder of their own from run to run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tests.fuzz.targets import TARGETS

SEEDS, FOUND, DICTIONARIES = (Path(__file__).parent / name for name in ("seeds", "found", "words"))
LONGEST = 4096
"""Bytes of an input."""

SLOW = 20
"""Seconds that an input may take."""

MEGABYTES = 2048


def main() -> int:
    ask = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    ask.add_argument("--minutes", type=float, default=2, help="for all targets together (2)")
    ask.add_argument("--target", choices=TARGETS, action="append", help="only this one; may be repeated")
    ask.add_argument("--corpus", type=Path, default=Path(".cache/fuzz"), help="where inputs are kept")
    given = ask.parse_args()
    chosen = given.target or list(TARGETS)
    seconds = max(1, round(given.minutes * 60 / len(chosen)))
    broken = [name for name in chosen if _fuzz(name, seconds, given.corpus / name)]
    print(f"{len(chosen) - len(broken)} passed, {len(broken)} failed")
    for name in broken:
        print(f"{name}: see {FOUND / name}")
    return 1 if broken else 0


def _fuzz(name: str, seconds: int, corpus: Path) -> bool:
    """Fuzz a target; True when a promise was broken."""
    corpus.mkdir(parents=True, exist_ok=True)
    (FOUND / name).mkdir(parents=True, exist_ok=True)
    before = set((FOUND / name).iterdir())
    words = DICTIONARIES / name
    told = subprocess.run(
        [
            *(sys.executable, "-m", "tests.fuzz.one", name, str(corpus), str(SEEDS / name)),
            *([f"-dict={words}"] if words.exists() else []),
            *(f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOW}"),
            *(
                f"-rss_limit_mb={MEGABYTES}",
                f"-artifact_prefix={FOUND / name}{os.sep}",
                "-print_final_stats=1",
            ),
        ],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    stats = [line for line in told.stdout.splitlines() if "number_of_executed_units" in line]
    print(f"{name}: {stats[0].split()[-1] if stats else '?'} inputs in {seconds} s", flush=True)
    new = set((FOUND / name).iterdir()) - before
    if told.returncode or new:
        print("\n".join(told.stdout.splitlines()[-60:]), flush=True)
    return bool(told.returncode or new)


if __name__ == "__main__":
    raise SystemExit(main())

"""Whether every line of the corpus' texts is accounted for exactly once."""

from __future__ import annotations

import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from sitegen.pipeline import explain
from tests.benchmark import corpus

LINE_END = re.compile(r"\r\n|\n|\r")


def incomplete(kind: str) -> list[str]:
    """Names of the texts of a kind (`dirty`, `full`) whose account misses a line, or has one twice."""
    files = [case.folder / corpus.INPUTS[kind][0] for case in corpus.cases()]
    with ProcessPoolExecutor() as pool:
        whole = list(pool.map(is_complete, files, chunksize=8))
    return [file.parent.name for file, complete in zip(files, whole, strict=True) if not complete]


def is_complete(file: Path) -> bool:
    """Every line of the file stands in the account once, in order, with its own words."""
    raw = file.read_bytes()
    lines = LINE_END.split(raw.decode("utf-8-sig"))
    if lines[-1] == "":  # a newline at the end ends the last line; it begins no other
        lines.pop()
    account = explain(raw).account
    numbers = [entry.number for entry in account]
    words = ["".join(entry.raw.split()) for entry in account]
    return numbers == list(range(1, len(lines) + 1)) and words == ["".join(line.split()) for line in lines]

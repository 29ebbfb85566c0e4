"""The register: what was generated from which seed, so that an editor's change is known as one.

A text file in the repository, `content/.converted.tsv`: one line for each seed, sorted, four columns
(seed, its sha256, article, the sha256 of the text written). Two people's lines merge in git like any
others. A line that is odd is ignored, and a register that is lost only makes sitegen more careful: a
file whose history it does not know is an editor's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sitegen.files import write_atomic

NAME = ".converted.tsv"
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Record:
    """One line: paths with forward slashes, the seed's below the project, the article's below `content/`."""

    seed: str
    seed_sha256: str
    article: str
    article_sha256: str


Register = dict[str, Record]
"""Seed path -> its record."""


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def load(content: Path) -> Register:
    """Read the register of a content folder; a missing one is empty."""
    try:
        text = (content / NAME).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return {}
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: Record(*row) for row in rows if len(row) == _COLUMNS and all(row)}


def save(content: Path, register: Register) -> None:
    """Write the register, sorted by seed. Does nothing when the file says so already."""
    head = "# seed\tsha256 of the seed\tarticle\tsha256 of the article as sitegen wrote it\n"
    rows = [
        f"{record.seed}\t{record.seed_sha256}\t{record.article}\t{record.article_sha256}\n"
        for _, record in sorted(register.items())
    ]
    text = head + "".join(rows)
    path = content / NAME
    if not path.exists() or path.read_text(encoding="utf-8", errors="replace") != text:
        write_atomic(path, text)

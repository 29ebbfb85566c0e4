"""What would change in a file, for people: a unified diff; on a terminal short, with marked words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence

import click

from sitegen.cli.shared import shown
from sitegen.newsroom import Change

_AROUND = 1
"""Unchanged lines that are shown above and below a change; a line is a paragraph here."""

_WORDS_AROUND = 8
"""Unchanged words that are shown before and after changed ones."""

_SHA256 = re.compile(r"(?<=sha256: ).*")
"""Of no interest to eyes: it changes with every change of the seed."""

_WORD = re.compile(r"\S+\s*|\s+")


def unified(change: Change) -> Iterator[str]:
    """The lines of a unified diff, as `patch` reads them; none when both versions are the same."""
    old, new = (text.splitlines(keepends=True) for text in (change.old, change.new))
    for line in difflib.unified_diff(old, new, change.old_path, change.new_path, n=_AROUND):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def for_terminal(change: Change) -> Iterator[str]:
    """The same for eyes: in colour, changed words marked, long stretches without a change cut out."""
    old, new = (
        [shown(line) for line in _SHA256.sub("…", text).splitlines()] for text in (change.old, change.new)
    )
    yield click.style(change.new_path, bold=True)
    for group in difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND):
        yield click.style(f"  line {group[0][3] + 1}", fg="cyan")
        for tag, start, end, low, high in group:
            if tag == "equal":
                yield from (f"    {_short(line)}" for line in old[start:end] if line.strip())
            else:
                yield from _changed(old[start:end], new[low:high])


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    if len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from _pair(one, other)
        return
    yield from (click.style(f"  - {line}", fg="red") for line in old if line.strip())
    yield from (click.style(f"  + {line}", fg="green") for line in new if line.strip())


def _pair(old: str, new: str) -> Iterator[str]:
    olds, news = _WORD.findall(old), _WORD.findall(new)
    steps = difflib.SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    yield "  - " + "".join(_words(((tag, olds[start:end]) for tag, start, end, _, _ in steps), "red"))
    yield "  + " + "".join(_words(((tag, news[low:high]) for tag, _, _, low, high in steps), "green"))


def _words(runs: Iterable[tuple[str, list[str]]], colour: str) -> Iterator[str]:
    listed = list(runs)
    for at, (tag, words) in enumerate(listed):
        if tag != "equal":
            yield click.style("".join(words), fg=colour, bold=True)
            continue
        head = words[:_WORDS_AROUND] if at else []
        tail = words[-_WORDS_AROUND:] if at < len(listed) - 1 else []
        whole = len(head) + len(tail) >= len(words)
        yield click.style("".join(words) if whole else "".join([*head, "… ", *tail]), fg=colour)


def _short(line: str) -> str:
    words = _WORD.findall(line)
    return line if len(words) <= 2 * _WORDS_AROUND else "".join(words[: 2 * _WORDS_AROUND]) + "…"

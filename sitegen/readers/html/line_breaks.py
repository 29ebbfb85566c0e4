"""What a <br> means: two part paragraphs, one is white space unless it parts lines of a list or sentences."""

from __future__ import annotations

from sitegen.readers.html.inline import Run
from sitegen.readers.html.places import Place
from sitegen.readers.html.settings import Setting

Line = list[tuple[Run, Place, Setting]]
"""Runs, each with the element it stands in and what that element makes of it."""

SHORT = 60
"""Characters of a line of an address, a table of results or a poem, on average."""


def split_lines(runs: Line) -> list[Line]:
    """The runs of one box as lines that hold words; [] when none does."""
    if runs[0][2].pre or not any(_is_break(run) for run, _, _ in runs):
        return [runs] if _width(runs) else []
    lines, gaps = _broken(runs)
    if len(lines) < 2:
        return lines
    if len(lines) > 2 and sum(map(_width, lines)) <= SHORT * len(lines):
        return lines
    joined = [lines[0]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if gap > 1 or _ends(joined[-1]) or _is_heading(joined[-1]):
            joined.append(line)
        else:
            joined[-1] = [*joined[-1], (Run("\n"), *line[0][1:]), *line]
    return joined


def _broken(runs: Line) -> tuple[list[Line], list[int]]:
    """Lines with words, and how many breaks stand between each and the one before."""
    lines: list[Line] = []
    gaps: list[int] = []
    line: Line = []
    breaks = 0
    for run, place, setting in runs:
        if _is_break(run):
            breaks += 1
            if _width(line):
                lines.append(line)
                breaks = 1
            line = []
            continue
        if not _width(line) and not run.raw.isspace() and lines:
            gaps.append(breaks)
        line.append((run, place, setting))
    if _width(line):
        lines.append(line)
    return lines, gaps


def _is_break(run: Run) -> bool:
    return run.raw == "\n" and run.apart


def _width(line: Line) -> int:
    return sum(len(run.raw.strip()) for run, _, _ in line)


def _ends(line: Line) -> bool:
    text = "".join(run.raw for run, _, _ in line).rstrip().rstrip("\"'”’»)")
    return len(text) > SHORT and text.endswith((".", "!", "?", "…", "。", "！", "？"))


def _is_heading(line: Line) -> bool:
    """A short line all in bold before the next: a subhead that its author set by hand."""
    words = [run for run, _, _ in line if not run.raw.isspace()]
    return _width(line) <= 2 * SHORT and all(run.mark.value == "strong" for run in words)

"""The words inside a block: runs of text with their links and marks, joined no word glued or cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from sitegen.model.body import Mark, Span
from sitegen.readers.characters import ordinary

MARKS = {
    "strong": Mark.STRONG,
    "b": Mark.STRONG,
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS,
    "code": Mark.CODE,
    "kbd": Mark.CODE,
    "samp": Mark.CODE,
    "tt": Mark.CODE,
}
"""Tag -> how its words are set."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Run:
    """A text node: its words as they came, how they are set, where they link to.

    linked  True inside a link, even one that leads nowhere
    apart   True when the markup before it parts words that the source wrote without a space
    """

    raw: str
    mark: Mark = Mark.PLAIN
    href: str = ""
    linked: bool = False
    apart: bool = False


def spans_of(runs: Sequence[Run]) -> tuple[Span, ...]:
    """Runs as spans: white space made single, spaces moved out of marked words, like neighbours merged."""
    spans: list[Span] = []
    space = False
    for run in runs:
        words = ordinary(run.raw)
        space = space or run.raw[:1].isspace() or (run.apart and _parts(spans, words))
        if words:
            _append(spans, Span(words, run.mark, run.href), space and bool(spans))
            space = run.raw[-1:].isspace()
    return tuple(spans)


def _parts(spans: list[Span], words: str) -> bool:
    """Whether words written without a space between two elements are two: `JaneRoe`, `12 May2024`."""
    before, after = spans[-1].text[-2:] if spans else "", words[:2]
    if not (before[-1:].isalnum() and after[:1].isalnum()):
        return False
    if ord(before[-1]) > 0x2E7F or ord(after[0]) > 0x2E7F:  # scripts that are written without spaces
        return False
    return before.isalnum() and len(before) == 2 and not (before[-1].islower() and after[0].islower())


def _append(spans: list[Span], span: Span, space: bool) -> None:
    last = spans[-1] if spans else None
    if last and (last.mark, last.href) == (span.mark, span.href):
        spans[-1] = Span(last.text + " " * space + span.text, span.mark, span.href)
    elif space and last and (last.mark or last.href):
        if span.mark or span.href:
            spans.append(Span(" "))
            spans.append(span)
        else:
            spans.append(Span(" " + span.text))
    elif space and last:
        spans[-1] = Span(last.text + " ")
        spans.append(span)
    else:
        spans.append(span)


def text_of(spans: Sequence[Span]) -> str:
    """The words of spans."""
    return "".join(span.text for span in spans)


def is_plain(spans: Sequence[Span]) -> bool:
    """True when no span links or marks anything."""
    return all(not span.mark and not span.href for span in spans)


def link_share(runs: Sequence[Run]) -> float:
    """0..1: the share of characters that lie inside links."""
    total = linked = 0
    for run in runs:
        size = len(run.raw.strip())
        total += size
        linked += size * run.linked
    return linked / total if total else 0.0


def absolute(href: str, base: str) -> str:
    """A link as it works from anywhere; "" for one that leads nowhere outside its page."""
    href = href.strip()
    if not href or href.startswith("#"):
        return ""
    if _SCHEME.match(href):
        return href if href[:5].lower() in {"http:", "https", "mailt", "tel:+"} else ""
    if not base:
        return ""
    try:
        return urljoin(base, href)
    except ValueError:
        return ""

"""The slips that Pagefind reads: one small page for each story, with nothing on it but what is searched."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlencode

from sitegen.site.search.entries import Entry
from sitegen.site.search.parting import parted, parted_html


def write_slips(entries: Iterable[Entry], folder: Path) -> None:
    """Write a slip for each entry, at the address of its story's page."""
    for entry in entries:
        url = unquote(entry.url)
        file = folder / (url + "index.html" if url.endswith("/") else url)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(slip(entry), encoding="utf-8", errors="replace")


def slip(entry: Entry) -> str:
    """A page that Pagefind reads.

    What Pagefind calls meta is searched too, so the facts are put where it only carries things along: into
    the name of an anchor.
    """
    marks = [_mark("meta", "title", parted(entry.title))]
    if entry.names:
        marks.append(_mark("meta", "names", parted(", ".join(entry.names))))
    marks += [_mark("filter", kind, value) for kind, values in entry.filters.items() for value in values]
    marks.append(_mark("sort", "date", entry.sort))
    marks.append(f'<i id="{escape(urlencode(entry.facts))}"></i>')
    return (
        '<!doctype html><html><head><meta charset="utf-8"></head><body data-pagefind-body>\n'
        f"{''.join(marks)}\n{parted_html(entry.html)}\n</body></html>\n"
    )


def _mark(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{kind}="{name}[title]" title="{escape(value)}"></i>'

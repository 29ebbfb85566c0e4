"""Tables that hold data, told from those that only lay a page out."""

from __future__ import annotations

from lxml import etree

from sitegen.readers.characters import ordinary

LONGEST_CELL = 400
"""Characters of a cell beyond which a table lays out a page rather than holding data."""

_LAYOUT = (
    "table", "h1", "h2", "h3", "ul", "ol", "figure", "form", "section", "article", "blockquote", "caption",
)  # fmt: skip


def rows_of(table: etree._Element) -> list[tuple[str, ...]]:
    """The words of a data table's rows, cell by cell; [] when the table is for layout or has one column."""
    if next(table.iterdescendants(*_LAYOUT), None) is not None:
        return []
    rows = [_cells(row) for row in table.iterdescendants("tr")]
    rows = [row for row in rows if any(row)]
    wide = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or wide < 2 or any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        return []
    inside = sum(len(cell.replace(" ", "")) for row in rows for cell in row)
    outside = sum(len("".join(text.split())) for text in table.itertext())
    return rows if inside >= outside else []  # words between the cells would be lost


def _cells(row: etree._Element) -> tuple[str, ...]:
    return tuple(ordinary(" ".join(map(str, cell.itertext()))) for cell in row.iterchildren("td", "th"))

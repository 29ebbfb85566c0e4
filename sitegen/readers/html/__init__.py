"""A saved web page -> Document: what it declares of itself, its words as blocks, and where the story lies."""

from __future__ import annotations

from bs4.dammit import EncodingDetector

from sitegen.model.document import Document
from sitegen.readers.encoding import decode
from sitegen.readers.html.blocks import placed_blocks
from sitegen.readers.html.declared import declared_by
from sitegen.readers.html.locate import located
from sitegen.readers.html.tree import parse, visible


def read(raw: bytes, *, url: str = "") -> Document:
    """Read a page.

    raw  the page's bytes as the server sent them
    url  the address it came from, if known

    Every visible word is in exactly one block. Blocks of the story carry the signal `sitegen:story`, blocks
    that certainly stand outside of it `sitegen:outside`; the others are for the rules to decide.
    Raises SitegenError when the bytes are no text.
    """
    decoded = decode(raw, declared=EncodingDetector.find_declared_encoding(raw, is_html=True) or "")
    root = parse(decoded.text)
    if root is None:
        return Document((), "text/html", 0, decoded.encoding, notes=decoded.notes)
    declared = declared_by(root, url)
    blocks = located(placed_blocks(visible(root), declared.url or url), declared)
    return Document(
        blocks=blocks,
        media_type="text/html",
        line_count=len(blocks),
        encoding=decoded.encoding,
        declared=declared,
        notes=decoded.notes,
    )

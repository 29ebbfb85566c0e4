"""Raw bytes -> Document. One reader for each media type; add an input format here.

A reader is loaded when the first document of its type is read: most builds read none.
"""

from __future__ import annotations

from importlib import import_module

from sitegen.errors import Problem, SitegenError
from sitegen.model.document import Document

READERS: dict[str, str] = {
    "text/plain": "sitegen.readers.plain_text",
    "text/html": "sitegen.readers.html",
}
"""Media type -> module with `read`: (raw bytes, *, url) -> Document."""

SUFFIXES: dict[str, str] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
"""File name suffix, lower case -> media type."""

MAX_BYTES = {"text/plain": 5 * 1024 * 1024, "text/html": 20 * 1024 * 1024}
"""Bytes of the largest document of a type that is read; a larger one is no single article."""


def read(raw: bytes, *, media_type: str, path: str = "", url: str = "") -> Document:
    """Read raw bytes into blocks.

    raw         the file's bytes
    media_type  "text/plain" or "text/html"
    path        the file's name, for messages
    url         the address the page came from, if known; relative links are resolved against it

    Raises SitegenError when the type is unknown, or the bytes are empty, too many or no text.
    """
    if media_type not in READERS:
        raise SitegenError(
            Problem(path, 0, f"cannot read {media_type}", f"the types are {', '.join(READERS)}")
        )
    if len(raw) > MAX_BYTES[media_type]:
        limit = MAX_BYTES[media_type] // (1024 * 1024)
        problem = f"the file is too large ({len(raw) / 1048576:.1f} MB)"
        raise SitegenError(Problem(path, 0, problem, f"split it into articles of at most {limit} MB each"))
    document: Document = import_module(READERS[media_type]).read(raw, url=url)
    if not document.blocks:
        problem = "the file is empty" if not raw.strip() else "the file holds no readable text"
        raise SitegenError(Problem(path, 0, problem, "put the article's text into it, or delete it"))
    return document

"""Who has which address in the site: articles and pages by their paths, and old addresses by `aliases`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from posixpath import splitext
from urllib.parse import unquote

from sitegen.editing.manuscripts import Manuscript
from sitegen.site.redirects import file_at
from sitegen.site.stories import page_url
from sitegen.yaml_header.places import entries_in, header_span


def address_of(path: str, *, directory_urls: bool = True) -> str:
    """The address of a Markdown file of the content, as `aliases` have it: `/articles/2024/03/slug/`."""
    return "/" + page_url(path, directory_urls).removeprefix("./")


def same_address(address: str) -> str:
    """What two spellings of one address share: `/a` and `/a/`, `/A/` and `/a/`, `/%C3%A9/` and `/é/`."""
    return unicodedata.normalize("NFC", unquote(file_at(address))).casefold()


def resident(paths: Iterable[str], address: str, *, directory_urls: bool = True) -> str:
    """The Markdown file among the paths whose page has the address; "" when there is none."""
    wanted = same_address(address)
    return next(
        (
            path
            for path in paths
            if path.endswith(".md")
            and same_address(address_of(path, directory_urls=directory_urls)) == wanted
        ),
        "",
    )


def claims(manuscript: Manuscript, address: str) -> bool:
    """True when a file's `aliases` have the address."""
    span = header_span(manuscript.text)
    if span is None or "aliases" not in manuscript.text[slice(*span)]:
        return False
    if not _may_name(manuscript.text[slice(*span)], address):
        return False
    entry = entries_in(manuscript.text).get("aliases")
    wanted = same_address(address)
    texts = (place.text for place in entry.texts) if entry else ()
    return any(same_address(text) == wanted for text in texts if text)


def _may_name(header: str, address: str) -> bool:
    """False when it is plain that no alias in a header is the address: its last word is not there."""
    last = unquote(splitext(address.strip("/").rsplit("/", 1)[-1])[0]).casefold()
    plain = last.isascii() and "\\" not in header and "%" not in header
    return last in header.casefold() if plain else True

"""A file of the site, by its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import splitext

from sitegen.sweep.allowed import Allowed
from sitegen.sweep.drawings import faults_of_drawing
from sitegen.sweep.finding import Finding
from sitegen.sweep.json_files import faults_of_cards, faults_of_json
from sitegen.sweep.pages import faults_of_page
from sitegen.sweep.screen import Known, passes
from sitegen.sweep.xml_files import faults_of_xml

_PAGES = frozenset({".html", ".htm"})
_JSON = frozenset({".json", ".webmanifest"})
_CARDS = re.compile(r"search/index/cards-[0-9a-f]+\.json")
_WORDS = re.compile(r"search/index/(?:register|(?:words|heavy|facets)-[0-9a-f]+)\.json")
"""The search's index. Its words are compared, and never shown."""

_CODE = frozenset({".js", ".mjs", ".css", ".wasm"})
_ENDINGS = (
    ".jpg .jpeg .png .gif .webp .avif .ico .bmp .mp3 .m4a .ogg .oga .opus .flac .wav .mp4 .m4v .webm .ogv "
    ".mov .vtt .srt .woff .woff2 .ttf .otf .pdf .epub .zip .gz .csv .tsv .txt .md .ics .geojson .gpx "
    ".xlsx .docx .odt .ods "
)
_QUIET = frozenset(_ENDINGS.split())
"""Kinds that a browser shows or saves and never runs in the site's name."""

_MARKUP = re.compile(rb"<[a-zA-Z!?]")
_LOOKED_AT = 4096


def sweep_file(path: str, data: bytes, allowed: Allowed, known: Known) -> tuple[Finding, ...]:
    """What stands in a file of the site that the theme did not put there; () for most.

    path     in the site, with forward slashes: `articles/2026/11/a-story/index.html`
    data     the file's bytes
    allowed  see `allowed_of`
    known    one for a build or a part of it; it only spares time
    """
    if allowed.trusts(path):
        return ()
    return tuple(Finding(path, what) for what in _faults(path, data, allowed, known))


def sweep_files(site: Path, paths: Iterable[str], allowed: Allowed) -> Iterator[Finding]:
    """The same for files of a site: all of them, or those that a build has written.

    site   the folder
    paths  in it, as for `sweep_file`

    Raises OSError for one that cannot be read.
    """
    known = Known()
    for path in paths:
        with open(f"{site}/{path}", "rb", buffering=0) as file:  # noqa: PTH123  # quicker, for thousands
            data = file.read()
        yield from sweep_file(path, data, allowed, known)


def _faults(path: str, data: bytes, allowed: Allowed, known: Known) -> Iterator[str]:
    kind = splitext(path)[1].lower()
    if kind in _PAGES:
        depth = path.count("/")
        if not passes(data, depth, allowed, known):
            yield from faults_of_page(data, depth, allowed)
    elif kind == ".xml":
        yield from faults_of_xml(data, allowed.site, known)
    elif kind in _JSON:
        yield from _faults_of_json(path, data, allowed, known)
    elif kind == ".svg":
        yield from faults_of_drawing(data)
    elif kind in _CODE:
        if path not in allowed.files:
            yield "is a script or a style sheet that does not come from the theme"
    elif kind not in _QUIET and _MARKUP.search(data, 0, _LOOKED_AT):
        yield f"is of a kind that sitegen does not know ({kind or 'no ending'}), and holds markup"


def _faults_of_json(path: str, data: bytes, allowed: Allowed, known: Known) -> Iterator[str]:
    if _CARDS.fullmatch(path):
        yield from faults_of_cards(data)
    elif not _WORDS.fullmatch(path):
        yield from faults_of_json(data, allowed.site, known)

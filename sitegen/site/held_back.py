"""Pictures and other files of the content that only stories name which readers may not see yet.

MkDocs copies every file of the content. The picture of a draft, or of a story under embargo, would be in the
site under an address that is easily guessed, days before its story; and it would stay there when the story
has expired. So a file that a withheld story names, as its lead picture or in its words, is published as soon
as something that readers see names it: a story, a page, mkdocs.yml, the theme, a style sheet.

A file that nothing names is published, as MkDocs does: it may be known by its address alone (`robots.txt`, a
form that a letter mentions). `sitegen check` names the pictures among them. What must not be seen yet is
named in its draft, or lies outside the content folder.
"""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from sitegen.errors import SitegenError
from sitegen.site.edition import Edition
from sitegen.site.stories import Shelf, is_article
from sitegen.site.targets import addresses_in, target_at
from sitegen.site.texts import Texts

Named = tuple[str, tuple[str, ...]]
"""A file's path in the content folder, and the addresses in it as they are written."""

_WORDS = re.compile(r"""[^\s/"'()<>=,\[\]{}]+""")
_ENDING = re.compile(r"(?<=.)\.\w{2,5}")
"""What may be the name of a file in a header that cannot be read, in settings, templates, styles: a word up
to its last ending. In two steps, since a word of a megabyte must not be tried from each of its letters."""

_TEXTS = (".html", ".css", ".js", ".svg")


def held_back(
    files: Iterable[str],
    withheld: Iterable[Named],
    shown: Iterable[Named],
    *,
    unread: Iterable[str] = (),
    elsewhere: Callable[[], Iterable[str]] = tuple,
) -> frozenset[str]:
    """The files that readers may not see yet.

    files      of the content that are no pages, by their paths in it
    withheld   the stories that readers do not see
    shown      the stories and pages that they see
    unread     the texts of articles that cannot be read: whatever they name is named by nobody else yet
    elsewhere  gives the texts of settings, theme and styles; asked only when a file may be held back
    """
    named = set(_targets(withheld))
    names = set(_names(unread))
    found = {path for path in files if _alike(path) in named or _alike(posixpath.basename(path)) in names}
    if not found:
        return frozenset()
    seen = set(_targets(shown))
    found = {path for path in found if _alike(path) not in seen}
    if not found:
        return frozenset()
    used = set(_names(elsewhere()))
    return frozenset(path for path in found if _alike(posixpath.basename(path)) not in used)


def unseen_files(
    edition: Edition,
    shelf: Shelf,
    sources: Mapping[str, str],
    read: Collection[str],
    theirs: tuple[Path, Path],
) -> frozenset[str]:
    """The files of the content that readers of an edition may not see yet.

    sources  what the site is made of, by path; each with where it lies
    read     the stories and pages among them
    theirs   mkdocs.yml, and the newsroom's own theme folder
    """
    own, known = f"{shelf.folder}{os.sep}", {story.path for story in edition.desk.stories}
    files = [path for path, file in sources.items() if path not in read and file.startswith(own)]
    settings, theme = theirs
    styles = [shelf.folder / path for path in files if path.endswith(_TEXTS)]
    return held_back(
        files,
        ((story.path, story.names) for story in edition.desk.stories if story.path not in edition.stories),
        (
            *((path, story.names) for path, story in edition.stories.items()),
            *((path, addresses_in(page.body)) for path, page in edition.pages.items()),
        ),
        unread=_texts_at((path for path in read if is_article(path) and path not in known), shelf),
        elsewhere=lambda: _texts_of((settings, *styles, *theme.rglob("*"))),
    )


def _texts_at(paths: Iterable[str], shelf: Shelf) -> Iterator[str]:
    """The texts of articles that could not be read, as far as there are any."""
    texts = Texts(shelf.folder, shelf.shown)
    for path in paths:
        with suppress(SitegenError):
            yield texts.raw(path).decode("utf-8", "replace")


def _texts_of(files: Iterable[Path]) -> Iterator[str]:
    """The texts of settings, templates, styles, scripts and drawings among the files."""
    found = (file for file in files if file.suffix in (*_TEXTS, ".yml") and file.is_file())
    return (file.read_text(encoding="utf-8", errors="replace") for file in found)


def _targets(named: Iterable[Named]) -> Iterator[str]:
    return (_alike(target_at(address, path)) for path, addresses in named for address in addresses)


def _names(texts: Iterable[str]) -> Iterator[str]:
    words = (word for text in texts for word in _WORDS.findall(text) if "." in word)
    ends = ((word, [found.end() for found in _ENDING.finditer(word)]) for word in words)
    return (_alike(unquote(word[: end[-1]])) for word, end in ends if end)


def _alike(path: str) -> str:
    """What two paths share that a disk or an editor may take for one."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()

"""Everything that is found in a content folder; after a change only what changed is read again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from sitegen.check.content import CHECKS, OF_THE_PAPER
from sitegen.check.content.copy import Paper, PictureFile, Piece
from sitegen.check.content.pictures import measured, picture_at, pictures_among, shown_pictures
from sitegen.check.content.reader import (
    Reader,
    files_in,
    is_text,
    read_paper,
    reader_of,
    state_of,
)
from sitegen.check.finding import Finding
from sitegen.check.settings import Project

_ORDER = {check.name: place for place, check in enumerate(CHECKS)}


@dataclass(frozen=True)
class Examination:
    """What all checks found in a paper.

    shared  what the checks over all files found
    """

    paper: Paper
    shared: tuple[Finding, ...]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the checks, then of the files and their lines."""
        own = (finding for piece in self.paper.pieces.values() for finding in piece.findings)
        return tuple(sorted((*own, *self.shared), key=_place))

    def about(self, path: str) -> tuple[Finding, ...]:
        """What concerns one file, or all below one folder, and the pictures that it shows; the worst first.

        path  in the content folder: `articles/2024/03/harbour.md`
        """
        shown = self.paper.shelf.shown
        pages = {f"{shown}/{path}", *(f"{shown}/{picture}" for picture in self._shown_by.get(path, ()))}
        found = {finding for page in pages for finding in self._by_page.get(page, ())}
        folder = f"{shown}/{path.rstrip('/')}/" if path else f"{shown}/"
        if path not in self.paper.files:
            found |= {one for page, own in self._by_page.items() if page.startswith(folder) for one in own}
        return tuple(sorted(found, key=lambda finding: (finding.severity.rank, *_place(finding))))

    def renewed(self, changed: Collection[str], now: datetime) -> Examination:
        """The same after a change: what changed and what is new is read, and all files are weighed anew.

        changed  the files whose words are others, by their paths in the content folder; files that came or
                 went are found by themselves
        """
        paper = _renewed(self.paper, frozenset(changed), now)
        return Examination(paper, _shared(paper))

    @cached_property
    def _by_page(self) -> Mapping[str, list[Finding]]:
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            found[finding.page].append(finding)
        return found

    @cached_property
    def _shown_by(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for piece, address, _ in shown_pictures(self.paper):
            if picture := picture_at(self.paper, address, piece.path):
                found[piece.path].append(picture)
        return found


def examine(project: Project, now: datetime, *, alone: bool = False) -> Examination:
    """Examine the content of a project. Nothing is raised for bad input: it is what is found.

    now    decides what is under embargo, and which dates lie in the future
    alone  True starts no further processes, as a program with threads must not
    """
    paper = read_paper(project, now, alone=alone)
    return Examination(paper, _shared(paper))


def _shared(paper: Paper) -> tuple[Finding, ...]:
    return tuple(finding for check in OF_THE_PAPER for finding in check(paper))


def _place(finding: Finding) -> tuple[int, str, int, str]:
    return _ORDER.get(finding.check, 0), finding.page, finding.line, finding.message


def _renewed(paper: Paper, changed: frozenset[str], now: datetime) -> Paper:
    reader = reader_of(paper.project, now)
    files = frozenset(files_in(paper.project.content))
    known = {path: piece for path, piece in paper.pieces.items() if path in files and path not in changed}
    known = {path: piece for path, piece in known.items() if not _has_turned(piece, reader)}
    texts = sorted(path for path in files if is_text(path) and path not in known)
    fresh = {path: reader.piece(path) for path in texts}
    pictures = dict(_pictures(paper, files, changed))
    return replace(paper, shelf=reader.shelf, pieces={**known, **fresh}, files=files, pictures=pictures)


def _has_turned(piece: Piece, reader: Reader) -> bool:
    """True when time alone made the piece another: an embargo has lifted, a story has expired."""
    return piece.article is not None and state_of(piece.article, reader.shelf) is not piece.state


def _pictures(
    paper: Paper, files: frozenset[str], changed: frozenset[str]
) -> Iterator[tuple[str, PictureFile]]:
    for path in pictures_among(files):
        known = paper.pictures.get(path) if path not in changed else None
        yield path, known or measured(paper.project.content, path)

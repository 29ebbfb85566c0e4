"""The three-way merge of a whole file: Markdown text in, Markdown text out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.errors import SitegenError
from sitegen.front_matter import header_of, parse, render
from sitegen.model.article import Article
from sitegen.newsroom.merging import sequence
from sitegen.newsroom.merging.base import Base, Prints, base_of, prints_of
from sitegen.newsroom.merging.blocks import Block, sameness, split
from sitegen.newsroom.merging.edits import words_of
from sitegen.newsroom.merging.header import MergedHeader, merge_headers
from sitegen.newsroom.merging.header_text import chunks_of, cut, rewritten

_EXCERPT = 60
_QUOTES = "“”„«»‘’\"'"
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Collision:
    """A place where editor and converter changed the same.

    line  in the editor's file, from 1
    what  in plain words
    """

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class MergedFile:
    """What a merge came to.

    text        the merged file; at each collision it has what is new
    collisions  in the order of the file; with one of them the editor's file must stay as it is
    edited      True when the editor's file says something else than what was generated
    changed     True when the merged file says something else than the editor's
    """

    text: str
    collisions: tuple[Collision, ...]
    edited: bool
    changed: bool


def merge_files(base: Base, ours: str, theirs: str, path: str = "") -> MergedFile:
    """Merge an article.

    base    fingerprints of what was generated when `ours` was new
    ours    the editor's file, as it stands; a byte order mark and `\\r\\n` stay
    theirs  what is generated now
    path    of the editor's file, for messages

    Raises SitegenError when the front matter of `ours` cannot be read.
    """
    plain = ours.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    article, new = parse(plain, path), parse(theirs)
    header = merge_headers(base, article, new)
    head, below = cut(plain)
    bodies = _Bodies(base.body, below, cut(theirs)[1], plain.count("\n") - below.count("\n"))
    collisions = [*_in_header(plain, header), *bodies.collisions]
    text = f"---\n{rewritten(head, article, header.article)}---{bodies.text}"
    merged = _read(text, header.article)
    if merged is None and "#" not in head:
        text = f"---\n{cut(render(header.article))[0]}---{bodies.text}"
        merged = _read(text, header.article)
    if merged is None:
        collisions.append(Collision(1, "the front matter is written in a way that cannot be merged"))
    return MergedFile(
        _like(ours, text),
        tuple(sorted(collisions, key=lambda collision: collision.line)),
        edited=base_of(article) != base,
        changed=merged is not None and base_of(merged) != base_of(article),
    )


class _Bodies:
    """The bodies of ours and theirs, merged."""

    def __init__(self, base: Prints, ours: str, theirs: str, line: int) -> None:
        self._line = line
        self._ours, rest = split(ours)
        self._theirs, _ = split(theirs)
        prints = [_prints(self._ours), _prints(self._theirs)]
        blocks = zip((*prints[0], *prints[1]), (*self._ours, *self._theirs), strict=True)
        words = {mark: words_of(block.text) for mark, block in blocks}
        merged = sequence.merge_rows(base, prints[0], prints[1], words)
        self.text = "".join(self._parts(merged.picks)) + (rest or "\n")
        lost = set(prints[0]) - set(base) - {prints[0 if p.ours else 1][p.at] for p in merged.picks}
        at_risk = merged.collisions or ([sequence.Collision(0, len(self._ours), 0, 0)] if lost else ())
        self.collisions = tuple(map(self._told, at_risk))

    def _parts(self, picks: Iterable[sequence.Pick]) -> Iterator[str]:
        before: sequence.Pick | None = None
        for pick in picks:
            block = (self._ours if pick.ours else self._theirs)[pick.at]
            follows = pick.ours and pick.at == (before.at + 1 if before and before.ours else 0)
            first = self._ours[0].gap if self._ours else "\n\n"
            gap = first if before is None else block.gap if follows else "\n\n"
            yield gap + block.text
            before = pick

    def _told(self, collision: sequence.Collision) -> Collision:
        edited = self._ours[collision.low : collision.high]
        if edited:
            what = f"edited here, and changed in the new conversion too: “{_excerpt(edited)}”"
            return Collision(self._line + edited[0].line + 1, what)
        new = self._theirs[collision.their_low : collision.their_high]
        at = min(collision.low, len(self._ours) - 1)
        line = self._ours[at].line if self._ours else 0
        what = f"removed or moved here, and changed in the new conversion: “{_excerpt(new)}”"
        return Collision(self._line + line + 1, what)


def _prints(blocks: Iterable[Block]) -> Prints:
    return prints_of(sameness(block.text) for block in blocks)


def _excerpt(blocks: Sequence[Block]) -> str:
    words = " ".join(blocks[0].text.split()).strip(_QUOTES) if blocks else ""
    return words if len(words) <= _EXCERPT else words[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def _in_header(text: str, header: MergedHeader) -> Iterator[Collision]:
    lines = {chunk.key: chunk.line for chunk in chunks_of(cut(text)[0])}
    for key in header.collisions:
        what = f"{key} was edited, and is another in the new conversion too"
        yield Collision(lines.get(key.partition(".")[0], 1), what)


def _read(text: str, wanted: Article) -> Article | None:
    """The article of a text; None when its header does not say what it should."""
    try:
        found = parse(text)
    except SitegenError:
        return None
    return found if header_of(found) == header_of(wanted) else None


def _like(ours: str, text: str) -> str:
    """A text with the byte order mark and the line ends of ours."""
    if ours.count("\r\n") * 2 > ours.count("\n"):
        text = text.replace("\n", "\r\n")
    return _BOM + text if ours.startswith(_BOM) else text

"""The three-way merge of a row of blocks: what was generated then, what stands there now, what is new.

Blocks are compared by their fingerprints; nothing else is known of the old ones. Both sides' changes are
laid over the old row. Where they do not touch, both are taken. Where they do, it is a collision, unless

* both sides did the same, or ours has done already all that theirs would: ours stays;
* both only removed blocks: both removals are done;
* both added blocks at one place, and theirs has all of ours in their order: theirs is taken;
* theirs would remove what ours has changed: the change stays.

A block that ours moved takes theirs' new words along; one that theirs moved may not have been changed by
ours. What ours has removed never comes back, and every block that ours wrote is in the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.newsroom.merging.edits import Edit, alike, edits_of

_FEW_WORDS = 4
"""A block of fewer words (a section break) may well stand twice; one of more was added twice by mistake."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A block of the result: the at-th of ours, or of theirs."""

    ours: bool
    at: int


@dataclass(frozen=True, slots=True)
class Collision:
    """Where both sides changed the same: ours[low:high], and theirs[their_low:their_high]."""

    low: int
    high: int
    their_low: int
    their_high: int


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged row; at a collision it holds theirs."""

    picks: tuple[Pick, ...]
    collisions: tuple[Collision, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """A row, its edits, and where each block of the base stands in it; one that does not is absent."""

    row: Sequence[str]
    edits: tuple[Edit, ...]
    stands: Mapping[int, int]

    @classmethod
    def of(cls, base: Sequence[str], row: Sequence[str], words: Mapping[str, Counter[str]]) -> _Side:
        edits = tuple(edits_of(base, row, words))
        stands: dict[int, int] = {}
        at = low = 0
        for edit in (*edits, Edit(len(base), len(base), len(row), len(row))):
            stands.update(zip(range(at, edit.start), range(low, edit.low), strict=True))
            at, low = edit.end, edit.high
        return cls(row, edits, stands)


def merge_rows(
    base: Sequence[str],
    ours: Sequence[str],
    theirs: Sequence[str],
    words: Mapping[str, Counter[str]] | None = None,
) -> Merged:
    """Merge rows of fingerprints.

    words  of every block of ours and theirs, by fingerprint; without it, replaced blocks count as a whole
    """
    words = words or {}
    left, right = _Side.of(base, ours, words), _Side.of(base, theirs, words)
    return _Merger(base, left, right, words).merged()


class _Merger:
    def __init__(
        self, base: Sequence[str], ours: _Side, theirs: _Side, words: Mapping[str, Counter[str]]
    ) -> None:
        self._base, self._ours, self._theirs, self._words = base, ours, theirs, words
        known = set(base)
        self._written = {ours.row[at] for at in _added(ours)} - known
        self._moved = _moves(base, ours)
        self._renewed: dict[int, int] = {}
        self._picks: list[Pick] = []
        self._collisions: list[Collision] = []

    def merged(self) -> Merged:
        if self._ours.edits and self._ours_is_as_new():
            return Merged(tuple(Pick(True, at) for at in range(len(self._ours.row))))
        rights = [edit for edit in self._theirs.edits if not self._went_along(edit)]
        at = 0
        for lefts, others in _clusters(self._ours.edits, rights):
            both = (*lefts, *others)
            start, end = min(edit.start for edit in both), max(edit.end for edit in both)
            self._unchanged(at, start)
            self._settle(lefts, others, start, end)
            at = end
        self._unchanged(at, len(self._base))
        picks = [self._with_new_words(pick) for pick in self._picks]
        return Merged(tuple(picks), (*self._collisions, *self._torn()))

    def _ours_is_as_new(self) -> bool:
        """True when all that theirs put in stands in ours, and all that theirs took out does not."""
        ours, theirs = Counter(self._ours.row), Counter(self._theirs.row)
        if any(ours[block] > theirs[block] for block in Counter(self._base) - theirs):
            return False
        new = [self._theirs.row[at] for at in _added(self._theirs)]
        if not _moves(self._base, self._theirs):
            return _is_part(new, self._ours.row)
        in_order = [block for block in self._theirs.row if block in ours]
        return all(block in ours for block in new) and in_order == [b for b in self._ours.row if b in theirs]

    def _went_along(self, edit: Edit) -> bool:
        """Theirs has new words for a block that ours moved: they are used where it stands now."""
        moved_to = self._moved.get(edit.start)
        if moved_to is None or (edit.end - edit.start, edit.high - edit.low) != (1, 1):
            return False
        old, new = self._base[edit.start], self._theirs.row[edit.low]
        if old in self._theirs.row or not alike(old, new, self._words):
            return False
        self._renewed[moved_to] = edit.low
        return True

    def _with_new_words(self, pick: Pick) -> Pick:
        return Pick(False, self._renewed[pick.at]) if pick.ours and pick.at in self._renewed else pick

    def _unchanged(self, start: int, end: int) -> None:
        stands = self._ours.stands
        self._take(True, (stands[at] for at in range(start, end) if at in stands))

    def _take(self, ours: bool, places: Iterable[int]) -> None:
        self._picks += [Pick(ours, at) for at in places]

    def _settle(self, lefts: Sequence[Edit], rights: Sequence[Edit], start: int, end: int) -> None:
        ours, theirs = _stretch(lefts, start, end), _stretch(rights, start, end)
        if not rights:
            self._take(True, ours)
        elif not lefts:
            edited = self._ours.edits  # else ours has of each block what the base had, and theirs has more
            self._take(False, (at for at in theirs if not (edited and self._stands_already(at))))
        elif self._ours_has_it(ours, theirs, rights):
            self._take(True, ours)
        elif not any(edit.low < edit.high for edit in (*lefts, *rights)):
            self._take(True, (at for at in ours if self._ours.row[at] in self._ids(theirs)))
        elif start == end and _is_part(self._blocks_of(True, ours), self._blocks_of(False, theirs)):
            here = self._blocks_of(True, ours)
            self._take(
                False, (at for at in theirs if self._theirs.row[at] in here or not self._stands_already(at))
            )
        else:
            self._collisions.append(Collision(ours.start, ours.stop, theirs.start, theirs.stop))
            self._take(False, theirs)

    def _blocks_of(self, ours: bool, places: Iterable[int]) -> list[str]:
        row = self._ours.row if ours else self._theirs.row
        return [row[at] for at in places]

    def _ids(self, theirs: Iterable[int]) -> frozenset[str]:
        return frozenset(self._blocks_of(False, theirs))

    def _ours_has_it(self, ours: range, theirs: range, rights: Sequence[Edit]) -> bool:
        """True when every block that theirs put here stands in ours, and none that theirs removed."""
        new = [self._theirs.row[at] for edit in rights for at in range(edit.low, edit.high)]
        gone = {self._base[at] for edit in rights for at in range(edit.start, edit.end)} - self._ids(theirs)
        there = self._blocks_of(True, ours)
        return _is_part(new, there) and gone.isdisjoint(there)

    def _stands_already(self, at: int) -> bool:
        """True for a paragraph that theirs adds and an editor has put in elsewhere."""
        block = self._theirs.row[at]
        known = self._words.get(block)
        return block in self._written and known is not None and known.total() >= _FEW_WORDS

    def _torn(self) -> Iterator[Collision]:
        """Blocks that one side moved, and that the other moved too, changed or removed."""
        for to in self._moved.values():
            if self._ours.row[to] not in self._theirs.row and to not in self._renewed:
                yield Collision(to, to + 1, 0, 0)
        ours = Counter(self._ours.row)
        result = Counter(self._row_of(pick)[pick.at] for pick in self._picks)
        for start, to in _moves(self._base, self._theirs).items():
            block = self._base[start]
            if self._moved or result[block] > ours[block]:
                low = next((edit.low for edit in self._ours.edits if edit.start <= start < edit.end), 0)
                yield Collision(low, low, to, to + 1)

    def _row_of(self, pick: Pick) -> Sequence[str]:
        return (self._ours if pick.ours else self._theirs).row


def _added(side: _Side) -> Iterator[int]:
    for edit in side.edits:
        yield from range(edit.low, edit.high)


def _moves(base: Sequence[str], side: _Side) -> dict[int, int]:
    """Where in the base a block stood, and where in a row it stands now, for each that was moved."""
    once = {block for block, count in Counter(base).items() if count == 1}
    left = {base[at]: at for edit in side.edits for at in range(edit.start, edit.end) if base[at] in once}
    return {left[side.row[at]]: at for at in _added(side) if side.row[at] in left}


def _stretch(edits: Sequence[Edit], start: int, end: int) -> range:
    """What stands in a row in place of base[start:end], where these are its edits; empty without any."""
    if not edits:
        return range(0)
    first, last = edits[0], edits[-1]
    return range(first.low - (first.start - start), last.high + (end - last.end))


def _clusters(
    ours: Iterable[Edit], theirs: Iterable[Edit]
) -> Iterator[tuple[tuple[Edit, ...], tuple[Edit, ...]]]:
    """Edits that touch one another, in the order of the base."""
    edits = sorted([(edit, True) for edit in ours] + [(edit, False) for edit in theirs], key=_order)
    group: list[tuple[Edit, bool]] = []
    for edit, is_ours in edits:
        if group and not any(_touch(edit, other) for other, whose in group if whose is not is_ours):
            yield _parted(group)
            group = []
        group.append((edit, is_ours))
    if group:
        yield _parted(group)


def _order(entry: tuple[Edit, bool]) -> tuple[int, int]:
    return entry[0].place


def _touch(one: Edit, other: Edit) -> bool:
    if one.place == other.place:
        return True
    return one.start < other.end and other.start < one.end


def _parted(group: Sequence[tuple[Edit, bool]]) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    return (
        tuple(edit for edit, is_ours in group if is_ours),
        tuple(edit for edit, is_ours in group if not is_ours),
    )


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    """True when all of few stand in many, in their order."""
    rest = iter(many)
    return all(block in rest for block in few)

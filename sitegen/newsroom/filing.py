"""Where converted articles are filed: written, merged into what an editor made of them, or proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen import front_matter
from sitegen.errors import Problem, SitegenError
from sitegen.model.article import Article
from sitegen.newsroom import register as registers
from sitegen.newsroom.budgets import Excess
from sitegen.newsroom.conversion import Converted
from sitegen.newsroom.merging.base import Base
from sitegen.newsroom.merging.files import MergedFile, merge_files
from sitegen.newsroom.proposals import Proposal, path_of
from sitegen.newsroom.register import NOTHING, Record, Register, sha256_of
from sitegen.newsroom.report import Change, Outcome, Result
from sitegen.newsroom.shelf import LINK, ArticleShelf, unwritable
from sitegen.newsroom.work import Seed

_WRITTEN = frozenset({Outcome.NEW, Outcome.RENEWED, Outcome.MERGED, Outcome.CONFLICT})
_TOLD = 5
"""Collisions of one article that are told one by one."""


@dataclass(frozen=True, slots=True)
class _Filed:
    """What is decided for a seed: its result, its line in the register, and the file that is to be written.

    record  None when the old line stays
    path    of the file, below `content/`; "" for none
    done    a proposal of an earlier run that is of no more use
    """

    result: Result
    record: Record | None
    path: str = ""
    text: str = ""
    done: Proposal | None = None


class Filing:
    """Files articles, a batch at a time.

    dry  nothing is written; the results say what would change
    """

    def __init__(self, content: Path, register: Register, shelf: ArticleShelf, *, dry: bool = False) -> None:
        self._content = content
        self._register = register
        self._shelf = shelf
        self._dry = dry

    def file(self, batch: Sequence[tuple[Seed, Converted | Problem]]) -> list[Result]:
        """Put articles where they belong, a person's work untouched; results come in order."""
        before = {seed.name: self._register.get(seed.name) for seed, _ in batch}
        filed = [self._filed(seed, converted) for seed, converted in batch]
        problems = self._shelf.write_out()
        written = []
        for at, one in enumerate(filed):
            name = one.result.seed
            if problem := problems.get(one.path):
                self._restore(name, before[name])
                filed[at] = _Filed(_failed(name, problem), None)
                continue
            self._clear(one.done)
            if one.record and one.record != before[name] and one.result.outcome in _WRITTEN:
                written.append(one.record)
        if not self._dry:
            registers.enter(self._content, written)
        return [one.result for one in filed]

    def _filed(self, seed: Seed, converted: Converted | Problem) -> _Filed:
        if isinstance(converted, Problem):
            return _Filed(_failed(seed.name, converted), None)
        if converted.header is None:
            return _Filed(_failed(seed.name, *converted.problems), None)
        place = ""
        try:
            place = self._place_for(seed.name, converted.header)
            filed = self._decided(seed, place, converted, converted.header)
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
            return _Filed(_failed(seed.name, unwritable(place, error)), None)
        if filed.record:
            self._register[seed.name] = filed.record
        if filed.path:
            filed = self._with_change(filed) if self._dry else filed
            self._shelf.put(filed.path, filed.text)
        return filed

    def _place_for(self, name: str, article: Article) -> str:
        record = self._register.get(name)
        place = record.article if record else self._shelf.stray_of(name, article.source.sha256)
        return place or self._shelf.place_for(article)

    def _decided(self, seed: Seed, place: str, converted: Converted, header: Article) -> _Filed:
        ours, standing = sha256_of(converted.text.encode()), self._shelf.standing(place)
        old = self._register.get(seed.name)
        result = Result(seed.name, Outcome.UNCHANGED, f"content/{place}", doubts=len(header.review))
        record = Record(seed.name, header.source.sha256, place, ours, seed.asked, converted.base)
        done = old.proposal if old else None
        if standing == ours:
            return _Filed(result, record, done=done)
        if standing in ("", old.article_sha256 if old else NOTHING):
            outcome = Outcome.RENEWED if standing else Outcome.NEW
            return _Filed(replace(result, outcome=outcome), record, place, converted.text, done)
        return self._beside_an_edit(seed, converted, record, replace(result, outcome=Outcome.KEPT), standing)

    def _beside_an_edit(
        self, seed: Seed, converted: Converted, record: Record, kept: Result, standing: str
    ) -> _Filed:
        """An editor has changed the article; what stands there stays unless a merge keeps all of it."""
        old = self._register.get(seed.name)
        base = Base.from_text(old.base) if old else None
        if old is None or standing == LINK or base is None or old.base == converted.base:
            record = _with_its_history(record, old, standing)
            done = old.proposal if old and not record.proposal else None
            return _Filed(kept, record, done=done)
        try:
            text = self._shelf.text(record.article)
            if not self._is_of(seed.name, text, kept.article):
                return self._elsewhere(seed, converted, record, kept)
            merged = merge_files(base, text, converted.text, kept.article)
        except SitegenError as error:
            return _Filed(_unmerged(kept, error.problems), None)
        except UnicodeDecodeError:
            hint = "save the file as UTF-8 in your editor"
            return _Filed(_unmerged(kept, [Problem(kept.article, 0, "is not UTF-8 text", hint)]), None)
        return self._merged(merged, record, old, kept)

    def _is_of(self, name: str, text: str, shown: str) -> bool:
        """False for a file without a seed, or with another: it is an editor's alone."""
        path = front_matter.parse(text, shown).source.path
        return path == name or (path != "" and path not in self._register)

    def _elsewhere(self, seed: Seed, converted: Converted, record: Record, kept: Result) -> _Filed:
        """A file that is an editor's alone stands in the article's place; the article may stand elsewhere."""
        place = self._shelf.stray_of(seed.name)
        if not place or not converted.header:
            return _Filed(kept, replace(record, article_sha256=NOTHING, base=""))
        self._register[seed.name] = replace(self._register[seed.name], article=place)
        return self._decided(seed, place, converted, converted.header)

    def _merged(self, merged: MergedFile, record: Record, old: Record, kept: Result) -> _Filed:
        if merged.collisions:
            return self._proposed(merged, record, old, kept)
        if not merged.changed:
            return _Filed(kept, record, done=old.proposal)
        outcome = Outcome.MERGED if merged.edited else Outcome.RENEWED
        return _Filed(replace(kept, outcome=outcome), record, record.article, merged.text, old.proposal)

    def _proposed(self, merged: MergedFile, record: Record, old: Record, kept: Result) -> _Filed:
        path, sha256 = path_of(record.article), sha256_of(merged.text.encode())
        standing = self._shelf.standing(path)
        known = old.proposal.sha256 if old.proposal else ""
        if standing not in ("", known, sha256):
            return _Filed(_unmerged(kept, _still_worked_on(kept.article, path, merged)), None)
        proposal = Proposal(record.article, sha256, record.article_sha256, record.base)
        result = replace(
            kept, outcome=Outcome.CONFLICT, problems=tuple(_problems(kept.article, path, merged))
        )
        moved = old.proposal if old.proposal and old.proposal.path != path else None
        record = replace(record, article_sha256=old.article_sha256, base=old.base, proposal=proposal)
        if standing == sha256:
            return _Filed(result, record, done=moved)
        return _Filed(result, record, path, merged.text, done=moved)

    def _with_change(self, filed: _Filed) -> _Filed:
        old_path = filed.result.article.removeprefix("content/")
        old = self._shelf.text(old_path) if self._shelf.holds(old_path) else ""
        change = Change(f"content/{old_path}", f"content/{filed.path}", old, filed.text)
        return replace(filed, result=replace(filed.result, change=change))

    def _clear(self, proposal: Proposal | None) -> None:
        """Remove a proposal that is of no more use, unless an editor has changed it."""
        if proposal and self._shelf.standing(proposal.path) == proposal.sha256:
            self._shelf.remove(proposal.path)

    def _restore(self, name: str, old: Record | None) -> None:
        """What could not be written was not written: the record is again what it was."""
        self._register.pop(name, None)
        if old:
            self._register[name] = old


def _with_its_history(record: Record, old: Record | None, standing: str) -> Record:
    """The line of an article that is kept and needs no merge, or can have none."""
    if old is None:
        return replace(record, article_sha256=NOTHING)
    if standing == LINK:
        return replace(old, seed_sha256=record.seed_sha256, asked=record.asked)
    return replace(record, article_sha256=old.article_sha256)


def _unmerged(kept: Result, problems: Iterable[Problem]) -> Result:
    return replace(kept, outcome=Outcome.CONFLICT, problems=tuple(problems))


def _still_worked_on(article: str, proposal: str, merged: MergedFile) -> Iterator[Problem]:
    """An earlier proposal that an editor has changed is left alone, and takes the place of a new one."""
    yield from _problems(article, proposal, merged)
    problem = "is a proposal that you have changed, so no new one was written"
    hint = "take over what is right, then delete it, and convert again"
    yield Problem(f"content/{proposal}", 0, problem, hint)


def _problems(article: str, proposal: str, merged: MergedFile) -> Iterator[Problem]:
    hint = f"compare it with content/{proposal}, take over what is right, and delete that file"
    for collision in merged.collisions[:_TOLD]:
        yield Problem(article, collision.line, collision.what, hint)
    more = len(merged.collisions) - _TOLD
    if more > 0:
        yield Problem(article, 0, f"and {more} more of these", hint)


def _failed(name: str, *problems: Problem) -> Result:
    aside = any(isinstance(problem, Excess) for problem in problems)
    return Result(name, Outcome.SET_ASIDE if aside else Outcome.FAILED, problems=problems)

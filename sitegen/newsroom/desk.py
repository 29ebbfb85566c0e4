"""Where converted articles are filed: decides for each seed what happens, and never over a person's work."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sitegen.errors import Problem
from sitegen.model.article import Article
from sitegen.newsroom import register as registers
from sitegen.newsroom.conversion import Converted
from sitegen.newsroom.register import NOTHING, Record, Register, sha256_of
from sitegen.newsroom.report import Outcome, Result
from sitegen.newsroom.shelf import ArticleShelf, unwritable
from sitegen.newsroom.work import Seed, unreadable
from sitegen.rules import RULES


class Desk:
    """Knows the register, the shelf of articles and, during a run, which seeds have the same bytes."""

    def __init__(self, project: Path, register: Register, *, again: bool, forget: bool = False) -> None:
        self._project = project
        self._content = project / "content"
        self._register = register
        self._again = again
        self._forget = forget
        self._shelf = ArticleShelf(self._content, register)
        self._seen: dict[str, str] = {}
        self._recorded: dict[str, list[str]] = {}
        for record in register.values():
            self._recorded.setdefault(record.seed_sha256, []).append(record.seed)

    def look_at(self, seed: Seed) -> Seed | Result:
        """What happens to a seed, when that needs no conversion.

        Else the seed as it is to be converted: with all that was ever asked for it.
        """
        if not seed.name.isprintable() and not _is_utf8(seed.name):
            shown = seed.name.encode(errors="backslashreplace").decode()
            return _failed(shown, Problem(shown, 0, "its name is not UTF-8", "rename the file"))
        try:
            with seed.path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            return _failed(seed.name, unreadable(seed.name, error))
        renamed = seed.name not in self._register and self._take_over(seed.name, sha256)
        record = self._register.get(seed.name)
        if record and not self._forget:
            seed = replace(seed, asked=record.asked.and_also(seed.asked))
        settled = self._settled(seed, sha256, record, renamed) or _impossible(seed)
        if settled is None:
            self._seen.setdefault(sha256, seed.name)
        return settled or seed

    def _settled(self, seed: Seed, sha256: str, record: Record | None, renamed: bool) -> Result | None:
        name = seed.name
        if record and not self._again:
            place = self._place_of(record)
            if not place:
                return Result(name, Outcome.GONE, f"content/{record.article}")
            self._register[name] = record = replace(record, article=place)
            if record.seed_sha256 == sha256 and record.asked == seed.asked and not renamed:
                self._seen.setdefault(sha256, name)
                return Result(name, Outcome.UNCHANGED, f"content/{place}")
        same = record is not None and record.seed_sha256 == sha256
        twin = "" if same else self._twin(name, sha256)
        if not twin:
            return None
        twins = self._register.get(twin)
        return Result(name, Outcome.DUPLICATE, f"content/{twins.article}" if twins else "", twin=twin)

    def _place_of(self, record: Record) -> str:
        """Where a seed's article stands now; "" when an editor deleted it."""
        return record.article if self._shelf.holds(record.article) else self._shelf.stray_of(record.seed)

    def _take_over(self, name: str, sha256: str) -> bool:
        """A seed that was renamed takes its record, and so its article, with it."""
        for old in self._recorded.get(sha256, []):
            if old in self._register and not (self._project / old).exists():
                self._register[name] = replace(self._register.pop(old), seed=name)
                return True
        return False

    def _twin(self, name: str, sha256: str) -> str:
        """Another seed that has these bytes, today; "" when there is none."""
        twins = [self._seen.get(sha256, name), *self._recorded.get(sha256, [])]
        return next((twin for twin in twins if twin != name and self._has_bytes(twin, sha256)), "")

    def _has_bytes(self, name: str, sha256: str) -> bool:
        if self._seen.get(sha256) == name:
            return True
        try:
            return sha256_of((self._project / name).read_bytes()) == sha256
        except OSError:
            return False

    def file(self, batch: Sequence[tuple[Seed, Converted | Problem]]) -> list[Result]:
        """Write articles where they belong, unless a person's work stands there; results come in order."""
        before = {seed.name: self._register.get(seed.name) for seed, _ in batch}
        results = [self._filed(seed, converted) for seed, converted in batch]
        problems = self._shelf.write_out()
        written = []
        for at, result in enumerate(results):
            if result.outcome not in (Outcome.NEW, Outcome.RENEWED):
                continue
            problem = problems.get(result.article.removeprefix("content/"))
            if problem is None:
                written.append(self._register[result.seed])
            else:
                self._restore(result.seed, before[result.seed])
                results[at] = _failed(result.seed, problem)
        registers.enter(self._content, written)
        return results

    def _filed(self, seed: Seed, converted: Converted | Problem) -> Result:
        if isinstance(converted, Problem):
            return _failed(seed.name, converted)
        if converted.header is None:
            return Result(seed.name, Outcome.FAILED, problems=converted.problems)
        place = ""
        try:
            place = self._place_for(seed.name, converted.header)
            return self._put(seed, place, converted.header, converted.text)
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
            return _failed(seed.name, unwritable(place, error))

    def _place_for(self, name: str, article: Article) -> str:
        record = self._register.get(name)
        place = self._place_of(record) or record.article if record else self._shelf.stray_of(name)
        return place or self._shelf.place_for(article)

    def _put(self, seed: Seed, place: str, header: Article, text: str) -> Result:
        """Put an article on the shelf; its result is what it will be when it is written."""
        ours, standing = sha256_of(text.encode()), self._shelf.standing(place)
        old = self._register.get(seed.name)
        written = old.article_sha256 if old else NOTHING
        edited = standing not in ("", ours, written)
        self._register[seed.name] = Record(
            seed.name, header.source.sha256, place, written if edited else ours, seed.asked
        )
        result = Result(seed.name, Outcome.UNCHANGED, f"content/{place}", doubts=len(header.review))
        if edited:
            return replace(result, outcome=Outcome.KEPT)
        if standing == ours:
            return result
        self._shelf.put(place, text)
        return replace(result, outcome=Outcome.RENEWED if standing else Outcome.NEW)

    def _restore(self, name: str, old: Record | None) -> None:
        """What could not be written was not written: the record is again what it was."""
        self._register.pop(name)
        if old:
            self._register[name] = old


def _impossible(seed: Seed) -> Result | None:
    """A rule that was switched off for a seed and has gone since: without it an article could lose words."""
    gone = sorted(set(seed.asked.rules) - {rule.name for rule in RULES})
    if not gone:
        return None
    hint = (
        "look in `sitegen rules` for the one that does its work now; convert again with --forget --keep RULE"
    )
    problem = f"was converted with --keep {gone[0]}, and there is no such rule any more"
    return _failed(seed.name, Problem(seed.name, 0, problem, hint))


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _failed(name: str, problem: Problem) -> Result:
    return Result(name, Outcome.FAILED, problems=(problem,))

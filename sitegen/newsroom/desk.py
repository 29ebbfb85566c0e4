"""Where converted articles are filed: decides for each seed what happens, and never over a person's work."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from sitegen.errors import Problem, SitegenError
from sitegen.model.article import Article
from sitegen.newsroom import register as registers
from sitegen.newsroom.register import NOTHING, Record, Register, sha256_of
from sitegen.newsroom.report import Outcome, Result
from sitegen.newsroom.shelf import ArticleShelf
from sitegen.newsroom.work import Converted, Seed, unreadable


class Desk:
    """Knows the register, the shelf of articles and, during a run, which seeds have the same bytes."""

    def __init__(self, project: Path, register: Register, *, again: bool) -> None:
        self._project = project
        self._content = project / "content"
        self._register = register
        self._again = again
        self._shelf = ArticleShelf(self._content, register)
        self._seen: dict[str, str] = {}
        self._recorded: dict[str, list[str]] = {}
        for record in register.values():
            self._recorded.setdefault(record.seed_sha256, []).append(record.seed)

    def look_at(self, seed: Seed) -> Result | None:
        """What happens to a seed, when that needs no conversion; else None."""
        if not seed.name.isprintable() and not _is_utf8(seed.name):
            shown = seed.name.encode(errors="backslashreplace").decode()
            return _failed(shown, Problem(shown, 0, "its name is not UTF-8", "rename the file"))
        try:
            with seed.path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            return _failed(seed.name, unreadable(seed.name, error))
        settled = self._settled(seed.name, sha256)
        if settled is None:
            self._seen.setdefault(sha256, seed.name)
        return settled

    def _settled(self, name: str, sha256: str) -> Result | None:
        renamed = name not in self._register and self._take_over(name, sha256)
        record = self._register.get(name)
        if record and not self._again:
            place = self._place_of(record)
            if not place:
                return Result(name, Outcome.GONE, f"content/{record.article}")
            self._register[name] = record = replace(record, article=place)
            if record.seed_sha256 == sha256 and not renamed:
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

    def file(self, seed: Seed, converted: Converted) -> Result:
        """Write an article where it belongs, unless a person's work stands there."""
        if converted.article is None:
            return Result(seed.name, Outcome.FAILED, problems=converted.problems)
        place = ""
        try:
            place = self._place_for(seed.name, converted.article)
            return self._filed(seed.name, place, converted.article)
        except SitegenError as error:
            named = (replace(problem, path=problem.path or seed.name) for problem in error.problems)
            return Result(seed.name, Outcome.FAILED, problems=tuple(named))
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
            reason = getattr(error, "strerror", None) or error
            hint = "check the folder's rights, and the space on the disk"
            return _failed(seed.name, Problem(f"content/{place}", 0, f"cannot be written: {reason}", hint))

    def _place_for(self, name: str, article: Article) -> str:
        record = self._register.get(name)
        place = self._place_of(record) or record.article if record else self._shelf.stray_of(name)
        return place or self._shelf.place_for(article)

    def _filed(self, name: str, place: str, article: Article) -> Result:
        text = article.to_markdown()
        ours, standing = sha256_of(text.encode()), self._shelf.standing(place)
        old = self._register.get(name)
        written = old.article_sha256 if old else NOTHING
        result = Result(name, Outcome.UNCHANGED, f"content/{place}", doubts=len(article.review))
        if standing not in ("", ours, written):
            self._register[name] = Record(name, article.source.sha256, place, written)
            return replace(result, outcome=Outcome.KEPT)
        record = self._register[name] = Record(name, article.source.sha256, place, ours)
        if standing == ours:
            return result
        try:
            self._shelf.write(place, text)
        except (OSError, RuntimeError, SitegenError):
            self._forget(name, old)
            raise
        registers.enter(self._content, record)
        return replace(result, outcome=Outcome.RENEWED if standing else Outcome.NEW)

    def _forget(self, name: str, old: Record | None) -> None:
        """What could not be written was not written: the record is again what it was."""
        self._register.pop(name)
        if old:
            self._register[name] = old


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _failed(name: str, problem: Problem) -> Result:
    return Result(name, Outcome.FAILED, problems=(problem,))

"""Decides for each seed whether it is to be converted, from the register and what stands in `content/`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.errors import Problem
from sitegen.newsroom.quarantine import Quarantine
from sitegen.newsroom.register import Record, Register, sha256_of
from sitegen.newsroom.report import Outcome, Result
from sitegen.newsroom.shelf import ArticleShelf
from sitegen.newsroom.work import Seed, unreadable


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a run is to do beyond the usual.

    again    convert seeds that have not changed, too
    restore  bring back articles that an editor has deleted
    forget   leave out what was asked for in earlier runs
    """

    again: bool = False
    restore: bool = False
    forget: bool = False


AS_USUAL = Wishes()


class Desk:
    """Knows the register, the shelf of articles and, during a run, which seeds have the same bytes."""

    def __init__(
        self,
        project: Path,
        register: Register,
        shelf: ArticleShelf,
        quarantine: Quarantine,
        wishes: Wishes,
    ) -> None:
        self._project = project
        self._register = register
        self._shelf = shelf
        self._quarantine = quarantine
        self._wishes = wishes
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
        if record and not self._wishes.forget:
            seed = replace(seed, asked=record.asked.and_also(seed.asked))
        settled = self._settled(seed, sha256, record, renamed) or self._impossible(seed, sha256)
        if settled is None:
            self._seen.setdefault(sha256, seed.name)
        return settled or seed

    def _settled(self, seed: Seed, sha256: str, record: Record | None, renamed: bool) -> Result | None:
        name = seed.name
        if record:
            place = self._place_of(record)
            if not place and not self._wishes.restore:
                return Result(name, Outcome.GONE, f"content/{record.article}")
            record = self._register[name] = self._as_it_is(record, place or record.article)
            done = record.seed_sha256 == sha256 and record.asked == seed.asked and not renamed
            if place and done and not record.proposal and not self._wishes.again:
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

    def _as_it_is(self, record: Record, place: str) -> Record:
        """A record whose article stands at a place.

        A proposal that an editor has deleted was seen: what it came from is what was generated last.
        """
        was = record.proposal
        if was and not self._shelf.holds(was.path):
            record = replace(record, article_sha256=was.article_sha256, base=was.base, proposal=None)
        return record if record.article == place else replace(record, article=place)

    def _take_over(self, name: str, sha256: str) -> bool:
        """A seed that was renamed takes its record, and so its article, with it."""
        for old in self._recorded.get(sha256, []):
            if old in self._register and not (self._project / old).exists():
                record = self._register.pop(old)
                place = self._place_of(record) or record.article
                self._register[name] = replace(record, seed=name, article=place)
                return True
        return False

    def _twin(self, name: str, sha256: str) -> str:
        """Another seed that has these bytes, today; "" when there is none."""
        twins = [self._seen.get(sha256, name), *self._recorded.get(sha256, [])]
        return next((twin for twin in twins if twin != name and self._has_bytes(twin, sha256)), "")

    def _impossible(self, seed: Seed, sha256: str) -> Result | None:
        """A seed that cannot be converted as things stand."""
        if problem := _without_a_rule(seed):
            return _failed(seed.name, problem)
        aside = None if self._wishes.again else self._quarantine.reason(seed.name, sha256)
        return Result(seed.name, Outcome.SET_ASIDE, problems=(aside,)) if aside else None

    def _has_bytes(self, name: str, sha256: str) -> bool:
        if self._seen.get(sha256) == name:
            return True
        try:
            return sha256_of((self._project / name).read_bytes()) == sha256
        except OSError:
            return False


def _without_a_rule(seed: Seed) -> Problem | None:
    """A rule that was switched off for a seed and has gone since: without it an article could lose words."""
    if not seed.asked.rules:
        return None
    from sitegen.rules import RULES  # noqa: PLC0415  # the converter is slow to load

    gone = sorted(set(seed.asked.rules) - {rule.name for rule in RULES})
    if not gone:
        return None
    hint = (
        "look in `sitegen rules` for the one that does its work now; convert again with --forget --keep RULE"
    )
    return Problem(
        seed.name, 0, f"was converted with --keep {gone[0]}, and there is no such rule any more", hint
    )


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _failed(name: str, problem: Problem) -> Result:
    return Result(name, Outcome.FAILED, problems=(problem,))

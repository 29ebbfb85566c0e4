"""Convert seeds into files of `content/`, and never write over what a person has edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath

from sitegen import front_matter, pipeline
from sitegen.errors import Problem, SitegenError
from sitegen.files import write_atomic
from sitegen.model.article import Article
from sitegen.newsroom import register as registers
from sitegen.newsroom.register import Record, Register, sha256_of
from sitegen.newsroom.seeds import find_seeds
from sitegen.readers import SUFFIXES
from sitegen.slugs import article_path

MANY = 64
"""From so many seeds on, converting in several processes is worth starting them."""


class Outcome(StrEnum):
    """What happened to a seed."""

    NEW = "new"
    RENEWED = "renewed"
    UNCHANGED = "unchanged"
    KEPT = "kept as edited"
    GONE = "deleted by an editor"
    DUPLICATE = "same as another seed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """One seed's outcome. `article` is the file below the project, "" when there is none."""

    seed: str
    outcome: Outcome
    article: str = ""
    problems: tuple[Problem, ...] = ()
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class ConversionReport:
    """What a run did, seed by seed."""

    results: tuple[Result, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for result in self.results for problem in result.problems)

    def summary(self) -> str:
        """`3 new, 1 kept as edited`, in the order of Outcome; "no seeds" when there were none."""
        counts = Counter(result.outcome for result in self.results)
        parts = [f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]]
        return ", ".join(parts) or "no seeds"


@dataclass(frozen=True, slots=True)
class _Converted:
    article: Article | None
    problems: tuple[Problem, ...] = ()


def convert_seeds(
    project: Path,
    seeds: Iterable[Path] = (),
    *,
    again: bool = False,
    keep: Collection[str] = (),
    executor: Executor | None = None,
    progress: Callable[[Result], None] = lambda _: None,
) -> ConversionReport:
    """Convert the seeds that have changed.

    project   the folder of mkdocs.yml; articles go to its `content/`
    seeds     files or folders; empty = all of `seeds/`
    again     also convert seeds that have not changed, and bring back articles that were deleted
    keep      names of rules that shall drop nothing in this run
    executor  where to convert; by default this process, or one process for each core when there is much to do
    progress  called with each result as it comes

    A seed that fails is reported and stops nothing. Raises SitegenError for a seed that does not exist.
    """
    desk = _Desk(project, registers.load(project / "content"), again)
    paths = find_seeds(project, seeds)
    todo: list[tuple[Path, bytes]] = []
    results: dict[Path, Result] = {}
    for path in paths:
        result, raw = desk.look_at(path)
        if result is None and raw is not None:
            todo.append((path, raw))
        elif result is not None:
            results[path] = result
            progress(result)
    for (path, _), converted in zip(todo, _convert_all(desk, todo, keep, executor), strict=True):
        results[path] = desk.file(path, converted)
        progress(results[path])
    registers.save(project / "content", desk.register)
    return ConversionReport(tuple(results[path] for path in paths))


def _convert_all(
    desk: _Desk, todo: list[tuple[Path, bytes]], keep: Collection[str], executor: Executor | None
) -> Iterator[_Converted]:
    names = [desk.name(path) for path, _ in todo]
    raws = [raw for _, raw in todo]
    work = partial(_convert_one, keep=tuple(keep))
    if executor is None and len(todo) < MANY:
        yield from map(work, names, raws)
        return
    with nullcontext(executor) if executor else ProcessPoolExecutor() as pool:
        yield from pool.map(work, names, raws, chunksize=16)


def _convert_one(name: str, raw: bytes, keep: tuple[str, ...]) -> _Converted:
    media_type = SUFFIXES[PurePosixPath(name).suffix.lower()]
    try:
        return _Converted(pipeline.convert(raw, media_type=media_type, path=name, keep=keep))
    except SitegenError as error:
        return _Converted(None, error.problems)


class _Desk:
    """Where converted articles are filed: knows the register and which names are taken."""

    def __init__(self, project: Path, register: Register, again: bool) -> None:
        self.project = project
        self.content = project / "content"
        self.register = register
        self.again = again
        self._owners = {record.article: record.seed for record in register.values()}
        self._seeds_by_sha = {record.seed_sha256: record.seed for record in register.values()}
        self._moved: dict[str, str] | None = None

    def name(self, path: Path) -> str:
        """A seed's name: relative to the project when it lies inside, with forward slashes."""
        whole = path.resolve()
        root = self.project.resolve()
        return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path.as_posix()

    def look_at(self, path: Path) -> tuple[Result | None, bytes | None]:
        """A result when there is nothing to convert, else the seed's bytes."""
        name = self.name(path)
        try:
            raw = path.read_bytes()
        except OSError as error:
            problem = Problem(
                name, 0, f"cannot be read: {error.strerror}", "check that it exists and may be read"
            )
            return Result(name, Outcome.FAILED, problems=(problem,)), None
        sha256 = sha256_of(raw)
        twin = self._seeds_by_sha.get(sha256, name)
        if twin != name and (self.project / twin).exists():
            return Result(
                name,
                Outcome.DUPLICATE,
                self._shown(self.register[twin].article) if twin in self.register else twin,
            ), None
        self._seeds_by_sha[sha256] = name
        record = self.register.get(name)
        if record and record.seed_sha256 == sha256 and not self.again:
            exists = (self.content / record.article).exists() or self._found_elsewhere(name)
            return Result(
                name, Outcome.UNCHANGED if exists else Outcome.GONE, self._shown(record.article)
            ), None
        return None, raw

    def _shown(self, article: str) -> str:
        return f"content/{article}"

    def _found_elsewhere(self, seed: str) -> str:
        """The article that names this seed as its source, wherever an editor moved it; "" when there is none."""
        if self._moved is None:
            self._moved = dict(_sources(self.content))
        return self._moved.get(seed, "")

    def file(self, path: Path, converted: _Converted) -> Result:
        """Write an article where it belongs, unless a person's work stands there."""
        name = self.name(path)
        if converted.article is None:
            return Result(name, Outcome.FAILED, problems=converted.problems)
        article = converted.article
        place = self._place(name, article)
        result = Result(name, Outcome.NEW, self._shown(place), doubts=len(article.review))
        try:
            return self._write(result, place, article)
        except OSError as error:
            problem = Problem(
                result.article,
                0,
                f"cannot be written: {error.strerror}",
                "check the folder's rights and space",
            )
            return replace(result, outcome=Outcome.FAILED, problems=(problem,))

    def _place(self, seed: str, article: Article) -> str:
        record = self.register.get(seed)
        if record and (self.content / record.article).exists():
            return record.article
        moved = self._found_elsewhere(seed)
        if moved:
            return moved
        place = str(article_path(article))
        taken = self._owners.get(place, seed) != seed or (self.content / place).exists()
        return str(article_path(article, distinct=True)) if taken else place

    def _write(self, result: Result, place: str, article: Article) -> Result:
        file, text = self.content / place, article.to_markdown()
        record = self.register.get(result.seed)
        sha256 = sha256_of(text.encode())
        if file.exists():
            standing = sha256_of(file.read_bytes())
            if standing != sha256 and (record is None or standing != record.article_sha256):
                self._remember(result.seed, article, place, record.article_sha256 if record else "0")
                return replace(result, outcome=Outcome.KEPT)
            result = replace(result, outcome=Outcome.UNCHANGED if standing == sha256 else Outcome.RENEWED)
        if result.outcome is not Outcome.UNCHANGED:
            write_atomic(file, text)
        self._remember(result.seed, article, place, sha256)
        return result

    def _remember(self, seed: str, article: Article, place: str, sha256: str) -> None:
        self._owners[place] = seed
        self.register[seed] = Record(seed, article.source.sha256, place, sha256)


def _sources(content: Path) -> Iterator[tuple[str, str]]:
    """(seed, article below content) of every article that names its source; bad files are passed over."""
    for file in sorted((content / "articles").rglob("*.md")):
        try:
            source = front_matter.parse(file.read_text(encoding="utf-8", errors="replace")).source.path
        except SitegenError:
            continue
        if source:
            yield source, file.relative_to(content).as_posix()

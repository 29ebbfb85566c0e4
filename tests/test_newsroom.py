"""From seeds to articles: nothing a person did is undone, and no seed stops another."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sitegen import Problem, SitegenError, front_matter, pipeline
from sitegen.model.article import Source
from sitegen.newsroom import Outcome, Result, Wishes, convert_seeds, find_seeds, shelf, work
from sitegen.newsroom import register as registers
from sitegen.newsroom.asked import Asked
from sitegen.newsroom.shelf import ArticleShelf
from sitegen.newsroom.work import BATCH
from tests import no_deadlines  # noqa: F401

STORY = """{title}

13 March 2024

The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

The decision came after engineers had found {word} in two of the four pylons that carry the roadway.
"""


def story(title: str = "Harbour bridge to close for the winter", word: str = "cracks") -> str:
    return STORY.format(title=title, word=word)


class Newsroom:
    """A project in a folder, with what tests ask of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.executor: Executor | None = None
        (folder / "seeds").mkdir()

    def seed(self, name: str, text: str | bytes) -> Path:
        path = self.folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def convert(self, *seeds: Path, **options: Any) -> dict[str, Result]:
        report = convert_seeds(self.folder, seeds, **{"executor": self.executor} | options)
        return {result.seed.removeprefix("seeds/"): result for result in report.results}

    def outcomes(self, *seeds: Path, **options: Any) -> dict[str, Outcome]:
        return {name: result.outcome for name, result in self.convert(*seeds, **options).items()}

    def articles(self) -> list[Path]:
        return sorted((self.content / "articles").rglob("[!.]*.md"))

    def article(self) -> Path:
        (path,) = self.articles()
        return path

    def state(self) -> dict[str, tuple[int, int, bytes]]:
        files = (path for path in self.content.rglob("*") if path.is_file())
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes()) for path in files}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


# ------------------------------------------------------------------------------------------ the usual day


def test_a_new_seed_becomes_an_article_that_names_its_source(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    result = newsroom.convert()["a.txt"]
    path = newsroom.content / "articles/2024/03/harbour-bridge-to-close-for-the-winter.md"
    assert result == Result(
        "seeds/a.txt",
        Outcome.NEW,
        path.relative_to(newsroom.folder).as_posix(),
        doubts=len(front_matter.parse(path.read_text()).review),
    )
    assert front_matter.parse(path.read_text()).source.path == "seeds/a.txt"
    assert "cracks" in path.read_text()


def test_running_twice_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.seed("deep/er/b.text", story("Another thing happened in the town today"))
    newsroom.convert()
    before = newsroom.state()
    assert set(newsroom.outcomes().values()) == {Outcome.UNCHANGED}
    assert set(newsroom.outcomes(wishes=Wishes(again=True)).values()) == {Outcome.UNCHANGED}
    assert newsroom.state() == before


def test_a_changed_seed_renews_its_article_in_its_place(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    before = newsroom.article()
    newsroom.seed("a.txt", story("A wholly new headline for the bridge story", "rust"))
    assert newsroom.outcomes() == {"a.txt": Outcome.RENEWED}
    assert newsroom.article() == before
    assert "rust" in before.read_text()


def test_an_edited_article_keeps_its_edit_and_takes_what_is_new(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    edited = newsroom.article().read_text() + "\nA line by an editor.\n"
    newsroom.article().write_text(edited)
    assert newsroom.outcomes() == {"a.txt": Outcome.UNCHANGED}
    assert newsroom.outcomes(wishes=Wishes(again=True)) == {"a.txt": Outcome.KEPT}
    assert newsroom.article().read_text() == edited
    newsroom.seed("a.txt", story(word="rust"))
    assert newsroom.outcomes() == {"a.txt": Outcome.MERGED}
    merged = newsroom.article().read_text()
    assert "found rust in two" in merged
    assert merged.endswith("\n\nA line by an editor.\n")
    assert newsroom.outcomes() == {"a.txt": Outcome.UNCHANGED}
    assert newsroom.outcomes(wishes=Wishes(again=True)) == {"a.txt": Outcome.KEPT}
    assert newsroom.article().read_text() == merged


def test_an_article_whose_line_ends_git_changed_is_not_edited(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    windows = newsroom.article().read_bytes().replace(b"\n", b"\r\n")
    newsroom.article().write_bytes(windows)
    assert newsroom.outcomes(wishes=Wishes(again=True)) == {"a.txt": Outcome.UNCHANGED}
    assert newsroom.article().read_bytes() == windows
    newsroom.seed("a.txt", story(word="rust"))
    assert newsroom.outcomes() == {"a.txt": Outcome.RENEWED}


def test_a_deleted_article_stays_deleted_until_it_is_asked_for_again(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    newsroom.article().unlink()
    assert newsroom.outcomes() == {"a.txt": Outcome.GONE}
    newsroom.seed("a.txt", story(word="rust"))
    assert newsroom.outcomes() == {"a.txt": Outcome.GONE}
    assert newsroom.outcomes(wishes=Wishes(again=True)) == {"a.txt": Outcome.GONE}
    assert newsroom.articles() == []
    assert newsroom.outcomes(wishes=Wishes(restore=True)) == {"a.txt": Outcome.NEW}
    assert "rust" in newsroom.article().read_text()


def test_a_moved_article_is_found_and_renewed_where_it_stands(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    moved = newsroom.content / "articles" / "features" / "bridge.md"
    moved.parent.mkdir()
    newsroom.article().rename(moved)
    result = newsroom.convert()["a.txt"]
    assert (result.outcome, result.article) == (Outcome.UNCHANGED, "content/articles/features/bridge.md")
    newsroom.seed("a.txt", story(word="rust"))
    assert newsroom.outcomes() == {"a.txt": Outcome.RENEWED}
    assert newsroom.article() == moved


def test_a_renamed_seed_keeps_its_article(newsroom: Newsroom) -> None:
    old = newsroom.seed("a.txt", story())
    newsroom.convert()
    before = newsroom.article()
    old.rename(newsroom.folder / "seeds" / "b.txt")
    assert newsroom.outcomes() == {"b.txt": Outcome.RENEWED}
    assert newsroom.article() == before
    assert front_matter.parse(before.read_text()).source.path == "seeds/b.txt"
    assert newsroom.outcomes() == {"b.txt": Outcome.UNCHANGED}


def test_a_renamed_seed_does_not_bring_back_a_deleted_article(newsroom: Newsroom) -> None:
    old = newsroom.seed("a.txt", story())
    newsroom.convert()
    newsroom.article().unlink()
    old.rename(newsroom.folder / "seeds" / "b.txt")
    assert newsroom.outcomes() == {"b.txt": Outcome.GONE}


def test_two_seeds_with_the_same_bytes_give_one_article(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.seed("b.txt", story())
    results = newsroom.convert()
    assert (results["b.txt"].outcome, results["b.txt"].twin) == (Outcome.DUPLICATE, "seeds/a.txt")
    assert newsroom.outcomes(wishes=Wishes(again=True)) == {
        "a.txt": Outcome.UNCHANGED,
        "b.txt": Outcome.DUPLICATE,
    }
    assert len(newsroom.articles()) == 1


def test_a_copy_gets_an_article_of_its_own_when_the_first_seed_changes(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    newsroom.seed("b.txt", story())
    newsroom.seed("a.txt", story(word="rust"))
    assert newsroom.outcomes() == {"a.txt": Outcome.RENEWED, "b.txt": Outcome.NEW}
    assert sorted("rust" in path.read_text() for path in newsroom.articles()) == [False, True]


def test_two_articles_with_the_same_title_and_date_get_two_files(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.seed("b.txt", story(word="rust"))
    newsroom.seed("c.txt", story(word="ants"))
    assert set(newsroom.outcomes().values()) == {Outcome.NEW}
    words = [
        next(word for word in ("cracks", "rust", "ants") if word in path.read_text())
        for path in newsroom.articles()
    ]
    assert sorted(words) == ["ants", "cracks", "rust"]
    assert all(path.stem.startswith("harbour-bridge-to-close-for-the-winter") for path in newsroom.articles())
    assert set(newsroom.outcomes(wishes=Wishes(again=True)).values()) == {Outcome.UNCHANGED}


@pytest.mark.parametrize(
    "name", ["harbour-bridge-to-close-for-the-winter.md", "Harbour-Bridge-TO-close-for-the-winter.md"]
)
def test_a_file_that_a_person_wrote_is_never_taken_for_a_place(newsroom: Newsroom, name: str) -> None:
    own = newsroom.content / "articles/2024/03" / name
    own.parent.mkdir(parents=True)
    own.write_text("---\ntitle: Mine\n---\n\nMy own story.\n")
    newsroom.seed("a.txt", story())
    assert newsroom.outcomes() == {"a.txt": Outcome.NEW}
    assert own.read_text() == "---\ntitle: Mine\n---\n\nMy own story.\n"
    assert len(newsroom.articles()) == 2


def test_only_the_seeds_that_were_named_are_converted(newsroom: Newsroom) -> None:
    named = newsroom.seed("a.txt", story())
    newsroom.seed("b.txt", story("Another thing happened in the town today"))
    assert newsroom.outcomes(named) == {"a.txt": Outcome.NEW}
    assert newsroom.outcomes() == {"a.txt": Outcome.UNCHANGED, "b.txt": Outcome.NEW}


def test_a_seed_from_elsewhere_is_named_by_its_way_from_the_project(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    project = Newsroom(inner)
    outside = newsroom.seed("a.txt", story())
    assert project.convert(outside)["../seeds/a.txt"].outcome is Outcome.NEW
    assert project.convert(outside)["../seeds/a.txt"].outcome is Outcome.UNCHANGED


# ------------------------------------------------------------------------------------------ the register


@pytest.mark.parametrize("damage", [None, b"", b"\x00\xff" * 99, b"<<<<<<< HEAD\n=======\n>>>>>>> x\n"])
def test_with_a_lost_register_nothing_is_overwritten_and_nothing_doubled(
    newsroom: Newsroom, damage: bytes | None
) -> None:
    newsroom.seed("a.txt", story())
    newsroom.seed("b.txt", story("Another thing happened in the town today"))
    newsroom.convert()
    edited = newsroom.articles()[0]
    edited.write_text(edited.read_text() + "\nEdited.\n")
    before = {path: path.read_bytes() for path in newsroom.articles()}
    register = newsroom.content / registers.NAME
    register.unlink() if damage is None else register.write_bytes(damage)
    assert sorted(newsroom.outcomes().values()) == [Outcome.KEPT, Outcome.UNCHANGED]
    assert {path: path.read_bytes() for path in newsroom.articles()} == before
    newsroom.seed("a.txt", story(word="rust"))
    newsroom.seed("b.txt", story("Another thing happened in the town today", "rust"))
    assert sorted(newsroom.outcomes().values()) == [Outcome.MERGED, Outcome.RENEWED]
    assert edited.read_text().endswith("\nEdited.\n")


def test_a_run_that_was_killed_midway_does_not_make_our_articles_an_editors(newsroom: Newsroom) -> None:
    names = [f"{number:02}" for number in range(BATCH + 2)]
    for name in names:
        newsroom.seed(f"{name}.txt", story(f"Thing number {name} happened in the town today"))

    def kill(result: Result) -> None:
        if result.seed == "seeds/02.txt":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        newsroom.convert(progress=kill)
    for name in names:
        newsroom.seed(f"{name}.txt", story(f"Thing number {name} happened in the town today", "rust"))
    assert list(newsroom.outcomes().values()) == [Outcome.RENEWED] * BATCH + [Outcome.NEW] * 2
    assert len(newsroom.articles()) == len(names)


def test_a_crash_between_article_and_register_is_harmless(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.seed("a.txt", story())

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(registers, "enter", crash)
        with pytest.raises(KeyboardInterrupt):
            newsroom.convert()
    assert not (newsroom.content / registers.NAME).exists()
    assert newsroom.outcomes() == {"a.txt": Outcome.UNCHANGED}
    newsroom.seed("a.txt", story(word="rust"))
    assert newsroom.outcomes() == {"a.txt": Outcome.RENEWED}
    assert len(newsroom.articles()) == 1


def test_a_register_that_cannot_be_written_is_a_problem_of_its_own(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    newsroom.seed("a.txt", story())
    monkeypatch.setattr(registers, "save", full)
    report = convert_seeds(newsroom.folder)
    assert [result.outcome for result in report.results] == [Outcome.NEW]
    assert [str(problem.path) for problem in report.problems] == ["content/.converted.tsv"]


# ------------------------------------------------------------------------------------------ what goes wrong


def only_problem(result: Result) -> Problem:
    assert result.outcome is Outcome.FAILED
    (problem,) = result.problems
    assert problem.path
    assert problem.hint
    return problem


def test_bad_seeds_are_named_and_the_others_are_converted(newsroom: Newsroom) -> None:
    newsroom.seed("binary.txt", b"%PDF-1.7 \x00\x01")
    newsroom.seed("empty.txt", b"")
    newsroom.seed("blank.txt", b" \n\n\t\n")
    newsroom.seed("good.txt", story())
    results = newsroom.convert()
    assert results.pop("good.txt").outcome is Outcome.NEW
    said = {name: only_problem(result).problem for name, result in results.items()}
    assert said == {
        "binary.txt": "the file is no text",
        "empty.txt": "the file is empty",
        "blank.txt": "the file is empty",
    }
    assert all(result.problems[0].path == f"seeds/{name}" for name, result in results.items())


def test_a_seed_that_becomes_bad_leaves_its_article_alone(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    before = newsroom.state()
    newsroom.seed("a.txt", b"")
    assert newsroom.outcomes() == {"a.txt": Outcome.FAILED}
    newsroom.seed("a.txt", story())
    assert newsroom.outcomes() == {"a.txt": Outcome.UNCHANGED}
    assert newsroom.state() == before


def test_a_seed_that_vanishes_midway_is_named(newsroom: Newsroom) -> None:
    gone = newsroom.seed("a.txt", story())
    for name in ("b.txt", "c.txt"):
        newsroom.seed(name, story("Another thing happened in the town today"))

    def vanish(result: Result) -> None:
        if result.outcome is Outcome.DUPLICATE:
            gone.unlink()

    results = newsroom.convert(progress=vanish)
    assert "No such file" in only_problem(results["a.txt"]).problem
    assert results["b.txt"].outcome is Outcome.NEW


def test_a_seed_that_the_system_will_not_open_is_named(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.seed("a.txt", story())
    newsroom.seed("b.txt", story("Another thing happened in the town today"))
    real = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    results = newsroom.convert()
    assert only_problem(results["a.txt"]).problem == "cannot be read: Permission denied"
    assert results["b.txt"].outcome is Outcome.NEW


def test_a_folder_that_cannot_be_written_is_named_and_tried_again_next_time(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    blocker = newsroom.content / "articles" / "2024"
    blocker.parent.mkdir(parents=True)
    blocker.write_text("a file where a folder belongs")
    problem = only_problem(newsroom.convert()["a.txt"])
    assert problem.path.startswith("content/articles/2024/03/harbour-bridge")
    assert "cannot be written" in problem.problem
    blocker.unlink()
    assert newsroom.outcomes() == {"a.txt": Outcome.NEW}


def test_a_fault_of_ours_stops_no_other_seed(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.convert

    def faulty(raw: bytes, **options: Any) -> Any:
        if b"fault" in raw:
            raise ZeroDivisionError("a bug")
        return real(raw, **options)

    monkeypatch.setattr(pipeline, "convert", faulty)
    newsroom.seed("a.txt", story(word="fault"))
    newsroom.seed("b.txt", story())
    results = newsroom.convert()
    assert only_problem(results["a.txt"]).problem == "sitegen failed on it: ZeroDivisionError: a bug"
    assert results["b.txt"].outcome is Outcome.NEW


def test_when_a_process_dies_every_seed_still_has_an_outcome(newsroom: Newsroom) -> None:
    class Dying(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            raise BrokenExecutor("a process was killed")

    newsroom.seed("a.txt", story())
    newsroom.seed("b.txt", story("Another thing happened in the town today"))
    assert set(newsroom.outcomes(executor=Dying()).values()) == {Outcome.FAILED}
    assert set(newsroom.outcomes().values()) == {Outcome.NEW}


def test_a_seed_that_kills_the_processes_of_a_pool_is_named_and_the_others_are_converted(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deadly(raw: bytes, **options: Any) -> Any:
        if b"poison" in raw:
            os._exit(1)
        return pipeline.explain(raw, **options).article

    class Pool(Executor):
        """A pool that the caller brings; when a process of it dies it has another one."""

        def __init__(self) -> None:
            self.pool = ProcessPoolExecutor(2, get_context("fork"))

        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            try:
                return self.pool.submit(fn, *args, **kwargs)
            except BrokenExecutor:
                self.pool.shutdown()
                self.pool = ProcessPoolExecutor(2, get_context("fork"))
                return self.pool.submit(fn, *args, **kwargs)

    monkeypatch.setattr(pipeline, "convert", deadly)
    for number in range(3 * BATCH):
        newsroom.seed(f"{number:02}.txt", story(f"Thing number {number} happened in the town today"))
    newsroom.seed("05.txt", story(word="poison"))
    newsroom.seed("40.txt", story("Another thing happened in the town today", "poison"))
    processes = Pool()
    try:
        results = newsroom.convert(executor=processes)
    finally:
        processes.pool.shutdown()
    failed = {
        name: only_problem(result) for name, result in results.items() if result.outcome is Outcome.FAILED
    }
    assert sorted(failed) == ["05.txt", "40.txt"]
    assert "BrokenProcessPool" in failed["05.txt"].problem
    assert len(newsroom.articles()) == 3 * BATCH - 2


def test_only_a_few_batches_are_under_way_at_once(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_AHEAD", 2)
    for number in range(5 * BATCH):
        newsroom.seed(f"{number:03}.txt", story(f"Thing number {number} happened in the town today"))
    done: list[int] = []
    ahead: list[int] = []

    class Counting(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            ahead.append(len(done))
            future: Future[Any] = Future()
            future.set_result(fn(*args, **kwargs))
            return future

    newsroom.convert(executor=Counting(), progress=lambda result: done.append(1))
    assert ahead == [0, 0, BATCH, 2 * BATCH, 3 * BATCH]


@pytest.mark.parametrize("bound", ["_BATCH_BYTES", "_AHEAD_BYTES"])
def test_large_seeds_are_counted_by_their_bytes(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(work, bound, 1)
    for number in range(2 * BATCH):
        newsroom.seed(f"{number:03}.txt", story(f"Thing number {number} happened in the town today"))
    sizes: list[int] = []

    class Counting(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            sizes.append(len(args[0]))
            future: Future[Any] = Future()
            future.set_result(fn(*args, **kwargs))
            return future

    assert set(newsroom.outcomes(executor=Counting()).values()) == {Outcome.NEW}
    assert sizes == ([1] * 2 * BATCH if bound == "_BATCH_BYTES" else [BATCH] * 2)


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    rooms = []
    for name in ("one", "many"):
        (tmp_path / name).mkdir()
        rooms.append(Newsroom(tmp_path / name))
        for number in range(6):
            rooms[-1].seed(
                f"{number}.txt", story("Same headline for all of these stories", f"thing {number}")
            )
    with ProcessPoolExecutor(2) as pool:
        many = rooms[1].convert(executor=pool)
    assert many == rooms[0].convert()
    contents = [
        {
            path.relative_to(room.folder): path.read_bytes()
            for path in room.content.rglob("*")
            if path.is_file()
        }
        for room in rooms
    ]
    assert contents[0] == contents[1]


def test_progress_is_told_for_every_seed(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.seed(f"{number}.txt", story(f"Thing number {number} happened in the town today"))
    newsroom.seed("bad.txt", b"")
    told: list[Result] = []
    newsroom.convert(progress=told.append)
    assert {result.seed for result in told} == {"seeds/0.txt", "seeds/1.txt", "seeds/2.txt", "seeds/bad.txt"}


# ------------------------------------------------------------------------------------------ what is asked

MARK = "Read more about the bridge"


def test_a_renamed_seed_takes_along_what_was_asked_for_it(newsroom: Newsroom) -> None:
    old = newsroom.seed("a.txt", story() + f"\n{MARK}\n")
    newsroom.convert(asked=Asked.of(lines=[MARK]))
    assert MARK in newsroom.article().read_text()
    old.rename(newsroom.folder / "seeds" / "b.txt")
    assert newsroom.outcomes() == {"b.txt": Outcome.RENEWED}
    assert MARK in newsroom.article().read_text()


def test_asking_for_a_line_never_writes_over_an_edit(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story() + f"\n{MARK}\n")
    newsroom.convert()
    edited = newsroom.article().read_text().replace("The decision", "A line by an editor.\n\nThe decision")
    newsroom.article().write_text(edited)
    assert newsroom.outcomes(asked=Asked.of(lines=[MARK])) == {"a.txt": Outcome.MERGED}
    assert newsroom.article().read_text() == f"{edited}\n{MARK}\n"


def test_what_was_asked_for_is_safe_when_the_register_is_lost(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story() + f"\n{MARK}\n")
    newsroom.convert(asked=Asked.of(lines=[MARK]))
    (newsroom.content / registers.NAME).unlink()
    newsroom.convert(wishes=Wishes(again=True))
    assert MARK in newsroom.article().read_text()


def test_a_wish_whose_conversion_failed_is_not_taken_for_granted(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.seed("a.txt", story() + f"\n{MARK}\n")
    newsroom.convert()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(shelf, "write_atomic", full)
        assert newsroom.outcomes(asked=Asked.of(lines=[MARK])) == {"a.txt": Outcome.FAILED}
    assert newsroom.outcomes(asked=Asked.of(lines=[MARK])) == {"a.txt": Outcome.RENEWED}
    assert MARK in newsroom.article().read_text()


def test_two_records_of_one_article_do_not_write_over_each_other(newsroom: Newsroom) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    register = newsroom.content / registers.NAME
    register.write_text(
        register.read_text() + register.read_text().splitlines()[1].replace("a.txt", "b.txt") + "\n"
    )
    newsroom.seed("a.txt", story(word="rust"))
    newsroom.seed("b.txt", story(word="ants"))
    assert newsroom.outcomes() == {"a.txt": Outcome.RENEWED, "b.txt": Outcome.KEPT}
    assert "rust" in newsroom.article().read_text()


# ------------------------------------------------------------------------------------------ which files


def test_hidden_files_links_and_other_files_are_no_seeds(newsroom: Newsroom, tmp_path: Path) -> None:
    elsewhere = tmp_path / "secret.txt"
    elsewhere.write_text("secret")
    seed = newsroom.seed("a.TXT", story())
    newsroom.seed(".hidden.txt", "x")
    newsroom.seed(".folder/b.txt", "x")
    newsroom.seed("notes.md", "x")
    (newsroom.folder / "seeds/link.txt").symlink_to(elsewhere)
    (newsroom.folder / "seeds/loop").symlink_to(newsroom.folder / "seeds")
    (newsroom.folder / "seeds/dangling.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(newsroom.folder / "seeds/pipe.txt")
    assert find_seeds(newsroom.folder) == (seed,)


def test_every_path_that_is_no_seed_is_named_at_once(newsroom: Newsroom) -> None:
    picture = newsroom.seed("a.png", b"x")
    with pytest.raises(SitegenError) as caught:
        find_seeds(newsroom.folder, [picture, newsroom.folder / "nosuch.txt"])
    assert [problem.problem for problem in caught.value.problems] == [
        "is not a kind of file sitegen reads",
        "there is no such seed",
    ]


def test_a_project_without_a_seeds_folder_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(SitegenError, match="seeds: there is no such folder"):
        find_seeds(tmp_path)


def test_a_link_in_content_never_leads_a_write_outside(newsroom: Newsroom, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (newsroom.content / "articles").mkdir(parents=True)
    (newsroom.content / "articles/2024").symlink_to(outside)
    newsroom.seed("a.txt", story())
    assert "outside of content/" in only_problem(newsroom.convert()["a.txt"]).problem
    assert list(outside.iterdir()) == []


def test_a_loop_of_links_in_content_is_a_problem_of_one_seed(newsroom: Newsroom) -> None:
    (newsroom.content / "articles").mkdir(parents=True)
    (newsroom.content / "articles/2024").symlink_to(newsroom.content / "articles/2024")
    newsroom.seed("a.txt", story())
    newsroom.seed("b.txt", "Without a date\n\n" + story().split("\n\n", 2)[2])
    results = newsroom.convert()
    assert results["a.txt"].outcome is Outcome.FAILED
    assert results["b.txt"].outcome is Outcome.NEW


def test_an_article_that_is_a_link_is_never_replaced(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    target = tmp_path / "target.md"
    path = newsroom.article()
    path.rename(target)
    path.symlink_to(target)
    before = target.read_bytes()
    newsroom.seed("a.txt", story(word="rust"))
    assert newsroom.outcomes() == {"a.txt": Outcome.KEPT}
    assert path.is_symlink()
    assert target.read_bytes() == before


ODD_NAMES = [
    "tab\there.txt",
    "line\nend.txt",
    "100%.txt",
    "-rf.txt",
    "ümläut 漢字.txt",
    "a'b\"c;$(x).txt",
    "#.txt",
    "CON.txt",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_seed_may_have_any_name(newsroom: Newsroom, name: str) -> None:
    newsroom.seed(name, story())
    assert newsroom.outcomes() == {name: Outcome.NEW}
    assert newsroom.outcomes() == {name: Outcome.UNCHANGED}
    assert front_matter.parse(newsroom.article().read_text()).source.path
    newsroom.seed(name, story(word="rust"))
    assert newsroom.outcomes() == {name: Outcome.RENEWED}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take only UTF-8 names")
def test_a_name_that_is_no_utf8_is_a_problem_of_that_seed(newsroom: Newsroom) -> None:
    newsroom.seed("good.txt", story())
    newsroom.seed(os.fsdecode(b"caf\xe9.txt"), story("Another thing happened in the town today"))
    results = newsroom.convert()
    assert results["good.txt"].outcome is Outcome.NEW
    assert "UTF-8" in only_problem(results["caf\\udce9.txt"]).problem


def test_a_report_counts_in_the_order_of_outcomes(newsroom: Newsroom) -> None:
    assert convert_seeds(newsroom.folder).summary() == "no seeds"
    newsroom.seed("a.txt", story())
    newsroom.seed("b.txt", b"")
    assert convert_seeds(newsroom.folder).summary() == "1 new, 1 failed"


def test_finding_a_place_reads_no_article_that_is_known(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.seed("a.txt", story())
    newsroom.convert()
    newsroom.seed("b.txt", story("Another thing happened in the town today"))
    read: list[str] = []
    monkeypatch.setattr(ArticleShelf, "_source_of", lambda self, article: read.append(article) or Source())
    assert newsroom.outcomes()["b.txt"] is Outcome.NEW
    assert read == []


# ------------------------------------------------------------------------------------------ any sequence

NAMES = st.sampled_from(["a.txt", "b.txt", "c/d.txt"])
TITLES = st.sampled_from(
    ["Harbour bridge to close for the winter", "Another thing happened in the town today"]
)
WORDS = st.sampled_from(["cracks", "rust", "ants"])


class Here(Executor):
    """Works in this process, which is quicker than starting one for each of many small runs."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class AnyDay(RuleBasedStateMachine):
    """Editors and seeds do what they like; whatever comes, every word that an editor wrote stays."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.room = Newsroom(self.folder)
        self.room.executor = Here()
        self.edits = 0
        self.marks: set[str] = set()

    @initialize()
    def begin_with_articles(self) -> None:
        for number, name in enumerate(["a.txt", "b.txt", "c/d.txt"]):
            self.room.seed(name, story(word=["cracks", "rust", "ants"][number]))
        self.room.convert()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def pick(self, data: st.DataObject) -> Path:
        return data.draw(st.sampled_from(self.room.articles()))

    @rule(name=NAMES, title=TITLES, word=WORDS)
    def write_seed(self, name: str, title: str, word: str) -> None:
        self.room.seed(name, story(title, word))

    @rule(name=NAMES)
    def delete_seed(self, name: str) -> None:
        (self.folder / "seeds" / name).unlink(missing_ok=True)

    @rule(old=NAMES, new=NAMES)
    def rename_seed(self, old: str, new: str) -> None:
        path, to = self.folder / "seeds" / old, self.folder / "seeds" / new
        if path.exists():
            to.parent.mkdir(exist_ok=True)
            path.rename(to)

    @rule(name=NAMES, broken=st.sampled_from([b"", b"%PDF-1.7 \x00"]))
    def spoil_seed(self, name: str, broken: bytes) -> None:
        self.room.seed(name, broken)

    @precondition(lambda self: self.room.articles())
    @rule(
        data=st.data(),
        old=st.sampled_from(["title: ", "The ", "\n\n", "until", "date:", "\n"]),
        last=st.booleans(),
    )
    def edit_article(self, data: st.DataObject, old: str, last: bool) -> None:
        path = self.pick(data)
        self.edits += 1
        mark = f"Edit-{self.edits}-here"
        new = (
            f"\n\n{mark} between the two.\n\n"
            if old == "\n\n"
            else f"# {mark}\n{old}"
            if old == "date:"
            else f"{old}{mark} "
        )
        head, there, tail = path.read_text().rpartition(old) if last else path.read_text().partition(old)
        if not there or (old == "\n" and not last):
            return
        path.write_text(head + new + tail)
        self.marks.add(mark)

    @precondition(lambda self: self.room.articles())
    @rule(data=st.data())
    def remove_the_last_paragraph(self, data: st.DataObject) -> None:
        path = self.pick(data)
        kept, _, gone = path.read_text().rpartition("\n\n")
        if kept:
            path.write_text(kept + "\n")
            self.forget_marks_in(gone)

    def forget_marks_in(self, text: str) -> None:
        self.marks = {mark for mark in self.marks if mark not in text}

    @rule()
    def delete_proposals(self) -> None:
        for path in self.room.content.rglob(".*.proposal.md"):
            own = [line for line in path.read_text().splitlines() if line.startswith("Edit-")]
            self.forget_marks_in("\n".join(own))
            path.unlink()

    @rule()
    def edit_proposals(self) -> None:
        for path in self.room.content.rglob(".*.proposal.md"):
            self.edits += 1
            self.marks.add(f"Edit-{self.edits}-here")
            path.write_text(path.read_text() + f"\nEdit-{self.edits}-here\n")

    @precondition(lambda self: self.room.articles())
    @rule(
        data=st.data(),
        folder=st.sampled_from(["features", "2024/03", "undated"]),
        name=st.sampled_from(["x.md", "y.md"]),
    )
    def move_article(self, data: st.DataObject, folder: str, name: str) -> None:
        path, to = self.pick(data), self.room.content / "articles" / folder / name
        if not to.exists():
            to.parent.mkdir(parents=True, exist_ok=True)
            path.rename(to)

    @precondition(lambda self: self.room.articles())
    @rule(data=st.data())
    def delete_article(self, data: st.DataObject) -> None:
        path = self.pick(data)
        self.forget_marks_in(path.read_text())
        path.unlink()

    @rule(length=st.integers(0, 400))
    def cut_register(self, length: int) -> None:
        register = self.room.content / registers.NAME
        if register.exists():
            register.write_bytes(register.read_bytes()[:length])

    @rule(
        again=st.booleans(),
        restore=st.booleans(),
        forget=st.booleans(),
        rules=st.sampled_from([(), ("find_title",)]),
    )
    def convert(self, again: bool, restore: bool, forget: bool, rules: tuple[str, ...]) -> None:
        before = {path.read_bytes() for path in self.room.articles()}
        count = len(self.room.articles())
        results = self.room.convert(wishes=Wishes(again, restore, forget), asked=Asked.of(rules))
        assert len(self.room.articles()) >= count, "an article was lost"
        renewed = sum(result.outcome in (Outcome.RENEWED, Outcome.MERGED) for result in results.values())
        assert len(before - {path.read_bytes() for path in self.room.articles()}) <= renewed
        for result in results.values():
            if result.outcome not in (Outcome.GONE, Outcome.DUPLICATE, Outcome.FAILED):
                assert (self.folder / result.article).is_file()

    @rule()
    def convert_twice(self) -> None:
        self.room.convert()
        before = self.room.state()
        outcomes = self.room.outcomes()
        assert self.room.state() == before
        assert not {Outcome.NEW, Outcome.RENEWED, Outcome.MERGED, Outcome.KEPT} & set(outcomes.values())

    @rule(again=st.booleans(), restore=st.booleans())
    def convert_dry(self, again: bool, restore: bool) -> None:
        before = self.room.state()
        told = self.room.outcomes(wishes=Wishes(again, restore), dry_run=True)
        assert self.room.state() == before
        assert self.room.outcomes(wishes=Wishes(again, restore)) == told

    @rule(killed_after=st.integers(0, 2))
    def convert_and_be_killed(self, killed_after: int) -> None:
        seen: Iterator[int] = iter(range(killed_after))

        def kill(_: Result) -> None:
            if next(seen, None) is None:
                raise KeyboardInterrupt

        try:
            self.room.convert(progress=kill)
        except KeyboardInterrupt:
            return

    @invariant()
    def every_word_of_an_editor_is_still_there(self) -> None:
        standing = "\n".join(path.read_text() for path in self.room.content.rglob("*.md"))
        assert {mark for mark in self.marks if mark not in standing} == set()


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)

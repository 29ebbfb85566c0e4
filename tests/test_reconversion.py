"""Converting again in a newsroom where people work: merges, proposals, dry runs, and what is remembered."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files, set_exclusions

from sitegen import front_matter
from sitegen.newsroom import Outcome, Result, Wishes, convert_seeds, filing
from sitegen.newsroom import register as registers
from sitegen.newsroom.asked import Asked
from sitegen.newsroom.proposals import Proposal, path_of

STORY = """Harbour bridge to close for the winter

13 March 2024

The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

The decision came after engineers had found cracks in two of the four pylons that carry the roadway.

Nobody at the town hall would say how much the repairs will cost, or who is to pay for them in the end.
"""
SEED = "seeds/a.txt"
AGAIN = Wishes(again=True)


class Desk:
    """One seed, its article and what became of it."""

    def __init__(self, project: Path) -> None:
        self.project = project
        (project / "seeds").mkdir()
        self.seed_says(STORY)
        self.convert()

    def seed_says(self, text: str) -> None:
        (self.project / SEED).write_text(text, encoding="utf-8")

    def seed_changes(self, old: str, new: str) -> None:
        text = (self.project / SEED).read_text(encoding="utf-8")
        assert old in text
        self.seed_says(text.replace(old, new))

    def convert(self, wishes: Wishes = AGAIN, **options: object) -> Result:
        (result,) = convert_seeds(self.project, wishes=wishes, **options).results  # type: ignore[arg-type]
        return result

    def outcome(self, wishes: Wishes = AGAIN) -> Outcome:
        return self.convert(wishes).outcome

    @property
    def path(self) -> Path:
        (path,) = (self.project / "content/articles").rglob("[!.]*.md")
        return path

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    def edit(self, old: str, new: str) -> None:
        assert old in self.text
        self.path.write_bytes(self.text.replace(old, new).encode())

    @property
    def proposals(self) -> list[Path]:
        return sorted((self.project / "content").rglob(".*.proposal.md"))

    def state(self) -> dict[str, tuple[int, int, bytes]]:
        files = (path for path in self.project.rglob("*") if path.is_file())
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes()) for path in files}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def torn(desk: Desk) -> Desk:
    """Editor and seed have changed the same paragraph, and the seed another one as well."""
    desk.edit("found cracks", "found deep cracks")
    desk.seed_changes("found cracks", "found rust")
    desk.seed_changes("until next spring", "until next summer")
    return desk


# ---------------------------------------------------------------------------------- merges


def test_an_edit_and_a_new_seed_are_merged(desk: Desk) -> None:
    desk.edit("found cracks", "found deep cracks")
    desk.seed_changes("until next spring", "until next summer")
    assert desk.outcome(Wishes()) is Outcome.MERGED
    assert "found deep cracks" in desk.text
    assert "until next summer" in desk.text
    assert desk.proposals == []


def test_an_edit_and_a_rule_that_was_switched_off_are_merged(desk: Desk) -> None:
    desk.seed_says(f"{STORY}\nSubscribe to our newsletter\n")
    desk.convert()
    desk.edit("found cracks", "found deep cracks")
    assert desk.convert(asked=Asked.of(lines=["Subscribe to our newsletter"])).outcome is Outcome.MERGED
    assert desk.text.endswith("\n\nSubscribe to our newsletter\n")
    assert desk.convert(Wishes(forget=True)).outcome is Outcome.MERGED
    assert "Subscribe" not in desk.text
    assert "found deep cracks" in desk.text


def test_many_conversions_one_after_another_keep_an_edit(desk: Desk) -> None:
    desk.edit("found cracks", "found deep cracks")
    for number in range(4):
        desk.seed_says(STORY.replace("until next spring", f"until spring {number}"))
        assert desk.outcome() is Outcome.MERGED
        assert desk.outcome() is Outcome.KEPT
    assert "found deep cracks" in desk.text
    assert "until spring 3," in desk.text


def test_a_file_that_windows_saved_is_merged_as_it_is(desk: Desk) -> None:
    desk.edit("found cracks", "found deep cracks")
    desk.path.write_bytes(codecs.BOM_UTF8 + desk.text.replace("\n", "\r\n").encode())
    desk.seed_changes("until next spring", "until next summer")
    assert desk.outcome() is Outcome.MERGED
    assert desk.text.startswith("\ufeff---\r\n")
    assert "until next summer" in desk.text
    assert desk.text.count("\r\n") == desk.text.count("\n")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_file_that_windows_saved_without_an_edit_is_renewed(desk: Desk, mark: bytes) -> None:
    desk.path.write_bytes(mark + desk.text.replace("\n", "\r\n").encode())
    assert desk.outcome() is Outcome.UNCHANGED
    desk.seed_changes("until next spring", "until next summer")
    assert desk.outcome() is Outcome.RENEWED


def test_a_renamed_article_of_a_renamed_seed_is_still_known(desk: Desk) -> None:
    desk.edit("found cracks", "found deep cracks")
    desk.path.rename(desk.path.with_name("the-bridge.md"))
    (desk.project / SEED).rename(desk.project / "seeds/b.txt")
    assert desk.outcome() is Outcome.MERGED
    assert desk.path.name == "the-bridge.md"
    assert front_matter.parse(desk.text).source.path == "seeds/b.txt"
    assert "found deep cracks" in desk.text


def test_a_renamed_seed_is_known_by_its_bytes_when_the_register_is_lost(desk: Desk) -> None:
    lose(desk.project)
    (desk.project / SEED).rename(desk.project / "seeds/b.txt")
    assert desk.outcome() is Outcome.KEPT
    assert front_matter.parse(desk.text).source.path == SEED, "whose history is lost is an editor's"
    (desk.project / "seeds/c.txt").write_text(STORY)
    assert {r.outcome for r in convert_seeds(desk.project).results} == {Outcome.UNCHANGED, Outcome.DUPLICATE}
    assert desk.path


def test_an_article_whose_source_was_removed_is_an_editors_alone(desk: Desk) -> None:
    head, _, rest = desk.text.partition("source:\n")
    desk.path.write_text(head + "---\n" + rest.partition("\n---\n")[2])
    before = desk.text
    desk.seed_changes("until next spring", "until next summer")
    assert desk.outcome() is Outcome.KEPT
    desk.seed_changes("until next summer", "until next year")
    assert desk.outcome() is Outcome.KEPT
    assert desk.text == before


def test_a_file_that_took_the_place_of_a_moved_article_is_not_merged(desk: Desk) -> None:
    place = desk.path
    place.rename(moved := place.with_name("moved.md"))
    place.write_text("---\ntitle: Quite another story\n---\n\nIts words.\n")
    desk.seed_changes("until next spring", "until next summer")
    result = desk.convert()
    assert (result.outcome, result.article) == (
        Outcome.RENEWED,
        f"content/{moved.relative_to(desk.project / 'content')}",
    )
    assert place.read_text() == "---\ntitle: Quite another story\n---\n\nIts words.\n"
    assert "until next summer" in moved.read_text()


# ----------------------------------------------------------------------- what is not known


def without_fingerprints(project: Path) -> None:
    register = project / "content" / registers.NAME
    lines = (line.split("\t")[:4] for line in register.read_text().splitlines())
    register.write_text("".join("\t".join(cells) + "\n" for cells in lines))


def lose(project: Path) -> None:
    (project / "content" / registers.NAME).unlink()


@pytest.mark.parametrize("damage", [without_fingerprints, lose])
def test_without_fingerprints_an_edit_is_kept_and_merged_from_then_on(
    desk: Desk, damage: Callable[[Path], None]
) -> None:
    desk.edit("found cracks", "found deep cracks")
    before = desk.text
    damage(desk.project)
    desk.seed_changes("until next spring", "until next summer")
    assert desk.outcome() is Outcome.KEPT
    assert desk.text == before
    desk.seed_changes("who is to pay", "who will pay")
    assert desk.outcome() is Outcome.MERGED
    assert "found deep cracks" in desk.text
    assert "who will pay" in desk.text


def test_an_article_without_an_edit_needs_no_fingerprints(desk: Desk) -> None:
    without_fingerprints(desk.project)
    desk.seed_changes("until next spring", "until next summer")
    assert desk.outcome() is Outcome.RENEWED


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [("title: ", "titel: ", 2, "unknown key 'titel'"), ("---\n", "", 1, "the file has no front matter")],
)
def test_an_article_that_cannot_be_read_is_left_alone_and_tried_again(
    desk: Desk, old: str, new: str, line: int, problem: str
) -> None:
    good = desk.text
    desk.path.write_text(good.replace(old, new, 1))
    bad = desk.text
    desk.seed_changes("until next spring", "until next summer")
    for _ in range(2):
        result = desk.convert(Wishes())
        assert result.outcome is Outcome.CONFLICT
        assert (result.problems[0].line, result.problems[0].problem) == (line, problem)
        assert result.problems[0].path == result.article
        assert desk.text == bad
    desk.path.write_text(good)
    assert desk.outcome(Wishes()) is Outcome.RENEWED


def test_an_article_that_is_no_utf8_is_left_alone(desk: Desk) -> None:
    desk.path.write_bytes(desk.text.replace("found cracks", "found cräcks").encode("latin-1"))
    before = desk.path.read_bytes()
    desk.seed_changes("until next spring", "until next summer")
    (problem,) = desk.convert().problems
    assert problem.problem == "is not UTF-8 text"
    assert desk.path.read_bytes() == before


# ------------------------------------------------------------------------------- proposals


def test_a_collision_leaves_the_file_and_puts_a_proposal_beside_it(torn: Desk) -> None:
    before = torn.text
    result = torn.convert(Wishes())
    assert result.outcome is Outcome.CONFLICT
    assert torn.text == before
    (proposal,) = torn.proposals
    assert proposal == torn.path.with_name(f".{torn.path.stem}.proposal.md")
    (problem,) = result.problems
    assert problem.path == result.article
    assert "found deep cracks" in before.splitlines()[problem.line - 1]
    assert proposal.name in problem.hint
    assert "found rust" in proposal.read_text()
    assert "until next summer" in proposal.read_text()


def test_a_collision_is_told_in_every_run_until_it_is_settled(torn: Desk) -> None:
    first = torn.convert(Wishes())
    state = torn.state()
    assert torn.convert(Wishes()) == torn.convert() == first
    assert torn.state() == state


def test_a_proposal_that_was_deleted_is_not_made_again(torn: Desk) -> None:
    torn.convert()
    before = torn.text
    torn.proposals[0].unlink()
    assert torn.outcome(Wishes()) is Outcome.UNCHANGED
    assert torn.outcome() is Outcome.KEPT
    assert torn.proposals == []
    assert torn.text == before


def test_what_comes_after_a_deleted_proposal_is_merged_or_proposed_anew(torn: Desk) -> None:
    torn.convert()
    torn.proposals[0].unlink()
    torn.seed_changes("who is to pay", "who will pay")
    assert torn.outcome() is Outcome.MERGED
    assert "found deep cracks" in torn.text
    assert "until next spring" in torn.text, "that summer was seen and not taken"
    torn.seed_changes("found rust", "found red rust")
    assert torn.outcome() is Outcome.CONFLICT
    assert "found red rust" in torn.proposals[0].read_text()


def test_a_proposal_that_was_taken_over_goes_by_itself(torn: Desk) -> None:
    torn.convert()
    torn.path.write_bytes(torn.proposals[0].read_bytes())
    torn.edit("found rust", "found rust and deep cracks")
    assert torn.outcome(Wishes()) is Outcome.CONFLICT, "the same paragraph is still another one"
    torn.edit("found rust and deep cracks", "found rust")
    assert torn.outcome(Wishes()) is Outcome.UNCHANGED
    assert torn.proposals == []
    assert torn.outcome(Wishes()) is Outcome.UNCHANGED


def test_a_proposal_goes_when_the_seed_is_again_what_it_was(torn: Desk) -> None:
    torn.convert()
    torn.seed_says(STORY)
    assert torn.outcome() is Outcome.KEPT
    assert torn.proposals == []


def test_a_newer_collision_renews_the_proposal(torn: Desk) -> None:
    torn.convert()
    torn.seed_changes("found rust", "found red rust")
    assert torn.outcome() is Outcome.CONFLICT
    (proposal,) = torn.proposals
    assert "found red rust" in proposal.read_text()


def test_a_proposal_in_which_an_editor_works_is_never_touched(torn: Desk) -> None:
    torn.convert()
    (proposal,) = torn.proposals
    proposal.write_text(proposal.read_text() + "\nA note of ours.\n")
    before = proposal.read_bytes()
    torn.seed_changes("found rust", "found red rust")
    result = torn.convert()
    assert result.outcome is Outcome.CONFLICT
    assert result.problems[-1].path.endswith(proposal.name)
    assert proposal.read_bytes() == before
    torn.seed_says(STORY)
    torn.convert()
    assert proposal.read_bytes() == before


def test_the_proposal_of_an_article_that_was_moved_moves_with_it(torn: Desk) -> None:
    torn.convert()
    moved = torn.project / "content/articles/features/bridge.md"
    moved.parent.mkdir()
    torn.path.rename(moved)
    assert torn.outcome() is Outcome.CONFLICT
    assert torn.proposals == [moved.with_name(".bridge.proposal.md")]


def test_a_crash_after_a_proposal_or_a_merge_leaves_nothing_to_mend(
    torn: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    for outcome in (Outcome.CONFLICT, Outcome.UNCHANGED):
        with monkeypatch.context() as patch:
            patch.setattr(filing.registers, "enter", crash)
            with pytest.raises(KeyboardInterrupt):
                torn.convert(Wishes())
        after = torn.text
        assert torn.outcome(Wishes()) is outcome
        assert torn.text == after
        assert torn.outcome(Wishes()) in (Outcome.CONFLICT, Outcome.UNCHANGED)
        if outcome is Outcome.CONFLICT:
            torn.edit("found deep cracks", "found cracks")
            torn.edit("who is to pay", "who shall pay")
    assert "found rust" in torn.text
    assert "who shall pay" in torn.text
    assert torn.proposals == []


def test_a_proposal_that_cannot_be_written_is_a_problem_and_tried_again(
    torn: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sitegen.newsroom.shelf.write_atomic", full)
        result = torn.convert(Wishes())
    assert result.outcome is Outcome.FAILED
    assert "No space left" in result.problems[0].problem
    assert torn.outcome(Wishes()) is Outcome.CONFLICT


def test_neither_mkdocs_nor_the_converter_takes_a_proposal_for_a_page(torn: Desk) -> None:
    torn.convert()
    config = MkDocsConfig()
    config.load_dict({"site_name": "Test", "docs_dir": str(torn.project / "content")})
    config.validate()
    files = get_files(config)
    set_exclusions(files, config)
    assert [file.src_uri for file in files if file.inclusion.is_included()] == [
        torn.path.relative_to(torn.project / "content").as_posix()
    ]
    (torn.project / "content" / registers.NAME).unlink()
    torn.path.unlink()
    assert torn.outcome() is Outcome.NEW, "the proposal was taken for the moved article"


def test_a_line_about_a_proposal_comes_back() -> None:
    proposal = Proposal("articles/x articles/ä b.md", "1" * 64, "2" * 64, "v1 title:AbCdEfGh body:")
    assert Proposal.from_text(proposal.to_text()) == proposal
    assert proposal.path == path_of(proposal.article) == "articles/x articles/.ä b.proposal.md"
    for odd in ("", "proposal", "proposal x y articles/a.md", "x " + proposal.to_text()):
        assert Proposal.from_text(odd) is None


# -------------------------------------------------------------------------------- dry runs


def changed(desk: Desk, how: str) -> None:
    if how == "merged":
        desk.edit("found cracks", "found deep cracks")
        desk.seed_changes("until next spring", "until next summer")
    elif how == "renewed":
        desk.seed_changes("until next spring", "until next summer")
    elif how == "conflict":
        desk.edit("found cracks", "found deep cracks")
        desk.seed_changes("found cracks", "found rust")
    elif how == "settled":
        changed(desk, "conflict")
        desk.convert()
        desk.edit("found deep cracks", "found rust")
    else:
        desk.path.unlink()
        desk.seed_changes("until next spring", "until next summer")


@pytest.mark.parametrize("how", ["merged", "renewed", "conflict", "settled", "gone"])
def test_a_dry_run_tells_what_would_happen_and_writes_nothing(desk: Desk, how: str) -> None:
    changed(desk, how)
    before = desk.state()
    told = desk.convert(Wishes(), dry_run=True)
    assert desk.state() == before
    done = desk.convert(Wishes())
    assert (done.outcome, done.article, done.problems) == (told.outcome, told.article, told.problems)
    if told.change:
        assert told.change.old == before[str(desk.path)][2].decode()
        assert (desk.project / told.change.new_path).read_text() == told.change.new
    assert (told.change is not None) is (how != "gone")


def test_a_dry_run_of_a_new_project_makes_no_folder(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "seeds" / name).write_text(STORY.replace("cracks", name))
    report = convert_seeds(tmp_path, dry_run=True)
    assert report.summary() == "2 new"
    assert len({result.article for result in report.results}) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["seeds"]
    assert convert_seeds(tmp_path).results == tuple(
        Result(r.seed, r.outcome, r.article, r.problems, r.doubts) for r in report.results
    )

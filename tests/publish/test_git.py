"""A branch in git: a bare repository gets commits, and its commits are the memory."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.publish.places.git import GitPlace
from sitegen.publish.places.repository import Repository
from sitegen.publish.plan import plan_of
from sitegen.publish.scanning import scan
from tests.publish.papers import NEW, OLD, Clock, opened, roll_back, send, write

STYLES = {"assets/main.1111aaaa.css", "assets/main.2222bbbb.css"}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def branch(bare: Path, name: str = "pages") -> dict[str, str]:
    """The files of a branch."""
    paths = git(bare, "ls-tree", "-r", "-z", "--name-only", name).rstrip("\0").split("\0")
    return {path: git(bare, "show", f"{name}:{path}") for path in paths}


@pytest.fixture
def paper(tmp_path: Path, bare: Path) -> Path:
    """The paper's own repository, with the bare one as its remote and work that is not committed."""
    folder = tmp_path / "paper"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "remote", "add", "origin", str(bare))
    write(folder, {"content/index.md": "Hello"})
    git(folder, "add", ".")
    git(folder, "-c", "user.name=Ann", "-c", "user.email=ann@courier.example", "commit", "-qm", "First")
    write(folder, {"content/index.md": "Hello, changed", "content/new.md": "new"})
    return folder


@pytest.fixture
def place(paper: Path, clock: Clock) -> GitPlace:
    return GitPlace(Repository("origin", "pages", paper, paper / ".cache/repository.git"))


def foreign_commit(bare: Path, tmp_path: Path, files: dict[str, str]) -> None:
    """Somebody else changes the branch, as GitHub does when a domain is set."""
    clone = tmp_path / f"clone-{len(list(tmp_path.iterdir()))}"
    git(tmp_path, "clone", "-q", str(bare), str(clone))
    exists = git(bare, "branch", "--list", "pages")
    git(clone, "checkout", "-q", *(["pages"] if exists else ["--orphan", "pages"]))
    write(clone, files)
    git(clone, "add", ".")
    git(clone, "-c", "user.name=Host", "-c", "user.email=host@host.example", "commit", "-qm", "Create CNAME")
    git(clone, "push", "-q", "origin", "pages")


def test_a_site_is_published_renewed_and_brought_back(
    place: GitPlace, bare: Path, old: Path, new: Path, tmp_path: Path, clock: Clock
) -> None:
    send(place, old, clock)
    assert branch(bare) == OLD
    plan = send(place, new, clock)
    assert sorted(plan.send) == sorted(path for path in NEW if OLD.get(path) != NEW[path])
    assert branch(bare) == {**NEW, "assets/main.1111aaaa.css": OLD["assets/main.1111aaaa.css"]}
    roll_back(place, tmp_path / "back", clock)
    assert {path: text for path, text in branch(bare).items() if path != "assets/main.2222bbbb.css"} == OLD
    roll_back(place, tmp_path / "again", clock)
    assert {path: text for path, text in branch(bare).items() if path != "assets/main.1111aaaa.css"} == NEW
    assert len(git(bare, "log", "--format=%H", "pages").split()) == 4


def test_a_dropped_style_sheet_goes_later(
    place: GitPlace, bare: Path, old: Path, new: Path, clock: Clock
) -> None:
    for site in (old, new):
        send(place, site, clock)
    assert send(place, new, clock).is_empty
    clock.later(hours=2)
    assert send(place, new, clock).delete == ["assets/main.1111aaaa.css"]
    assert branch(bare) == NEW


def test_the_commit_says_what_was_published(
    place: GitPlace, bare: Path, old: Path, new: Path, clock: Clock
) -> None:
    send(place, old, clock)
    plan = send(place, new, clock)
    message = git(bare, "log", "-1", "--format=%B", "pages")
    assert message.startswith("Publish: 2 new, 4 changed, 1 gone\n\nSitegen-Published: 2024-05-15T12:")
    assert "Sitegen-By: alice@desk\n" in message
    assert git(bare, "log", "-1", "--format=%ct", "pages").strip() == str(
        int(plan.after.published.timestamp())
    )


def test_the_papers_own_repository_is_left_alone(
    place: GitPlace, paper: Path, old: Path, clock: Clock
) -> None:
    asked = (("status", "--porcelain"), ("branch",), ("rev-parse", "HEAD"), ("diff", "--cached"))
    before = [git(paper, *what) for what in asked]
    send(place, old, clock)
    assert [git(paper, *what) for what in asked] == before


def test_hooks_of_the_papers_repository_do_not_run(
    place: GitPlace, paper: Path, bare: Path, old: Path, clock: Clock
) -> None:
    hook = paper / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    send(place, old, clock)
    assert branch(bare) == OLD


def test_a_paper_in_no_repository_can_name_an_address(
    tmp_path: Path, bare: Path, old: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for key, value in {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}.items():
        monkeypatch.setenv(key, value)
    (tmp_path / "loose").mkdir()
    place = GitPlace(
        Repository(str(bare), "pages", tmp_path / "loose", tmp_path / "loose/.cache/repository.git")
    )
    send(place, old, clock)
    assert branch(bare) == OLD
    assert git(bare, "log", "-1", "--format=%an", "pages").strip() == "sitegen"


def test_in_a_shallow_clone_as_on_a_build_server_it_goes_on_where_another_left_off(
    place: GitPlace, paper: Path, old: Path, new: Path, clock: Clock
) -> None:
    git(paper, "push", "-q", "origin", "main")
    bare = Path(git(paper, "remote", "get-url", "origin").strip())
    for site in (old, new):
        send(place, site, clock)
    runner = paper.parent / "runner"
    git(paper, "clone", "-q", "--depth=1", f"file://{bare}", str(runner))
    there = GitPlace(Repository("origin", "pages", runner, runner / ".cache/x.git"))
    assert send(there, new, clock).is_empty
    assert len(git(bare, "log", "--format=%H", "pages").split()) == 2
    roll_back(there, runner / "back", clock)
    assert branch(bare)["index.html"] == OLD["index.html"]


def test_what_others_put_on_the_branch_stays_there(
    place: GitPlace, bare: Path, old: Path, new: Path, tmp_path: Path, clock: Clock
) -> None:
    send(place, old, clock)
    foreign_commit(bare, tmp_path, {"CNAME": "courier.news\n"})
    send(place, new, clock)
    clock.later(hours=2)
    send(place, old, clock)
    assert branch(bare)["CNAME"] == "courier.news\n"
    roll_back(place, tmp_path / "back", clock)
    assert branch(bare)["CNAME"] == "courier.news\n"


def test_what_others_changed_on_the_branch_is_put_right(
    place: GitPlace, bare: Path, old: Path, tmp_path: Path, clock: Clock
) -> None:
    send(place, old, clock)
    foreign_commit(bare, tmp_path, {"index.html": "edited by hand on the host"})
    assert send(place, old, clock).send == ["index.html"]
    assert branch(bare) == OLD


def test_a_branch_with_other_work_is_foreign(place: GitPlace, bare: Path, tmp_path: Path) -> None:
    foreign_commit(bare, tmp_path, {"README.md": "Mine", "src/main.c": "int x;"})
    with opened(place) as session:
        standing = session.standing()
    assert standing.known is None
    assert standing.foreign == ("README.md", "src/")


def test_a_push_in_between_is_found_out_and_nothing_is_changed(
    place: GitPlace, bare: Path, old: Path, new: Path, tmp_path: Path, clock: Clock
) -> None:
    send(place, old, clock)
    with opened(place) as session:
        known = session.standing().known
        assert known
        plan = plan_of(known, scan(new, place.digest).files, clock(), "alice@desk")
        foreign_commit(bare, tmp_path, {"CNAME": "courier.news\n"})
        with pytest.raises(SitegenError, match="somebody else has pushed to the branch pages meanwhile"):
            session.publish(plan, new)
    assert branch(bare) == {**OLD, "CNAME": "courier.news\n"}


def test_a_branch_with_one_edition_has_no_earlier_one(
    place: GitPlace, old: Path, tmp_path: Path, clock: Clock
) -> None:
    send(place, old, clock)
    with pytest.raises(SitegenError, match="holds no earlier edition"):
        roll_back(place, tmp_path / "back", clock)


def test_a_remote_that_is_not_there_is_named(paper: Path, clock: Clock) -> None:
    place = GitPlace(Repository("nowhere", "pages", paper, paper / ".cache/x.git"))
    with pytest.raises(SitegenError, match=r"git nowhere, branch pages: git failed: (.|\n)*try it by hand"):
        place.repository.tip()


def test_odd_names_and_odd_contents_arrive_as_they_are(
    place: GitPlace, bare: Path, tmp_path: Path, clock: Clock
) -> None:
    site = {
        "déjà vu/index.html": "x\r\n\r\n",
        "ほげ.html": "\ufeff",
        'a"b#.txt': "",
        ".gitattributes": "* text eol=crlf\n",
        "t.txt": "a\n",
    }
    send(place, write(tmp_path / "odd", site), clock)
    with opened(place) as session:
        assert session.read(list(site)) == {path: text.encode() for path, text in site.items()}
        assert session.read(["not/there"]) == {}

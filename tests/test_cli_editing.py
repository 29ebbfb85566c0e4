"""`sitegen new`, `mv` and `rename`, as an editor at a terminal has them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from sitegen.cli.mv import mv
from sitegen.cli.new import new
from sitegen.cli.rename import rename
from sitegen.front_matter import parse
from sitegen.model.article import Article
from sitegen.newsroom import register as registers

SETTINGS = """\
site_name: The Post
docs_dir: content
nav:
  - index.md
  - Council: topics/council.md
plugins:
  - sitegen:
      timezone: Europe/Berlin
      sections: [Local, Politics]
"""
BRIDGE = """\
---
title: The bridge
date: 2026-11-02
# the desk
section: Politics
tags:
  - Council
  # see the map
  - 'Transport'
image:
  src: bridge.jpg
  alt: A bridge
---

A bridge, as [told before](../10/vote.md) and on [our map](/images/map.png).

![Plan](plan.png)
"""
VOTE = """\
---
tags: [council, Transport]
title: "The vote"
section: Politics
---

The vote on [the bridge](../11/bridge.md#plan), see [the council](../../../topics/council.md).

![Plan](../11/plan.png)
"""
COUNCIL = """\
---
title: Council
description: All about it.
---

See [the bridge](../articles/2026/11/bridge.md).
"""


class Paper:
    """A project on disk, and its commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.write("../mkdocs.yml", SETTINGS)
        self.write("articles/2026/11/bridge.md", BRIDGE)
        self.write("articles/2026/10/vote.md", VOTE)
        self.write("topics/council.md", COUNCIL)
        self.write("index.md", "[The bridge](articles/2026/11/bridge.md)\n")
        for name in ("articles/2026/11/bridge.jpg", "articles/2026/11/plan.png", "images/map.png"):
            self.write(name, "a picture")

    def write(self, path: str, text: str) -> None:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")

    def read(self, path: str) -> str:
        return (self.content / path).read_bytes().decode()

    def article(self, path: str) -> Article:
        return parse(self.read(path), path)

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.content).as_posix(): path.read_bytes()
            for path in self.content.rglob("*")
            if path.is_file()
        }

    def run(self, command: click.Command, *arguments: str) -> Result:
        result = CliRunner().invoke(command, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    made = Paper(tmp_path)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def pages_have_aliases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.editing.fronts.KEYS", ("title", "description", "aliases"))


# ------------------------------------------------------------------------------------------ rename


def test_a_topic_is_renamed_in_its_lines_only(paper: Paper) -> None:
    before = paper.files()
    result = paper.run(rename, "topic", "Transport", "Getting about")
    assert result.exit_code == 0, result.output
    assert "2 articles now have the topic “Getting about”." in result.output
    assert paper.read("articles/2026/11/bridge.md") == BRIDGE.replace("'Transport'", "'Getting about'")
    assert paper.read("articles/2026/10/vote.md") == VOTE.replace("Transport", "Getting about")
    changed = {path for path, text in paper.files().items() if before.get(path) != text}
    assert {path for path in changed if path.startswith("articles")} == {
        "articles/2026/11/bridge.md",
        "articles/2026/10/vote.md",
    }


def test_a_dry_run_shows_every_line_and_writes_nothing(paper: Paper) -> None:
    before = paper.files()
    result = paper.run(rename, "topic", "Transport", "Getting about", "--dry-run")
    assert result.exit_code == 0
    assert "9-   - 'Transport'" in result.output
    assert "9+   - 'Getting about'" in result.output
    assert "2- tags: [council, Transport]" in result.output
    assert "Nothing was written" in result.output
    assert paper.files() == before


def test_another_spelling_is_told_and_stays(paper: Paper) -> None:
    result = paper.run(rename, "topic", "Council", "Town council")
    assert result.exit_code == 0
    assert "1 article has it as “council”: to rename that too, add --any-spelling." in result.output
    assert paper.article("articles/2026/10/vote.md").tags == ("council", "Transport")
    assert paper.read("topics/council.md") == COUNCIL


def test_all_spellings_are_renamed_when_asked(paper: Paper) -> None:
    result = paper.run(rename, "topic", "COUNCIL", "Transport", "--any-spelling")
    assert result.exit_code == 0
    assert paper.article("articles/2026/11/bridge.md").tags == ("Transport",)
    assert paper.article("articles/2026/10/vote.md").tags == ("Transport",)
    assert "  # see the map\n" in paper.read("articles/2026/11/bridge.md")


def test_the_page_of_the_name_goes_with_it_and_links_to_it_too(
    paper: Paper, pages_have_aliases: None
) -> None:
    result = paper.run(rename, "topic", "Council", "Town council", "--any-spelling")
    assert result.exit_code == 0, result.output
    assert not (paper.content / "topics/council.md").exists()
    page = COUNCIL.replace("title: Council", "title: Town council").replace(
        "All about it.\n", "All about it.\naliases:\n  - /topics/council/\n"
    )
    assert paper.read("topics/town-council.md") == page
    vote = VOTE.replace("[council,", "[Town council,").replace("topics/council.md", "topics/town-council.md")
    assert paper.read("articles/2026/10/vote.md") == vote
    assert "/topics/council/ leads to the new page" in result.output
    assert "mkdocs.yml:5: change this line to\n    - Council: topics/town-council.md" in result.output


def test_a_name_whose_page_nobody_wrote_gets_one_that_keeps_the_old_address(
    paper: Paper, pages_have_aliases: None
) -> None:
    paper.run(rename, "topic", "Transport", "No: 1")
    assert paper.read("topics/no-1.md") == "---\ntitle: 'No: 1'\naliases:\n  - /topics/transport/\n---\n"
    paper.run(rename, "topic", "No: 1", "Transport")
    assert not (paper.content / "topics/no-1.md").exists()
    page = paper.read("topics/transport.md")
    assert page == "---\ntitle: 'Transport'\naliases:\n  - /topics/no-1/\n---\n"


def test_two_pages_that_have_been_written_both_stay(paper: Paper, pages_have_aliases: None) -> None:
    paper.write("topics/transport.md", "---\ntitle: Transport\n---\n\nMine.\n")
    result = paper.run(rename, "topic", "Transport", "Council")
    assert result.exit_code == 0
    assert "have both been written, and both stay" in result.output
    assert paper.read("topics/transport.md") == "---\ntitle: Transport\n---\n\nMine.\n"
    assert paper.read("topics/council.md") == COUNCIL


def test_a_page_whose_address_cannot_be_kept_is_told(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.editing.fronts.KEYS", ("title",))
    result = paper.run(rename, "topic", "Transport", "Getting about")
    assert "nothing is at /topics/transport/" in result.output
    assert not (paper.content / "topics/getting-about.md").exists()


def test_a_renamed_section_is_told_where_the_settings_name_it(paper: Paper) -> None:
    result = paper.run(rename, "section", "Politics", "City hall")
    assert result.exit_code == 0
    assert "mkdocs.yml:9: change this line to\n    sections: [Local, City hall]" in result.output
    assert paper.article("articles/2026/10/vote.md").section == "City hall"
    assert (paper.folder / "mkdocs.yml").read_text() == SETTINGS


def test_one_bad_file_is_named_and_stops_no_other(paper: Paper) -> None:
    paper.write("articles/bad.md", "---\ntags: [Transport\nsection: x\n---\n")
    (paper.content / "articles/latin.md").write_bytes(b"---\ntags: [Transport]\ntitle: \xe9\n---\n")
    result = paper.run(rename, "topic", "Transport", "Getting about")
    assert result.exit_code == 1
    assert "content/articles/bad.md:2" in result.output
    assert "content/articles/latin.md:3: is not UTF-8" in result.output
    assert paper.article("articles/2026/10/vote.md").tags == ("council", "Getting about")


@pytest.mark.parametrize(
    ("what", "name", "hint"),
    [
        ("topic", "Transprot", "there is “Transport”"),
        ("topic", "transport", "there is “Transport”; to rename that too, add --any-spelling"),
        ("author", "Ann", "look at the spelling"),
    ],
)
def test_a_name_that_no_article_has_is_told_with_the_nearest(
    paper: Paper, what: str, name: str, hint: str
) -> None:
    before = paper.files()
    result = paper.run(rename, what, name, "X")
    assert result.exit_code == 2
    assert f"no article has the {what} “{name}”" in result.output
    assert hint in result.output
    assert paper.files() == before


@pytest.mark.parametrize(("old", "new"), [("A", "A"), ("", "A"), ("A", " ")])
def test_names_that_say_nothing_are_refused(paper: Paper, old: str, new: str) -> None:
    assert paper.run(rename, "topic", old, new).exit_code == 2


def test_a_link_is_left_to_the_file_that_it_leads_to(paper: Paper) -> None:
    (paper.folder / "elsewhere.md").write_text("---\ntags: [Transport]\n---\n")
    (paper.content / "articles/link.md").symlink_to(paper.folder / "elsewhere.md")
    result = paper.run(rename, "topic", "Transport", "X")
    assert result.exit_code == 1
    assert "content/articles/link.md: is a link to another file" in result.output
    assert (paper.folder / "elsewhere.md").read_text() == "---\ntags: [Transport]\n---\n"


def test_a_folder_without_a_paper_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command, arguments in ((rename, ("topic", "A", "B")), (mv, ("a", "b")), (new, ("A",))):
        result = CliRunner().invoke(command, arguments)
        assert result.exit_code == 2
        assert "there is no such folder here" in result.output


# ------------------------------------------------------------------------------------------ mv

OLD, NEW = "content/articles/2026/11/bridge.md", "content/articles/2026/12/old-bridge.md"


def test_an_article_moves_with_its_pictures_its_links_and_its_old_address(paper: Paper) -> None:
    result = paper.run(mv, OLD, NEW)
    assert result.exit_code == 0, result.output
    assert not (paper.content / "articles/2026/11/bridge.md").exists()
    assert (paper.content / "articles/2026/12/bridge.jpg").exists()
    assert not (paper.content / "articles/2026/11/bridge.jpg").exists()
    assert (paper.content / "articles/2026/11/plan.png").exists(), "another article shows it too"
    text = BRIDGE.replace("(plan.png)", "(../11/plan.png)").replace(
        "alt: A bridge\n", "alt: A bridge\naliases:\n  - /articles/2026/11/bridge/\n"
    )
    assert paper.read("articles/2026/12/old-bridge.md") == text
    assert paper.read("articles/2026/10/vote.md") == VOTE.replace("../11/bridge.md", "../12/old-bridge.md")
    assert paper.read("index.md") == "[The bridge](articles/2026/12/old-bridge.md)\n"
    assert paper.read("topics/council.md") == COUNCIL.replace("11/bridge.md", "12/old-bridge.md")
    assert "/articles/2026/11/bridge/ leads to /articles/2026/12/old-bridge/" in result.output


def test_what_moves_away_and_back_is_what_it_was_but_for_the_address_in_between(paper: Paper) -> None:
    paper.run(mv, OLD, NEW)
    paper.run(mv, NEW, OLD)
    alias = "alt: A bridge\naliases:\n  - /articles/2026/12/old-bridge/\n"
    there_again = BRIDGE.replace("alt: A bridge\n", alias).replace("(plan.png)", "(../11/plan.png)")
    assert paper.read("articles/2026/11/bridge.md") == there_again
    assert paper.read("articles/2026/10/vote.md") == VOTE
    assert (paper.content / "articles/2026/11/bridge.jpg").exists()


def test_a_dry_run_of_a_move_writes_nothing(paper: Paper) -> None:
    before = paper.files()
    result = paper.run(mv, OLD, NEW, "--dry-run")
    assert result.exit_code == 0
    assert "+   - /articles/2026/11/bridge/" in result.output
    assert paper.files() == before


def test_a_draft_leaves_no_address_behind(paper: Paper) -> None:
    paper.write("articles/2026/11/bridge.md", BRIDGE.replace("title:", "draft: true\ntitle:"))
    result = paper.run(mv, OLD, NEW)
    assert result.exit_code == 0
    assert "no reader knows its old address" in result.output
    assert paper.article("articles/2026/12/old-bridge.md").aliases == ()


def test_a_file_that_was_moved_by_hand_is_seen_to(paper: Paper) -> None:
    target = paper.folder / NEW
    target.parent.mkdir(parents=True)
    (paper.folder / OLD).rename(target)
    result = paper.run(mv, OLD, NEW)
    assert result.exit_code == 0, result.output
    assert paper.article("articles/2026/12/old-bridge.md").aliases == ("/articles/2026/11/bridge/",)
    assert "image:\n  src: ../11/bridge.jpg\n" in paper.read("articles/2026/12/old-bridge.md")
    assert paper.read("index.md") == "[The bridge](articles/2026/12/old-bridge.md)\n"
    before = paper.files()
    assert paper.run(mv, OLD, NEW).exit_code == 0
    assert paper.files() == before


def test_a_move_that_was_interrupted_is_ended_by_the_same_command(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as power_cut:
        power_cut.setattr(
            "sitegen.editing.changes._gone", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        CliRunner().invoke(mv, [OLD, NEW])
    assert (paper.folder / OLD).exists()
    assert (paper.folder / NEW).exists()
    (paper.folder / OLD).unlink()
    assert paper.run(mv, OLD, NEW).exit_code == 0
    assert paper.read("index.md") == "[The bridge](articles/2026/12/old-bridge.md)\n"


@pytest.mark.parametrize(
    "old", [OLD, "articles/2026/11/bridge.md", "./content/articles/2026/../2026/11/bridge.md"]
)
@pytest.mark.parametrize(
    "new", ["content/articles/2026/10/", "content/articles/2026/10", "articles/2026/10/bridge.md"]
)
def test_files_may_be_named_from_here_or_from_the_content_and_a_folder_will_do(
    paper: Paper, old: str, new: str
) -> None:
    assert paper.run(mv, old, new).exit_code == 0
    assert paper.article("articles/2026/10/bridge.md").title == "The bridge"


@pytest.mark.parametrize(
    ("owner", "alias", "what"),
    [
        ("articles/2026/10/vote.md", "/articles/2026/12/old-bridge/", "new"),
        ("articles/2026/10/vote.md", "/articles/2026/12/OLD-bridge", "new"),
        ("articles/2026/10/vote.md", "/articles/2026/11/bridge/", "old"),
    ],
)
def test_an_address_that_is_an_alias_of_another_is_refused_and_both_files_are_named(
    paper: Paper, owner: str, alias: str, what: str
) -> None:
    paper.write(owner, VOTE.replace("title:", f"aliases: ['{alias}']\ntitle:"))
    before = paper.files()
    result = paper.run(mv, OLD, NEW)
    assert result.exit_code == 2
    assert OLD in result.output
    assert f"its {what} address" in result.output
    assert f"content/{owner}" in result.output
    assert paper.files() == before


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            OLD,
            "content/articles/2026/10/vote.md",
            "its new address is that of content/articles/2026/10/vote.md",
        ),
        (
            OLD,
            "content/articles/2026/10/Vote.md",
            "its new address is that of content/articles/2026/10/vote.md",
        ),
        (OLD, "content/articles/2026/10/vote/index.md", "its new address is that of"),
        (OLD, OLD, "is there already"),
        (OLD, "content/articles/2026/11/bridge.txt", "is not the place of an article"),
        (OLD, "content/about.md", "is not the place of an article"),
        (OLD, "content/articles/.hidden.md", "hidden or broken name"),
        (OLD, "../outside.md", "lies outside of content/"),
        (OLD, "content/articles/../../outside.md", "is not the place of an article"),
        ("content/topics/council.md", NEW, "is not the place of an article"),
        ("content/articles/no.md", NEW, "there is no such article"),
    ],
)
def test_a_move_that_cannot_be_is_refused_and_nothing_is_written(
    paper: Paper, old: str, new: str, problem: str
) -> None:
    before = paper.files()
    result = paper.run(mv, old, new)
    assert result.exit_code == 2, result.output
    assert problem in result.output
    assert paper.files() == before


def test_an_article_with_a_broken_header_does_not_move(paper: Paper) -> None:
    paper.write(
        "articles/2026/11/bridge.md", BRIDGE.replace("section: Politics", "section: Politics # or not")
    )
    before = paper.files()
    result = paper.run(mv, OLD, NEW)
    assert result.exit_code == 2
    assert f"{OLD}:5" in result.output
    assert paper.files() == before


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def committed(paper: Paper) -> Paper:
    git(paper.folder, "init", "-q")
    git(paper.folder, "add", ".")
    git(paper.folder, "commit", "-qm", "all")
    return paper


def test_what_was_moved_by_hand_is_found_and_seen_to(committed: Paper) -> None:
    assert "No article was moved" in committed.run(mv, "--moved").output
    (committed.folder / NEW).parent.mkdir(parents=True)
    (committed.folder / OLD).rename(committed.folder / NEW)
    before = committed.files()
    assert (
        "was moved to content/articles/2026/12/old-bridge.md"
        in committed.run(mv, "--moved", "--dry-run").output
    )
    assert committed.files() == before
    result = committed.run(mv, "--moved")
    assert (result.exit_code, "1 moved by hand" in result.output) == (0, True)
    assert committed.article("articles/2026/12/old-bridge.md").aliases == ("/articles/2026/11/bridge/",)
    assert committed.read("index.md") == "[The bridge](articles/2026/12/old-bridge.md)\n"


def test_an_article_that_was_deleted_was_not_moved(committed: Paper) -> None:
    (committed.folder / OLD).unlink()
    committed.write("articles/2026/12/another.md", "---\ntitle: Another\n---\n\nWords.\n")
    assert "No article was moved" in committed.run(mv, "--moved").output


def test_an_article_that_may_be_in_two_places_is_left_to_the_editor(committed: Paper) -> None:
    (committed.folder / OLD).unlink()
    for name in ("a", "b"):
        committed.write(f"articles/2026/12/{name}.md", BRIDGE)
    result = committed.run(mv, "--moved")
    assert result.exit_code == 2
    assert f"{OLD}: may have gone to content/articles/2026/12/a.md and" in result.output


def test_without_git_the_two_files_are_asked_for(paper: Paper) -> None:
    result = paper.run(mv, "--moved")
    assert result.exit_code == 2
    assert "sitegen mv OLD NEW" in result.output


@pytest.mark.parametrize("arguments", [[], ["a.md"], ["--moved", "a.md", "b.md"]])
def test_a_move_of_nothing_is_refused(paper: Paper, arguments: list[str]) -> None:
    assert paper.run(mv, *arguments).exit_code == 2


# ------------------------------------------------------------------------------------------ new


def test_a_new_article_is_a_draft_where_the_converter_would_file_it(paper: Paper) -> None:
    arguments = ['Mayor: "I resign" - #1', "-s", "Politics", "-a", "Ann Rye", "-t", "Council"]
    result = paper.run(new, *arguments, "--date", "2026-11-30T06:00")
    assert result.exit_code == 0, result.output
    assert "content/articles/2026/11/mayor-i-resign-1.md" in result.output
    article = paper.article("articles/2026/11/mayor-i-resign-1.md")
    assert article.title == 'Mayor: "I resign" - #1'
    assert article.date.isoformat() == "2026-11-30T06:00:00+01:00"  # type: ignore[union-attr]
    assert (article.section, article.authors, article.tags) == ("Politics", ("Ann Rye",), ("Council",))
    assert article.draft


def test_a_new_article_never_takes_a_place_that_is_anothers(paper: Paper) -> None:
    paper.write(
        "articles/2026/10/vote.md", VOTE.replace("title:", "aliases: [/articles/2026/11/bridge-2/]\ntitle:")
    )
    record = registers.Record("seeds/a.txt", "0" * 64, "articles/2026/11/bridge-3.md", "0" * 64)
    registers.save(paper.content, {"seeds/a.txt": record})
    before = paper.files()
    result = paper.run(new, "Bridge", "--date", "2026-11-30")
    assert "content/articles/2026/11/bridge-4.md" in result.output
    assert before.items() <= paper.files().items()


@pytest.mark.parametrize(
    ("section", "told"),
    [("Politix", "Did you mean Politics?"), ("Sport", "none of the sections"), ("Local", "")],
)
def test_a_section_that_the_paper_does_not_name_is_told(paper: Paper, section: str, told: str) -> None:
    result = paper.run(new, "A", "--section", section)
    assert result.exit_code == 0
    assert told in result.output
    assert bool(told) == ("sections in mkdocs.yml" in result.output)


@pytest.mark.parametrize("arguments", [[""], [" "], ["A", "--date", "soon"], ["A", "--date", "2026-02-30"]])
def test_what_makes_no_article_is_refused(paper: Paper, arguments: list[str]) -> None:
    before = paper.files()
    assert paper.run(new, *arguments).exit_code == 2
    assert paper.files() == before


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody sits there, whose editor does something to the file."""

    def sit_down(editor: str) -> None:
        monkeypatch.setattr(sys.modules["sitegen.cli.new"], "_at_a_terminal", lambda: True)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", editor)

    return sit_down


@pytest.mark.skipif(os.name == "nt", reason="the editors of this test are Unix tools")
@pytest.mark.parametrize(
    ("editor", "code", "told"),
    [
        ("true", 0, "It is a draft"),
        ("sed -i /draft/d", 0, "It is to be published"),
        ("sed -i s/draft:/drafft:/", 1, "content/articles/2026/11/a.md:8: unknown key 'drafft'"),
        ("rm", 0, "content/articles/2026/11/a.md"),
        ("false", 1, "Editing failed"),
    ],
)
def test_the_editor_opens_and_what_it_leaves_is_looked_over(
    paper: Paper, terminal: Callable[[str], None], editor: str, code: int, told: str
) -> None:
    terminal(editor)
    result = paper.run(new, "A", "--date", "2026-11-30")
    assert result.exit_code == code, result.output
    assert told in result.output


def test_no_editor_opens_when_that_is_asked(paper: Paper, terminal: Callable[[str], None]) -> None:
    terminal("rm")
    assert paper.run(new, "A", "--date", "2026-11-30", "--no-edit").exit_code == 0
    assert paper.article("articles/2026/11/a.md").draft

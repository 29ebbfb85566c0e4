"""`sitegen convert` as a person at a terminal sees it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from click import style, unstyle
from click.testing import CliRunner, Result

from sitegen.cli import main
from sitegen.cli.changes import for_terminal
from sitegen.newsroom import Change
from sitegen.rules import RULES

STORY = """Harbour bridge to close for the winter

13 March 2024

The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

The decision came after engineers had found cracks in two of the four pylons that carry the roadway.
"""
ARTICLE = "content/articles/2024/03/harbour-bridge-to-close-for-the-winter.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_what_became_of_each_seed_is_told_in_a_line(project: Path) -> None:
    result = run("convert")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split("  (")[0] == f"new  seeds/a.txt -> {ARTICLE}"
    assert result.stdout.splitlines()[-1] == "Seeds: 1 new."
    assert result.stderr == ""


def test_what_has_not_changed_is_only_counted(project: Path) -> None:
    run("convert")
    assert run("convert").output == "Seeds: 1 unchanged.\n"


def test_the_words_stand_in_columns(project: Path) -> None:
    run("convert")
    (project / ARTICLE).write_text("---\ntitle: Without a source, so an editor's alone\n---\n")
    (project / "seeds/a.txt").write_text(STORY + "More.\n")
    (project / "seeds/b.txt").write_text(STORY.replace("Harbour", "Canal"))
    (project / "seeds/c.txt").write_text(STORY.replace("Harbour", "Canal"))
    lines = run("convert").stdout.splitlines()
    assert [line[:22] for line in lines[:-1]] == [
        "kept as edited        ",
        "new                   ",
        "same as another seed  ",
    ]
    assert lines[2].endswith("seeds/c.txt = seeds/b.txt")
    assert lines[-1] == "Seeds: 1 new, 1 kept as edited, 1 same as another seed."


def test_a_bad_seed_is_named_the_others_are_converted_and_the_exit_code_says_so(project: Path) -> None:
    (project / "seeds/bad.txt").write_bytes(b"%PDF-1.7")
    result = run("convert")
    assert result.exit_code == 1
    assert (project / ARTICLE).exists()
    assert result.stderr == (
        "seeds/bad.txt: the file is no text\n    save it as plain text (UTF-8) or as a web page (.html)\n"
    )
    assert result.stdout.splitlines()[-1] == "Seeds: 1 new, 1 failed."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nosuch.txt"], "nosuch.txt: there is no such seed"),
        (["mkdocs.yml"], "mkdocs.yml: is not a kind of file sitegen reads"),
        (["--keep", "drop_promts"], "there is no rule 'drop_promts'\n    did you mean drop_prompts?"),
        (["--keep", "zzz"], "there is no rule 'zzz'\n    `sitegen rules` shows them all"),
    ],
)
def test_a_call_that_cannot_work_does_nothing_and_says_why(
    project: Path, arguments: list[str], message: str
) -> None:
    result = run("convert", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (project / "content").exists()


def test_a_project_without_seeds_is_told_so(project: Path) -> None:
    (project / "seeds/a.txt").unlink()
    assert run("convert").output == "Seeds: no seeds.\n"
    (project / "seeds").rmdir()
    result = run("convert")
    assert result.exit_code == 2
    assert "seeds: there is no such folder" in result.stderr


def test_it_works_from_a_folder_inside_the_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "seeds")
    assert run("convert").exit_code == 0
    assert run("convert", "a.txt").output == "Seeds: 1 unchanged.\n"
    assert (project / ARTICLE).exists()


def test_a_deleted_article_comes_back_only_when_that_is_asked_for(project: Path) -> None:
    run("convert")
    (project / ARTICLE).unlink()
    assert "deleted by an editor  seeds/a.txt" in run("convert").stdout
    assert "deleted by an editor  seeds/a.txt" in run("convert", "--again").stdout
    assert not (project / ARTICLE).exists()
    assert run("convert", "--restore").stdout.startswith("new  seeds/a.txt")
    assert (project / ARTICLE).exists()


def test_a_rule_that_is_kept_away_changes_nothing_in_this_run(project: Path) -> None:
    (project / "seeds/a.txt").write_text(STORY + "\nSubscribe to our newsletter\n")
    run("convert", "--keep", "drop_prompts", "--keep", "drop_labels", "--keep", "drop_tail_lists")
    kept = (project / ARTICLE).read_text()
    run("convert", "--again")
    assert len((project / ARTICLE).read_text()) <= len(kept)


def test_a_name_that_would_act_on_the_terminal_is_shown_harmless(project: Path) -> None:
    (project / "seeds/\x1b[31mred\n.txt").write_text("")
    result = run("convert")
    assert "seeds/\\x1b[31mred\\n.txt: the file is empty" in result.stderr
    assert "\x1b" not in result.output


def test_no_colour_reaches_a_file(project: Path) -> None:
    assert "\x1b" not in run("convert").output
    (project / "seeds/a.txt").write_text(STORY + "More.\n")
    assert "\x1b[" in CliRunner().invoke(main, ["convert"], color=True).output


def test_many_seeds_make_no_noise_where_nobody_watches(project: Path) -> None:
    for number in range(25):
        (project / f"seeds/{number}.txt").write_text(STORY.replace("Harbour", f"Harbour {number}"))
    result = run("convert")
    assert result.stderr == ""
    assert result.stdout.splitlines()[-1] == "Seeds: 26 new."


@pytest.mark.parametrize("command", ["convert", "explain", "rules"])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself(command: str, flag: str) -> None:
    result = run(command, flag)
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {command}")
    assert len(result.output.splitlines()) > 6
    assert "\b" not in result.output


def test_the_help_of_convert_names_its_exit_codes_and_shows_examples() -> None:
    text = run("convert", "--help").output
    assert "Exit codes: 0" in text
    assert "sitegen convert seeds/council.txt" in text
    assert "never" in text


def test_help_and_version_need_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "convert" in run("--help").output
    assert run("--version").output.startswith("sitegen, version ")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------ what an editor asks for

PROMPT = "Subscribe to our newsletter"
SWITCHED_OFF = tuple(
    part for rule in RULES if rule.name.startswith("drop_") for part in ("--keep", rule.name)
)


@pytest.fixture
def prompted(project: Path) -> Path:
    """A project whose seed ends in a line that the rules drop."""
    (project / "seeds/a.txt").write_text(f"{STORY}\n{PROMPT}\n")
    run("convert")
    assert PROMPT not in (project / ARTICLE).read_text()
    return project


def test_a_line_that_is_asked_for_stays_in_the_story_as_a_paragraph(prompted: Path) -> None:
    result = run("convert", "--keep-line", "Subscribe  to our\u00a0newsletter")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"renewed  seeds/a.txt -> {ARTICLE}")
    assert (prompted / ARTICLE).read_text().endswith(f"\n\n{PROMPT}\n")


@pytest.mark.parametrize("wish", [("--keep-line", PROMPT), SWITCHED_OFF], ids=["line", "rules"])
def test_what_was_asked_for_is_asked_again_until_it_is_forgotten(
    prompted: Path, wish: tuple[str, ...]
) -> None:
    run("convert", *wish)
    kept = (prompted / ARTICLE).read_bytes()
    assert PROMPT.encode() in kept
    assert run("convert", "--again").stdout == "Seeds: 1 unchanged.\n"
    assert (prompted / ARTICLE).read_bytes() == kept
    (prompted / "seeds/a.txt").write_text(f"{STORY.replace('cracks', 'rust')}\n{PROMPT}\n")
    assert run("convert").stdout.startswith("renewed")
    assert PROMPT in (prompted / ARTICLE).read_text()
    assert run("convert", "--forget").stdout.startswith("renewed")
    assert PROMPT not in (prompted / ARTICLE).read_text()
    run("convert", "--again")
    assert PROMPT not in (prompted / ARTICLE).read_text()


def test_asking_for_a_line_touches_no_seed_that_does_not_have_it(prompted: Path) -> None:
    (prompted / "seeds/b.txt").write_text(STORY.replace("Harbour", "Canal"))
    run("convert")
    register = prompted / "content/.converted.tsv"
    other = register.read_text().splitlines()[-1]
    assert run("convert", "--keep-line", PROMPT).stdout.splitlines()[-1] == "Seeds: 1 renewed, 1 unchanged."
    assert register.read_text().splitlines()[-1] == other
    assert f'\t{{"keep-line": ["{PROMPT}"]}}\t' in register.read_text()


def test_a_line_that_no_seed_has_is_named_and_the_seeds_are_converted(prompted: Path) -> None:
    (prompted / "seeds/b.txt").write_text(STORY.replace("Harbour", "Canal"))
    (prompted / "seeds/bad.txt").write_text("")
    result = run("convert", "--keep-line", "Subscribe to", "--keep-line", PROMPT)
    assert result.exit_code == 1
    assert (
        'sitegen: no line says "Subscribe to", so it cannot be kept\n    give the whole line' in result.stderr
    )
    assert PROMPT + '"' not in result.stderr
    assert result.stdout.splitlines()[-1] == "Seeds: 1 new, 1 renewed, 1 failed."


def test_a_line_without_words_cannot_be_asked_for(prompted: Path) -> None:
    result = run("convert", "--keep-line", " \u200b")
    assert result.exit_code == 2
    assert "--keep-line was given no words\n    give the whole line" in result.stderr


def test_a_rule_that_was_switched_off_and_is_no_more_stops_that_seed_only(prompted: Path) -> None:
    run("convert", "--keep", "drop_prompts", "--keep-line", PROMPT)
    register = prompted / "content/.converted.tsv"
    register.write_text(register.read_text().replace("drop_prompts", "drop_of_old"))
    before = (prompted / ARTICLE).read_bytes()
    (prompted / "seeds/b.txt").write_text(STORY.replace("Harbour", "Canal"))
    result = run("convert", "--again")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "Seeds: 1 new, 1 failed."
    assert "seeds/a.txt: was converted with --keep drop_of_old, and there is no such rule" in result.stderr
    assert (prompted / ARTICLE).read_bytes() == before


def test_a_line_of_a_page_can_be_asked_for(project: Path) -> None:
    words = "".join(f"<p>{line}</p>" for line in STORY.split("\n\n")[2:])
    (project / "seeds/a.txt").unlink()
    page = f"<html><body><nav>Home</nav><article><h1>Bridge to close</h1>{words}</article></body></html>"
    (project / "seeds/p.html").write_text(page)
    run("convert")
    (article,) = (project / "content/articles").rglob("*.md")
    assert "Home" not in article.read_text()
    assert run("convert", "--keep-line", "Home").exit_code == 0
    assert "\nHome\n" in article.read_text()


# ------------------------------------------------------------------------------------ what would happen


@pytest.fixture
def torn(project: Path) -> Path:
    """Three articles: one where editor and seed collide, one that can be merged, one that nobody edited."""
    (project / "seeds/b.txt").write_text(STORY.replace("Harbour", "Canal"))
    (project / "seeds/c.txt").write_text(STORY.replace("Harbour", "River"))
    run("convert")
    (project / ARTICLE).write_text(
        (project / ARTICLE).read_text().replace("found cracks", "found deep cracks")
    )
    other = project / ARTICLE.replace("harbour", "canal")
    other.write_text(other.read_text().replace("\ndate:", "\nkicker: Traffic\ndate:"))
    for seed in (project / "seeds").iterdir():
        seed.write_text(seed.read_text().replace("cracks", "rust"))
    return project


def test_a_collision_is_told_with_file_line_and_the_way_out(torn: Path) -> None:
    result = run("convert")
    assert result.exit_code == 1
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "conflict",
        "merged",
        "renewed",
        "Seeds:",
    ]
    assert result.stdout.splitlines()[-1] == "Seeds: 1 renewed, 1 merged, 1 conflict."
    place, message, hint = re.fullmatch(r"(\S+:\d+): (.*)\n    (.*)\n", result.stderr).groups()
    line = int(place.rpartition(":")[2])
    assert place.startswith(ARTICLE)
    assert "found deep cracks" in (torn / ARTICLE).read_text().splitlines()[line - 1]
    assert message.startswith("edited here, and changed in the new conversion too: “The decision came")
    proposal = re.search(r"content/\S+\.proposal\.md", hint)[0]
    assert "found rust" in (torn / proposal).read_text()


def test_a_dry_run_lists_counts_and_shows_few_changes_as_a_diff(torn: Path) -> None:
    before = {path: path.read_bytes() for path in torn.rglob("*") if path.is_file()}
    result = run("convert", "--dry-run")
    assert {path: path.read_bytes() for path in torn.rglob("*") if path.is_file()} == before
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[-1] == "Dry run, nothing was written. Seeds: 1 renewed, 1 merged, 1 conflict."
    assert [line.split("->")[0].split() for line in lines[:3]] == [
        ["conflict", "seeds/a.txt"],
        ["merged", "seeds/b.txt"],
        ["renewed", "seeds/c.txt"],
    ]
    assert [line for line in lines if line.startswith("--- ")] == [
        f"--- {ARTICLE.replace('harbour', name)}" for name in ("harbour", "canal", "river")
    ]
    assert sum(line.startswith("-The decision") and "cracks" in line for line in lines) == 3
    assert sum(line.startswith("+The decision") and "rust" in line for line in lines) == 3
    assert run("convert").stdout.splitlines()[:3] == lines[:3]


def test_a_diff_in_a_file_is_one_that_patch_can_read(torn: Path) -> None:
    text = run("convert", "--dry-run", str(torn / "seeds/b.txt")).stdout
    patch = text[text.index("--- content") :].partition("\n\nDry run")[0]
    (torn / "x.patch").write_text(patch + "\n")
    subprocess.run(["git", "apply", "--unidiff-zero", "-p0", "x.patch"], cwd=torn, check=True)
    by_hand = (torn / ARTICLE.replace("harbour", "canal")).read_bytes()
    run("convert")
    assert (torn / ARTICLE.replace("harbour", "canal")).read_bytes() == by_hand


def test_many_changes_are_shown_only_when_asked_for(project: Path) -> None:
    for number in range(7):
        (project / f"seeds/{number}.txt").write_text(STORY.replace("Harbour", f"Harbour {number}"))
    run("convert")
    for seed in (project / "seeds").iterdir():
        seed.write_text(seed.read_text().replace("cracks", "rust"))
    few = run("convert", "-n")
    assert "--- " not in few.stdout
    assert "8 articles would change; --diff shows how.\n" in few.stdout
    assert run("convert", "-n", "--diff").stdout.count("\n--- ") == 8
    assert "would change" not in run("convert", "-n", "--no-diff").stdout


def test_new_articles_have_no_diff(project: Path) -> None:
    result = run("convert", "--dry-run", "--diff")
    assert result.stdout.splitlines()[1:] == ["Dry run, nothing was written. Seeds: 1 new."]
    assert not (project / "content").exists()


def change(old: str, new: str) -> list[str]:
    return [unstyle(line) for line in for_terminal(Change("a.md", "a.md", old, new))]


def test_on_a_terminal_long_stretches_are_cut_and_hashes_left_out() -> None:
    long = " ".join(f"word{number}" for number in range(60))
    old = f"---\n  sha256: {'0' * 64}\n---\n\n{long}\n\n{long} end\n\nGone.\n"
    lines = change(old, old.replace("word30", "WORD").replace("Gone.\n", "").replace("0" * 64, "1" * 64))
    assert lines[0] == "a.md"
    assert "  - … word22 word23 word24 word25 word26 word27 word28 word29 word30 word31 " in "\n".join(lines)
    assert "  - Gone." in lines
    assert not any("sha256" in line and line.startswith(("  -", "  +")) for line in lines)
    assert max(map(len, lines)) < 200


def test_changed_words_are_marked() -> None:
    lines = list(for_terminal(Change("a.md", "a.md", "one two three\n", "one 2 three\n")))
    assert lines[2:] == [
        f"  - {style('one ', fg='red')}{style('two ', fg='red', bold=True)}{style('three', fg='red')}",
        f"  + {style('one ', fg='green')}{style('2 ', fg='green', bold=True)}{style('three', fg='green')}",
    ]


def test_a_change_that_would_act_on_the_terminal_is_shown_harmless() -> None:
    assert "\x1b" not in "".join(change("a\n", "a\x1b[31m\n"))

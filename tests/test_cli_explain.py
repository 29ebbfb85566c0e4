"""`sitegen explain` and `sitegen rules`: what the converter did, and by which rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import main
from sitegen.rules import RULES

STORY = """Harbour bridge to close for the winter

13 March 2024

The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

The decision came after engineers had found cracks in two of the four pylons that carry the roadway.

Subscribe to our newsletter
"""


@pytest.fixture
def seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("council.txt")
    path.write_text(STORY)
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_every_line_is_shown_once_with_its_number(seed: Path) -> None:
    result = run("explain", str(seed))
    assert result.exit_code == 0
    numbers = [line.split()[0] for line in result.stdout.splitlines() if line[:1].isdigit()]
    assert numbers == [str(number) for number in range(1, 10)] + ["9"]
    assert result.stdout.splitlines()[-1].startswith("9 lines: ") or "9 lines: " in result.stdout


def test_a_line_that_goes_is_shown_with_rule_and_reason(seed: Path) -> None:
    lines = run("explain", str(seed)).stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "Subscribe to our newsletter" in line)
    assert lines[at].split()[:2] == ["9", "dropped"]
    rule, _, why = lines[at + 1].strip().partition(": ")
    assert rule in {rule.name for rule in RULES}
    assert why


def test_a_line_that_moves_is_shown_with_its_field(seed: Path) -> None:
    output = run("explain", str(seed)).stdout
    assert "1  title             Harbour bridge to close for the winter" in output
    assert "3  date              13 March 2024" in output


def test_reasons_of_kept_lines_are_shown_on_demand(seed: Path) -> None:
    assert "keep_paragraphs" not in run("explain", str(seed)).stdout
    assert "keep_paragraphs: " in run("explain", str(seed), "--why").stdout


def test_the_account_is_to_be_had_as_json(seed: Path) -> None:
    account = json.loads(run("explain", str(seed), "--json").stdout)
    assert [entry["number"] for entry in account] == list(range(1, 10))
    assert [entry["raw"] for entry in account] == STORY.removesuffix("\n").split("\n")
    assert account[0]["target"] == ["title"]
    assert set(account[0]) == {"number", "raw", "role", "fate", "target", "rule", "why", "sure"}


def test_a_long_line_is_cut_to_the_width_of_the_terminal(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("explain", str(seed)).stdout.splitlines()
    shown = [line for line in lines if "harbour bridge will be" in line]
    assert [len(line) <= 60 and line.endswith("…") for line in shown] == [True]


def test_a_rule_can_be_switched_off(seed: Path) -> None:
    dropped = next(
        e for e in json.loads(run("explain", str(seed), "--json").stdout) if e["fate"] == "dropped"
    )
    account = json.loads(run("explain", str(seed), "--json", "--keep", dropped["rule"]).stdout)
    assert account[dropped["number"] - 1]["rule"] != dropped["rule"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nosuch.txt"], "nosuch.txt: there is no such seed\n    see what is in the folder seeds/"),
        (["council.doc"], "council.doc: is not a kind of file sitegen reads"),
        (["empty.txt"], "empty.txt: the file is empty"),
        (
            ["council.txt", "--keep", "find_titel"],
            "there is no rule 'find_titel'\n    did you mean find_title?",
        ),
    ],
)
def test_what_cannot_be_explained_is_a_problem_and_no_traceback(
    seed: Path, arguments: list[str], message: str
) -> None:
    Path("council.doc").write_text("x")
    Path("empty.txt").write_text("")
    result = run("explain", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_nothing_is_written_by_explaining(seed: Path) -> None:
    run("explain", str(seed))
    assert [path.name for path in Path.cwd().iterdir()] == ["council.txt"]


def test_signs_that_would_act_on_the_terminal_are_shown_harmless(seed: Path) -> None:
    seed.write_text(
        STORY + "\nA line \x1b[31mwith colour and \u202ereversed words in it, as some texts have.\n"
    )
    output = run("explain", str(seed)).stdout
    assert "\x1b" not in output
    assert "\u202e" not in output


def test_what_an_editor_should_look_at_is_listed(seed: Path) -> None:
    seed.write_text(STORY.replace("13 March 2024\n\n", ""))
    output = run("explain", str(seed)).stdout
    assert "To review:\n  - " in output
    assert "No date was found." in output


def test_the_manual_shows_every_rule_in_order() -> None:
    output = run("rules").stdout
    headings = [line for line in output.splitlines() if line[:1].isdigit()]
    assert headings == [f"{number}. {rule.name}" for number, rule in enumerate(RULES, start=1)]
    assert output.count("Before:") >= len(RULES)


def test_the_manual_shows_one_rule_and_names_the_nearest_of_a_wrong_one() -> None:
    name = RULES[0].name
    assert [line for line in run("rules", name).stdout.splitlines() if line[:1].isdigit()] == [f"1. {name}"]
    result = run("rules", name + "x")
    assert result.exit_code == 2
    assert f"did you mean {name}?" in result.stderr

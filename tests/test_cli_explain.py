"""`sitegen explain` and `sitegen rules`: what the converter did, and by which rule."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
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


def block(heading: str, output: str) -> list[str]:
    """The indented lines below a heading."""
    lines = output.splitlines()
    below = lines[lines.index(heading) + 1 :]
    return below[: next((at for at, line in enumerate(below) if not line.startswith("  ")), len(below))]


class Page(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and each line's words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[int, str] = {}
        self._line = 0
        self._in_words = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.elements.append((tag, known))
        if tag == "tr":
            self._line = int((known.get("id") or "line-0").removeprefix("line-"))
        if tag in {"td", "th"}:
            self._in_words = known.get("class") == "words" and self._line > 0

    def handle_endtag(self, tag: str) -> None:
        self._in_words = self._in_words and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._in_words:
            self.words[self._line] = self.words.get(self._line, "") + data


def page_of(seed: Path) -> Page:
    return Page(run("explain", str(seed), "--html").stdout)


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
    told = json.loads(run("explain", str(seed), "--json").stdout)
    assert set(told) == {"lines", "fields", "review"}
    lines = told["lines"]
    assert [entry["number"] for entry in lines] == list(range(1, 10))
    assert [entry["raw"] for entry in lines] == STORY.removesuffix("\n").split("\n")
    assert lines[0]["target"] == ["title"]
    assert set(lines[0]) == {"number", "raw", "role", "fate", "target", "rule", "why", "sure"}


def test_json_tells_where_each_field_came_from_and_what_to_review(seed: Path) -> None:
    told = json.loads(run("explain", str(seed), "--json").stdout)
    fields = {choice["field"]: choice for choice in told["fields"]}
    assert set(fields) == {"title", "date", "lang"}
    assert set(fields["date"]) == {"field", "value", "origin", "sure"}
    assert fields["date"]["value"] == "2024-03-13"
    assert fields["date"]["origin"] == "line 3: read_date_lines"
    assert 0 < fields["date"]["sure"] <= 1
    seed.write_text(STORY.replace("13 March 2024\n\n", ""))
    assert "No date was found." in json.loads(run("explain", str(seed), "--json").stdout)["review"]


def test_each_field_stands_on_a_line_with_its_origin_in_columns(seed: Path) -> None:
    seed.write_text(STORY.replace("13 March 2024\n\n", "") + "\nMarch 13, 2024, 3:35 PM EDT\n")
    lines = block("Fields:", run("explain", str(seed)).stdout)
    assert [line.split()[0] for line in lines] == ["title", "date", "lang"]
    assert re.fullmatch(r"  date   2024-03-13T15:35:00-04:00 +line 9: \w+ \(\d+% sure\)", lines[1])
    values = ("Harbour", "2024", "en ")
    assert [line.index(value) for line, value in zip(lines, values, strict=True)] == [9, 9, 9]
    origins = ("line 1", "line 9", "the words of the text")
    assert len({line.index(origin) for line, origin in zip(lines, origins, strict=True)}) == 1


def test_fields_stand_between_the_counts_and_the_doubts(seed: Path) -> None:
    seed.write_text(STORY.replace("13 March 2024\n\n", ""))
    output = run("explain", str(seed)).stdout
    assert output.index(" lines: ") < output.index("\nFields:\n") < output.index("\nTo review:\n")


def test_a_long_value_is_cut_so_that_its_origin_fits(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "64")
    title = block("Fields:", run("explain", str(seed)).stdout)[0]
    assert len(title) <= 64
    assert re.fullmatch(r"  title  Harbour bri.*…  line 1: find_title \(\d+% sure\)", title)


def test_a_long_line_is_cut_to_the_width_of_the_terminal(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("explain", str(seed)).stdout.splitlines()
    shown = [line for line in lines if "harbour bridge will be" in line]
    assert [len(line) <= 60 and line.endswith("…") for line in shown] == [True]


def test_a_rule_can_be_switched_off(seed: Path) -> None:
    dropped = next(
        e for e in json.loads(run("explain", str(seed), "--json").stdout)["lines"] if e["fate"] == "dropped"
    )
    account = json.loads(run("explain", str(seed), "--json", "--keep", dropped["rule"]).stdout)["lines"]
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


def test_the_page_shows_every_line_with_its_whole_words_and_what_became_of_it(seed: Path) -> None:
    page = page_of(seed)
    rows = [known for tag, known in page.elements if tag == "tr" and "id" in known]
    assert [row["id"] for row in rows] == [f"line-{number}" for number in range(1, 10)]
    told = json.loads(run("explain", str(seed), "--json").stdout)["lines"]
    assert [row["class"] for row in rows] == [entry["fate"] for entry in told]
    assert page.words == {entry["number"]: entry["raw"] for entry in told if entry["raw"]}


def test_the_page_tells_headline_counts_fields_and_doubts(seed: Path) -> None:
    output = run("explain", str(seed), "--html").stdout
    assert ">Harbour bridge to close for the winter</h1>" in output
    assert ">1 dropped</label>" in output
    assert '<a href="#line-3">line 3: read_date_lines</a>' in output
    assert "<p>No doubts.</p>" in output
    seed.write_text(STORY.replace("13 March 2024\n\n", ""))
    assert '<li dir="auto">No date was found.</li>' in run("explain", str(seed), "--html").stdout


def test_the_page_asks_for_nothing_and_runs_nothing(seed: Path) -> None:
    page = page_of(seed)
    assert {"script", "img", "iframe", "object", "form"}.isdisjoint(tag for tag, _ in page.elements)
    addresses = [known[name] or "" for _, known in page.elements for name in ("href", "src") if name in known]
    assert addresses
    assert [address for address in addresses if not address.startswith(("#", "data:,"))] == []
    assert "url(" not in run("explain", str(seed), "--html").stdout


def test_hostile_words_are_inert_in_the_page(seed: Path) -> None:
    hostile = (
        """</td><script>alert('x')</script> "><img src=x onerror=alert(1)> ' onclick='alert(2) &lt;b&gt;"""
    )
    seed.write_text(f"{hostile}\n\n" + STORY.replace("the city", f"the {hostile} city") + f"\n{hostile}\n")
    page = page_of(seed)
    assert [page.words[line] for line in (1, 13)] == [hostile, hostile]
    assert f"the {hostile} city said" in page.words[7]
    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.elements)
    assert [name for _, known in page.elements for name in known if name.startswith("on")] == []


def test_signs_that_would_turn_words_around_are_codes_in_the_page_and_joiners_stay(seed: Path) -> None:
    seed.write_text(
        STORY + "\nA line \x1b[31mwith \u202ereversed words and a joiner\u200cin it, as some have.\n"
    )
    words = page_of(seed).words[11]
    assert words == "A line \\x1b[31mwith \\u202ereversed words and a joiner\u200cin it, as some have."


def test_the_page_is_utf_8_whatever_the_terminal_speaks(seed: Path) -> None:
    seed.write_text(STORY.replace("Harbour bridge", "Pont du port à Żory"), encoding="utf-8")
    result = CliRunner(charset="ascii").invoke(main, ["explain", str(seed), "--html"])
    assert "Pont du port à Żory" in result.stdout_bytes.decode("utf-8")


def test_json_and_page_at_once_are_refused(seed: Path) -> None:
    result = run("explain", str(seed), "--json", "--html")
    assert result.exit_code == 2
    assert "give either --json or --html" in result.stderr


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


def test_a_line_that_is_asked_for_is_shown_as_such(seed: Path) -> None:
    result = run("explain", str(seed), "--why", "--keep-line", "Subscribe to our newsletter")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "Subscribe to our newsletter" in line)
    assert lines[at].split()[:2] == ["9", "paragraph"]
    assert lines[at + 1].strip() == "keep_asked_lines: asked for"


def test_a_line_that_is_asked_for_and_not_there_is_named_below_the_account(seed: Path) -> None:
    result = run("explain", str(seed), "--keep-line", "Subscribe")
    assert result.exit_code == 1
    assert 'council.txt: no line says "Subscribe", so it cannot be kept' in result.stderr
    assert "9 lines: " in result.stdout


def test_what_was_asked_for_at_conversion_holds_in_the_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("site_name: Test\n")
    Path("seeds").mkdir()
    Path("seeds/a.txt").write_text(STORY)
    run("convert", "--keep-line", "Subscribe to our newsletter")

    def rule(*options: str) -> str:
        told = json.loads(run("explain", "seeds/a.txt", "--json", *options).stdout)
        return str(told["lines"][8]["rule"])

    assert rule() == "keep_asked_lines"
    assert rule("--forget") != "keep_asked_lines"

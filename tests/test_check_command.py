"""`sitegen check`: what an editor, a CI job and `sitegen serve` are told."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.check import publisher
from sitegen.check.content import CHECKS, reader
from sitegen.check.content.examination import examine
from sitegen.check.content.gitlab import quality_report
from sitegen.check.content.report import SHOWN, annotation_of, by_check, by_file, counted
from sitegen.check.finding import Edit, Finding, Severity
from sitegen.check.settings import Project, read_project
from sitegen.cli.check import check
from sitegen.cli.init import init
from tests.check_desk import NOW, SETTINGS, draw, examined, story, write

BROKEN = story("date: 2024-05-01", body="See [the plan](plan.md).")
DATED = story("title: B", "date: 2024-3-5")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, "mkdocs.yml", SETTINGS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    (tmp_path / "content" / "articles").mkdir(parents=True)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(check, list(arguments), catch_exceptions=False)


def test_a_good_paper_has_nothing_wrong(project: Path) -> None:
    write(project, "content/articles/a.md", story("date: 2024-05-01"))
    result = run()
    assert result.exit_code == 0
    assert result.output.startswith("Nothing is wrong.\nChecked 1 files")


def test_an_error_is_told_with_file_line_and_help(project: Path) -> None:
    write(project, "content/articles/a.md", BROKEN)
    result = run()
    assert result.exit_code == 1
    assert "content/articles/a.md:6: the link “the plan” leads to articles/plan.md" in result.output
    assert "mend the link or take it out" in result.output
    assert "1 error in 1 file." in result.output


def test_a_warning_fails_only_when_strict(project: Path) -> None:
    write(project, "content/articles/a.md", story("date: 2024-05-01", "updated: 2024-04-01"))
    assert run().exit_code == 0
    assert run("--strict").exit_code == 1


def test_a_note_never_fails(project: Path) -> None:
    write(project, "content/articles/a.md", story("date: 2024-06-20"))
    result = run("--strict")
    assert result.exit_code == 0
    assert "embargoes-are-known" in result.output
    assert "until 2024-06-20" not in result.output
    assert "under embargo until 2024-06-20" in run("--all").output
    assert "under embargo until 2024-06-20" in run("content/articles/a.md").output


def test_fix_mends_and_says_what(project: Path) -> None:
    file = write(project, "content/articles/a.md", DATED)
    result = run()
    assert result.exit_code == 1
    assert "1 can be mended at once: sitegen check --fix" in result.output
    result = run("--fix")
    assert result.exit_code == 0
    assert "mended content/articles/a.md:3: date: 2024-3-5 | now date: 2024-03-05" in result.output
    assert file.read_text() == DATED.replace("2024-3-5", "2024-03-05")


def test_fix_mends_only_what_was_named(project: Path) -> None:
    one = write(project, "content/articles/a.md", DATED)
    other = write(project, "content/articles/b.md", DATED)
    run("--fix", "content/articles/a.md")
    assert "2024-03-05" in one.read_text()
    assert "2024-3-5" in other.read_text()
    run("--fix", "--skip", "headers-can-be-read")
    assert "2024-3-5" in other.read_text()


def test_what_cannot_be_written_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, "content/articles/a.md", DATED)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "a.md")

    monkeypatch.setattr("sitegen.check.content.mending.write_atomic", full)
    result = run("--fix")
    assert result.exit_code == 2
    assert "No space left on device" in result.output


def test_only_files_and_folders_that_are_named_are_told_of(project: Path) -> None:
    write(project, "content/articles/2024/a.md", BROKEN)
    write(project, "content/articles/2023/b.md", BROKEN)
    for path in ("content/articles/2024/a.md", "content/articles/2024"):
        result = run(path)
        assert result.exit_code == 1
        assert "content/articles/2024/a.md: 1 error" in result.output
        assert "line 6: the link" in result.output
        assert "2023" not in result.output


def test_a_path_works_from_any_folder(project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(project, "content/articles/2024/a.md", BROKEN)
    monkeypatch.chdir(project / "content" / "articles")
    assert run("2024/a.md").exit_code == 1
    monkeypatch.chdir("/")
    assert run(str(project / "content" / "articles" / "2024")).exit_code == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [("content/none.md", "there is no such file"), ("mkdocs.yml", "does not lie in content/")],
)
def test_a_path_that_is_none_of_the_content_is_told(project: Path, path: str, words: str) -> None:
    result = run(path)
    assert result.exit_code == 2
    assert words in result.output


def test_without_content_nothing_can_be_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 2
    assert "there is no such folder" in result.output


@pytest.mark.parametrize("text", ["a: [", "plugins:\n  - sitegen:\n      timezone: Mars/Olympus\n"])
def test_settings_that_cannot_be_read_are_told(project: Path, text: str) -> None:
    write(project, "mkdocs.yml", text)
    result = run()
    assert result.exit_code == 2
    assert "mkdocs.yml" in result.output


def test_a_check_can_be_chosen_and_left_out(project: Path) -> None:
    write(project, "content/articles/a.md", BROKEN)
    assert run("--skip", "links-lead-to-a-page").exit_code == 0
    assert run("--only", "dates-make-sense").exit_code == 0
    assert run("--only", "links-lead-to-a-page").exit_code == 1
    result = run("--only", "links-lead-to-page")
    assert result.exit_code == 2
    assert "did you mean links-lead-to-a-page?" in result.output


def test_the_list_has_every_check_with_its_rule() -> None:
    output = run("--list").output
    for each in (*CHECKS, *publisher.CHECKS):
        assert f"  {each.name}\n      {each.rule}\n" in output
    manual = run("--list", "--only", "dates-make-sense").output
    assert "Found:" in manual
    assert "links-lead-to-a-page" not in manual


def test_json_tells_all(project: Path) -> None:
    write(project, "content/articles/a.md", DATED)
    result = run("--json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert (told["content"], told["files"]) == ("content", 1)
    assert told["findings"] == [
        {
            "file": "content/articles/a.md",
            "line": 3,
            "severity": "error",
            "check": "headers-can-be-read",
            "message": "date is not a date: '2024-3-5'",
            "hint": told["findings"][0]["hint"],
            "fixable": True,
        }
    ]


def test_github_gets_an_annotation_for_each(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, "content/articles/a, b.md", BROKEN)
    result = run("--github")
    assert result.exit_code == 1
    assert result.output == (
        "::error file=content/articles/a%2C b.md,line=6,title=links-lead-to-a-page::"
        "the link “the plan” leads to articles/plan.md, which is not there%0Amend the link or take it out\n"
    )
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.parent))
    assert f"file={project.name}/content/" in run("--github").output


def test_gitlab_gets_a_code_quality_report(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, "content/articles/a.md", BROKEN)
    result = run("--gitlab")
    assert result.exit_code == 1
    (told,) = json.loads(result.output)
    mark = told.pop("fingerprint")
    assert told == {
        "description": "the link “the plan” leads to articles/plan.md, which is not there; "
        "mend the link or take it out",
        "check_name": "links-lead-to-a-page",
        "severity": "major",
        "location": {"path": "content/articles/a.md", "lines": {"begin": 6}},
    }
    write(project, "content/articles/a.md", BROKEN.replace("\n\n", "\n\nA line more.\n\n", 1))
    (moved,) = json.loads(run("--gitlab").output)
    assert moved["location"]["lines"]["begin"] == 8
    assert moved["fingerprint"] == mark  # the same finding, two lines below
    monkeypatch.setenv("CI_PROJECT_DIR", str(project.parent))
    (told,) = json.loads(run("--gitlab").output)
    assert told["location"]["path"] == f"{project.name}/content/articles/a.md"


def test_gitlab_gets_an_empty_list_where_nothing_is_wrong(project: Path) -> None:
    write(project, "content/articles/a.md", story("date: 2024-05-01", "section: Local"))
    assert json.loads(run("--gitlab").output) == []


def test_every_finding_has_a_fingerprint_of_its_own() -> None:
    alike = [Finding("a.md", "c", "twice", "", line, Severity.WARNING) for line in (0, 7)]
    told = json.loads(quality_report([*alike, Finding("b.md", "c", "twice")]))
    assert len({one["fingerprint"] for one in told}) == 3
    assert [one["location"]["lines"]["begin"] for one in told] == [1, 7, 1]
    assert [one["severity"] for one in told] == ["minor", "minor", "major"]


@pytest.mark.parametrize("two", [["--json", "--gitlab"], ["--github", "--gitlab"], ["--json", "--github"]])
def test_one_report_has_one_form(project: Path, two: list[str]) -> None:
    result = run(*two)
    assert result.exit_code == 2
    assert "choose one" in result.output


def test_no_words_of_a_story_can_give_github_an_order() -> None:
    finding = Finding("a:b.md", "c", "50 %\r\n::set-env name=x::y", "", 0, Severity.NOTE)
    assert annotation_of(finding) == (
        "::notice file=a%3Ab.md,line=1,title=c::50 %25%0D%0A::set-env name=x::y"
    )


def test_a_control_character_does_not_act_in_the_terminal(project: Path) -> None:
    write(project, "content/articles/a.md", story(body="See [\x1b[2J](plan.md)."))
    assert "\x1b[2J" not in run().output


# The report


def findings(count: int, severity: Severity = Severity.ERROR) -> list[Finding]:
    return [
        Finding(f"content/{n}.md", "a-check", f"mistake {n}", "mend it", n, severity) for n in range(count)
    ]


def test_a_long_list_is_cut_unless_all_is_asked_for() -> None:
    texts = [line.text for line in by_check(findings(SHOWN + 3), {"a-check": "A rule."})]
    assert texts[:3] == [f"a-check: {SHOWN + 3} errors", "A rule.", "content/0.md: mistake 0"]
    assert texts[-1] == "... and 3 more"
    whole = [line.text for line in by_check(findings(SHOWN + 3), {}, show_all=True)]
    assert f"content/{SHOWN + 2}.md:{SHOWN + 2}: mistake {SHOWN + 2}" in whole


def test_equal_messages_of_several_files_are_told_once() -> None:
    same = [Finding(f"content/{n}.md", "a-check", "a mistake", "", 1) for n in range(9)]
    texts = [line.text for line in by_check(same, {})]
    assert "content/0.md:1 and 8 more: a mistake" in texts


def test_errors_come_before_warnings_and_notes_are_counted() -> None:
    mixed = [*findings(1, Severity.WARNING), *findings(2), *findings(1, Severity.NOTE)]
    assert counted(mixed) == "2 errors, 1 warning, 1 note"
    kinds = [line.severity for line in by_check(mixed, {}) if line.level == 1]
    assert kinds == [Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.NOTE]
    texts = [line.text for line in by_check(findings(3, Severity.NOTE), {"a-check": "A rule."})]
    assert texts == ["Only noted; --all shows them, --only NAME one kind", "     3  a-check: A rule."]


def test_by_file_the_lines_are_in_their_order() -> None:
    found = [Finding("content/a.md", "c", f"m{n}", "", n, edit=Edit(n, "", "")) for n in (3, 1, 2)]
    texts = [line.text for line in by_file(found)]
    assert texts[::2] == ["content/a.md: 3 errors", "--fix does it", "--fix does it", "--fix does it"]
    assert texts[1::2] == ["line 1: m1", "line 2: m2", "line 3: m3"]


# What `sitegen serve` shows beside a page


def test_what_concerns_a_page_has_its_pictures_too(project: Path) -> None:
    draw(project / "content" / "images" / "a.png", (5001, 2))
    write(project, "content/articles/a.md", story("image:", "  src: /images/a.png"))
    write(project, "content/articles/b.md", BROKEN)
    about = examined(project).about("articles/a.md")
    assert [finding.check for finding in about] == [
        "pictures-have-alt-text",
        "pictures-are-not-too-large",
        "stories-have-a-date",
    ]


def test_after_a_change_only_what_changed_is_read_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "content/articles/a.md", story("tags: [Sea]", "date: 2024-06-20"))
    write(project, "content/articles/b.md", story("title: B", "date: 2024-05-01", body="[A](a.md) [C](c.md)"))
    draw(project / "content" / "images" / "a.png", (2, 2))
    before = examined(project)
    write(project, "content/articles/c.md", story("title: C", "tags: [sea]", "date: 2024-05-01"))
    (project / "content" / "images" / "a.png").unlink()
    write(
        project, "content/articles/b.md", story("title: B", "date: 2024-05-01", body="[A](a.md#x) [C](c.md)")
    )
    later = NOW + timedelta(days=30)
    read: list[str] = []
    piece = reader.Reader.piece

    def counting(self: reader.Reader, path: str) -> object:
        read.append(path)
        return piece(self, path)

    monkeypatch.setattr(reader.Reader, "piece", counting)
    after = before.renewed(["articles/b.md"], later)
    assert read == ["articles/a.md", "articles/b.md", "articles/c.md"]  # of a.md the embargo has lifted
    assert after.findings == examine(read_project(project), later).findings
    assert "embargoes-are-known" in {finding.check for finding in before.findings}
    read.clear()
    assert after.renewed([], later).findings == after.findings
    assert read == []


def test_many_processes_read_what_one_reads(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(project / "content" / "images" / "a.png", (5001, 2))
    for number in range(3):
        write(project, f"content/articles/{number}.md", BROKEN)
    alone = examined(project).findings
    monkeypatch.setattr(reader, "MANY", 1)
    assert examined(project).findings == alone
    monkeypatch.setattr(reader, "ProcessPoolExecutor", None)
    assert examine(read_project(project), NOW, alone=True).findings == alone
    assert len(alone) > 3


def test_hidden_files_and_templates_are_no_content(project: Path) -> None:
    for path in (".obsidian/a.md", "articles/.b.md", "templates/c.md"):
        write(project, f"content/{path}", "no header")
    assert examined(project).findings == ()


def test_a_project_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert read_project(tmp_path) == Project(tmp_path, tmp_path / "content")
    write(tmp_path, "mkdocs.yml", "plugins: [search, sitegen]\ntheme: material\n")
    project = read_project(tmp_path)
    assert (project.content, project.sections) == (tmp_path / "docs", ())
    write(
        tmp_path,
        "mkdocs.yml",
        "plugins:\n  sitegen: {sections: [Local], timezone: Europe/Berlin}\nuse_directory_urls: false\n"
        "theme: {custom_dir: theme, language: de}\nsite_url: https://a.example\n",
    )
    project = read_project(tmp_path)
    assert (project.sections, project.zone.key, project.directory_urls) == (
        ("Local",),
        "Europe/Berlin",
        False,
    )
    assert (project.theme, project.language, project.site_url) == (
        tmp_path / "theme",
        "de",
        "https://a.example/",
    )


def test_the_demo_paper_is_clean(tmp_path: Path) -> None:
    """Its one warning is a story that is meant to wait until 2099."""
    assert CliRunner().invoke(init, [str(tmp_path / "demo"), "--demo"]).exit_code == 0
    found = examine(read_project(tmp_path / "demo"), datetime(2026, 12, 1, tzinfo=UTC)).findings
    told = [(one.check, one.severity) for one in found if one.severity is not Severity.NOTE]
    assert told == [("dates-make-sense", Severity.WARNING)]

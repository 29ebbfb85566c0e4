"""The workflows that a new site gets for GitHub and GitLab."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement

from sitegen import __version__
from sitegen.cli import main
from sitegen.publish.workflows import REQUIREMENTS, workflow_files
from sitegen.publish.workflows.requirement import installed, requirement

FILES = workflow_files()
NEEDED = FILES.pop(REQUIREMENTS)
PUBLISH, CHECK, GITLAB = (
    FILES[Path(path)]
    for path in (".github/workflows/publish.yml", ".github/workflows/check.yml", ".gitlab-ci.yml")
)


def read(text: str) -> dict[Any, Any]:
    found = yaml.safe_load(text)
    assert isinstance(found, dict)
    return found


def commands_in(value: object) -> list[str]:
    """Every line of shell in a workflow."""
    if isinstance(value, dict):
        scripts = [value[key] for key in ("run", "script", "before_script") if key in value]
        nested = [
            line
            for key, inner in value.items()
            if key not in ("run", "script")
            for line in commands_in(inner)
        ]
        lines = [line for script in scripts for line in ([script] if isinstance(script, str) else script)]
        return [*(part.strip() for line in lines for part in line.splitlines()), *nested]
    if isinstance(value, list):
        return [line for inner in value for line in commands_in(inner)]
    return []


@pytest.mark.parametrize("text", FILES.values(), ids=map(str, FILES))
def test_a_workflow_installs_what_the_newsroom_names_and_keeps_the_cache(text: str) -> None:
    workflow = read(text)
    (install,) = {line for line in commands_in(workflow) if "pip install" in line}
    assert install == "python -m pip install -r requirements.txt"
    assert ".cache" in text


def wanted(text: str) -> list[str]:
    """The lines of a requirements file that pip reads."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_site_asks_for_the_sitegen_that_made_it() -> None:
    assert wanted(NEEDED) == [installed().line]


HEAD = "sitegen[s3]"


@pytest.mark.parametrize(
    ("told", "line", "known"),
    [
        (None, f"{HEAD}=={__version__}", True),
        (
            {"url": "https://git.example/s.git", "vcs_info": {"vcs": "git", "commit_id": "1f3a"}},
            f"{HEAD} @ git+https://git.example/s.git@1f3a",
            True,
        ),
        ({"url": "https://x.example/s.whl", "archive_info": {}}, f"{HEAD} @ https://x.example/s.whl", True),
        (
            {"url": "file:///home/ann/sitegen", "dir_info": {"editable": True}},
            f"{HEAD}=={__version__}",
            False,
        ),
        ({"url": "file:///home/ann/s.whl", "archive_info": {}}, f"{HEAD}=={__version__}", False),
        ({"url": "ssh://git@x.example/s", "vcs_info": {"vcs": "git"}}, f"{HEAD}=={__version__}", False),
        ([], f"{HEAD}=={__version__}", False),
    ],
)
def test_what_is_installed_comes_from_where_it_came(told: object, line: str, known: bool) -> None:
    found = requirement(None if told is None else json.dumps(told))
    assert (found.line, found.known) == (line, known)
    assert wanted(found.file()) == [line]
    assert ("which no workflow can" in found.file()) is not known
    assert "/home/ann" not in found.file()


def test_every_line_that_the_file_offers_is_one_that_pip_reads() -> None:
    text = requirement("{}").file()
    offered = [
        line.lstrip("# ").partition("      ")[0] for line in text.splitlines() if line.startswith("#   ")
    ]
    assert len(offered) == 2
    assert Requirement(offered[0]).url == f"git+https://git.example.org/your/sitegen@v{__version__}"
    assert offered[1] == f"./wheels/sitegen-{__version__}-py3-none-any.whl[s3]"


def test_init_says_when_the_workflows_cannot_reach_sitegen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for told, warned in (('{"url": "file:///x", "dir_info": {}}', True), (None, False)):
        monkeypatch.setattr(
            "sitegen.publish.workflows.requirement.distribution",
            lambda _, told=told: SimpleNamespace(read_text=lambda _: told),
        )
        result = CliRunner().invoke(main, ["init", str(tmp_path / f"paper{warned}")])
        assert result.exit_code == 0, result.output
        assert ("requirements.txt" in result.output) is warned


@pytest.mark.parametrize("text", FILES.values(), ids=map(str, FILES))
def test_every_sitegen_command_in_a_workflow_is_one(text: str) -> None:
    ours = [line for line in commands_in(read(text)) if line.startswith("sitegen ")]
    assert ours
    for line in ours:
        _, command, *options = line.partition(" > ")[0].split()
        found = main.get_command(click.Context(main), command)
        assert found, line
        known = {name for option in found.params for name in option.opts}
        assert set(options) <= known, line


def test_github_publishes_on_a_push_and_each_hour_and_never_stops_midway() -> None:
    workflow = read(PUBLISH)
    triggers = workflow[True]  # YAML reads `on` as true
    assert triggers["push"] == {"branches": ["main"]}
    assert triggers["schedule"] == [{"cron": "7 * * * *"}]
    assert workflow["concurrency"]["cancel-in-progress"] is False
    assert workflow["permissions"] == {"contents": "write"}
    assert "sitegen publish" in commands_in(workflow)


def test_github_checks_pull_requests_with_annotations_and_may_write_nothing() -> None:
    workflow = read(CHECK)
    assert workflow[True] == "pull_request"
    assert workflow["permissions"] == {"contents": "read"}
    assert {"sitegen check --github", "sitegen build"} <= set(commands_in(workflow))
    assert "secrets." not in CHECK


@pytest.mark.parametrize("text", [PUBLISH, CHECK])
def test_every_action_is_pinned_to_a_version(text: str) -> None:
    actions = re.findall(r"uses: (\S+)", text)
    assert actions
    assert all(re.fullmatch(r"actions/[a-z/-]+@v\d+", action) for action in actions)


def test_gitlab_publishes_the_default_branch_and_checks_merge_requests() -> None:
    workflow = read(GITLAB)
    assert workflow["publish"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert "sitegen publish" in workflow["publish"]["script"]
    assert workflow["publish"]["resource_group"]
    assert workflow["check"]["script"][1:] == ["sitegen check", "sitegen build"]


def test_gitlab_shows_the_findings_in_the_merge_request_and_still_fails_for_errors() -> None:
    check = read(GITLAB)["check"]
    first, second = check["script"][:2]
    file = check["artifacts"]["reports"]["codequality"]
    assert first.startswith(f"sitegen check --gitlab > {file} || true")
    assert second == "sitegen check"
    assert check["artifacts"]["when"] == "always"


def test_gitlab_pages_comes_of_taking_marks_away_as_the_notes_say() -> None:
    text = GITLAB.replace("\npublish:", "\npages:")
    text = re.sub(r"^  #(?=artifacts| )", "  ", text, flags=re.MULTILINE).replace(
        "    For GitLab", "  # For GitLab"
    )
    text = "\n".join(re.sub(r"^    For ", "  # For ", line) for line in text.splitlines())
    pages = read(re.sub(r"^ +For GitLab Pages.*$", "", text, flags=re.MULTILINE))["pages"]
    assert pages["script"][-1] == "mkdir public && cp -R .cache/public/. public && rm -rf public/.sitegen"
    assert pages["artifacts"] == {"paths": ["public"]}


def test_a_paper_without_a_target_makes_no_failing_workflow() -> None:
    for text in (PUBLISH, GITLAB):
        pattern = next(re.search(r"grep -Eq '([^']+)'", line) for line in text.splitlines() if "grep" in line)
        assert pattern
        assert re.search(pattern[1], "      publish:\n        live: {folder: x}", re.MULTILINE)
        assert not re.search(pattern[1], "      # publish:\n      publisher:\n", re.MULTILINE)


def test_publish_says_what_it_takes() -> None:
    told = CliRunner().invoke(main, ["publish", "--help"]).output
    for word in (
        "--dry-run",
        "--rollback",
        "--allow-shrink",
        "--adopt",
        "--forget",
        "--no-build",
        "live: {folder:",
    ):
        assert word in told

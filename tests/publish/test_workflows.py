"""The workflows that a new site gets for GitHub and GitLab."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner

from sitegen import __version__
from sitegen.cli import main
from sitegen.publish.workflows import workflow_files

FILES = workflow_files()
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
def test_a_workflow_installs_this_version_and_keeps_the_cache(text: str) -> None:
    workflow = read(text)
    (install,) = {line for line in commands_in(workflow) if "pip install" in line}
    assert re.search(rf'"sitegen(\[s3\])?=={re.escape(__version__)}"', install)
    assert "@" not in install
    assert ".cache" in text


@pytest.mark.parametrize("text", FILES.values(), ids=map(str, FILES))
def test_every_sitegen_command_in_a_workflow_is_one(text: str) -> None:
    ours = [line for line in commands_in(read(text)) if line.startswith("sitegen ")]
    assert ours
    for line in ours:
        _, command, *options = line.split()
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
    assert workflow["check"]["script"] == ["sitegen check", "sitegen build"]


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

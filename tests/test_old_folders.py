"""A renamed topic's numbered pages lead on and its feeds go on, on every host."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.plugin import build
from sitegen.site.listings import PER_PAGE
from sitegen.site.machines.feeds import MEDIA_TYPES
from sitegen.site.machines.hosting import FOLDERS_AT_MOST, redirects
from tests.conftest import Project

ADDRESS = "https://courier.example/"


def target(project: Project, host: str) -> None:
    text = project.settings.read_text(encoding="utf-8")
    publish = f"  - sitegen:\n      publish:\n        live: {{folder: ../www, host: {host}}}\n"
    project.settings.write_text(text.replace("  - sitegen:\n", publish), encoding="utf-8")


@pytest.fixture
def paper(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """100 stories on eels, which makes two numbered pages; the topic is renamed."""
    text = project.settings.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("site_url:")]
    project.settings.write_text("\n".join([f"site_url: {ADDRESS}", *lines, ""]), encoding="utf-8")
    for number in range(3 * PER_PAGE + 10):
        header = f"title: Eels {number}\ndate: 2024-03-{number % 28 + 1:02}\ntags: [Eels]"
        project.article(f"eels-{number}", header)
    monkeypatch.chdir(project.folder)
    result = CliRunner().invoke(main, ["rename", "topic", "Eels", "River eels"])
    assert result.exit_code == 0, result.output
    return project


def built(project: Project) -> None:
    report = build(project.settings, search=False)
    assert report.exit_code == 0, report


def test_every_old_numbered_page_leads_to_the_one_of_its_number(paper: Project) -> None:
    built(paper)
    for number in (1, 2):
        page = (paper.site / f"topics/eels/{number}/index.html").read_text(encoding="utf-8")
        assert f'content="0; url=../../../topics/river-eels/{number}/"' in page
        assert (paper.site / f"topics/river-eels/{number}/index.html").is_file()
    assert not (paper.site / "topics/eels/3").exists()


def test_without_folders_the_old_pages_are_where_they_were(paper: Project) -> None:
    text = paper.settings.read_text(encoding="utf-8")
    paper.settings.write_text(f"use_directory_urls: false\n{text}", encoding="utf-8")
    front = paper.folder / "content" / "topics" / "river-eels.md"
    front.write_text(front.read_text("utf-8").replace("/topics/eels/", "/topics/eels.html"), "utf-8")
    built(paper)
    page = (paper.site / "topics/eels/2.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../topics/river-eels/2.html"' in page
    assert (paper.site / "topics/eels/feed.xml").is_file()


def test_a_feed_goes_on_at_its_old_address_and_states_the_new_one(paper: Project) -> None:
    built(paper)
    for name in MEDIA_TYPES:
        old, new = (paper.site / "topics" / slug / name for slug in ("eels", "river-eels"))
        assert old.read_bytes() == new.read_bytes()
    told = json.loads((paper.site / "topics/eels/feed.json").read_text(encoding="utf-8"))
    assert told["feed_url"] == f"{ADDRESS}topics/river-eels/feed.json"
    paper.article("eels-new", "title: A new eel\ndate: 2024-05-01\ntags: [River eels]")
    built(paper)
    assert "A new eel" in (paper.site / "topics/eels/feed.xml").read_text(encoding="utf-8")


def test_the_check_of_the_built_site_is_content(paper: Project) -> None:
    built(paper)
    result = CliRunner().invoke(main, ["check", "--publisher", "--only", "feeds-name-themselves"])
    assert result.exit_code == 0, result.output
    old = paper.site / "topics" / "eels" / "feed.json"
    old.write_text(old.read_text("utf-8").replace('"id": "', '"id": "x'), "utf-8")
    result = CliRunner().invoke(main, ["check", "--publisher", "--only", "feeds-name-themselves"])
    assert "topics/eels/feed.json" in result.output


@pytest.mark.parametrize(("host", "code"), [("cloudflare", "301"), ("netlify", "301!")])
def test_a_host_answers_for_the_whole_old_folder(host: str, code: str, paper: Project) -> None:
    target(paper, host)
    built(paper)
    assert (paper.site / "_redirects").read_text(encoding="utf-8").splitlines() == [
        f"/topics/eels/ /topics/river-eels/ {code}",
        f"/topics/eels/* /topics/river-eels/:splat {code}",
    ]


def test_no_rule_for_a_folder_hides_a_file_that_stands_there(paper: Project) -> None:
    target(paper, "cloudflare")
    paper.write("topics/eels/map.txt", "A map.")
    built(paper)
    assert "*" not in (paper.site / "_redirects").read_text(encoding="utf-8")
    assert (paper.site / "topics/eels/map.txt").is_file()


def test_a_file_of_the_newsroom_at_an_old_address_stays(paper: Project) -> None:
    paper.write("topics/eels/feed.json", "{}")
    paper.write("topics/eels/1.md", "---\ntitle: One\n---\n\nOur own page.\n")
    built(paper)
    assert (paper.site / "topics/eels/feed.json").read_text(encoding="utf-8") == "{}"
    assert "Our own page." in (paper.site / "topics/eels/1/index.html").read_text(encoding="utf-8")
    assert (paper.site / "topics/eels/2/index.html").is_file()


def test_an_incremental_build_is_a_clean_one(paper: Project, tmp_path: Path) -> None:
    built(paper)
    front = paper.folder / "content" / "topics" / "river-eels.md"
    text = front.read_text("utf-8")
    front.write_text(text.replace("- /topics/eels/", "- /topics/ells/"), "utf-8")
    built(paper)
    assert not (paper.site / "topics" / "eels").exists()
    assert (paper.site / "topics" / "ells" / "2" / "index.html").is_file()
    front.write_text(text, "utf-8")
    built(paper)
    again = paper.tree()
    assert build(paper.settings, search=False, site_dir=tmp_path / "clean").exit_code == 0
    assert again == _tree(tmp_path / "clean")


def _tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_rules_for_folders_come_last_and_are_no_more_than_a_host_reads() -> None:
    lines = redirects(
        [("/a/", "/b/")], [(f"/{n}/", "/new/") for n in range(FOLDERS_AT_MOST + 5)]
    ).splitlines()
    assert lines[0] == "/a/ /b/ 301"
    assert lines[1] == "/0/* /new/:splat 301"
    assert len(lines) == 1 + FOLDERS_AT_MOST

"""Targets in mkdocs.yml: every mistake is named with its line and the way to write it right."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.publish.lock import Publisher
from sitegen.publish.opening import host_for, open_place
from sitegen.publish.settings import Settings, read_settings
from sitegen.publish.targets import Target
from tests.publish.papers import Clock

BEGINNING = """\
site_name: The Courier
site_url: https://courier.news/
docs_dir: content
theme:
  name: !ENV [THEME, material]
plugins:
  - search
  - sitegen:
      timezone: Europe/London
"""


def settings(folder: Path, targets: str) -> Settings:
    """The settings of a paper with these lines below `publish:`, which is in line 10."""
    lines = "".join(f"        {line}\n" for line in targets.splitlines())
    (folder / "mkdocs.yml").write_text(f"{BEGINNING}      publish:\n{lines}")
    return read_settings(folder)


def test_targets_of_every_kind_are_read(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        "live: {folder: /srv/www/courier, host: cloudflare}\n"
        "pages: {git: origin, https: false}\n"
        "far:\n  rsync: alice@host:/srv/www\n  ssh: -p 2222\n  keep: false\n"
        "cloud: {s3: paper, prefix: live, endpoint: 'https://s3.host.news', url: 'https://cdn.news/'}",
    )
    assert found.site_url == "https://courier.news/"
    assert found.timezone == "Europe/London"
    assert (found.site, found.content) == (tmp_path / "site", tmp_path / "content")
    assert found.targets["live"] == Target("live", "folder", "/srv/www/courier", host="cloudflare")
    assert found.targets["pages"] == Target("pages", "git", "origin", {"branch": "pages"}, https=False)
    assert found.targets["far"] == Target(
        "far", "rsync", "alice@host:/srv/www", {"ssh": "-p 2222"}, keep=False
    )
    assert found.targets["cloud"].options == {"prefix": "live", "endpoint": "https://s3.host.news"}
    assert [str(target) for target in found.targets.values()] == [
        "folder /srv/www/courier",
        "git origin, branch pages",
        "rsync alice@host:/srv/www",
        "s3 paper/live",
    ]


@pytest.mark.parametrize(
    ("targets", "line", "problem", "hint"),
    [
        ("live: /srv/www", 11, "live: does not say where to", "live: {folder: /srv/www/courier}"),
        ("live: {host: none}", 11, "live: does not say where to", "exactly one of folder, git, rsync and s3"),
        ("live: {folder: x, s3: y}", 11, "live: says folder and s3", "exactly one of"),
        (
            "live:\n  folder: x\n  bucket: y",
            13,
            "there is no key 'bucket'",
            "a folder target has folder, host, url",
        ),
        ("live:\n  folder: x\n  branch: y", 13, "there is no key 'branch'", "a folder target has"),
        ("live:\n  folder: 5", 12, "folder is 5", "write a text"),
        ("live:\n  folder: ''", 12, "folder is ''", "write a text"),
        ("live:\n  folder: !ENV HOME", 12, "folder is None", "write a text"),
        ("live:\n  folder: x\n  keep: 'yes'", 13, "keep is 'yes'", "write true or false"),
        (
            "live:\n  folder: x\n  host: geocities",
            13,
            "host: 'geocities' is not known",
            "one of none, cloudflare",
        ),
        (
            "live:\n  s3: x\n  endpoint: s3.host",
            13,
            "endpoint: 's3.host' is no address",
            "write it whole: https://",
        ),
        ("live:\n  s3: x\n  secret_key: abc", 13, "secret_key is a secret", "AWS_SECRET_ACCESS_KEY"),
        ("live:\n  s3: x\n  access-key: abc", 13, "access-key is a secret", "make a new one"),
        ("live:\n  git: https://u:pw@host/x.git", 12, "git: holds a password", "credential helpers"),
        ("live:\n  rsync: alice@host", 12, "rsync: 'alice@host' names no folder", "write user@host:/srv/www"),
        (
            "live:\n  rsync: 'alice@host:'",
            12,
            "rsync: 'alice@host:' names no folder",
            "write user@host:/srv/www",
        ),
        ("live:\n  rsync: a@h:/x\n  ssh: -i 'key", 13, "quotation mark that is not closed", 'ssh: "-p 2222"'),
    ],
)
def test_a_mistake_in_a_target_is_named_with_its_line(
    tmp_path: Path, targets: str, line: int, problem: str, hint: str
) -> None:
    with pytest.raises(SitegenError) as caught:
        settings(tmp_path, targets)
    (found,) = caught.value.problems
    assert (found.path, found.line) == ("mkdocs.yml", line)
    assert problem in found.problem
    assert hint in found.hint
    assert "pw" not in str(found)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        settings(tmp_path, "one: 1\ntwo: {folder: x, bucket: 1, keep: 2}")
    assert [problem.line for problem in caught.value.problems] == [11, 12, 12]


def test_publish_that_is_no_mapping_is_named(tmp_path: Path) -> None:
    with pytest.raises(SitegenError, match=r"mkdocs.yml:10: publish: wants a name for each target"):
        settings(tmp_path, "- folder: x")


@pytest.mark.parametrize(
    "plugins", ["[search]", "{sitegen: {publish: {live: {folder: x}}}}", "", "5", "[{sitegen: }]"]
)
def test_plugins_may_be_written_in_any_way(tmp_path: Path, plugins: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: X\nplugins: {plugins}\n")
    assert ("live" in read_settings(tmp_path).targets) == ("live" in plugins)


def test_a_target_is_found_by_its_name_or_by_being_the_only_one(tmp_path: Path) -> None:
    one = settings(tmp_path, "live: {folder: x}")
    assert one.target(None) == one.target("live")
    with pytest.raises(SitegenError, match=r"there is no target 'life'\n.*there is live"):
        one.target("life")
    two = settings(tmp_path, "live: {folder: x}\nback: {folder: y}")
    with pytest.raises(SitegenError, match=r"several targets: live, back\n.*sitegen publish live"):
        two.target(None)


def test_a_paper_without_targets_is_told_how_to_write_one(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(BEGINNING)
    with pytest.raises(
        SitegenError, match=r"no place to publish to is named\n(.|\n)*live: {folder: /srv/www/courier}"
    ):
        read_settings(tmp_path).target(None)


@pytest.mark.parametrize("text", ["a: [", "site_name: \udcff", None])
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "mkdocs.yml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SitegenError, match=r"mkdocs.yml: (cannot be read|there is no paper here)"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    ("where", "why"),
    [
        (".", "holds the paper's own files"),
        ("..", "holds the paper's own files"),
        ("site", "holds the built site"),
        ("content/www", "lies in content/"),
        ("theme/www", "lies in theme/"),
    ],
)
def test_a_folder_among_the_papers_own_files_is_refused(tmp_path: Path, where: str, why: str) -> None:
    paper = tmp_path / "paper"
    paper.mkdir()
    found = settings(paper, f"live: {{folder: {where}}}")
    with pytest.raises(SitegenError, match=why):
        open_place(found, found.target(None), Publisher("a", "b", 1, "c"), Clock().run())


def test_public_in_the_paper_and_a_folder_beside_it_are_fine(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    paper.mkdir()
    found = settings(paper, "one: {folder: public}\ntwo: {folder: ../www}\nthree: {folder: .cache/public}")
    for target in found.targets.values():
        assert open_place(found, target, Publisher("a", "b", 1, "c"), Clock().run())


@pytest.mark.parametrize(
    ("target", "host"),
    [
        (Target("a", "git", "git@github.com:me/paper.git"), "github"),
        (Target("a", "git", "https://codeberg.org/me/pages"), "codeberg"),
        (Target("a", "git", "origin"), "none"),
        (Target("a", "git", "git@github.com:me/paper.git", host="cloudflare"), "cloudflare"),
        (Target("a", "folder", "/srv/github.com"), "none"),
    ],
)
def test_the_host_is_known_from_a_git_address_or_said(target: Target, host: str) -> None:
    assert host_for(target) == host

"""`sitegen serve`: what an editor changes is seen at once, mistakes too, and by nobody else."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from sitegen.cli import main
from tests.conftest import ROOT, Project

pytestmark = pytest.mark.slow

PATIENCE = 60  # seconds until something that ought to happen has happened, on a busy machine
SITEGEN = ("-c", "from sitegen.cli import main; main()", "serve", "--address")
MKDOCS = ("-m", "mkdocs", "serve", "--dev-addr")


def read(url: str, **headers: str) -> str:
    """The page at an address, whatever its status; "" when nobody answers."""
    try:
        with urlopen(Request(url, headers=headers), timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        return str(error.read().decode())
    except (URLError, ConnectionError):
        return ""


def status(url: str, **headers: str) -> int:
    try:
        with urlopen(Request(url, headers=headers), timeout=PATIENCE) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def wait_for(url: str, words: str) -> str:
    """The page at an address, once it has the words."""
    end = time.monotonic() + PATIENCE
    while words not in (page := read(url)):
        assert time.monotonic() < end, f"{words!r} never came to {url}"
        time.sleep(0.1)
    return page


def told(address: str, page: str) -> Any:
    """What the panel on a page is told."""
    return json.loads(read(f"{address}__sitegen/findings?page=/{page}"))


def free_address(host: str = "127.0.0.1") -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"{host}:{probe.getsockname()[1]}"


def start(project: Project, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def served(project: Project, command: Sequence[str] = SITEGEN, *options: str) -> Iterator[str]:
    """The project served; yields its address. It ends in peace, and never shows a traceback."""
    place = free_address()
    running = start(project, *command, place, *options)
    try:
        yield f"http://{place}/"
    finally:
        running.send_signal(signal.SIGINT)
        output, _ = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, output
    assert "Traceback" not in output


def test_changes_of_content_theme_and_seeds_are_seen(project: Project) -> None:
    (project.folder / "seeds").mkdir()
    project.article("one", "title: One", "Tamarisk.")
    with served(project) as address:
        page = wait_for(f"{address}articles/one/", "Tamarisk")
        assert "/__sitegen/reload.js" in page
        assert "livereload(" not in page

        project.article("one", "title: One", "Tamarind.")
        wait_for(f"{address}articles/one/", "Tamarind")

        style = Path("theme/assets/stylesheets/paper.css")
        (project.folder / style).write_text("/* tangerine */")
        wait_for(f"{address}assets/stylesheets/paper.css", "tangerine")

        shutil.copy(ROOT / "seeds" / "000_075d7a39d208f3b7.txt", project.folder / "seeds")
        wait_for(address, "Russian volunteer groups attack military sites")

        (project.folder / "content" / "articles" / "one.md").unlink()
        wait_for(f"{address}articles/one/", '<div class="sheet missing">')
        assert status(f"{address}articles/one/") == 404
    assert not project.site.exists()


def test_mistakes_are_seen_on_the_page_concerned(project: Project) -> None:
    project.article("one", "title: One", "Words, and [a link](nowhere.md).")
    project.article("good", "title: Good\ndate: 2024-01-01")
    with served(project) as address:
        wait_for(f"{address}articles/one/", "Words, and")
        found = told(address, "articles/one/")
        assert found["file"] == "content/articles/one.md"
        assert "nowhere.md" in "".join(each["message"] for each in found["findings"])
        assert not [
            each for each in told(address, "articles/good/")["findings"] if each["severity"] != "note"
        ]
        assert told(address, "archive/") == {"file": "", "failure": "", "findings": []}

        project.article("one", "title: One", "Words, and [a link](good.md).")
        wait_for(f"{address}articles/one/", 'href="../good/"')
        assert "nowhere.md" not in read(f"{address}__sitegen/findings?page=/articles/one/")


def test_in_place_of_a_broken_story_stands_what_is_wrong_until_it_is_mended(project: Project) -> None:
    project.article("one", "title: One")
    project.article("two", "title: Two", "Tamarisk.")
    with served(project) as address:
        wait_for(f"{address}articles/two/", "Tamarisk")
        project.article("two", "titel: Two", "Tamarisk.")
        page = wait_for(f"{address}articles/two/", "cannot be shown")
        assert "content/articles/two.md" in page
        assert "titel" in page
        assert "/__sitegen/reload.js" in page
        assert status(f"{address}articles/two/") == 404
        assert "articles/one/" in wait_for(address, "articles/one/")
        found = told(address, "articles/two/")["findings"]
        assert found[0]["severity"] == "error"
        assert len({each["message"] for each in found}) == len(found)

        project.article("two", "title: Two", "Tamarind.")
        wait_for(f"{address}articles/two/", "Tamarind")


def test_a_build_that_fails_leaves_the_last_good_site_and_says_why(project: Project) -> None:
    project.article("one", "title: One", "Tamarisk.")
    with served(project) as address:
        wait_for(f"{address}articles/one/", "Tamarisk")
        good = project.settings.read_text()
        project.settings.write_text(good.replace("timezone: UTC", "timezone: Atlantis/Poseidonis"))
        wait_for(f"{address}__sitegen/findings?page=/about/", "Atlantis")
        assert "Tamarisk" in read(f"{address}articles/one/")

        template = project.folder / "theme" / "article.html"
        whole = template.read_text()
        project.settings.write_text(good)
        wait_for(f"{address}__sitegen/findings?page=/about/", '"failure": ""')
        template.write_text(whole + "{% block")
        wait_for(f"{address}__sitegen/findings?page=/about/", "article.html")
        template.write_text(whole)
        wait_for(f"{address}__sitegen/findings?page=/about/", '"failure": ""')


@pytest.mark.parametrize("command", [SITEGEN, MKDOCS], ids=["sitegen", "mkdocs"])
def test_every_server_follows_changes_shows_mistakes_and_knows_its_own(
    project: Project, command: Sequence[str]
) -> None:
    project.article("one", "title: One", "Tamarisk, [a link](nowhere.md).")
    with served(project, command) as address:
        assert "/__sitegen/panel.js" in wait_for(f"{address}articles/one/", "Tamarisk")
        assert "nowhere.md" in read(f"{address}__sitegen/findings?page=/articles/one/")
        project.article("one", "title: One", "Tamarind.")
        wait_for(f"{address}articles/one/", "Tamarind")

        assert status(address, Host="evil.example") == 421
        assert status(f"{address}__sitegen/findings?page=/articles/one/", Host="evil.example") == 421
        assert status(f"{address}livereload/0/0", Host="evil.example") == 421
        assert status(f"{address}__sitegen/../../mkdocs.yml") == 400
        assert status(f"{address}__sitegen/server.py") == 404
        assert status(f"{address}__sitegen/findings?page=/../../etc/passwd") == 400
        assert status(f"{address}__sitegen/findings") == 400


def test_a_site_below_a_path_of_its_host_is_served_there(project: Project) -> None:
    project.settings.write_text(
        project.settings.read_text().replace("https://example.org/", "https://example.org/the/paper/")
    )
    project.article("one", "title: One", "Tamarisk, [a link](nowhere.md).")
    with served(project) as address:
        assert "/__sitegen/panel.js" in wait_for(f"{address}the/paper/articles/one/", "Tamarisk")
        assert "nowhere.md" in read(f"{address}__sitegen/findings?page=/the/paper/articles/one/")
        assert status(f"{address}articles/one/") == 404


def test_nothing_of_it_is_in_a_built_site(project: Project) -> None:
    project.article("one", "title: One", "Words, and [a link](nowhere.md).")
    built = subprocess.run(
        [sys.executable, "-c", "from sitegen.cli import main; main()", "build"],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert built.returncode == 1  # the link is told
    assert project.words_in_site("nowhere.md")
    assert project.words_in_site("__sitegen") == []
    assert project.words_in_site("sitegen-panel") == []


def test_a_taken_address_is_told_in_plain_words(project: Project) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        place = f"127.0.0.1:{other.getsockname()[1]}"
        running = start(project, *SITEGEN, place)
        output, _ = running.communicate(timeout=PATIENCE)
    assert running.returncode == 2
    assert "another program" in output
    assert "Traceback" not in output


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "192.0.2.1:8000", "[::]:8000", "example.org:8000"])
def test_an_address_that_others_can_reach_is_refused(
    project: Project, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(project.folder)
    result = CliRunner().invoke(main, ["serve", "--address", address])
    assert result.exit_code == 2
    assert "--share" in result.output
    assert "drafts" in result.output


@pytest.mark.parametrize(
    "address", ["8000", "127.0.0.1", "127.0.0.1:", ":8000", "127.0.0.1:x", "127.0.0.1:99999"]
)
def test_an_address_that_is_none_is_told_in_plain_words(
    project: Project, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(project.folder)
    result = CliRunner().invoke(main, ["serve", "--address", address])
    assert result.exit_code == 2
    assert "127.0.0.1:8000" in result.output


def test_it_can_be_shared_on_purpose_and_says_so(project: Project) -> None:
    project.article("one", "title: One", "Tamarisk.")
    place = free_address("0.0.0.0")  # noqa: S104  # what is tested
    port = place.rpartition(":")[2]
    running = start(project, *SITEGEN, place, "--share")
    try:
        wait_for(f"http://127.0.0.1:{port}/articles/one/", "Tamarisk")
        assert status(f"http://127.0.0.1:{port}/", Host="192.0.2.1:8000") == 200
        assert status(f"http://127.0.0.1:{port}/", Host="evil.example") == 421
    finally:
        running.send_signal(signal.SIGINT)
        output, _ = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0
    assert "whoever can reach 0.0.0.0 can read" in output

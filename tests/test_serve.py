"""`sitegen serve`: what an editor changes is seen at once."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT, Project

pytestmark = pytest.mark.slow

PATIENCE = 30  # seconds until something that ought to happen has happened, on a busy machine


def read(url: str) -> str:
    try:
        with urlopen(url, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except (URLError, ConnectionError):
        return ""


def wait_for(url: str, words: str) -> str:
    """The page at an address, once it has the words."""
    end = time.monotonic() + PATIENCE
    while words not in (page := read(url)):
        assert time.monotonic() < end, f"{words!r} never came to {url}"
        time.sleep(0.2)
    return page


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def start(project: Project, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def address(project: Project) -> Iterator[str]:
    """A project served by `sitegen serve`; yields its address."""
    (project.folder / "seeds").mkdir()
    project.article("one", "title: One", "Tamarisk.")
    place = free_address()
    running = start(project, "-c", "from sitegen.cli import main; main()", "serve", "--address", place)
    yield f"http://{place}/"
    running.send_signal(signal.SIGINT)
    output, _ = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, output
    assert "Traceback" not in output


def test_changes_of_content_theme_and_seeds_are_seen(project: Project, address: str) -> None:
    page = wait_for(f"{address}articles/one/", "Tamarisk")
    assert "livereload(" in page

    project.article("one", "title: One", "Tamarind.")
    wait_for(f"{address}articles/one/", "Tamarind")

    style = Path("theme/assets/stylesheets/paper.css")
    (project.folder / style).write_text("/* tangerine */")
    wait_for(f"{address}assets/stylesheets/paper.css", "tangerine")

    shutil.copy(ROOT / "seeds" / "000_075d7a39d208f3b7.txt", project.folder / "seeds")
    wait_for(address, "Russian volunteer groups attack military sites")

    project.article("bad", "titel: X")
    project.article("two", "title: Two")
    wait_for(address, "articles/two/")
    assert read(f"{address}articles/bad/") == ""
    assert read(f"{address}search/index/register.json")
    assert not project.site.exists()


def test_mkdocs_serve_reloads_the_browser_without_being_asked_to(project: Project) -> None:
    project.article("one", "title: One", "Tamarisk.")
    place = free_address()
    running = start(project, "-m", "mkdocs", "serve", "--dev-addr", place)
    try:
        assert "livereload(" in wait_for(f"http://{place}/articles/one/", "Tamarisk")
        project.article("one", "title: One", "Tamarind.")
        wait_for(f"http://{place}/articles/one/", "Tamarind")
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=PATIENCE)


def test_a_taken_address_is_told_in_plain_words(project: Project) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        place = f"127.0.0.1:{other.getsockname()[1]}"
        running = start(project, "-c", "from sitegen.cli import main; main()", "serve", "--address", place)
        output, _ = running.communicate(timeout=PATIENCE)
    assert running.returncode == 2
    assert "another program" in output
    assert "Traceback" not in output

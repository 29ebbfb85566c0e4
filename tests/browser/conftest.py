"""The real site, built as a newsroom builds it, served on this machine, and a real Chromium to read it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.papers import demo_in, large_in
from tests.conftest import ROOT, lay_out

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

HOSTILE = """---
title: 'Zyzzyva <img src=x onerror="document.title=1"> & <b>more</b>'
section: '<script>document.title=2</script>'
date: 2024-01-02
---

A quagmire of &lt;img src=x onerror=document.title=3&gt; and more quagmire.
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the library's
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The folder on a loopback port; yields its address, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's seeds, settings, theme and pages, and one hostile article."""
    project = lay_out(tmp_path_factory.mktemp("paper"))
    shutil.copytree(ROOT / "seeds", project.folder / "seeds")
    project.write("articles/2024/01/hostile.md", HOSTILE)
    subprocess.run(
        [sys.executable, "-c", "from sitegen.cli import main; main()", "build", "--strict"],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
    )
    return project.site


@pytest.fixture(scope="session")
def paper(built_site: Path) -> Iterator[str]:
    """The address of the site, at the root of its host."""
    with serving(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def paper_below(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same site in a folder of its host, as on a project's page."""
    host = tmp_path_factory.mktemp("host")
    shutil.copytree(built_site, host / "the" / "paper")
    with serving(host) as address:
        yield f"{address}the/paper/"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo paper."""
    with serving(demo_site(tmp_path_factory)) as address:
        yield address


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a paper of 1,000 stories."""
    return large_in(tmp_path_factory.mktemp("large") / "paper")


@pytest.fixture(scope="session")
def large(large_site: Path) -> Iterator[str]:
    """The address of that paper."""
    with serving(large_site) as address:
        yield address


def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the demo paper, built once in a test run, whichever tests ask for it first."""
    folder = tmp_path_factory.getbasetemp() / "demo-paper"
    return folder / "site" if folder.exists() else demo_in(folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium of this machine; the tests are skipped, with the reason, where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is missing")
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.skip("no browser: install the Debian package chromium")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address in a browser of its own: `open_page(url, java_script_enabled=False)`.

    When the test ends, no page may have asked another host for anything or reported an error.
    """
    asked: list[str] = []
    errors: list[str] = []
    hosts: set[str] = set()
    contexts: list[Any] = []

    def open_one(url: str, **options: Any) -> Any:
        # Playwright asks pages by `eval`, which their policy forbids; test_policy_in_browser runs under it.
        contexts.append(browser.new_context(bypass_csp=True, **options))
        page = contexts[-1].new_page()
        hosts.add(urlsplit(url).netloc)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert asked
    assert [url for url in asked if urlsplit(url).netloc not in hosts and not url.startswith("data:")] == []
    assert errors == []

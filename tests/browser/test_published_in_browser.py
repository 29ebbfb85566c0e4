"""A site that was published with rsync over ssh, served by nginx, opened in Chromium."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import demo_site
from tests.publish.conftest import free_port, program, rsync_store, ssh_server, wait_for
from tests.publish.papers import Clock, filewise, send

__all__ = ["rsync_store", "ssh_server"]  # fixtures

SETTINGS = """\
{user}
daemon off;
pid {here}/pid;
error_log {here}/errors;
events {{}}
http {{
    types {{ text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg; }}
    access_log off;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {www};
        error_page 404 /404.html;
    }}
}}
"""


@contextmanager
def nginx(www: Path, here: Path) -> Iterator[str]:
    """A real nginx on loopback that serves a folder; its address."""
    path, port = program("nginx", "nginx-light"), free_port()
    here.mkdir()
    user = "user root;" if os.getuid() == 0 else ""  # pytest's folders are for their owner only
    (here / "nginx.conf").write_text(SETTINGS.format(user=user, here=here, www=www, port=port))
    command = [path, "-p", str(here), "-c", str(here / "nginx.conf"), "-e", str(here / "errors")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "www"


@pytest.mark.browser
def test_readers_see_the_published_paper_and_can_search_it(
    rsync_store: Any,
    folder: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    open_page: Callable[..., Any],
) -> None:
    clock = Clock()
    send(filewise(rsync_store, clock), demo_site(tmp_path_factory), clock)
    with nginx(folder, tmp_path / "nginx") as address:
        page = open_page(address)
        headline = page.locator("article h2 a, article h3 a").first
        words = headline.inner_text()
        headline.click()
        assert page.locator("h1").inner_text().strip() == words.strip()
        page.goto(f"{address}search/?q=harbour")
        page.locator("a[href*='articles/']").first.wait_for()
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != ""

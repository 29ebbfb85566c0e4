"""After publishing, changed pages are asked for over HTTP, as a reader's browser does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner

from sitegen.cli.publish import publish
from sitegen.publish.visit import visit
from tests.publish.papers import write
from tests.publish.test_command import Paper


class Host(BaseHTTPRequestHandler):
    """Shows what `answers` has for a path; anything else is not found."""

    def __init__(self, answers: dict[str, bytes], *given: Any) -> None:
        self.answers = answers
        super().__init__(*given)

    def do_GET(self) -> None:
        body = self.answers.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the library's
        pass


Serve = Callable[[dict[str, bytes]], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers = []

    def start(answers: dict[str, bytes]) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, answers))
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_nothing_is_said_when_readers_see_what_was_published(serve: Serve, tmp_path: Path) -> None:
    site = write(tmp_path, {"index.html": "front", "é b/index.html": "odd"})
    address = serve({"/": b"front", "/%C3%A9%20b/": b"odd"})
    assert list(visit(address, {path: site / path for path in ("index.html", "é b/index.html")})) == []


def test_an_old_page_and_a_missing_one_are_named(serve: Serve, tmp_path: Path) -> None:
    site = write(tmp_path, {"index.html": "front", "about/index.html": "about", "a.html": "a"})
    address = serve({"/": b"an older front", "/a.html": b"a"})
    told = list(visit(address, {path: site / path for path in ("index.html", "about/index.html", "a.html")}))
    assert told == [
        f"{address} still shows something else: a cache on the way may need a few minutes",
        f"{address}about/ answers 404 Not Found",
    ]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "ftp://courier.news/", "file:///etc/"])
def test_a_site_that_cannot_be_reached_is_told_once(address: str, tmp_path: Path) -> None:
    site = write(tmp_path, {"index.html": "front", "a.html": "a"})
    (told,) = visit(address, {path: site / path for path in ("index.html", "a.html")})
    assert told.startswith(f"{address} cannot be reached from here: ")


def test_publishing_looks_at_the_address_of_its_target(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "no_proxy", "*")
    paper = Paper(tmp_path)
    address = serve({"/": (paper.site / "index.html").read_bytes()})
    settings = (tmp_path / "mkdocs.yml").read_text().replace("visit: false", f"url: '{address}'")
    (tmp_path / "mkdocs.yml").write_text(settings)
    told = CliRunner().invoke(publish, ["--no-build"])
    assert told.exit_code == 0
    assert f"Live:  {address}, edition" in told.output
    assert told.output.count("Note:  ") == 3
    assert "/ answers 404 Not Found" in told.output

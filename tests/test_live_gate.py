"""The gate of `serve`: to read, on this machine, what is in the site; and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

from sitegen.site.live.gate import HEADERS, Gate, guarded, is_loopback, is_own_name

SECRET = "xylophone"
EVERYONE = "0.0.0.0"  # noqa: S104  # the name of a host, nothing listens there


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site's folder, and beside it what nobody may read."""
    tmp_path = tmp_path_factory.mktemp("gate")
    site = tmp_path / "site"
    (site / "articles" / "one").mkdir(parents=True)
    (site / "index.html").write_text("<body>front</body>")
    (site / "articles" / "one" / "index.html").write_text("<body>one</body>")
    (site / "ä b.txt").write_text("umlaut")
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "site-secret").mkdir()
    (tmp_path / "site-secret" / "index.html").write_text(SECRET)
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "folder").symlink_to(tmp_path / "site-secret")
    (site / "inner.txt").symlink_to(site / "index.html")
    os.mkfifo(site / "pipe")
    return site


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[LiveReloadServer]:
    """MkDocs' own server of the site, behind the gate."""
    server = LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=0, root=str(site))
    server.set_app(guarded(server.get_app(), Gate("127.0.0.1", str(site))))  # type: ignore[arg-type]
    server.server_bind()
    server.server_activate()
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()


def ask(
    server: Any, path: str, method: str = "GET", host: str | None = "localhost"
) -> tuple[int, HTTPMessage, str]:
    """Status, headers and body of an answer; the path is sent as it is."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.msg, answer.read().decode()
    connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "words"),
    [("/", "front"), ("/articles/one/", "one"), ("/%C3%A4%20b.txt", "umlaut"), ("/inner.txt", "front")],
)
def test_what_is_in_the_site_is_served(server: LiveReloadServer, path: str, words: str) -> None:
    status, _, body = ask(server, path)
    assert status == 200
    assert words in body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/articles/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "//../secret.txt",
        "/%2f../secret.txt",
        "/./../secret.txt",
        "/link.txt",
        "/folder/",
        "/folder",
        "/folder/index.html",
        "/../site-secret/",
        "/secret.txt%00.html",
        "/%00",
        "/index.html%0d%0aX: y",
        "/pipe",
        "http://127.0.0.1/../secret.txt",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_site_is_served(server: LiveReloadServer, path: str) -> None:
    status, _, body = ask(server, path.replace(" ", "%20"))
    assert status in (400, 404)
    assert SECRET not in body


@pytest.mark.parametrize("path", ["//articles/one", "/%2farticles/one", "/%2f%2farticles/one"])
def test_no_path_leads_to_another_host(server: LiveReloadServer, path: str) -> None:
    status, headers, _ = ask(server, path)
    assert status in (302, 400)
    assert not headers.get("Location", "").startswith("//")


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_answered_by_each_of_its_names(server: LiveReloadServer, host: str) -> None:
    assert ask(server, "/", host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "192.0.2.1",
        "0.0.0.0:8000",
        "",
        "[::1",
        None,
    ],
)
def test_a_foreign_name_is_refused(server: LiveReloadServer, host: str | None) -> None:
    status, _, body = ask(server, "/", host=host)
    assert status == 421
    assert "front" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"])
def test_only_reading_is_allowed(server: LiveReloadServer, method: str) -> None:
    status, headers, body = ask(server, "/", method)
    assert status == 405
    assert headers["Allow"] == "GET, HEAD"
    assert "front" not in body


def test_a_head_has_what_a_get_has_but_the_body(server: LiveReloadServer) -> None:
    of_get, of_head = ask(server, "/"), ask(server, "/", "HEAD")
    assert of_head[0] == of_get[0] == 200
    assert of_head[1]["Content-Length"] == of_get[1]["Content-Length"]
    assert of_get[2]
    assert of_head[2] == ""


@pytest.mark.parametrize(
    ("path", "host"), [("/", "localhost"), ("/nope", "localhost"), ("/", "evil.example")]
)
def test_every_answer_guards_what_it_holds(server: LiveReloadServer, path: str, host: str) -> None:
    headers = ask(server, path, host=host)[1]
    assert {name: headers[name] for name, _ in HEADERS} == dict(HEADERS)
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("host", "listening", "own"),
    [
        ("192.168.1.7:8000", EVERYONE, True),  # an address in numbers leads nowhere else
        ("[fd00::7]:8000", "::", True),
        ("desk.example", "desk.example", True),
        ("localhost", EVERYONE, True),
        ("evil.example", EVERYONE, False),
        ("192.168.1.7", "127.0.0.1", False),
        ("", EVERYONE, False),
    ],
)
def test_a_shared_server_is_known_by_numbers_and_its_own_name(host: str, listening: str, own: bool) -> None:
    assert is_own_name(host, listening) is own


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LOCALHOST"])
def test_loopback_is_what_no_other_machine_reaches(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", [EVERYONE, "::", "192.168.0.1", "example.org", "", "localhost.example.org"])
def test_all_else_is_not_loopback(host: str) -> None:
    assert not is_loopback(host)

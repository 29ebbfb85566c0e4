"""Answers what MkDocs' server does not: the panel's questions, and pages of which the build made none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from sitegen.site.live.behind import file_behind
from sitegen.site.live.gate import address_in, is_plain, path_of
from sitegen.site.live.notes import Notes
from sitegen.site.live.pages import FILES, OWN, instead, own_file

FINDINGS = f"{OWN}findings"
"""Asked with `?page=/articles/2024/03/harbour/`."""


@dataclass(slots=True)
class _Answer:
    """What an application says before its first byte."""

    status: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)

    def hear(self, status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return lambda _: None


@dataclass(frozen=True, slots=True)
class Desk:
    """An application before that of MkDocs.

    site       MkDocs' own
    mount      the path of the site's address
    scripted   gives a page the scripts of `serve`
    """

    site: WSGIApplication
    mount: str
    notes: Notes
    scripted: Callable[[bytes], bytes]

    def __call__(self, request: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = path_of(request)
        if path == FINDINGS:
            return self._findings(request, start)
        if path.startswith(OWN):
            return _own(path.removeprefix(OWN), start)
        return self._page(path, request, start)

    def _findings(self, request: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        asked = parse_qs(str(request.get("QUERY_STRING", "")), max_num_fields=4).get("page", [""])[0]
        address = address_in(asked, self.mount) if is_plain(asked) else None
        if address is None:
            return _say(start, "400 Bad Request", b"which page?\n", "text/plain")
        return _say(start, "200 OK", self.notes.of(address).encode(errors="replace"), "application/json")

    def _page(self, path: str, request: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        heard = _Answer()
        found = self.site(request, heard.hear)  # waits while a build is on
        address = address_in(path, self.mount)
        missing = heard.status.startswith("404") and address is not None
        file = file_behind(self.notes.content, address) if missing and address is not None else ""
        if not file:
            start(heard.status, heard.headers)
            return found
        page = instead(self.notes.name_of(file), self.notes.faults(file))
        return _say(start, heard.status, self.scripted(page), "text/html")


def _own(name: str, start: StartResponse) -> Iterable[bytes]:
    if name not in FILES:
        return _say(start, "404 Not Found", b"There is nothing here.\n", "text/plain")
    return _say(start, "200 OK", own_file(name), FILES[name])


def _say(start: StartResponse, status: str, body: bytes, kind: str) -> Iterable[bytes]:
    about = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body)))]
    start(status, about)
    return [body]

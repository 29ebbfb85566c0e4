"""Who is answered by `serve`, and what may be asked: to read, on this machine, what is in the site.

What is served is not published: drafts, stories under embargo, doubts of editors. A page of another site that
is open in the same browser must not read it, so a name that is not this machine's is refused (a host may let
its own name lead to 127.0.0.1: "DNS rebinding"), and no other site may show what is served here.
"""

from __future__ import annotations

import ipaddress
import os
import posixpath
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Referrer-Policy", "same-origin"),
    ("Cache-Control", "no-cache"),
)
"""What every answer says."""

_READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered.

    status   as HTTP has it: `403 Forbidden`
    reason   for the person at the browser
    """

    status: str
    reason: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """Judges requests.

    host   that is listened on
    root   the folder of the site
    mount  the path of the site's address: `/`, `/the/paper/`
    """

    host: str
    root: str
    mount: str = "/"

    def refusal(self, request: WSGIEnvironment) -> Refusal | None:
        """Why a request is refused; None when it may pass."""
        method, host = str(request.get("REQUEST_METHOD", "")), str(request.get("HTTP_HOST", ""))
        if not is_own_name(host, self.host):
            reason = f"This server does not go by the name {host!r}: open the address that `serve` printed."
            return Refusal("421 Misdirected Request", reason)
        if method not in _READING:
            reason = "Nothing can be changed here."
            return Refusal("405 Method Not Allowed", reason, (("Allow", ", ".join(_READING)),))
        path = path_of(request)
        if not is_plain(path):
            return Refusal("400 Bad Request", "This is no address of a page.")
        if not self._is_inside(path):
            return Refusal("404 Not Found", "There is nothing here.")
        return None

    def _is_inside(self, path: str) -> bool:
        """True when a path leads to nothing outside the site, by way of a link in its folder neither."""
        root, name = Path(os.path.realpath(self.root)), address_in(path, self.mount)
        if name is None:
            return True  # MkDocs serves nothing there
        # A folder stands for its page; both are looked at, for the page may be a link.
        for each in (name, f"{name}/index.html"):
            file = Path(os.path.realpath(root / posixpath.normpath("/" + each).lstrip("/")))
            if not file.is_relative_to(root) or _is_special(file):
                return False
        return True


def _is_special(file: Path) -> bool:
    """True for a pipe, a device and the like, that MkDocs would wait for."""
    try:
        return file.exists() and not (file.is_file() or file.is_dir())
    except OSError:  # a name too long
        return False


def guarded(app: WSGIApplication, gate: Gate) -> WSGIApplication:
    """The application behind its gate."""

    def answer(request: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        say = _saying_more(start)
        if refusal := gate.refusal(request):
            body = f"{refusal.reason}\n".encode()
            about = (("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))))
            say(refusal.status, [*about, *refusal.headers])
            return [] if request.get("REQUEST_METHOD") == "HEAD" else [body]
        found = app(request, say)
        if request["REQUEST_METHOD"] == "HEAD":
            if callable(close := getattr(found, "close", None)):
                close()
            return []
        return found

    return answer


def _saying_more(start: StartResponse) -> StartResponse:
    def say(status: str, headers: list[tuple[str, str]], *rest: object) -> Callable[[bytes], object]:
        named = {name.lower() for name, _ in headers}
        more = [header for header in HEADERS if header[0].lower() not in named]
        return start(status, [*headers, *more], *rest)  # type: ignore[arg-type]

    return say


def path_of(request: WSGIEnvironment) -> str:
    """The path that is asked for, as MkDocs reads it."""
    return str(request.get("PATH_INFO", "")).encode("latin-1", "ignore").decode("utf-8", "ignore")


def address_in(path: str, mount: str) -> str | None:
    """The address in the site that a path stands for; None for one outside its mount."""
    return path[len(mount) :] if path.startswith(mount) else "" if f"{path}/" == mount else None


def is_plain(path: str) -> bool:
    """True for a path that goes down from the root and names nothing twice.

    >>> [is_plain(path) for path in ("/a/b/", "/../a", "//host/a", "/a\\\\b", "a")]
    [True, False, False, False, False]
    """
    odd = "\\" in path or any(ord(sign) < 32 or ord(sign) == 127 for sign in path)
    return path.startswith("/") and not path.startswith("//") and ".." not in path.split("/") and not odd


def is_own_name(host: str, listening: str) -> bool:
    """True when a Host header names this machine, as whatever listens at `listening` may be called.

    An address in numbers is nobody's name that could lead elsewhere. The port is not looked at: a container
    may have another one outside.
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if is_loopback(name):
        return True
    if is_loopback(listening) or not name:
        return False
    own = socket.gethostname().lower()
    return _is_number(name) or name in (listening.lower(), own, f"{own}.local")


def is_loopback(host: str) -> bool:
    """True for what no other machine can reach: `127.0.0.1`, `::1`, `localhost`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost" or host.lower().endswith(".localhost")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True

"""MkDocs' development server, made ours: read from mkdocs.livereload of MkDocs 1.6.1.

All that is known of it here: it has a builder and waits `build_delay` for a burst of changes to end; it has
an `observer` that `watch` and `unwatch` speak to, and knows the watched paths by name; it puts a script into
each page by one method; it asks `error_handler` for the words of an error; it is a WSGI server. Where any of
this is missing, MkDocs serves as it does, behind the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from wsgiref.types import WSGIApplication

from sitegen.errors import Problem
from sitegen.site.live.changes import Changes
from sitegen.site.live.desk import Desk
from sitegen.site.live.examiner import Examiner
from sitegen.site.live.gate import Gate, guarded, is_loopback
from sitegen.site.live.meanwhile import Step
from sitegen.site.live.notes import Notes
from sitegen.site.live.pages import with_scripts
from sitegen.site.live.rebuilding import Rebuilding

REST = 0.03
"""Seconds without a further change before a build: an editor saves a file in several steps."""

_KNOWN = (
    "builder",
    "build_delay",
    "observer",
    "shutdown",
    "unwatch",
    "_watched_paths",
    "_inject_js_into_html",
)


class Host(Protocol):
    """What MkDocs' server has, as far as it is known here."""

    builder: Callable[[], None]
    build_delay: float
    error_handler: Callable[[int], bytes | None]
    mount_path: str
    observer: Any
    root: str
    server_address: Any

    def shutdown(self, *, wait: bool = ...) -> None: ...
    def get_app(self) -> Any: ...
    def set_app(self, application: Any) -> None: ...
    def watch(self, path: str) -> None: ...
    def unwatch(self, path: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What the server has to know of the project.

    folder     of the project
    content    of its articles and pages
    problems   of the last build
    bad_input  what a build raises when a file of the project is wrong
    warn       tells the person at the terminal
    """

    folder: Path
    content: Path
    problems: Callable[[], Iterable[Problem]]
    bad_input: tuple[type[BaseException], ...]
    warn: Callable[[str], None]

    @property
    def shown(self) -> str:
        """The content folder as that person knows it."""
        inside = self.content.is_relative_to(self.folder)
        return (self.content.relative_to(self.folder) if inside else self.content).as_posix()


def go_live(host: Host, newsroom: Newsroom) -> Callable[[Step], None] | None:
    """Make MkDocs' server ours, before it serves; None where it is not one that we know.

    Returns what takes a step to be done when nobody waits for a build.
    """
    where = str(host.server_address[0])
    if not is_loopback(where):
        newsroom.warn(
            f"whoever can reach {where} can read this site, its drafts and stories under embargo too"
        )
    gate = Gate(where, host.root, host.mount_path)
    if missing := [name for name in _KNOWN if not hasattr(host, name)]:
        newsroom.warn(f"this MkDocs serves in its own way, without sitegen's: it has no {', '.join(missing)}")
        host.set_app(guarded(host.get_app(), gate))
        return None
    examiner = Examiner(newsroom.folder)
    rebuilding = Rebuilding(host.builder, newsroom.bad_input, examiner.renew)
    host.builder, host.build_delay = rebuilding, REST
    _hear_of_changes(host, Changes(newsroom.warn))
    scripted = _script_pages(host)
    notes = Notes(
        newsroom.content, newsroom.shown, examiner.about, newsroom.problems, lambda: rebuilding.failure
    )
    site: WSGIApplication = host.get_app()
    host.set_app(guarded(Desk(site, host.mount_path, notes, scripted), gate))
    _end_with(host, rebuilding.meanwhile.stop, examiner.stop)
    examiner.renew()
    return rebuilding.meanwhile.put


def _end_with(host: Host, *ends: Callable[[], None]) -> None:
    """Let what was begun here end when the server does."""
    theirs = host.shutdown

    def shutdown(**options: bool) -> None:
        theirs(**options)
        for end in ends:
            end()

    setattr(host, "shutdown", shutdown)  # noqa: B010  # theirs


def _hear_of_changes(host: Host, changes: Changes) -> None:
    paths = list(getattr(host, "_watched_paths"))  # noqa: B009  # theirs
    for path in paths:
        host.unwatch(path)
    host.observer = changes
    for path in paths:
        host.watch(path)


def _script_pages(host: Host) -> Callable[[bytes], bytes]:
    """Put our scripts into pages instead of MkDocs'; what does so to a page that MkDocs does not serve."""
    number = 0

    def script(page: bytes, epoch: int) -> bytes:
        nonlocal number
        number += 1
        return with_scripts(page, epoch, number)

    def scripted(page: bytes) -> bytes:
        return script(page, int(getattr(host, "_visible_epoch", 0)))

    theirs = host.error_handler

    def error_page(code: int) -> bytes | None:
        page = theirs(code)
        return scripted(page) if page else None

    setattr(host, "_inject_js_into_html", script)  # noqa: B010  # theirs
    host.error_handler = error_page
    return scripted

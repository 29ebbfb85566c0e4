"""Small invented sites to publish, and what every test of publishing needs."""

from __future__ import annotations

import itertools
import os
import posixpath
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sitegen.publish.filewise import FilewisePlace
from sitegen.publish.lock import Publisher
from sitegen.publish.manifest import Known
from sitegen.publish.places.store import Store
from sitegen.publish.plan import GRACE, Plan, plan_of
from sitegen.publish.scanning import OURS, scan
from sitegen.publish.standing import Place, Run, Session

Site = Mapping[str, str]

_STYLED = '<link href="{up}assets/main.{style}.css">'


def _page(up: str, style: str, words: str) -> str:
    return _STYLED.format(up=up, style=style) + words


OLD: Site = {
    "index.html": _page(
        "", "1111aaaa", '<a href="articles/harbour/">Harbour</a> <a href="articles/market/">Market</a>'
    ),
    "articles/harbour/index.html": _page("../../", "1111aaaa", "<p>The harbour bridge closes.</p>"),
    "articles/market/index.html": _page("../../", "1111aaaa", "<p>The market moves.</p>"),
    "about/index.html": "<p>About us, unchanged.</p>",
    "assets/main.1111aaaa.css": "body { color: black }",
    "assets/logo.svg": "<svg/>",
    "feed.xml": "<rss>harbour, market</rss>",
    "sitemap.xml": "<urlset>harbour, market</urlset>",
}
NEW: Site = {
    "index.html": _page(
        "", "2222bbbb", '<a href="articles/ferry/">Ferry</a> <a href="articles/harbour/">Harbour</a>'
    ),
    "articles/harbour/index.html": _page("../../", "2222bbbb", "<p>The bridge stays open.</p>"),
    "articles/ferry/index.html": _page("../../", "2222bbbb", "<p>The ferry is back.</p>"),
    "about/index.html": "<p>About us, unchanged.</p>",
    "assets/main.2222bbbb.css": "body { color: navy }",
    "assets/logo.svg": "<svg/>",
    "feed.xml": "<rss>ferry, harbour</rss>",
    "sitemap.xml": "<urlset>ferry, harbour</urlset>",
}
"""The old site with one story new, one changed, one gone, and with another style sheet."""

START = datetime(2024, 5, 15, 12, tzinfo=UTC)
_ADDRESS = re.compile(r'href="([^"]*)"')


def write(folder: Path, site: Site) -> Path:
    for path, text in site.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    """What a web server would show of a folder: all files but our own notes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {
        path: file.read_text(encoding="utf-8")
        for path, file in named.items()
        if not path.startswith(f"{OURS}/")
    }


def broken_links(site: Site) -> list[str]:
    """Every address in a page that leads to nothing."""
    return [
        f"{page} -> {address}"
        for page, text in site.items()
        for address in _ADDRESS.findall(text)
        if not _served(site, posixpath.normpath(posixpath.join(posixpath.dirname(page), address)))
    ]


def _served(site: Site, path: str) -> bool:
    return path in site or f"{path}/index.html" in site


@dataclass
class Clock:
    """A clock that goes when it is told to, and a little whenever it is asked."""

    now: datetime = START
    told: list[str] = field(default_factory=list)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def run(self, by: str = "alice@desk") -> Run:
        return Run(by, self, self.told.append, lambda process: process == os.getpid())


_tokens = itertools.count()


def publisher(user: str = "alice", machine: str = "desk", process: int | None = None) -> Publisher:
    return Publisher(user, machine, process or os.getpid(), f"token-{next(_tokens)}")


def filewise(store: Store, clock: Clock, *, keep: bool = True, process: int | None = None) -> FilewisePlace:
    return FilewisePlace(store, publisher(process=process), clock.run(), keep)


def opened(place: Place) -> AbstractContextManager[Session]:
    return place.open(look_only=False)


def send(place: Place, source: Path, clock: Clock, *, forget: bool = False) -> Plan:
    """Publish a folder as it is, without refusals; the plan that was carried out."""
    with opened(place) as session:
        known = session.standing().known or Known({})
        files = scan(source, place.digest).files
        plan = plan_of(known, files, clock(), "alice@desk", timedelta(0) if forget else GRACE)
        session.publish(plan, source, forget=forget)
    return plan


def roll_back(place: Place, into: Path, clock: Clock) -> Plan:
    with opened(place) as session:
        known = session.standing().known
        assert known
        earlier = session.earlier(into)
        plan = plan_of(known, earlier.manifest.files, clock(), "alice@desk")
        session.publish(plan, earlier.folder)
    return plan

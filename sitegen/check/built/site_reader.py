"""A folder -> the whole built site. Every file is read once, on all cores when there are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from sitegen.check.built.addresses import NO_ADDRESS, Place, Where, locate
from sitegen.check.built.feed import NAMES
from sitegen.check.built.feed_reader import read_feed
from sitegen.check.built.page_reader import read_page
from sitegen.check.built.site import BuiltSite, alike
from sitegen.check.built.sitemap import Robots, Sitemap, read_robots, read_sitemap
from sitegen.check.built.styles import read_styles

MANY = 400
"""Files from which starting further processes pays: about half a second of reading."""

_BATCH = 50

Record = TypeVar("Record")


def read_site(folder: Path, site_url: str = "") -> BuiltSite:
    """The record of the built site in this folder.

    site_url  its address with a slash at the end; "" = as the front page's canonical address says

    What cannot be read says so in its record; nothing is raised.
    """
    files = dict(_files(folder))
    site_url = site_url or _stated_address(folder)
    home = site_url or NO_ADDRESS
    html = sorted(path for path in files if path.endswith((".html", ".htm")))
    found = _read_all(partial(read_page, folder, site_url=home), html)
    pages = {page.path: page for page in found if page is not None}
    advertised = {place.path for page in pages.values() for place in page.feeds if place.where is Where.SITE}
    feeds = sorted(_feeds_by_name(files) | (advertised & files.keys()))
    robots = read_robots(folder / "robots.txt")
    return BuiltSite(
        site_url,
        files,
        pages,
        feeds=tuple(_read_all(partial(read_feed, folder), feeds)),
        sitemaps=tuple(_sitemaps(folder, files, robots, home)),
        styles=tuple(read_styles(folder, path, home) for path in sorted(files) if path.endswith(".css")),
        robots=robots,
        alike={alike(path): path for path in files},
    )


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Every file with its size; of a link, the size of what it leads to."""
    for place, _, names in os.walk(folder):
        for name in names:
            file = Path(place, name)
            if file.is_file():
                yield file.relative_to(folder).as_posix(), file.stat().st_size


def _stated_address(folder: Path) -> str:
    """The canonical address of the front page."""
    front = read_page(folder, "index.html", NO_ADDRESS) if (folder / "index.html").is_file() else None
    stated = front.canonicals[0] if front and front.canonicals else ""
    return stated if stated.startswith(("https://", "http://")) and stated.endswith("/") else ""


def _read_all(read: Callable[[str], Record], paths: Sequence[str]) -> list[Record]:
    """The record of each path, in their order."""
    if len(paths) < MANY:
        return [read(path) for path in paths]
    with ProcessPoolExecutor() as pool:
        return list(pool.map(read, paths, chunksize=_BATCH))


def _feeds_by_name(files: Iterable[str]) -> set[str]:
    return {path for path in files if path.rpartition("/")[2] in NAMES}


def _sitemaps(folder: Path, files: Iterable[str], robots: Robots | None, home: str) -> Iterator[Sitemap]:
    """Each sitemap that can be found: by its name, named by robots.txt, listed by an index."""
    todo = sorted(path for path in files if "/" not in path and "sitemap" in path and path.endswith(".xml"))
    todo += [place.path for place in _places(robots.sitemaps if robots else (), home)]
    known = set(files)
    done: set[str] = set()
    while todo:
        path = todo.pop(0)
        if path in done or path not in known:
            continue
        done.add(path)
        sitemap = read_sitemap(folder, path)
        yield sitemap
        if sitemap.is_index:
            todo += [place.path for place in _places((part.address for part in sitemap.listed), home)]


def _places(addresses: Iterable[str], home: str) -> Iterator[Place]:
    places = (locate(address, home, home) for address in addresses)
    return (place for place in places if place.where is Where.SITE)

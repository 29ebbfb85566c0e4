"""What the newsroom has set in mkdocs.yml, checked and put into our terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sitegen.site.layout import Plan
from sitegen.site.outlets.settings import Newsroom, Site, newsroom_of
from sitegen.site.photos.settings import USUAL, Sizes, sizes_of
from sitegen.site.pictures import Measure, size_of
from sitegen.site.stories import Shelf
from sitegen.site.templates import House, words_in
from sitegen.site.timing import locale_named, zone_named

CACHE = ".cache/sitegen"
"""Below the project's folder: what a build may find again, and may as well not."""

COLOURS = "assets/stylesheets/newsroom.css"
"""The style sheet of the theme that is made of `extra.paper` in mkdocs.yml."""

_SPARE = re.compile(r"assets/javascripts/(?:bundle\b|lunr/|workers/).*|assets/.*\.map|sitemap\.xml(?:\.gz)?")
"""Files of Material and MkDocs: scripts that no page of ours asks for, and a sitemap in which every page is
dated with the day of the build."""


def is_spare(path: str) -> bool:
    """True for a file of Material or MkDocs that the site does without; `path` as in the site."""
    return _SPARE.fullmatch(path) is not None


class Options(Protocol):
    """The plugin's options, as MkDocs read them."""

    timezone: str
    locale: str | None
    sections: list[str]
    latest: int
    related: int
    search: bool
    publisher: dict[str, Any]
    publish: dict[str, Any]
    trusted: list[str]
    pictures: dict[str, Any]


class Paths(Protocol):
    """Where things are, as MkDocs read it."""

    docs_dir: str
    config_file_path: str
    use_directory_urls: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are set (`house`), what stands on them (`plan`), what machines are told (`room`).

    trusted  patterns of files that may hold code of their own
    hosts    the kinds of hosts that the site is published to, as far as they are named
    sizes    in which pictures are published
    """

    house: House
    plan: Plan
    room: Newsroom
    trusted: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    sizes: Sizes = USUAL

    def shelf(self, paths: Paths, now: datetime, measure: Measure = size_of) -> Shelf:
        """The content folder of a build at the instant `now`; `measure` tells how large pictures are."""
        content, project = Path(paths.docs_dir), Path(paths.config_file_path).parent
        shown = content.relative_to(project) if content.is_relative_to(project) else content
        return Shelf(content, shown.as_posix(), self.house.zone, now, paths.use_directory_urls, measure)


def settings_of(options: Options, site: Mapping[str, str | None], language: str) -> Settings:
    """The settings of a site.

    site      site_name, site_url and site_description of mkdocs.yml
    language  of its furniture: the theme's

    Raises SitegenError for a zone, a locale or a publisher's setting that there is not.
    """
    locale = locale_named(options.locale or language)
    house = House(language, locale, zone_named(options.timezone), options.search)
    plan = Plan(words_in(language), locale, tuple(options.sections), options.latest, options.related)
    about = Site(
        name=site["site_name"] or "",
        address=site["site_url"] or "",
        motto=site["site_description"] or "",
        language=language,
        locale=str(locale) if locale.territory else "",
    )
    targets = options.publish.values()
    hosts = frozenset(str(target.get("host", "")) for target in targets if isinstance(target, dict))
    return Settings(
        house,
        plan,
        newsroom_of(options.publisher, about),
        tuple(options.trusted),
        hosts,
        sizes_of(options.pictures),
    )

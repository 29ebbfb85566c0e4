"""One build of the site, from the files of the content to the files that readers and machines get.

What MkDocs does of it, it does between these steps: it reads and sets the pages that do not stand, and writes
them into the folder of the build.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sitegen.containment import strays
from sitegen.errors import Problem, SitegenError
from sitegen.site import search, staging
from sitegen.site.body import story_body, under_one_headline
from sitegen.site.edition import Edition, Recall, open_edition
from sitegen.site.held_back import unseen_files
from sitegen.site.horizon import horizon
from sitegen.site.machines.policy import REDIRECT, policy
from sitegen.site.memory.records import Calm, KeptPage, Memory
from sitegen.site.memory.renewal import Renewal
from sitegen.site.outlets.files import in_feeds, unmade, write_files
from sitegen.site.outlets.hosting import host_files
from sitegen.site.outlets.pictures import FOLDER as CARDS
from sitegen.site.outlets.press import Press, press_of
from sitegen.site.photos import developing
from sitegen.site.photos.darkroom import Darkroom
from sitegen.site.photos.place import strip_places
from sitegen.site.photos.pruning import prune
from sitegen.site.report import BuildReport, Due
from sitegen.site.searching import Pause, Searching
from sitegen.site.settings import CACHE, Paths, Settings
from sitegen.site.shows import Shows
from sitegen.site.stories import Shelf, is_article
from sitegen.site.texts import Texts
from sitegen.sweep import Allowed, allowed_of, problems_of, sweep_files

Later = Callable[[Callable[[Pause], None]], None]
"""Takes something to be done when nobody waits for a build."""


@dataclass(slots=True)
class Making:
    """The build as it goes on.

    file      mkdocs.yml
    cache     the folder for what the next build may find again
    stage     the folder that is written to
    renewal   what may stand as the build before left it
    bodies    the HTML of stories' bodies that were set, by path
    troubled  True when something went wrong that the next build would not come upon if pages stood
    refused   what is wrong with files of the content that are left out
    calm      what the build before came to, when this one comes to the same: there is nothing to do
    """

    settings: Settings
    file: Path
    cache: Path
    stage: staging.Stage
    renewal: Renewal
    shelf: Shelf
    serving: bool
    edition: Edition = field(default_factory=Edition)
    shows: Shows = field(init=False)
    press: Press = field(init=False)
    bodies: dict[str, str] = field(default_factory=dict)
    _told_again: frozenset[str] = frozenset()
    _read: frozenset[str] = frozenset()
    texts: Texts = field(init=False)
    refused: tuple[Problem, ...] = ()
    allowed: Allowed = field(default_factory=Allowed)
    policy: str = ""
    troubled: bool = False
    calm: Calm | None = None

    def __post_init__(self) -> None:
        self.shows = Shows(self.edition)
        self.texts = Texts(self.shelf.folder, self.shelf.shown)

    def strays(self, paths: Iterable[str]) -> tuple[str, ...]:
        """The files of the content, articles apart, that may not be published; why is told at the end."""
        others = (path for path in paths if not is_article(path))
        found, self.refused = strays(self.shelf.folder, self.shelf.shown, others)
        return found

    def develop(self, paths: Iterable[str], tell: Callable[[str], None]) -> None:
        """Make the smaller sizes of pictures among these files of the content.

        tell  is told if it will take long

        Raises SitegenError when they cannot be kept.
        """
        gallery = developing.develop(paths, self.renewal.measures, self._darkroom, tell)
        self.shelf = replace(self.shelf, gallery=gallery)
        self.refused = (*self.refused, *gallery.problems(self.shelf.shown))

    @property
    def _darkroom(self) -> Darkroom:
        return Darkroom(self.settings.sizes, self.cache / "pictures")

    def read(self, paths: Collection[str], templates: Collection[str]) -> None:
        """Read the Markdown files at `paths` and lay the edition out; the theme has these templates."""
        self.edition = open_edition(
            self.shelf,
            self.settings.plan,
            paths,
            templates,
            serving=self.serving,
            recall=Recall(self.renewal.catalogue, self.renewal.former(self.shelf.zone)),
        )
        desk = self.edition.desk
        self._read = frozenset(paths)
        self.edition = replace(self.edition, desk=replace(desk, problems=(*desk.problems, *self.refused)))
        self.shows = Shows(self.edition)
        fed = in_feeds(self.edition.stories, self.edition.layout.directory)
        self._told_again = frozenset(self.edition.stories) if self.settings.house.search else fed

    def held_back(self, sources: Mapping[str, str], theme: Path) -> frozenset[str]:
        """The files of the content that readers may not see yet; their prints are not published either.

        sources  where each of the site's sources lies, by its path among them
        theme    the newsroom's own theme folder
        """
        found = unseen_files(self.edition, self.shelf, sources, self._read, (self.file, theme))
        if not found.isdisjoint(self.shelf.gallery.prints):
            self.shelf = replace(self.shelf, gallery=self.shelf.gallery.without(found))
        return found

    def drop(self, faults: Mapping[str, str]) -> None:
        """Lay the edition out again without stories that could not be set; `faults` by path."""
        self.edition = self.edition.without(faults, self.shelf, self.settings.plan)
        self.shows = Shows(self.edition)

    def standing(self, path: str) -> KeptPage | None:
        """The page at `path` as the build before left it, if it may stay."""
        return self.renewal.standing(path, self.shows.of(path), self._found)

    def source(self, path: str) -> str | None:
        """What MkDocs reads for the page at `path`; None for one that is not ours. Raises SitegenError."""
        return self.edition.source(path, self.texts)

    def content(self, path: str, html: str) -> str:
        """The HTML of a page's words, made ready for its place below the headline."""
        if story := self.edition.stories.get(path):
            html = story_body(html, story, self.shelf, self.settings.plan.words["table"])
            if path in self._told_again:
                self.bodies[path] = html
        return under_one_headline(html)

    def guard(self, templates: Iterable[str], theirs: Collection[str], *, by_policy: bool) -> None:
        """Settle what may stand in the files of the site, and what browsers may do with them.

        templates  the text of each of the newsroom's templates
        theirs     the files of the site that come from the theme
        by_policy  False where pages carry no policy
        """
        trusted, site = self.settings.trusted, self.settings.room.address
        allowed = allowed_of(templates, files=theirs, site=site, trusted=trusted)
        self.policy = policy(allowed.scripts(), allowed.styles()) if by_policy else ""
        self.allowed = allowed.under(self.policy, REDIRECT)

    def to_press(self, set_body: Callable[[str], None]) -> Press:
        """What tells machines of the edition. `set_body` sets the body of a story whose page stands."""

        def body(path: str) -> str:
            if path not in self.bodies:
                self._told_again |= {path}
                set_body(path)
            return self.bodies[path]

        self.press = press_of(self.edition, self.shelf, self.settings, self.shows, self._told, body)
        return self.press

    def remember(self, path: str, file: str, targets: Iterable[str], anchors: Iterable[str] | None) -> None:
        """Remember a page that was set.

        file     that it was written to, in the site
        targets  what its words link to or show, as paths in the content folder
        anchors  of its subheads; None for a page that is to be set in the next build too, since there was
                 something to say of it
        """
        found = {target: self._found(target) for target in sorted(targets)}
        self.renewal.targets[path] = found
        if anchors is not None:
            self.renewal.set(path, KeptPage(file, self.shows.of(path), found, tuple(sorted(anchors))))

    def finish(
        self, own: Collection[str], *, with_search: bool, quiet: bool, later: Later | None = None
    ) -> Memory:
        """Write what is no page, look at all that was written, and let the build take its place.

        own    files of the site that the newsroom put there itself
        quiet  True when nobody had to be told of anything
        later  takes what can wait until the build is seen; without it nothing waits

        Raises SitegenError when something cannot be written, or may not be published.
        """
        self.press.write(self.stage.folder, self.cache, self.renewal, own)
        gallery, folder = self.shelf.gallery, self.shelf.folder
        developing.publish(gallery, self._darkroom, folder, self.stage.folder, self.renewal.needs)
        waits = with_search and later and self.renewal.stay(search.FOLDER)
        if with_search and not waits:
            self._searching().write(self.stage.folder)
        written = list(staging.names_in(self.stage.folder))
        strip_places(self.stage.folder, written)
        files = {*written, *self.renewal.stands}
        told = host_files(self.settings.hosts, sorted(files), self.edition.layout, self.policy)
        write_files(unmade(told, self.renewal.needs), self.stage.folder, own)
        if found := tuple(sweep_files(self.stage.folder, written, self.allowed)):
            raise SitegenError(problems_of(found, self.stage.site.name))
        self._prune()
        calm = self._calm() if quiet and not self.edition.problems else None
        memory = self.renewal.finish(self.stage, self.edition.layout.kin, calm, sound=not self.troubled)
        if waits and later:
            later(self._searching().catching_up(memory))
        return memory

    def _prune(self) -> None:
        """Let go what lies in the cache and has not been used for long."""
        now, kept = self.renewal.began / 1e9, self.renewal.measures.now.values()
        prune(self.cache / "pictures", {name for each in kept for name in each.prints.names()}, now)
        prune(self.cache, {Path(file).name for file in self.renewal.made if file.startswith(CARDS)}, now)

    def report(self, site: Path, *, warnings: tuple[str, ...] = (), reason: str = "") -> BuildReport:
        """What the build into the folder `site` came to; it failed when there is a reason."""
        if self.calm:
            return report_of(self.calm, site)
        return self.edition.report(site, warnings=warnings, reason=reason)

    def _calm(self) -> Calm:
        report = self.edition.report(self.stage.site)
        until = horizon(self.edition.desk.stories, self.shelf.now, self.shelf.zone)
        due = tuple((due.path, due.when) for due in report.due)
        return Calm(self.shelf.now, until, report.articles, report.drafts, due)

    def _searching(self) -> Searching:
        cache, house = self.cache / "search", self.settings.house
        return Searching(self.edition, house, self.renewal, self._told, self.press.body, cache)

    def _told(self, path: str) -> str:
        """A digest of all that machines are told of a story."""
        return f"{self.shows.told(path)} {self.renewal.targets.get(path)}"

    def _found(self, target: str) -> str:
        """What stands at a path of the content: a digest of a story or a page, the stamp of another file."""
        return self.edition.holds(target) or self.renewal.stamp_of(target)


def report_of(calm: Calm, site: Path) -> BuildReport:
    """What a build came to that had nothing to do."""
    due = tuple(Due(path, when) for path, when in calm.due)
    return BuildReport(site, built=True, articles=calm.articles, drafts=calm.drafts, due=due)


def making(
    settings: Settings, stage: staging.Stage, renewal: Renewal, paths: Paths, now: datetime, *, serving: bool
) -> Making:
    """A build at the instant `now`, before anything is read.

    paths    where things are, as MkDocs read it
    serving  True to show drafts and stories under embargo too
    """
    shelf = settings.shelf(paths, now, renewal.measures)
    file = Path(paths.config_file_path)
    return Making(settings, file, file.parent / CACHE, stage, renewal, shelf, serving)

"""The MkDocs plugin, and the only file that knows MkDocs: each event calls a function of `sitegen.site`."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jinja2
from markdown.extensions.toc import slugify_unicode
from mkdocs import __version__ as mkdocs_version
from mkdocs.commands.build import _populate_page
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import config_options as option
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc
from mkdocs.utils import CountHandler, get_build_datetime
from mkdocs.utils.templates import TemplateContext

from sitegen.errors import Problem, SitegenError
from sitegen.site import staging
from sitegen.site.edition import Edition
from sitegen.site.machines.sitemaps import SITEMAP
from sitegen.site.making import Later, Making, making, report_of
from sitegen.site.memory.key import code_key, site_key, told
from sitegen.site.memory.records import Calm, Memory
from sitegen.site.memory.renewal import Terms, open_renewal
from sitegen.site.memory.standstill import calm_of, standstill_file
from sitegen.site.memory.store import memory_file
from sitegen.site.pace import hurry, rest
from sitegen.site.packed import PackedText
from sitegen.site.report import BuildReport, Counter, Gatherer, Teller, hushed, listening, words_of
from sitegen.site.settings import CACHE, COLOURS, Settings, is_spare, settings_of
from sitegen.site.stories import is_article
from sitegen.site.targets import story_targets
from sitegen.site.templates import furnish, own_templates
from sitegen.site.texts import stamp_of
from sitegen.site.typesetting import nested, typeset, with_links

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("sitegen")

HEADLINE_ID = "story--headline"
"""The headline's anchor. MkDocs makes no anchor with two dashes, so no subhead can have the same."""

_NO_SUBHEADS = TableOfContents([])

READ = "1.6.1"
"""The MkDocs whose building was read for this file. Under another one no page stands from build to build."""

_FIRST, _LAST = 100, -100
"""Our staging folder is set before other plugins look at site_dir, and swapped in after they have written."""

_BAD_INPUT = (MkDocsException, SitegenError, jinja2.TemplateError, OSError, ValueError, RecursionError)
"""What a project's files can make MkDocs raise; anything else is our mistake and keeps its traceback."""

_UNSETTABLE = (ValueError, RecursionError, AssertionError, LookupError, AttributeError, TypeError)
"""What Python-Markdown and MkDocs' link reader raise at odd text: `[x](http://[::1)`, very deep nesting."""


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in `mkdocs.yml`."""

    timezone = option.Type(str, default="UTC")
    locale = option.Optional(option.Type(str))
    sections = option.ListOfItems(option.Type(str), default=[])
    latest = option.Type(int, default=12)
    related = option.Type(int, default=4)
    publisher = option.Type(dict, default={})
    publish = option.Type(dict, default={})  # read by `sitegen publish`
    pictures = option.Type(dict, default={})
    trusted = option.ListOfItems(option.Type(str), default=[])
    python_markdown = option.Type(bool, default=False)
    search = option.Type(bool, default=True)


class SetPage(Page):
    """A page whose Markdown we set ourselves. Where that fails it says why, and the build goes on.

    targets  the files of the content that its words link to or show
    warned   True when MkDocs had something to say of it
    """

    content: Any = PackedText()
    fault = ""
    by_python_markdown = False
    targets: frozenset[str] = frozenset()
    warned = False

    @classmethod
    def of(cls, file: File, config: MkDocsConfig, *, by_python_markdown: bool) -> SetPage:
        page = cls(None, file, config)  # hangs itself on its file
        page.by_python_markdown = by_python_markdown
        return page

    def render(self, config: MkDocsConfig, files: Files) -> None:
        with listening(Counter()) as heard:
            try:
                if self.by_python_markdown:
                    super().render(config, files)
                else:
                    self._typeset(config, files)
            except _UNSETTABLE as error:
                self.content, self.fault = "", str(error)
        self.warned = bool(heard.warnings)

    def _typeset(self, config: MkDocsConfig, files: Files) -> None:
        """What Page.render of MkDocs 1.6.1 does, with our engine; links are resolved and judged by MkDocs."""
        links = _RelativePathTreeprocessor(self.file, files, config)
        story = typeset(self.markdown or "")
        self.content = with_links(story.html, links.path_to_url)
        self.targets = story_targets(story.html, self.file.src_uri)
        self.toc = get_toc(cast(list[Any], nested(story.headings)))
        self.present_anchor_ids = {heading.id for heading in story.headings}
        self.links_to_anchors = links.links_to_anchors


class Standing:
    """In place of the page of a file that is not set anew: what MkDocs asks of it when others link to it."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self.present_anchor_ids = set(anchors)


class SiftedFiles(Files):
    """The files of a site: MkDocs sees all of them, and reads, sets and copies those that do not stand."""

    def __init__(self, files: Iterable[File], needs: Callable[[str, str], bool]) -> None:
        super().__init__(files)
        self.needs = needs
        self.standing: set[str] = set()

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> list[File]:
        pages = (file for path, file in self.src_uris.items() if path not in self.standing)
        return [file for file in pages if file.is_documentation_page() and inclusion(file.inclusion)]

    def copy_static_files(
        self, dirty: bool = False, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> None:
        for file in self.static():
            source = file.abs_src_path
            of = str(stamp_of(os.stat(source))) if source else ""  # noqa: PTH116
            if inclusion(file.inclusion) and (self.needs(file.dest_uri, of) or not source):
                file.copy_file(dirty)

    def static(self) -> Iterator[File]:
        return (file for file in self if not file.is_documentation_page())

    def set_pages(self) -> list[SetPage]:
        """The pages that this build sets."""
        return [file.page for file in self if isinstance(file.page, SetPage)]


class SitegenPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Hands MkDocs' events to the build that is made. `serving`, `clock` and `memory` outlive a build."""

    clock: Callable[[], datetime] = staticmethod(get_build_datetime)  # heeds SOURCE_DATE_EPOCH
    serving = False
    memory: Memory | None = None
    begun: tuple[Settings, Terms] | None = None
    later: Later | None = None
    making: Making | None = None
    files: SiftedFiles

    def __init__(self) -> None:
        self.heard = Counter()

    def on_startup(self, *, command: str, **_: Any) -> None:
        """A new run of MkDocs; it may call one and the same plugin for several projects in one process."""
        self.serving, self.memory, self.making, self.begun = command == "serve", None, None, None

    @property
    def made(self) -> Making:
        if self.making is None:
            raise RuntimeError("MkDocs calls on_config before anything else")
        return self.making

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        hurry()
        self.heard.warnings = 0
        logging.getLogger("mkdocs").addHandler(self.heard)
        with _told_by_mkdocs():
            calm = None if self.begun else self.begin(config)
            settings, terms = self.begun or self._terms(config)
            self.begun = None
            stage = staging.stage(Path(config.site_dir), pid=os.getpid())
            file = None if self.memory or calm else self._memory_file(config)
            renewal = open_renewal(stage.site, Path(config.docs_dir), file, terms, self.memory)
            self.making = making(settings, stage, renewal, config, self.clock(), serving=self.serving)
            self.making.calm = calm
        if mkdocs_version != READ:
            self._trouble(
                f"sitegen knows MkDocs {READ}, and this is {mkdocs_version}: all pages are set anew"
            )
        config.site_dir = str(stage.folder)
        config.theme.static_templates.discard(SITEMAP)  # we write our own
        config.theme.static_templates.add(COLOURS)
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slugify_unicode)
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)  # no styles
        return config

    def begin(self, config: MkDocsConfig) -> Calm | None:
        """What the build before came to, when this one has nothing to do; None when it goes on."""
        hurry()
        self.begun = _, terms = self._terms(config)
        site = Path(os.path.realpath(config.site_dir))
        with suppress(OSError):  # who has something to do comes upon it again
            staging.recover(site, pid=os.getpid())
        file = None if self.serving else standstill_file(self._memory_file(config))
        calm = calm_of(file, terms.key, site, Path(config.docs_dir), self.clock()) if file else None
        if calm:
            log.info("nothing has changed since the build before")
        return calm

    def _terms(self, config: MkDocsConfig) -> tuple[Settings, Terms]:
        """The settings, and under which terms pages may stand: never where other plugins may do anything."""
        about = {key: config[key] for key in ("site_name", "site_url", "site_description")}
        settings = settings_of(self.config, about, str(config.theme.get("language", "en")))
        alone = all(isinstance(plugin, SitegenPlugin) for plugin in config.plugins.values())
        lasting = alone and not config.hooks and not self.config.python_markdown
        code, told_of = code_key(), {**config, "theme": dict(config.theme), "plugins": list(config.plugins)}
        key = (
            site_key(code, _theme(config), told(told_of), dict(self.config), self.serving) if lasting else ""
        )
        return settings, Terms(key, code, f"{self.config.timezone} {settings.plan.related}")

    def _memory_file(self, config: MkDocsConfig) -> Path:
        site = "serve" if self.serving else os.path.realpath(config.site_dir)
        return memory_file(_cache(config), Path(site))

    def on_files(self, files: Files, *, config: MkDocsConfig, **_: Any) -> Files:
        for file in [file for file in files if file.src_dir != config.docs_dir and is_spare(file.src_uri)]:
            files.remove(file)
        made, found = self.made, {file.src_uri: str(file.abs_src_path) for file in files}
        self.files = SiftedFiles(files, made.renewal.needs)
        made.renewal.saw(found)
        if made.calm:
            self.files.standing.update(found)
            config.theme.static_templates.clear()
            config.extra_templates = []
            return self.files
        for path in made.strays(file.src_uri for file in files if file.src_dir == config.docs_dir):
            files.remove(files.src_uris[path])
        with _told_by_mkdocs():
            made.develop((file.src_uri for file in files if file.src_dir == config.docs_dir), log.info)
        texts = {file.src_uri: file for file in files.documentation_pages() if file.src_dir}
        made.read(texts, own_templates(_theme(config)))
        for path in files.src_uris.keys() & made.held_back(found, _theme(config)):
            files.remove(files.src_uris[path])
        for path in made.edition.layout.sheets:
            if path not in texts:
                files.append(File.generated(config, path, content=""))
        for path in filter(is_article, texts):
            if path not in made.edition.stories:
                files.remove(texts[path])
        self.files = SiftedFiles(files, made.renewal.needs)
        self._sift(config)
        return self.files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """The pages that somebody wrote are set as stories are; of a bad one we say so and go on."""
        edition = self.made.edition
        for path in edition.pages.keys() - edition.layout.sheets.keys():
            file = files.src_uris[path]
            page = file.page or Page(None, file, config)
            page.__class__ = SetPage  # MkDocs has made it for its place in the menu, where it is known by now
            cast(SetPage, page).by_python_markdown = self.config.python_markdown

    def _sift(self, config: MkDocsConfig) -> list[SetPage]:
        """Tell the pages that stand from those to be set; returns those of the latter that are new."""
        made, new = self.made, []
        self.files.standing.clear()
        for path in (*made.edition.layout.sheets, *made.edition.stories):
            file = self.files.src_uris[path]
            file.inclusion = InclusionLevel.NOT_IN_NAV
            if kept := made.standing(path):
                self.files.standing.add(path)
                file.page = cast(Page, Standing(kept.anchors))
            elif not isinstance(file.page, SetPage):
                new.append(SetPage.of(file, config, by_python_markdown=self.config.python_markdown))
        return new

    def on_page_read_source(self, *, page: Page, **_: Any) -> str | None:
        try:
            return self.made.source(page.file.src_uri)
        except SitegenError as error:  # a file that has vanished since it was read
            cast(SetPage, page).fault = error.problems[0].problem
            return ""

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        page.meta = self.made.edition.meta(page.file.src_uri) or page.meta
        return markdown

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        path = page.file.src_uri
        if not self.made.edition.knows(path):
            return html
        # Material's "skip to content" leads to the first entry: to the headline, not to the first subhead.
        headline = AnchorLink(str(page.meta.get("title", "")), HEADLINE_ID, 1)
        headline.children = list(page.toc)
        page.toc = TableOfContents([headline])
        if path in self.made.edition.stories and self.made.renewal.terms.key:  # no other plugin may want it
            page.markdown = ""
        return self.made.content(path, html)

    @event_priority(_LAST)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        made = self.made
        if made.calm:
            return env
        if faults := {page.file.src_uri: page.fault for page in self.files.set_pages() if page.fault}:
            sheets = set(made.edition.layout.sheets)
            made.drop(faults)
            for path in {*filter(is_article, faults), *sheets.difference(made.edition.layout.sheets)}:
                files.remove(files.src_uris[path])
            for page in self._sift(config):
                _populate_page(page, config, files)
        for problem in made.edition.problems:
            log.warning(str(problem))
        theme = _theme(config)
        theirs = {file.dest_uri for file in self.files.static() if file.src_dir != config.docs_dir}
        texts = [(theme / name).read_text("utf-8") for name in sorted(own_templates(theme))]
        made.guard(texts, theirs | config.theme.static_templates, by_policy=not self.serving)
        made.to_press(partial(self._set_body, config))
        env.globals.update(
            made.edition.globals(self.config.latest),
            serving=self.serving,
            headline_id=HEADLINE_ID,
            policy=made.policy,
        )
        furnished = furnish(env, made.settings.house, theme, _cache(config) / "templates", self._trouble)
        return cast(jinja2.Environment, furnished)

    def _trouble(self, message: str) -> None:
        """Warn of something that a build would not come upon while pages stand."""
        self.made.troubled = True
        # As MkDocs' own: what the plugin says is in the report already, and told from there.
        logging.getLogger("mkdocs").warning(message)

    def _set_body(self, config: MkDocsConfig, path: str) -> None:
        """Set the words of a story whose page stands: a feed tells them anew."""
        file = self.files.src_uris[path]
        standing = file.page
        with hushed():
            page = SetPage.of(file, config, by_python_markdown=self.config.python_markdown)
            _populate_page(page, config, self.files)
        file.page = standing

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        path = page.file.src_uri
        own = {"head": self.made.press.head(path), **self.made.edition.context(path)}
        return cast(TemplateContext, {**context, **own})

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        if page.file.src_uri in self.made.edition.stories:  # ten thousand, and each of them is written now
            page.content, page.markdown, page.toc = None, None, _NO_SUBHEADS
        return output

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if config.strict and _warned():
            return  # MkDocs is about to abort, and on_shutdown clears up
        made = self.made
        config.site_dir = str(made.stage.site)
        if made.calm:
            self._end(config)
            return
        own = {file.dest_uri for file in self.files.static()}
        for page in self.files.set_pages():
            anchors = None if page.warned or page.links_to_anchors else page.present_anchor_ids or ()
            made.remember(page.file.src_uri, page.file.dest_uri, page.targets, anchors)
        with _told_by_mkdocs():
            search, quiet = self.config.search, not self.heard.warnings
            self.memory = made.finish(own, with_search=search, quiet=quiet, later=self.later)
        self._end(config)

    def _end(self, config: MkDocsConfig) -> None:
        rest(for_good=not self.serving)
        staging.discard(self.made.stage)
        for due in self.made.report(Path(config.site_dir)).due:
            log.info(str(due))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """MkDocs' server is made ours, for `mkdocs serve` too."""
        from sitegen.site.live.server import Newsroom, go_live  # noqa: PLC0415  # no build needs it

        folder, content = Path(config.config_file_path).parent, Path(config.docs_dir)
        newsroom = Newsroom(folder, content, lambda: self.made.edition.problems, _BAD_INPUT, log.warning)
        self.later = go_live(cast(Any, server), newsroom)
        return server

    def on_shutdown(self) -> None:
        """MkDocs comes here after every build, also after one that failed."""
        rest(for_good=not self.serving)
        logging.getLogger("mkdocs").removeHandler(self.heard)
        if self.making:
            staging.discard(self.making.stage)


def _theme(config: MkDocsConfig) -> Path:
    """The newsroom's own theme folder."""
    return Path(config.theme.custom_dir or config.docs_dir)


def _cache(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / CACHE


def _warned() -> bool:
    """True when MkDocs, counting for --strict, has seen a warning."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


@contextmanager
def _told_by_mkdocs() -> Iterator[None]:
    """Our errors as MkDocs prints its own: the message, and no traceback."""
    try:
        yield
    except SitegenError as error:
        raise PluginError(str(error)) from None


def build(
    config_file: Path,
    *,
    strict: bool = False,
    site_dir: Path | None = None,
    search: bool = True,
    tell: Callable[[str], None] | None = None,
) -> BuildReport:
    """Build the site of a project. What goes wrong is in the report; nothing is raised for bad input.

    config_file  the project's mkdocs.yml
    strict       a problem or a warning means that nothing is built
    site_dir     where to, instead of the site_dir of mkdocs.yml
    search       False leaves the search index out
    tell         prints a line of what MkDocs says meanwhile
    """
    target = site_dir or config_file.parent / "site"
    plugin: SitegenPlugin | None = None
    with listening(Gatherer(log.name, tell)) as heard:
        try:
            config = load_config(str(config_file), strict=strict or None, site_dir=site_dir and str(site_dir))
            plugin, target = _plugin_of(config, config_file), Path(config.site_dir)
            plugin.config.search = plugin.config.search and search
            config.plugins.on_startup(command="build", dirty=False)
            if calm := plugin.begin(config):
                return report_of(calm, target)
            mkdocs_build(config)
        except _BAD_INPUT as error:
            reason = "\n".join(heard.errors) or words_of(error)
            return _report(plugin, target, reason=reason)
        finally:
            if plugin is not None:
                plugin.on_shutdown()
    return _report(plugin, target, warnings=tuple(heard.warnings))


def _report(plugin: SitegenPlugin | None, site: Path, **said: Any) -> BuildReport:
    made = plugin.making if plugin else None
    return made.report(site, **said) if made else Edition().report(site, **said)


def serve(config_file: Path, *, address: str, open_browser: bool, tell: Callable[[str], None]) -> None:
    """Serve the site of a project until Ctrl-C; browsers reload after every change of content or theme.

    address  host and port: `127.0.0.1:8000`
    tell     prints a line of what goes on

    Raises SitegenError when it cannot start.
    """
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415  # no build needs it

    with listening(Teller(log.name, tell)):
        try:
            mkdocs_serve(
                str(config_file),
                livereload=True,
                open_in_browser=open_browser,
                dev_addr=address,
                strict=False,
            )
        except _BAD_INPUT as error:
            hint = "is another program at this address? try --address 127.0.0.1:8001"
            is_port = isinstance(error, OSError)
            raise SitegenError(Problem("", 0, f"cannot serve: {error}", hint if is_port else "")) from None


def _plugin_of(config: MkDocsConfig, config_file: Path) -> SitegenPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, SitegenPlugin):
            return plugin
    raise SitegenError(
        Problem(str(config_file), 0, "the plugin is missing", "write plugins:\n      - sitegen")
    )

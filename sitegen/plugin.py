"""The MkDocs plugin, and the only file that knows MkDocs: each event calls a function of `sitegen.site`."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import jinja2
from markdown.extensions.toc import slugify_unicode
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import config_options as option
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc
from mkdocs.utils import CountHandler, get_build_datetime
from mkdocs.utils.templates import TemplateContext

from sitegen.errors import Problem, SitegenError
from sitegen.site import search, staging
from sitegen.site.body import story_body, under_one_headline
from sitegen.site.edition import Edition, open_edition
from sitegen.site.machines.sitemaps import SITEMAP
from sitegen.site.outlets.press import Press, press_of
from sitegen.site.report import BuildReport, Gatherer, Teller, listening
from sitegen.site.settings import CACHE, COLOURS, Settings, is_spare, settings_of
from sitegen.site.stories import Shelf, is_article
from sitegen.site.templates import furnish, own_templates
from sitegen.site.typesetting import nested, typeset, with_links

log = get_plugin_logger("sitegen")

HEADLINE_ID = "story--headline"
"""The headline's anchor. MkDocs makes no anchor with two dashes, so no subhead can have the same."""

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
    python_markdown = option.Type(bool, default=False)
    search = option.Type(bool, default=True)


class SetPage(Page):
    """A page whose Markdown we set ourselves. Where that fails it says why, and the build goes on."""

    fault = ""
    by_python_markdown = False

    def render(self, config: MkDocsConfig, files: Files) -> None:
        try:
            if self.by_python_markdown:
                super().render(config, files)
            else:
                self._typeset(config, files)
        except _UNSETTABLE as error:
            self.content, self.fault = "", str(error)

    def _typeset(self, config: MkDocsConfig, files: Files) -> None:
        """What Page.render of MkDocs 1.6.1 does, with our engine; links are resolved and judged by MkDocs."""
        links = _RelativePathTreeprocessor(self.file, files, config)
        story = typeset(self.markdown or "")
        self.content = with_links(story.html, links.path_to_url)
        self.toc = get_toc(cast(list[Any], nested(story.headings)))
        self.present_anchor_ids = {heading.id for heading in story.headings}
        self.links_to_anchors = links.links_to_anchors


class SitegenPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Turns articles into pages. What it holds is of one build; only `serving` and `clock` stay."""

    clock: Callable[[], datetime] = staticmethod(get_build_datetime)  # heeds SOURCE_DATE_EPOCH
    serving = False
    settings: Settings
    shelf: Shelf
    press: Press
    edition = Edition()
    stage: staging.Stage | None = None

    def __init__(self) -> None:
        self.bodies: dict[str, str] = {}

    def on_startup(self, *, command: str, **_: Any) -> None:
        self.serving = command == "serve"

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        with _told_by_mkdocs():
            about = {key: config[key] for key in ("site_name", "site_url", "site_description")}
            language = str(config.theme.get("language", "en"))
            self.settings = settings_of(self.config, about, language)
            if not self.serving:
                self.stage = staging.stage(Path(config.site_dir), pid=os.getpid())
                config.site_dir = str(self.stage.folder)
        config.theme.static_templates.discard(SITEMAP)  # we write our own
        config.theme.static_templates.add(COLOURS)
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slugify_unicode)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig, **_: Any) -> Files:
        for file in [file for file in files if file.src_dir != config.docs_dir and is_spare(file.src_uri)]:
            files.remove(file)
        texts = {file.src_uri: file for file in files.documentation_pages() if file.src_dir}
        self.shelf, self.bodies = self.settings.shelf(config, self.clock()), {}
        templates = own_templates(Path(config.theme.custom_dir or config.docs_dir))
        self.edition = open_edition(self.shelf, self.settings.plan, texts, templates, serving=self.serving)
        for path in self.edition.layout.sheets:
            if path not in texts:
                files.append(File.generated(config, path, content=""))
            file = files.src_uris[path]
            file.inclusion = InclusionLevel.NOT_IN_NAV
            self._page(file, config)
        for path in filter(is_article, texts):
            texts[path].inclusion = InclusionLevel.NOT_IN_NAV
            if path in self.edition.stories:
                self._page(texts[path], config)
            else:
                files.remove(texts[path])
        return files

    def _page(self, file: File, config: MkDocsConfig) -> None:
        page = SetPage(None, file, config)  # hangs itself on its file
        page.by_python_markdown = self.config.python_markdown

    def on_page_read_source(self, *, page: Page, **_: Any) -> str | None:
        return self.edition.source(page.file.src_uri)

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        page.meta = self.edition.meta(page.file.src_uri) or page.meta
        return markdown

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        path = page.file.src_uri
        if not self.edition.knows(path):
            return html
        if story := self.edition.stories.get(path):
            html = story_body(html, story, self.shelf.folder, self.settings.plan.words["table"])
            self.bodies[path] = html
        # Material's "skip to content" leads to the first entry: to the headline, not to the first subhead.
        headline = AnchorLink(str(page.meta.get("title", "")), HEADLINE_ID, 1)
        headline.children = list(page.toc)
        page.toc = TableOfContents([headline])
        return under_one_headline(html)

    @event_priority(_LAST)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        faults = {
            file.src_uri: file.page.fault
            for file in files
            if isinstance(file.page, SetPage) and file.page.fault
        }
        made = set(self.edition.layout.sheets)
        self.edition = self.edition.without(faults, self.shelf, self.settings.plan)
        for path in {*faults, *made.difference(self.edition.layout.sheets)}:
            files.remove(files.src_uris[path])
        for problem in self.edition.problems:
            log.warning(str(problem))
        self.press = press_of(self.edition, self.shelf, self.settings, self.bodies)
        env.globals.update(
            self.edition.globals(self.config.latest), serving=self.serving, headline_id=HEADLINE_ID
        )
        return cast(
            jinja2.Environment,
            furnish(env, self.settings.house, Path(config.theme.custom_dir or config.docs_dir), log.warning),
        )

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        path = page.file.src_uri
        own = {"head": self.press.head(path), **self.edition.context(path)}
        return cast(TemplateContext, {**context, **own})

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if config.strict and _warned():
            return  # MkDocs is about to abort, and on_shutdown clears up
        with _told_by_mkdocs():
            self.press.write(Path(config.site_dir), Path(config.config_file_path).parent / CACHE)
            if self.config.search:
                house = self.settings.house
                entries = search.entries_of(self.edition, self.bodies, house)
                search.build_index(Path(config.site_dir), entries, house.language)
            if self.stage:
                staging.swap_in(self.stage, pid=os.getpid())
                config.site_dir, self.stage = str(self.stage.site), None
        for due in self.edition.due:
            log.info(str(due))

    def on_shutdown(self) -> None:
        """MkDocs comes here after every build, also after one that failed."""
        if self.stage:
            staging.discard(self.stage)
            self.stage = None


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
            mkdocs_build(config)
        except _BAD_INPUT as error:
            reason = "\n".join(heard.errors) or str(error)
            edition = Edition() if plugin is None else plugin.edition
            return edition.report(target, reason=reason)
        finally:
            if plugin is not None:
                plugin.on_shutdown()
    return plugin.edition.report(target, warnings=tuple(heard.warnings))


def serve(config_file: Path, *, address: str, open_browser: bool, tell: Callable[[str], None]) -> None:
    """Serve the site of a project until Ctrl-C; browsers reload after every change of content or theme.

    address  host and port: `127.0.0.1:8000`
    tell     prints a line of what goes on

    Raises SitegenError when it cannot start.
    """
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

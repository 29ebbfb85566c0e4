"""One edition of the paper: the stories and pages of one build, and what to say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sitegen.errors import Problem
from sitegen.site.gist import digest_of
from sitegen.site.kinship import Former
from sitegen.site.layout import Layout, Plan, lay_out
from sitegen.site.memory.catalogue import Catalogue
from sitegen.site.pages import SitePage, furnished, read_pages, source_of, story_meta
from sitegen.site.report import BuildReport, Due
from sitegen.site.stories import Desk, Shelf, State, Story, is_article, read_desk
from sitegen.site.texts import Texts


@dataclass(frozen=True, slots=True)
class Edition:
    """What a build publishes.

    desk     all stories, also those that readers do not see
    stories  those that this build shows, by path, newest first
    pages    the pages that somebody wrote and that are no articles, by path
    layout   all that is worked out of the stories, the pages that are made among it
    """

    desk: Desk = field(default_factory=Desk)
    stories: dict[str, Story] = field(default_factory=dict)
    pages: dict[str, SitePage] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with articles, then with pages."""
        of_pages = (problem for page in self.pages.values() for problem in page.problems)
        return (*self.desk.problems, *of_pages, *self.layout.problems)

    @property
    def due(self) -> tuple[Due, ...]:
        """The stories under embargo, the next one first."""
        waiting = reversed(self.desk.in_state(State.EMBARGO))
        return tuple(Due(story.path, story.published) for story in waiting if story.published)

    def latest(self, count: int) -> list[Story]:
        """The newest stories that this build shows."""
        return list(self.stories.values())[:count]

    def knows(self, path: str) -> bool:
        """True for a page of this edition, False for one that another plugin made."""
        return path in self.stories or path in self.pages or path in self.layout.sheets

    def holds(self, path: str) -> str:
        """A digest of what stands at `path`, for pages that link to it; "" where this edition has no page."""
        if path in self.stories:
            return self.stories[path].gist.digest
        if path in self.pages:
            return digest_of(self.pages[path].body.encode("utf-8", "surrogatepass"))
        return "made" if path in self.layout.sheets else ""

    def source(self, path: str, texts: Texts) -> str | None:
        """What MkDocs reads for the page at `path`; None for a page that is not ours.

        Raises SitegenError when a story's file has vanished since it was read.
        """
        if path in self.stories:
            return source_of(texts.body(path))
        if path in self.pages:
            return source_of(self.pages[path].body)
        return source_of("") if path in self.layout.sheets else None

    def meta(self, path: str) -> dict[str, str]:
        """What MkDocs and the theme are told of the page at `path`."""
        if path in self.stories:
            return story_meta(self.stories[path])
        written = self.pages[path].meta if path in self.pages else {}
        if (sheet := self.layout.sheets.get(path)) is None:
            return dict(written)
        front = self.pages.get(sheet.front)
        title = front.meta.get("title", sheet.title) if front else sheet.title
        return {"title": title, **written, "template": sheet.template}

    def globals(self, latest: int) -> dict[str, object]:
        """What every template is given. `latest` is how many stories a page may list as the newest."""
        directory = self.layout.directory
        return {
            "front": self.layout.front,
            "latest": self.latest(latest),
            "directory": directory,
            "sections": directory.sections,
        }

    def context(self, path: str) -> dict[str, object]:
        """What the template of the page at `path` is given besides."""
        if path in self.stories:
            return {"story": self.stories[path], "view": self.layout.views[path]}
        sheet = self.layout.sheets.get(path)
        return dict(sheet.context) if sheet else {}

    def without(self, faults: Mapping[str, str], shelf: Shelf, plan: Plan) -> Edition:
        """The same edition without stories whose Markdown could not be set; other pages stand without words.

        faults  what went wrong, by path
        """
        if not faults:
            return self
        hint = "look for a link or a quotation that is not closed, and for very deep nesting"
        problems = (
            Problem(f"{shelf.shown}/{path}", 0, f"its Markdown cannot be set: {fault}", hint)
            for path, fault in faults.items()
        )
        kept = tuple(story for story in self.desk.stories if story.path not in faults)
        stories = {path: story for path, story in self.stories.items() if path not in faults}
        return replace(
            self,
            desk=Desk(kept, (*self.desk.problems, *problems)),
            stories=stories,
            layout=lay_out(tuple(stories.values()), self.pages, shelf, plan),
        )

    def report(self, site: Path, *, warnings: tuple[str, ...] = (), reason: str = "") -> BuildReport:
        """What the build into the folder `site` came to; it failed when there is a reason."""
        return BuildReport(
            site=site,
            built=not reason,
            articles=len(self.desk.in_state(State.PUBLISHED)),
            drafts=len(self.desk.in_state(State.DRAFT)),
            due=self.due,
            problems=self.problems,
            warnings=warnings,
            reason=reason,
        )


@dataclass(frozen=True, slots=True)
class Recall:
    """What an edition takes from the build before.

    catalogue  of the stories read then; those read now are entered
    former     the related stories
    """

    catalogue: Catalogue = field(default_factory=Catalogue)
    former: Former | None = None


def open_edition(
    shelf: Shelf,
    plan: Plan,
    paths: Iterable[str],
    templates: Collection[str],
    *,
    serving: bool,
    recall: Recall | None = None,
) -> Edition:
    """Read all Markdown files of a build.

    paths      of the files, relative to the content folder
    templates  the theme's templates, which a page may name
    serving    True to show drafts and stories under embargo too
    recall     what is known of the build before
    """
    recall = recall or Recall()
    texts = sorted(paths)
    desk = read_desk(shelf, filter(is_article, texts), recall.catalogue)
    shown = {story.path: story for story in desk.stories if _is_shown(story, serving)}
    pages = read_pages(shelf, (path for path in texts if not is_article(path)), templates)
    for path, meta in furnished(plan.words).items():
        if path in pages:
            pages[path] = replace(pages[path], meta=meta | pages[path].meta)
    return Edition(desk, shown, pages, lay_out(tuple(shown.values()), pages, shelf, plan, recall.former))


def _is_shown(story: Story, serving: bool) -> bool:
    return story.state is State.PUBLISHED or (serving and story.state is not State.EXPIRED)

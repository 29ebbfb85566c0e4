"""How an edition is laid out: all that is worked out of the stories before a page is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from babel.core import Locale

from sitegen.errors import Problem
from sitegen.site.archive import Archive, archive_of
from sitegen.site.front import Front, front_of
from sitegen.site.kinship import Answers, Former, kin_of
from sitegen.site.old_folders import OldFolder, old_folders_of, pages_behind
from sitegen.site.pages import SitePage
from sitegen.site.redirects import Moved, Redirect, file_at, redirects_of
from sitegen.site.sheets import Sheet, corrections_of, sheets_of
from sitegen.site.stories import Shelf, Story, page_url
from sitegen.site.timing import shown_month
from sitegen.site.views import Directory, StoryView, directory_of, views_of


@dataclass(frozen=True, slots=True)
class Plan:
    """What the newsroom decides about its pages.

    sections  the order of the sections, those named first
    latest    how many stories stand under Latest on the front page
    related   how many related stories stand below a story
    words     of the furniture, in the site's language
    locale    by which dates are written
    """

    words: Mapping[str, str]
    locale: Locale
    sections: tuple[str, ...] = ()
    latest: int = 12
    related: int = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """The laid out edition.

    views      what each story's page shows besides the story, by path
    sheets     the pages that are made, by path
    redirects  the old addresses of stories and pages
    folders    the old folders of listings
    behind     the old addresses of their numbered pages
    problems   the aliases that cannot be kept
    kin        the paths of each story's related ones, by path
    """

    directory: Directory = field(default_factory=Directory)
    archive: Archive = field(default_factory=Archive)
    front: Front = field(default_factory=Front)
    views: dict[str, StoryView] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()
    folders: tuple[OldFolder, ...] = ()
    behind: tuple[Redirect, ...] = ()
    problems: tuple[Problem, ...] = ()
    kin: Answers = field(default_factory=dict)


def lay_out(
    stories: tuple[Story, ...],
    pages: Mapping[str, SitePage],
    shelf: Shelf,
    plan: Plan,
    former: Former | None = None,
) -> Layout:
    """Lay out the stories of an edition, which come newest first.

    pages   that somebody wrote and that are no stories, by path
    former  the related stories of the build before
    """
    folders = shelf.directory_urls
    directory = directory_of(stories, plan.sections, directory_urls=folders)
    archive = archive_of(stories, shelf.zone, directory_urls=folders)
    front = front_of(
        stories, directory.sections, directory.topics, latest=plan.latest, now=shelf.now, zone=shelf.zone
    )
    kin = kin_of(stories, plan.related, former)
    by_path = {story.path: story for story in stories}
    related = {path: tuple(by_path[each] for each in near) for path, near in kin.items()}
    views = views_of(stories, directory, related)
    month_title = partial(shown_month, locale=plan.locale)
    sheets = sheets_of(directory, archive, corrections_of(stories), plan.words, month_title)
    moved = [Moved.story(story) for story in stories if story.article.aliases]
    moved += [_moved(path, page, sheets, folders) for path, page in pages.items() if page.aliases]
    taken = {file_at(page_url(path, folders)) for path in (*views, *pages, *sheets)} if moved else ()
    redirects, problems = redirects_of(moved, taken, shelf.shown)
    old = old_folders_of(redirects, directory) if redirects else ()
    behind = pages_behind(old, {*taken, *(redirect.file for redirect in redirects)}) if old else ()
    return Layout(directory, archive, front, views, sheets, redirects, old, behind, problems, kin)


def _moved(path: str, page: SitePage, sheets: Mapping[str, Sheet], folders: bool) -> Moved:
    title = page.meta.get("title") or (sheets[path].title if path in sheets else "")
    return Moved(path, page_url(path, folders), title, "", page.aliases)

"""The pages that nobody has to write: fronts of listings, overviews, the archive, the corrections.

An editor may write any of them, at the same path in the content folder: the file's title, description
and text are then shown on the page, above what is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sitegen.model.article import Correction
from sitegen.site.archive import Archive
from sitegen.site.listings import Kind, Listing
from sitegen.site.stories import Story
from sitegen.site.views import Directory


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that is made.

    path      in the content folder, where an editor's own text for it may stand
    template  of the theme
    title     in the site's language, or a name
    context   what its template is given
    front     of a listing's numbered page: the path of its front, whose title it shares
    """

    path: str
    template: str
    title: str
    context: Mapping[str, object] = field(default_factory=dict)
    front: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction and the story it belongs to."""

    story: Story
    correction: Correction


def corrections_of(stories: tuple[Story, ...]) -> tuple[Corrected, ...]:
    """All corrections, the newest first and those without a date last."""
    found = [Corrected(story, correction) for story in stories for correction in story.article.corrections]
    return tuple(sorted(found, key=lambda entry: str(entry.correction.date or ""), reverse=True))


def sheets_of(
    directory: Directory,
    archive: Archive,
    corrections: tuple[Corrected, ...],
    words: Mapping[str, str],
    month_title: Callable[[str], str],
) -> dict[str, Sheet]:
    """All pages that are made, by path.

    words        of the furniture, for titles
    month_title  `2024-03` as readers write it
    """
    sheets = (*_listings(directory), *_overviews(directory, words), *_archive(archive, words, month_title))
    log = Sheet("corrections.md", "corrections.html", words["corrections"], {"corrections": corrections})
    return {sheet.path: sheet for sheet in (*sheets, log)}


def _listings(directory: Directory) -> Iterator[Sheet]:
    for listings in directory.all:
        for listing in listings:
            yield from _slices(listing, listing.name)


def _slices(listing: Listing, title: str) -> Iterator[Sheet]:
    for piece in listing.slices:
        context = {"listing": listing, "slice": piece}
        yield Sheet(piece.path, "listing.html", title, context, front=listing.path)


def _overviews(directory: Directory, words: Mapping[str, str]) -> Iterator[Sheet]:
    by_kind = zip((Kind.SECTION, Kind.TOPIC, Kind.AUTHOR, Kind.SERIES), directory.all, strict=True)
    for kind, listings in by_kind:
        context = {"listings": listings, "kind": kind}
        yield Sheet(f"{kind}.md", "overview.html", words[f"all_{kind}"], context)


def _archive(
    archive: Archive, words: Mapping[str, str], month_title: Callable[[str], str]
) -> Iterator[Sheet]:
    yield Sheet("archive.md", "archive.html", words["archive"], {"archive": archive, "years": archive.years})
    for year in archive.years:
        if year.number:
            yield Sheet(year.path, "archive.html", str(year.number), {"archive": archive, "years": (year,)})
        for month in year.months:
            yield from _slices(month, month_title(month.name) if year.number else words["undated"])
